"""Tables as CSV and XLSX that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus_search.describing.sheets import guarded
from corpus_search.exchange.characters import xml_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""
_LONGEST_CELL = 32_767
"""Characters that a cell of XLSX can hold."""
_NAME_LENGTH = 31
"""Characters of a sheet's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    """Of the columns, in characters."""


def csv_of(sheet: Sheet) -> bytes:
    """A CSV for spreadsheets (UTF-8 with BOM); cells that would be run as formulas begin with `'`."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(sheet.header)
    writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return held.getvalue().encode("utf-8-sig", errors="replace")


def xlsx_of(sheets: Sequence[Sheet], made: str | None = None) -> bytes:
    """An XLSX; every cell is written as text, so nothing in it is a formula.

    Args:
        sheets: in order.
        made: ISO time for the file's properties; now where it is not given.
    """
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as workbook:
        if made:
            workbook.set_properties({"created": datetime.fromisoformat(made)})
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        bold = workbook.add_format({"num_format": "@", "bold": True, "valign": "top"})
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name[:_NAME_LENGTH])
            for at, _ in enumerate(sheet.header):
                page.set_column(at, at, sheet.widths[at] if at < len(sheet.widths) else 16)
            for number, row in enumerate((sheet.header, *sheet.rows)):
                for at, cell in enumerate(row):
                    page.write_string(number, at, _held(cell), text if number else bold)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
    return held.getvalue()


def _held(cell: str) -> str:
    """A cell that XLSX can hold: a longer text is cut, with a mark."""
    text = xml_text(cell)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 2]} …"


def cut_cells(sheets: Sequence[Sheet]) -> int:
    """How many cells are too long for XLSX."""
    return sum(len(cell) > _LONGEST_CELL for sheet in sheets for row in sheet.rows for cell in row)
