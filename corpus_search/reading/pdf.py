"""PDF: pdfminer.six page by page, pypdfium2 for the pages that it finds empty or garbled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import pypdfium2
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from corpus_search.model import Box, Extraction, Line, Page, Source, State, Trouble
from corpus_search.reading import pdf_second
from corpus_search.reading.furniture import flag_furniture
from corpus_search.reading.pdf_characters import GARBLED_SHARE, clean, known_symbols, nothing_share
from corpus_search.reading.pdf_fonts import FontShelf
from corpus_search.reading.pdf_layout import lines
from corpus_search.reading.pdf_page import read_page
from corpus_search.reading.pdf_print import LAYER_SHARE, Print, unread
from corpus_search.reading.pdf_states import DAMAGED, NOT_OPENED, PASSWORD, reason_of, state_of

FORMAT = "pdf"
FEW_CHARACTERS = 20
"""A page with fewer, under a picture that covers half of it, is a scan without text."""
_SCAN_SHARE = 0.5
_DRAWN = 20_000
"""Bytes of content of a page without text: its letters are drawn as shapes."""
_KEPT_SHARE = 0.3
"""Lines of a garbled page are kept if no larger share of its characters stands for nothing."""


@dataclass(slots=True)
class _Sheet:
    """A page while it is being read."""

    printed: Print
    source: Source = Source.TEXT
    failed: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.printed.runs)


class _PasswordError(Exception):
    """The file cannot be opened without a password."""


class _DamagedError(Exception):
    """No reader can open the file."""


def read(path: Path, *, second_reader: bool = True) -> Extraction:
    """Read a PDF.

    Never raises for what the file holds, save MemoryError. Boxes count from the bottom left of the MediaBox.

    Args:
        path: the file.
        second_reader: whether pypdfium2 may be used; a file can make it end the whole process.
    """
    try:
        sheets, metadata = _sheets(path, second=second_reader)
    except _PasswordError:
        return Extraction(State.PASSWORD, FORMAT, reason=PASSWORD)
    except _DamagedError as error:
        return Extraction(State.UNREADABLE, FORMAT, reason=DAMAGED.format(error))
    except OSError as error:
        return Extraction(State.UNREADABLE, FORMAT, reason=NOT_OPENED.format(error.strerror or error))
    pages = flag_furniture([_page(number, sheet) for number, sheet in enumerate(sheets, 1)])
    troubles = tuple(
        Trouble(page.number, reason)
        for page, sheet in zip(pages, sheets, strict=True)
        if (reason := _trouble(page, sheet))
    )
    state = state_of(pages, troubles)
    return Extraction(
        state,
        FORMAT,
        tuple(pages),
        reason=reason_of(state, troubles, len(pages)),
        troubles=troubles,
        metadata=metadata,
        has_pages=True,
    )


# ---- the two readers


def _sheets(path: Path, *, second: bool) -> tuple[list[_Sheet], Mapping[str, str]]:
    """All pages, each by the reader that made more of it.

    Raises:
        _PasswordError: the file is protected.
        _DamagedError: neither reader can open it.
        OSError: it cannot be opened at all.
    """
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        opened: list[pypdfium2.PdfDocument | None] = [] if second else [None]

        def second_reader() -> pypdfium2.PdfDocument | None:
            if not opened:
                try:
                    opened.append(stack.enter_context(pdf_second.opened(path)))
                except pypdfium2.PdfiumError:
                    opened.append(None)
            return opened[0]

        sheets, metadata, whole = _by_first(file)
        if not whole:
            document = second_reader()
            if document is None and not sheets:
                raise _DamagedError("no page can be found in it")
            missing = range(len(sheets), len(document) if document is not None else 0)
            sheets.extend(_Sheet(unread(0.0, 0.0), failed=True) for _ in missing)
        for index, sheet in enumerate(sheets):
            if _is_poor(sheet):
                _read_again(sheet, index, second_reader)
        return sheets, metadata


def _by_first(file: BinaryIO) -> tuple[list[_Sheet], Mapping[str, str], bool]:
    """Pages as pdfminer reads them, the file's properties, and whether no page is missing.

    Raises:
        _PasswordError: the file is protected.
    """
    sheets: list[_Sheet] = []
    metadata: Mapping[str, str] = {}
    try:
        document = PDFDocument(PDFParser(file))
        metadata = _metadata(document)
        fonts = FontShelf()
        for page in PDFPage.create_pages(document):
            sheets.append(_sheet(page, fonts))
    except PDFPasswordIncorrect as error:
        raise _PasswordError from error
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a damaged file makes pdfminer raise nearly anything; the second reader is next)
        return sheets, metadata, False
    return sheets, metadata, bool(sheets)


def _sheet(page: PDFPage, fonts: FontShelf) -> _Sheet:
    try:
        printed = read_page(page, fonts)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (as above, for one page)
        x0, y0, x1, y1 = page.mediabox
        return _Sheet(unread(x1 - x0, y1 - y0), failed=True)
    for run in printed.runs:
        run.text = known_symbols(run.text)
    layer = printed.images > LAYER_SHARE and printed.hidden * 2 > printed.characters
    return _Sheet(printed, Source.SCAN_LAYER if layer else Source.TEXT)


def _is_poor(sheet: _Sheet) -> bool:
    return (
        sheet.failed or sheet.printed.characters < FEW_CHARACTERS or nothing_share(sheet.text) > GARBLED_SHARE
    )


def _read_again(sheet: _Sheet, index: int, second_reader: Callable[[], pypdfium2.PdfDocument | None]) -> None:
    """Let the second reader try a page; keep what it finds if that is more."""
    document = second_reader()
    if document is None or index >= len(document):
        return
    try:
        again = pdf_second.read_page(document, index)
    except pypdfium2.PdfiumError:
        return
    for run in again.runs:
        run.text = known_symbols(run.text)
    found = "".join(run.text for run in again.runs)
    if nothing_share(found) > GARBLED_SHARE:
        return
    if len(found) > 2 * len(sheet.text) or nothing_share(sheet.text) > GARBLED_SHARE:
        sheet.printed = replace(sheet.printed, runs=again.runs, width=again.width, height=again.height)
        sheet.source = Source.SECOND_READER
    sheet.failed = False


_NO_TITLE = re.compile(
    r"\w+://.*|microsoft word\b.*|.*\.(docx?|pdf|rtf|indd|cdr|xlsx?|pptx?|tmp|tif+|jpe?g)", re.I
)
_TITLE_WORDS = 3


def _metadata(document: PDFDocument) -> Mapping[str, str]:
    """The title among the file's properties, where a person seems to have given it.

    Programs put the name of a file there; the author is mostly the name of a computer, and so is left out.
    """
    for info in document.info:
        value = resolve1(info.get("Title"))
        title = clean(decode_text(value)) if isinstance(value, bytes) else ""
        if len(title.split()) >= _TITLE_WORDS and not _NO_TITLE.fullmatch(title):
            return {"title": title}
    return {}


# ---- pages and their troubles


def _page(number: int, sheet: _Sheet) -> Page:
    printed = sheet.printed
    found = (
        Line(text, Box(*(round(edge, 1) for edge in (line.x0, line.y0, line.x1, line.y1))))
        for line in (lines(printed.runs) if nothing_share(sheet.text) <= _KEPT_SHARE else ())
        if (text := clean(line.text))
    )
    return Page(number, tuple(found), round(printed.width, 1), round(printed.height, 1), sheet.source)


def _trouble(page: Page, sheet: _Sheet) -> str:
    """What is wrong with a page, or nothing."""
    if sheet.failed:
        return "unreadable"
    if nothing_share(sheet.text) > GARBLED_SHARE:
        return "garbled"
    characters = sum(len(line.text) for line in page.lines if line.furniture is None)
    if characters < FEW_CHARACTERS and sheet.printed.images > _SCAN_SHARE:
        return "scan"
    if not characters and not sheet.printed.characters and sheet.printed.content > _DRAWN:
        return "scan"
    return ""
