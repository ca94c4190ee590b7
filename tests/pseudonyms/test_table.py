"""The table as a file that people edit in a spreadsheet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus_search.errors import NotFoundError, PseudonymsError
from corpus_search.model import Kind
from corpus_search.pseudonyms import Pseudonym, Pseudonyms, read_pseudonyms, write_pseudonyms

SLAMET = Pseudonym("Slamet", "Informan 3", ("Pak Slamet", "Met"))


@pytest.mark.parametrize("name", ["pseudonyms.csv", "pseudonyms.xlsx"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    table = Pseudonyms((SLAMET, Pseudonym("Wati", "Ibu Anggrek", document="laporan-7")))
    write_pseudonyms(tmp_path / name, table)
    assert read_pseudonyms(tmp_path / name) == table


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "pseudonyms.csv"
    write_pseudonyms(file, Pseudonyms((SLAMET,)))
    assert file.stat().st_mode & 0o777 == 0o600


def test_columns_may_be_indonesian(tmp_path: Path) -> None:
    file = tmp_path / "samaran.csv"
    file.write_text('Nama;Nama samaran;Varian\nSlamet;Informan 3;"Pak Slamet; Met"\n', encoding="utf-8")
    assert read_pseudonyms(file).rows == (SLAMET,)


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "pseudonyms.csv"
    file.write_text("name,pseudonym\nSlamet,\nWati,Pak Slamet\nWATI,Ibu 2\n???,Ibu 3\n", encoding="utf-8")
    with pytest.raises(PseudonymsError) as caught:
        read_pseudonyms(file)
    told = str(caught.value)
    assert "row 2: a name and a pseudonym must stand" in told
    assert "row 3: the pseudonym 'Pak Slamet' holds a real name" in told
    assert "row 4: 'WATI' stands already in row 3" in told
    assert "row 5: '???' holds no letters" in told


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pseudonyms.csv"
    file.write_text("nama,alias\nSlamet,Informan\n", encoding="utf-8")
    with pytest.raises(PseudonymsError, match="no column pseudonym"):
        read_pseudonyms(file)


def test_rows_count_for_interviews_and_field_notes_or_for_one_document() -> None:
    table = Pseudonyms((SLAMET, Pseudonym("Wati", "Ibu Anggrek", document="laporan-7")))
    assert [row.name for row in table.of(Kind.TRANSCRIPT, "w-1", "w/1.txt").rows] == ["Slamet"]
    assert [row.name for row in table.of(Kind.DOCUMENT, "laporan-7", "l/7.txt").rows] == ["Wati"]
    assert not table.of(Kind.REGULATION, "uu-1", "uu/1.txt")


def test_a_row_takes_the_place_of_the_one_for_the_same_name() -> None:
    table = Pseudonyms().put(SLAMET).put(Pseudonym("slamet", "Informan 4"))
    assert [row.shown for row in table.rows] == ["Informan 4"]
    assert not table.without("SLAMET")
    with pytest.raises(NotFoundError):
        table.without("Wati")
