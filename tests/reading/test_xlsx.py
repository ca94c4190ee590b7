"""XLSX: sheets, headers, values, and workbooks that are not whole."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from corpus_search.model import LineRole, State
from corpus_search.reading import sheets, xlsx
from corpus_search.reading.sheets import sheet_lines

MakeFile = Callable[[str, bytes | str], Path]


def test_rows_name_their_cells(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.title = "Peserta"
    first["B2"] = "Daftar peserta"
    first.append([])
    first.append([None, "Nama", "Umur", "Lulus", "Tanggal", None])
    first.append([None, "Sri\nRahayu", 31, True, dt.date(2021, 4, 12), "catatan"])
    first.append([None, "Budi", 2.5, None, dt.datetime.combine(dt.date(2021, 4, 12), dt.time(9, 30)), None])
    second = workbook.create_sheet("Kosong")
    third = workbook.create_sheet("Desa")
    for name in ["Desa", "Karanganyar", "Sidamulya"]:
        third.append([name])
    workbook.create_chartsheet("Grafik")
    workbook.properties.title = "Data peserta"
    workbook.save(tmp_path / "a.xlsx")
    assert second.title == "Kosong"
    extraction = xlsx.read(tmp_path / "a.xlsx")
    assert (extraction.state, extraction.has_pages) == (State.READ, False)
    assert extraction.metadata["title"] == "Data peserta"
    assert [(page.number, page.label) for page in extraction.pages] == [
        (1, "Peserta"),
        (2, "Kosong"),
        (3, "Desa"),
    ]
    assert [[(line.text, line.role) for line in page.lines] for page in extraction.pages] == [
        [
            ("Daftar peserta", LineRole.PARAGRAPH),
            ("Nama: Sri Rahayu | Umur: 31 | Lulus: TRUE | Tanggal: 2021-04-12 | catatan", LineRole.ROW),
            ("Nama: Budi | Umur: 2.5 | Tanggal: 2021-04-12 09:30", LineRole.ROW),
        ],
        [],
        [("Desa: Karanganyar", LineRole.ROW), ("Desa: Sidamulya", LineRole.ROW)],
    ]


def test_a_header_alone_is_a_line() -> None:
    assert [line.text for line in sheet_lines([["Nama", "", "Umur"], ["", "", ""]])] == ["Nama | Umur"]
    assert list(sheet_lines([])) == []


def test_too_many_rows_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number in range(5):
        sheet.append([f"a{number}", f"b{number}"])
    workbook.create_sheet("Kosong")
    workbook.save(tmp_path / "a.xlsx")
    extraction = xlsx.read(tmp_path / "a.xlsx")
    assert (extraction.state, extraction.reason) == (State.PARTLY_READ, sheets.TOO_MANY)
    assert [line.text for line in extraction.pages[0].lines] == ["a0: a1 | b0: b1", "a0: a2 | b0: b2"]


def test_damaged_workbooks_say_so(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<worksheet" if "sheet1" in name else source.read(name))
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as target:
        target.writestr("xl/workbook.xml", "<x/>")
    for name in ["b.xlsx", "c.xlsx"]:
        extraction = xlsx.read(tmp_path / name)
        assert extraction.state is State.UNREADABLE, name
        assert extraction.reason
