"""PDF: a file or a range of its pages -> leaves -> an Extraction."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from corpus_search.model import Box, Extraction, Page
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.pdf_characters import GARBLED_SHARE, nothing_share
from corpus_search.reading.pdf_layout import lines
from corpus_search.reading.pdf_leaves import FORMAT, Leaf, extraction_of
from corpus_search.reading.pdf_lines import clean_lines
from corpus_search.reading.pdf_print import Print
from corpus_search.reading.pdf_readers import Sheet, read_sheets

_SCAN_SHARE = 0.5
_DRAWN = 20_000
"""Bytes of content of a page without text: its letters are drawn as shapes."""
_KEPT_SHARE = 0.3
"""Lines of a garbled page are kept if no larger share of its characters stands for nothing."""


def read(path: Path, *, second_reader: bool = True) -> Extraction:
    """Read a PDF.

    Never raises for what the file holds, save MemoryError. Boxes count from the bottom left of the MediaBox.

    Args:
        path: the file.
        second_reader: whether pypdfium2 may be used; a file can make it end the whole process.
    """
    try:
        leaves, metadata = read_leaves(path, second_reader=second_reader)
    except RefusedError as refused:
        return Extraction(refused.state, FORMAT, reason=str(refused))
    return extraction_of(leaves, metadata)


def read_leaves(
    path: Path, pages: range | None = None, *, second_reader: bool = True
) -> tuple[list[Leaf], Mapping[str, str]]:
    """Pages of a PDF, and the file's properties.

    Args:
        path: the file.
        pages: indexes (from 0) of the pages that are wanted; None for all.
        second_reader: as with `read`.

    Raises:
        RefusedError: the file cannot be read.
    """
    sheets, metadata = read_sheets(path, pages, second=second_reader)
    first = 1 if pages is None else pages.start + 1
    return [_leaf(number, sheet) for number, sheet in enumerate(sheets, first)], metadata


def _leaf(number: int, sheet: Sheet) -> Leaf:
    printed = sheet.printed
    nothing = nothing_share(sheet.text)
    found = clean_lines(lines(printed.runs)) if nothing <= _KEPT_SHARE else ()
    page = Page(
        number,
        tuple(found),
        round(printed.width, 1),
        round(printed.height, 1),
        sheet.source,
        window=_window(printed),
        turns=printed.turns,
    )
    return Leaf(
        page,
        fault="unreadable" if sheet.failed else "garbled" if nothing > GARBLED_SHARE else "",
        pictured=printed.images > _SCAN_SHARE,
        drawn=not printed.characters and printed.content > _DRAWN,
    )


def _window(printed: Print) -> Box | None:
    """The part of a page that is shown; None for the whole page."""
    whole = (0.0, 0.0, printed.width, printed.height)
    edges = printed.window
    if not all(map(math.isfinite, edges)) or all(
        abs(edge - other) < 0.05 for edge, other in zip(edges, whole, strict=True)
    ):
        return None
    return Box(*(round(edge, 2) for edge in edges))
