"""`corpus-search read` and `outline` on single files."""

from __future__ import annotations

from pathlib import Path

from support.command import runner


def test_the_folders_of_a_file_tell_its_kind(tmp_path: Path) -> None:
    file = tmp_path / "uu" / "1949" / "12.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Menimbang: bahwa perlu;\nPasal 1.\nSatu.\nPasal 2.\nDua.")
    done = runner(tmp_path)("outline", str(file))
    assert done.returncode == 0, done.stderr
    first, title, *nodes = done.stdout.splitlines()
    assert first.startswith("12.txt: regulation")
    assert title == "Undang-Undang Nomor 12 Tahun 1949"
    assert nodes[-2:] == ["  Pasal 1", "  Pasal 2"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    done = runner(tmp_path)("read", str(tmp_path))
    assert done.returncode == 1
    assert "is a folder" in done.stderr
