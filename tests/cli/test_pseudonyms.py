"""`pseudonyms` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

from support.command import Command, write_corpus


def test_a_name_is_replaced_at_once_and_comes_back(empty: Command, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    assert empty("index").returncode == 0
    done = empty("pseudonyms", "set", "Sari", "Ibu Melati", "--variant", "Mbak Sari")
    assert done.returncode == 0, done.stderr
    assert "shown anew: 1" in done.stderr
    assert "Mbak Sari  ->  Ibu Melati" in empty("pseudonyms", "list").stdout
    shown = empty("show", "transkrip-informan-1").stdout
    assert "Melati" in shown
    assert "Sari" not in shown
    sheet = tmp_path / "names.csv"
    assert empty("pseudonyms", "export", str(sheet)).returncode == 0
    sheet.write_text(
        sheet.read_text(encoding="utf-8-sig").replace("Ibu Melati", "Ibu Mawar"), encoding="utf-8"
    )
    assert empty("pseudonyms", "import", str(sheet)).returncode == 0
    assert json.loads(empty("pseudonyms", "list", "--json").stdout)[0]["pseudonym"] == "Ibu Mawar"
    assert empty("pseudonyms", "remove", "sari").returncode == 0
    assert "Sari" in empty("show", "transkrip-informan-1").stdout


def test_a_table_changed_by_hand_is_told_until_it_counts(empty: Command, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    assert empty("index").returncode == 0
    assert "by hand" not in empty("pseudonyms", "list").stderr + empty("doctor").stdout
    (tmp_path / "evidence").mkdir(exist_ok=True)
    table = tmp_path / "evidence" / "pseudonyms.csv"
    table.write_text("name,pseudonym\nSari,Melati\n", encoding="utf-8")
    assert "by hand" in empty("pseudonyms", "list").stderr
    assert "by hand" in empty("doctor").stdout
    assert empty("index").returncode == 0
    assert "by hand" not in empty("pseudonyms", "list").stderr + empty("doctor").stdout
    assert empty("pseudonyms", "set", "Contoh", "Desa A").returncode == 0
    assert "by hand" not in empty("pseudonyms", "list").stderr
    table.unlink()
    assert "by hand" in empty("pseudonyms", "list").stderr


def test_mistakes_are_told(empty: Command, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    assert empty("index").returncode == 0
    done = empty("pseudonyms", "set", "Sari", "X", "--document", "tidak-ada")
    assert done.returncode == 1
    assert "no document tidak-ada" in done.stderr
    (tmp_path / "evidence").mkdir(exist_ok=True)
    (tmp_path / "evidence" / "pseudonyms.csv").write_text("name,pseudonym\nSari,\n", encoding="utf-8")
    done = empty("index")
    assert done.returncode == 1
    assert "a name and a pseudonym must stand in each row" in done.stderr
