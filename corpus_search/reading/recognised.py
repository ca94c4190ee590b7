"""Which pages of a file text recognition can read, and the file with what it read.

Two sorts of pages: those without readable text of their own (pictures, fonts without characters), and those with
a poor text layer behind a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus_search.model import Extraction, Page, Source
from corpus_search.reading.furniture import flag_furniture
from corpus_search.reading.pdf_states import reason_of, state_of

_HELPED = frozenset(("scan", "garbled"))
_LEAST_SHARE = 0.5
"""A text layer stays where recognition finds less than this share of its characters."""


def unread_pages(extraction: Extraction) -> tuple[int, ...]:
    """Numbers of the pages without readable text that recognition may read."""
    return tuple(trouble.page for trouble in extraction.troubles if trouble.reason in _HELPED)


def layer_pages(extraction: Extraction) -> tuple[int, ...]:
    """Numbers of the pages with a text layer behind a scan."""
    return tuple(page.number for page in extraction.pages if page.source is Source.SCAN_LAYER)


def pages_to_recognise(extraction: Extraction, mode: str) -> tuple[int, ...]:
    """Numbers of the pages that a mode of `config.OCR_MODES` has recognised."""
    if mode == "off":
        return ()
    return unread_pages(extraction) + (layer_pages(extraction) if mode == "all" else ())


def with_recognised(extraction: Extraction, pages: Mapping[int, Page | None]) -> Extraction:
    """A file with the text that was recognised on some of its pages.

    Furniture is looked for anew, since it shows by comparing pages. A page on which nothing was recognised is no
    trouble any more: it shows a picture without words.

    Args:
        extraction: what was read from the file itself.
        pages: what was recognised, by number; None for a page on which that failed.
    """
    found = {number for number, page in pages.items() if page is not None}
    mixed = [_mixed(page, pages.get(page.number)) for page in extraction.pages]
    flagged = tuple(flag_furniture(mixed))
    troubles = tuple(
        replace(trouble, reason="unrecognised") if trouble.page in pages else trouble
        for trouble in extraction.troubles
        if trouble.reason not in _HELPED or trouble.page not in found
    )
    state = state_of(flagged, troubles)
    if not state.has_text:  # nothing was gained: what the file said of itself still holds
        reason = reason_of(state, troubles, len(flagged)) if troubles else _NOTHING
        return replace(extraction, troubles=troubles, reason=reason)
    return replace(
        extraction,
        state=state,
        pages=flagged,
        troubles=troubles,
        reason=reason_of(state, troubles, len(flagged)),
    )


_NOTHING = "No text could be recognised on its pages; look for a better copy, or remove it from the corpus."


def _mixed(page: Page, recognised: Page | None) -> Page:
    """The better one of a page's own lines and the recognised ones, without flags."""
    kept = page
    if recognised is not None and (page.source is not Source.SCAN_LAYER or _is_enough(recognised, page)):
        kept = replace(page, lines=recognised.lines, source=Source.OCR)
    return replace(kept, lines=tuple(replace(line, furniture=None) for line in kept.lines))


def _is_enough(recognised: Page, own: Page) -> bool:
    return _characters(recognised) >= _LEAST_SHARE * _characters(own)


def _characters(page: Page) -> int:
    return sum(len(line.text) for line in page.lines)
