from __future__ import annotations

import csv
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_search.describing.sheets import guarded, read_rows, unguarded, write_rows
from corpus_search.errors import RegisterError

CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["=1+1", "'=1+1", "''-", "+62", "-", "@ada", "\t=1", "'", "a;b,c", 'kata "kutip"', "007", "baris\nkedua"]
)


@given(st.text(st.sampled_from("'=+-@\t\ra "), max_size=6))
def test_guarding_is_undone_and_leaves_nothing_to_run(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not re.match(r"[=+\-@\t\r]", guarded(cell))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=4))
def test_what_is_written_is_read_back(suffix: str, rows: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"tabel{suffix}"
        write_rows(path, ["title", "place"], [{"title": title, "place": place} for title, place in rows])
        assert sorted(file.name for file in Path(folder).iterdir()) == [path.name]
        read = [cells for _, cells in read_rows(path)]
    clean = [[re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", cell).strip() for cell in row] for row in rows]
    assert read[0] == ["title", "place"]
    assert [row for row in read[1:] if any(row)] == [row for row in clean if any(row)]


def test_a_csv_for_spreadsheets_has_a_mark_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "tabel.csv"
    write_rows(path, ["title"], [{"title": "=HYPERLINK(1)"}])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(path.read_text("utf-8-sig").splitlines())) == [["title"], ["'=HYPERLINK(1)"]]


def test_an_xlsx_holds_strings_only(tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    write_rows(path, ["id", "code"], [{"id": "=1+1", "code": "007"}])
    (row,) = openpyxl.load_workbook(path).active.iter_rows(min_row=2)
    assert [(cell.data_type, cell.value) for cell in row] == [("s", "'=1+1"), ("s", "007")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_spreadsheets_write_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        f'id{delimiter}title\r\n1{delimiter}"Café; warung, dua\nbaris"\r\n2{delimiter}x', encoding=encoding
    )
    assert list(read_rows(path)) == [
        (1, ["id", "title"]),
        (2, ["1", "Café; warung, dua\nbaris"]),
        (4, ["2", "x"]),
    ]


def test_dates_and_numbers_of_a_spreadsheet_are_read_as_people_see_them(tmp_path: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.append(["date", "year", "share", "empty"])
    book.active.append([datetime(2021, 4, 12), 2021, 0.5, None])  # noqa: DTZ001  (spreadsheets know no zones)
    book.save(tmp_path / "tabel.xlsx")
    assert list(read_rows(tmp_path / "tabel.xlsx"))[1] == (2, ["2021-04-12", "2021", "0.5", ""])


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"bukan zip")
    with pytest.raises(RegisterError, match=r"rusak\.xlsx"):
        list(read_rows(broken))
    for name, data in (("rusak.csv", b"id,\0title"), ("surat.pdf", b"%PDF-1.7\nid,title")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(RegisterError, match=f"{name} is no table"):
            list(read_rows(tmp_path / name))
    with pytest.raises(RegisterError, match="must end in"):
        write_rows(tmp_path / "tabel.txt", ["id"], [])


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tabel.csv"
    write_rows(path, ["id"], [{"id": "lama"}])

    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(RegisterError, match="no space left"):
        write_rows(path, ["id"], [{"id": "baru"}])
    assert [cells for _, cells in read_rows(path)] == [["id"], ["lama"]]
    assert [file.name for file in tmp_path.iterdir()] == ["tabel.csv"]
