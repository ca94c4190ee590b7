"""Pictures of PDF pages by pypdfium2: as viewers show them, cut to the CropBox and turned."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from corpus_search.model import Box, State
from corpus_search.reading import pdf_second
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.page_view import View
from corpus_search.reading.pdf_print import window_of

POINTS = 72.0
"""Of an inch."""
SCREEN_DPI = 96.0
MAX_PIXELS = 16_000_000
"""Of a picture for people: an A4 page at four times its size on screen. A larger one is drawn smaller."""
MAX_GREY_PIXELS = 40_000_000
"""Of a picture for text recognition: an A2 page at 300 dpi."""
MAX_SIDE = 16_383
"""Pixels of a side: what WebP can hold."""
_QUALITY = 80
_EFFORT = 2
"""Of WebP's 0 to 6: more takes longer and gains little on pages."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page drawn in grey."""

    width: int
    height: int
    pixels: bytes
    """A byte each, row by row from the top, 0 for black."""
    dpi: float
    media: tuple[float, float]
    """Width and height of the page's MediaBox, in points."""
    view: View


def draw_webp(path: Path, number: int, scale: float) -> bytes:
    """A page as WebP.

    Args:
        path: a PDF.
        number: of the page, from 1.
        scale: of 96 pixels an inch.

    Raises:
        RefusedError: the file or page cannot be shown.
    """
    with _page(path, number) as page:
        bitmap = page.render(scale=_fitting(page, scale * SCREEN_DPI / POINTS, MAX_PIXELS))
        picture = bitmap.to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=_EFFORT)
    return out.getvalue()


def draw_grey(path: Path, number: int, dpi: float) -> Sight:
    """A page in grey.

    Args:
        path: a PDF.
        number: of the page, from 1.
        dpi: pixels an inch.

    Raises:
        RefusedError: the file or page cannot be shown.
    """
    with _page(path, number) as page:
        scale = _fitting(page, dpi / POINTS, MAX_GREY_PIXELS)
        bitmap = page.render(scale=scale, grayscale=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        data = memoryview(bytes(bitmap.buffer))
        pixels = b"".join(data[row * stride : row * stride + width] for row in range(height))
        x0, y0, x1, y1 = page.get_mediabox()
        window = Box(*window_of((x0, y0, x1, y1), page.get_cropbox()))
        view = View(window, page.get_rotation() // 90)
    return Sight(width, height, pixels, scale * POINTS, (x1 - x0, y1 - y0), view)


@contextmanager
def _page(path: Path, number: int) -> Iterator[pypdfium2.PdfPage]:
    try:
        with pdf_second.opened(path) as document:
            if not 1 <= number <= len(document):
                raise RefusedError(State.UNREADABLE, "It has no page {number}.", number=number)
            page = document[number - 1]
            if not all(page.get_size()):  # a CropBox beside the page: the whole of it is shown
                page.set_cropbox(*page.get_mediabox())
                page.close()
                page = document[number - 1]
            try:
                yield page
            finally:
                page.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise RefusedError(State.UNREADABLE, _NOT_SHOWN, error=error) from error


_NOT_SHOWN = "The page cannot be shown ({error}); open the file itself, or copy it anew from where it came."


def _fitting(page: pypdfium2.PdfPage, scale: float, pixels: int) -> float:
    """A scale at which the picture of a page is not too large."""
    width, height = (max(float(side), 1.0) for side in page.get_size())
    return min(scale, math.sqrt(pixels / (width * height)), MAX_SIDE / max(width, height))
