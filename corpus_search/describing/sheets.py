"""Tables of strings in and out of CSV and XLSX, safe for spreadsheets and written whole or not at all."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from corpus_search.errors import RegisterError

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""Cells that a spreadsheet would run begin so; with quotation marks in front they are already guarded."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WIDTHS = {"id": 26, "path": 40, "title": 60, "informant": 20, "place": 20}


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs: `=1+1` becomes `'=1+1`."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The inverse of `guarded`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV or XLSX file with their numbers as a spreadsheet shows them, from 1.

    A CSV is UTF-8 with or without BOM, UTF-16 with one, else Windows-1252, its cells parted by comma, semicolon or tab.

    Raises:
        RegisterError: the file is no such table.
    """
    try:
        rows = _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
        for number, row in rows:
            yield number, [unguarded(_tidy(cell)) for cell in row]
    except (OSError, csv.Error) as error:
        raise RegisterError("{path} cannot be read: {reason}", path=path, reason=error) from error


def _tidy(cell: str) -> str:
    return _CONTROL.sub("", cell).strip()


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as spreadsheets save "Unicode text"
        return data.decode("utf-16", errors="replace")
    if b"\0" in data or data.startswith(b"%PDF"):
        raise RegisterError("{path} is no table. Give a CSV or XLSX file.", path=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise RegisterError("{path} cannot be read: {reason}", path=path, reason=error) from error
    for number, row in enumerate(rows, start=1):
        yield number, [_cell_text(cell) for cell in row]


def _cell_text(cell: str | float | bool | date | datetime | time | timedelta) -> str:
    """A cell as people see it: days without hours, whole numbers without a fraction."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write a table with a header as CSV (UTF-8 with BOM) or, by the file's name, XLSX; all of it or nothing.

    Raises:
        RegisterError: the file's name ends in neither `.csv` nor `.xlsx`, or it cannot be written.
    """
    table = [list(columns)]
    table.extend([guarded(_tidy(row.get(column, ""))) for column in columns] for row in rows)
    match path.suffix.lower():
        case ".csv":
            content = _csv(table)
        case ".xlsx":
            content = _xlsx(table)
        case _:
            raise RegisterError("{path} must end in .csv or .xlsx", path=path)
    try:
        _replace(path, content)
    except OSError as error:
        raise RegisterError("{path} cannot be written: {reason}", path=path, reason=error) from error


def _csv(table: Sequence[Sequence[str]]) -> bytes:
    held = io.StringIO(newline="")
    csv.writer(held).writerows(table)
    return held.getvalue().encode("utf-8-sig", errors="replace")


def _xlsx(table: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("documents")
        text = workbook.add_format({"num_format": "@"})
        bold = workbook.add_format({"bold": True, "num_format": "@"})
        for at, name in enumerate(table[0]):
            sheet.set_column(at, at, _WIDTHS.get(name, 14), text)
        for number, row in enumerate(table):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, cell, text if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table) - 1), len(table[0]) - 1)
    return held.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, so that at every moment the old or the new one stands there whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
