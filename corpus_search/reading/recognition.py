"""A page of a PDF that is a picture -> its lines, by text recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from corpus_search.model import Box, Frame, Line, Page, Source, Stretch
from corpus_search.reading.pdf_layout import lines
from corpus_search.reading.pdf_lines import clean_lines
from corpus_search.reading.pdf_picture import POINTS, Sight, draw_grey
from corpus_search.reading.pdf_print import Run
from corpus_search.reading.tesseract import Word, recognise

DPI = 300.0
"""What tesseract reads best."""
_GAP = 1.0
"""A gap of this many line heights ends a run, so that columns can be told from rows."""


def recognise_page(path: Path, number: int, languages: Sequence[str]) -> Page:
    """Recognise the text of a page. Boxes count as everywhere: in points of the unturned page.

    Args:
        path: a PDF.
        number: of the page, from 1.
        languages: as tesseract names them.

    Raises:
        RefusedError: the page cannot be shown, or tesseract fails on it.
    """
    sight = draw_grey(path, number, DPI)
    words = recognise(sight.pixels, sight.width, sight.height, sight.dpi, languages)
    scale = POINTS / sight.dpi
    height = sight.height * scale
    runs = [_run(piece, scale, height) for line in words for piece in _pieces(line)]
    found = (_on_page(sight, line) for line in clean_lines(lines(runs)))
    view = sight.view
    whole = Box(0.0, 0.0, *sight.media)
    window = None if view.window == whole else view.window
    return Page(number, tuple(found), *sight.media, Source.OCR, window=window, turns=view.turns)


def _pieces(line: Sequence[Word]) -> Iterator[list[Word]]:
    """A line cut at wide gaps."""
    size = median(word.bottom - word.top for word in line)
    piece = [line[0]]
    for word in line[1:]:
        if word.left - piece[-1].right > _GAP * size:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _run(words: Sequence[Word], scale: float, height: float) -> Run:
    """Words side by side, in points from the bottom left of the picture."""
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return Run(
        min(word.left for word in words) * scale,
        height - bottom * scale,
        max(word.right for word in words) * scale,
        height - top * scale,
        " ".join(word.text for word in words),
        (bottom - top) * scale,
    )


def _on_page(sight: Sight, line: Line) -> Line:
    """A line whose places count in points from the bottom left of the picture, with its places on the page."""
    width, height = sight.width * POINTS / sight.dpi, sight.height * POINTS / sight.dpi

    def box(x0: float, y0: float, x1: float, y1: float) -> Box:
        placed = sight.view.box(Frame(x0 / width, 1 - y1 / height, x1 / width, 1 - y0 / height))
        return Box(*(round(edge, 1) for edge in (placed.x0, placed.y0, placed.x1, placed.y1)))

    assert line.box is not None  # noqa: S101  (the layout knows where its lines are)
    pieces = [(piece.start, box(piece.x0, line.box.y0, piece.x1, line.box.y1)) for piece in line.stretches]
    return replace(
        line,
        box=box(line.box.x0, line.box.y0, line.box.x1, line.box.y1),
        stretches=tuple(
            Stretch(start, placed.x0, placed.x1) for start, placed in pieces if sight.view.turns == 0
        ),
    )
