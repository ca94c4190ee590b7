"""`corpus-search read` and `outline` on single files."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command import runner
from support.scans import needs_tesseract, scanned


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


@pytest.mark.ocr
def test_a_scan_outside_of_a_corpus_is_recognised(tmp_path: Path) -> None:
    needs_tesseract()
    file = scanned(tmp_path / "pindaian.pdf", [("Peserta pelatihan kerja menerima insentif",)])
    run = runner(tmp_path)
    assert run("read", str(file)).returncode == 1
    for arguments in (("--ocr", str(file)), (str(file), "--ocr"), (str(file), "--ocr", "all")):
        done = run("read", *arguments)
        assert done.returncode == 0, done.stderr
        assert "Peserta pelatihan kerja menerima insentif" in done.stdout
        assert "1 of 1 pages" in done.stderr
    assert "1 passage\n" in run("outline", str(file), "--ocr").stdout
