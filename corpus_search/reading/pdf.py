"""PDF: a file or a range of its pages -> leaves -> an Extraction.

A leaf is a page before its furniture is flagged, which needs all pages: several workers read the leaves of a long
file, and one makes the Extraction of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.model import Box, Extraction, Line, Page, Trouble
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.furniture import flag_furniture
from corpus_search.reading.pdf_characters import GARBLED_SHARE, clean, nothing_share
from corpus_search.reading.pdf_layout import lines
from corpus_search.reading.pdf_print import Print
from corpus_search.reading.pdf_readers import FEW_CHARACTERS, Sheet, read_sheets
from corpus_search.reading.pdf_states import reason_of, state_of

FORMAT = "pdf"
_SCAN_SHARE = 0.5
_DRAWN = 20_000
"""Bytes of content of a page without text: its letters are drawn as shapes."""
_KEPT_SHARE = 0.3
"""Lines of a garbled page are kept if no larger share of its characters stands for nothing."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page without flags, and what decides whether it was read."""

    page: Page
    fault: str = ""
    """`unreadable`, `garbled`, or nothing."""
    pictured: bool = False
    """Pictures cover over half of it."""
    drawn: bool = False
    """It shows something, but no characters."""


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


def extraction_of(leaves: Sequence[Leaf], metadata: Mapping[str, str]) -> Extraction:
    """What the pages of a whole file come to."""
    pages = flag_furniture([leaf.page for leaf in leaves])
    troubles = tuple(
        Trouble(page.number, reason)
        for page, leaf in zip(pages, leaves, strict=True)
        if (reason := _trouble(page, leaf))
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


def _leaf(number: int, sheet: Sheet) -> Leaf:
    printed = sheet.printed
    nothing = nothing_share(sheet.text)
    found = (
        Line(text, Box(*(round(edge, 1) for edge in (line.x0, line.y0, line.x1, line.y1))))
        for line in (lines(printed.runs) if nothing <= _KEPT_SHARE else ())
        if (text := clean(line.text))
    )
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


def _trouble(page: Page, leaf: Leaf) -> str:
    """What is wrong with a page, or nothing."""
    if leaf.fault:
        return leaf.fault
    characters = sum(len(line.text) for line in page.lines if line.furniture is None)
    if (characters < FEW_CHARACTERS and leaf.pictured) or (not characters and leaf.drawn):
        return "scan"
    return ""
