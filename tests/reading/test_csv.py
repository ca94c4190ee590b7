"""Tables in text: delimiters, quotes, encodings, cells over several lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import LineRole, State
from corpus_search.reading import csv as csv_reader
from corpus_search.reading import read_file

MakeFile = Callable[[str, bytes | str], Path]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter(delimiter: str, make_file: MakeFile) -> None:
    source = 'nama,"catatan, panjang",umur\r\nSri,"baris satu\r\nbaris ""dua""",31\r\n\r\nBudi,,'
    parted = source.replace(", p", "; p" if delimiter == "," else " p")
    parted = "\n".join(part.replace(",", delimiter) for part in parted.split("\n"))
    extraction = csv_reader.read(make_file("a.csv", "\ufeff" + parted))
    rows = [(line.text, line.role) for line in extraction.pages[0].lines]
    name = "catatan; panjang" if delimiter == "," else "catatan panjang"
    assert rows == [
        (f'nama: Sri | {name}: baris satu baris "dua" | umur: 31', LineRole.ROW),
        ("nama: Budi", LineRole.ROW),
    ]


def test_a_declared_delimiter_and_windows_characters(make_file: MakeFile) -> None:
    extraction = csv_reader.read(
        make_file(
            "a.csv", "sep=;\r\nnama;kota\r\nAndré;Łódź, ya".replace("Łó", "X").encode("cp1252", "ignore")
        )
    )
    assert [line.text for line in extraction.pages[0].lines] == ["nama: André | kota: Xd, ya"]


def test_a_quotation_mark_left_open_loses_no_row(make_file: MakeFile) -> None:
    rows = "".join(f"Sri {number},kata\n" for number in range(300))
    extraction = csv_reader.read(make_file("a.csv", 'nama,ucapan\nBudi,"belum ditutup\n' + rows))
    texts = [line.text for line in extraction.pages[0].lines]
    assert len(texts) == 301
    assert texts[-1] == "nama: Sri 299 | ucapan: kata"


def test_a_very_long_cell_is_read(make_file: MakeFile) -> None:
    extraction = csv_reader.read(make_file("a.csv", "nama,ucapan\nSri," + "kata " * 40_000))
    assert len(extraction.pages[0].lines[0].text) > 150_000


def test_too_many_rows_are_said(make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_ROWS", 2)
    extraction = csv_reader.read(make_file("a.csv", "a,b\n1,2\n3,4\n"))
    assert extraction.state is State.PARTLY_READ
    assert [line.text for line in extraction.pages[0].lines] == ["a: 1 | b: 2"]


def test_one_column(make_file: MakeFile) -> None:
    extraction = read_file(make_file("desa.csv", "desa\nKaranganyar\n"))
    assert (extraction.format, [line.text for line in extraction.pages[0].lines]) == (
        "csv",
        ["desa: Karanganyar"],
    )
