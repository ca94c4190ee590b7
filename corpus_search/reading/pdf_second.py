"""The second PDF reader, pypdfium2: for pages that pdfminer finds empty or garbled, and files it cannot open.

It gives the same runs as `pdf_page`, so that lines and reading order are made in one way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus_search.reading.pdf_print import RUN_GAP, Print, Run, is_shown, turned, window_of

MAX_CHARACTERS = 200_000
"""Of one page."""


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document.

    Raises:
        pypdfium2.PdfiumError: it cannot be opened.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def read_page(document: pypdfium2.PdfDocument, index: int) -> Print:
    """What is printed on the page with this index (from 0); pictures are not looked at.

    Raises:
        pypdfium2.PdfiumError: the page cannot be loaded.
    """
    page = document[index]
    try:
        media = page.get_mediabox()
        x0, y0, x1, y1 = media
        result = Print(x1 - x0, y1 - y0, window_of(media, page.get_cropbox()), page.get_rotation() // 90)
        text = page.get_textpage()
        try:
            result.runs = [run for run in _runs(text.raw, x0, y0) if is_shown(run, result.window)]
        finally:
            text.close()
        return result
    finally:
        page.close()


def _runs(text: pdfium.FPDF_TEXTPAGE, x0: float, y0: float) -> Iterator[Run]:
    """Join characters that stand side by side; spaces that pdfium puts between words count."""
    box = pdfium.FS_RECTF()
    run: Run | None = None
    space = False
    for index in range(min(pdfium.FPDFText_CountChars(text), MAX_CHARACTERS)):
        character = chr(pdfium.FPDFText_GetUnicode(text, index) or 0xFFFD)
        if character.isspace():
            space = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        angle = max(0.0, pdfium.FPDFText_GetCharAngle(text, index))
        # pdfium counts angles clockwise
        turn = round(-angle / (math.pi / 2)) % 4
        first = turned(box.left - x0, box.bottom - y0, turn)
        second = turned(box.right - x0, box.top - y0, turn)
        left, right = sorted((first[0], second[0]))
        bottom, top = sorted((first[1], second[1]))
        if run is not None and _goes_on(run, left, bottom, top, turn):
            run.text += f" {character}" if space else character
            run.x1 = max(run.x1, right)
        else:
            if run is not None:
                yield run
            run = Run(left, bottom, right, top, character, top - bottom, turn)
        space = False
    if run is not None:
        yield run


def _goes_on(run: Run, left: float, bottom: float, top: float, turn: int) -> bool:
    size = max(run.size, top - bottom)
    return (
        run.turn == turn
        and -0.3 * size < left - run.x1 < RUN_GAP * size
        and abs(bottom - run.y0) < 0.2 * size
    )
