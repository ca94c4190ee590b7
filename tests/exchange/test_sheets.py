"""Spreadsheets, read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.errors import UsageError
from corpus_search.evidence import Codebook, Theme
from corpus_search.exchange import Dossier
from corpus_search.exchange.codebook_tables import codebook_csv, codebook_xlsx, read_codebook_table
from corpus_search.exchange.sheets import Sheet, csv_of, xlsx_of
from corpus_search.exchange.tables import (
    codebook_sheet,
    evidence_sheet,
    results_sheet,
    sources_sheet,
    triangulation_sheet,
)
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace


def records(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_evidence_stands_in_rows_that_can_be_traced(dossier: Dossier) -> None:
    rows = records(csv_of(evidence_sheet(dossier)))
    assert len(rows) == 6
    first = rows[0]
    assert first["Tema"] == "Sosialisasi program"
    assert first["Sitasi"] == "Wawancara dengan Sari, 12 April 2022, ujaran 2"
    assert first["Arah"] == "menguatkan"
    assert first["Pemeriksaan"] == "cocok"
    contents = dossier.contents(dossier.sources[1].id)
    assert contents.text[int(first["Awal"]) : int(first["Akhir"])] == first["Kutipan"]
    assert [row["Pemeriksaan"] for row in rows].count("cocok") == 4
    assert rows[2]["Kutipan"].startswith("'=SUM(A1)")
    assert rows[2]["Memo"] == "'=1+1"


def test_a_workbook_holds_everything_and_no_formula(dossier: Dossier) -> None:
    sheets = [
        build(dossier) for build in (evidence_sheet, triangulation_sheet, codebook_sheet, sources_sheet)
    ]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(sheets)))
    assert book.sheetnames == ["Bukti", "Tabel Triangulasi", "Buku Kode", "Daftar Sumber"]
    assert all(cell.data_type in ("s", "n") for page in book for row in page for cell in row)
    assert "=SUM(A1) sambil tertawa, lalu menulis cafe\u0301" in [cell.value for cell in book["Bukti"]["C"]]


def test_the_language_of_the_header(dossier_of: Callable[..., Dossier]) -> None:
    assert evidence_sheet(dossier_of(language="en")).header[:4] == ("Theme", "Kind", "Quote", "Citation")


def test_all_results_of_a_search(workspace: Workspace) -> None:
    results = workspace.finder.search(SearchRequest(text="pelatihan", limit=100))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([results_sheet(results)])))
    page = book["results"]
    assert page.max_row == 1 + len(results.hits)
    assert page["B2"].value == results.hits[0].passage.id


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_no_cell_of_a_csv_is_run(cells: list[str]) -> None:
    data = csv_of(Sheet("s", tuple("abcde"[: len(cells)]), (tuple(cells),)))
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) for cell in row
        )


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([Sheet("s", ("a",), (("x" * 40_000,),))])))
    value = book["s"]["A2"].value
    assert isinstance(value, str)
    assert len(value) == 32_767
    assert value.endswith("…")


@pytest.mark.parametrize(("write", "ending"), [(codebook_csv, "csv"), (codebook_xlsx, "xlsx")])
def test_a_codebook_goes_out_and_comes_back(
    dossier: Dossier, tmp_path: Path, write: Callable[[tuple[Theme, ...]], bytes], ending: str
) -> None:
    file = tmp_path / f"codes.{ending}"
    file.write_bytes(write(dossier.codebook.themes))
    assert read_codebook_table(file) == (dossier.codebook.themes, ())


def test_a_table_that_a_person_wrote(tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text(
        "Kode;Induk;Definisi\nAnak;Induk Besar;kecil\nInduk Besar;;besar\nAnak;Induk Besar;\n",
        encoding="utf-8",
    )
    themes, _ = read_codebook_table(file)
    assert [(theme.id, theme.parent) for theme in themes] == [
        ("anak", "induk-besar"),
        ("induk-besar", ""),
        ("induk-besar/anak", "induk-besar"),
    ]
    assert len(list(Codebook(themes).tree())) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "no column name"),
        ("", "no column name"),
        ("id,name\nx,Satu\nx,Dua\n", "row 3"),
        ("id,name\nBukan Id,Satu\n", "bukan-id"),
        ("name,colour\nSatu,red\n", "#RRGGBB"),
        ("name,definition\n,tanpa nama\n", "row 2"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_row(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "codes.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_codebook_table(file)


def test_columns_with_a_slip_and_parents_that_are_nowhere_are_told(tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("id,name,definision,tahun\na,A,x,2021\n")
    themes, remarks = read_codebook_table(file)
    assert [theme.id for theme in themes] == ["a"]
    (one,) = remarks
    assert one.params["names"] == "definision (definition?), tahun"
    file.write_text("name\n")
    assert [one.template for one in read_codebook_table(file)[1]] == [
        "The table has no theme below its first row."
    ]
    file.write_text("id,name,parent\nb,B,\nc,C,b\nd,D,tidak-ada\n")
    with pytest.raises(UsageError, match="row 4: no theme 'tidak-ada'"):
        read_codebook_table(file)
    file.write_text("id,name,parent\nc,C,Insentif\n")
    ((theme,), _) = read_codebook_table(file, Codebook((Theme("uang", "Insentif"),)))
    assert theme.parent == "uang"
