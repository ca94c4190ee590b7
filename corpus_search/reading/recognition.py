"""A page of a PDF that is a picture -> its lines, by text recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from corpus_search.model import Box, Frame, Line, Page, Source
from corpus_search.reading.pdf_characters import clean
from corpus_search.reading.pdf_layout import lines
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
    found = (
        Line(text, _box(sight, (line.x0, height - line.y1, line.x1, height - line.y0)))
        for line in lines(runs)
        if (text := clean(line.text))
    )
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


def _box(sight: Sight, place: tuple[float, float, float, float]) -> Box:
    """A place on the picture (points from its top left) on the page."""
    width, height = sight.width * POINTS / sight.dpi, sight.height * POINTS / sight.dpi
    left, top, right, bottom = place
    box = sight.view.box(Frame(left / width, top / height, right / width, bottom / height))
    return Box(*(round(edge, 1) for edge in (box.x0, box.y0, box.x1, box.y1)))
