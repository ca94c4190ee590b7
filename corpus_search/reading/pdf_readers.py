"""The two readers of PDF, page by page: pdfminer.six first, pypdfium2 for what it finds empty or garbled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pypdfium2
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from corpus_search.model import Source, State
from corpus_search.reading import pdf_second
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.pdf_characters import (
    FEW_CHARACTERS,
    GARBLED_SHARE,
    clean,
    known_symbols,
    nothing_share,
)
from corpus_search.reading.pdf_fonts import FontShelf
from corpus_search.reading.pdf_page import read_page
from corpus_search.reading.pdf_print import LAYER_SHARE, Print, unread
from corpus_search.reading.pdf_states import DAMAGED, NOT_OPENED, PASSWORD


@dataclass(slots=True)
class Sheet:
    """A page while it is being read."""

    printed: Print
    source: Source = Source.TEXT
    failed: bool = False

    @property
    def text(self) -> str:
        """All characters, in the order of the file."""
        return "".join(run.text for run in self.printed.runs)


def read_sheets(path: Path, pages: range | None, *, second: bool) -> tuple[list[Sheet], Mapping[str, str]]:
    """Pages, each by the reader that made more of it, and the file's properties.

    Args:
        path: the file.
        pages: indexes (from 0) of the pages that are wanted; None for all. Those that the file does not have are
            passed over.
        second: whether pypdfium2 may be used; a file can make it end the whole process.

    Raises:
        RefusedError: the file is protected, or neither reader can open it.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise RefusedError(State.UNREADABLE, NOT_OPENED.format(error.strerror or error)) from error
        opened: list[pypdfium2.PdfDocument | None] = [] if second else [None]

        def second_reader() -> pypdfium2.PdfDocument | None:
            if not opened:
                try:
                    opened.append(stack.enter_context(pdf_second.opened(path)))
                except pypdfium2.PdfiumError:
                    opened.append(None)
            return opened[0]

        start = pages.start if pages is not None else 0
        sheets, metadata, whole = _by_first(file, pages)
        if not whole:
            document = second_reader()
            if document is None and not sheets and not start:
                raise RefusedError(State.UNREADABLE, DAMAGED.format("no page can be found in it"))
            count = len(document) if document is not None else 0
            end = count if pages is None else min(count, pages.stop)
            sheets.extend(Sheet(unread(0.0, 0.0), failed=True) for _ in range(start + len(sheets), end))
        for index, sheet in enumerate(sheets, start):
            if _is_poor(sheet):
                _read_again(sheet, index, second_reader)
        return sheets, metadata


def count_pages(path: Path) -> int:
    """How many pages a PDF says that it has; 0 where it cannot be told."""
    try:
        with pdf_second.opened(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _by_first(file: BinaryIO, pages: range | None) -> tuple[list[Sheet], Mapping[str, str], bool]:
    """Pages as pdfminer reads them, the file's properties, and whether it came to their end.

    Raises:
        RefusedError: the file is protected.
    """
    sheets: list[Sheet] = []
    metadata: Mapping[str, str] = {}
    try:
        document = PDFDocument(PDFParser(file))
        metadata = _metadata(document)
        fonts = FontShelf()
        start, stop = (pages.start, pages.stop) if pages is not None else (0, None)
        for page in islice(PDFPage.create_pages(document), start, stop):
            sheets.append(_sheet(page, fonts))
    except PDFPasswordIncorrect as error:
        raise RefusedError(State.PASSWORD, PASSWORD) from error
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a damaged file makes pdfminer raise nearly anything; the second reader is next)
        return sheets, metadata, False
    return sheets, metadata, bool(sheets) or (start > 0 and _has_pages(document))


def _has_pages(document: PDFDocument) -> bool:
    """Whether pdfminer finds any page: then there are none beyond the last one that it finds."""
    return next(PDFPage.create_pages(document), None) is not None


def _sheet(page: PDFPage, fonts: FontShelf) -> Sheet:
    try:
        printed = read_page(page, fonts)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (as above, for one page)
        x0, y0, x1, y1 = page.mediabox
        return Sheet(unread(x1 - x0, y1 - y0), failed=True)
    for run in printed.runs:
        run.text = known_symbols(run.text)
    layer = printed.images > LAYER_SHARE and printed.hidden * 2 > printed.characters
    return Sheet(printed, Source.SCAN_LAYER if layer else Source.TEXT)


def _is_poor(sheet: Sheet) -> bool:
    return (
        sheet.failed or sheet.printed.characters < FEW_CHARACTERS or nothing_share(sheet.text) > GARBLED_SHARE
    )


def _read_again(sheet: Sheet, index: int, second_reader: Callable[[], pypdfium2.PdfDocument | None]) -> None:
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
        sheet.printed = replace(
            sheet.printed, runs=again.runs, width=again.width, height=again.height, window=again.window
        )
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
