"""XLSX: a page for each sheet, a Line for each row, its cells named by the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, XmlError, ZipError

from corpus_search.model import Extraction, Page, State
from corpus_search.reading import zips
from corpus_search.reading.failures import reads
from corpus_search.reading.office_xml import properties
from corpus_search.reading.sheets import MAX_ROWS, TOO_MANY, sheet_lines
from corpus_search.reading.tables import Texts, flat
from corpus_search.reading.zips import open_zip

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


@reads("xlsx", *zips.DAMAGE, CalamineError, XmlError, ZipError)
def read(path: Path) -> Extraction:
    """Read a workbook: each sheet that holds cells is a page whose label is the sheet's name.

    Formulas give the values that were last computed. Numbers are as stored, without their display format.
    """
    with open_zip(path) as archive:
        archive.verify()
        metadata = properties(archive, "docProps/core.xml")
    with CalamineWorkbook.from_path(path) as workbook:
        pages, cut = _pages(workbook)
    if cut:
        return Extraction(State.PARTLY_READ, "xlsx", pages, reason=TOO_MANY, metadata=metadata)
    return Extraction(State.READ, "xlsx", pages, metadata=metadata)


def _pages(workbook: CalamineWorkbook) -> tuple[tuple[Page, ...], bool]:
    """The sheets as pages, and whether they have more rows than are read."""
    names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    pages = []
    left = MAX_ROWS
    cut = False
    for number, name in enumerate(names, 1):
        rows = (row for row in _texts(workbook.get_sheet_by_name(name).iter_rows()) if any(row))
        kept = list(islice(rows, left))
        left -= len(kept)
        cut = cut or next(rows, None) is not None
        pages.append(Page(number, tuple(sheet_lines(kept)), label=flat(name)))
    return tuple(pages), cut


def _texts(rows: Iterator[list[Value]]) -> Iterator[Texts]:
    return ([_text(value) for value in row] for row in rows)


def _text(value: Value) -> str:
    """A cell as it is read: dates in ISO, whole numbers without a fraction."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return flat(str(value))
