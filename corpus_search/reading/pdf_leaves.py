"""Leaves: the pages of a PDF before their furniture is flagged, which needs all pages.

Several workers read the leaves of a long file; what they come to is told here, from their lines alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus_search.model import Extraction, Page, Trouble
from corpus_search.reading.furniture import flag_furniture
from corpus_search.reading.pdf_characters import FEW_CHARACTERS
from corpus_search.reading.pdf_states import reason_of, state_of

FORMAT = "pdf"


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


def _trouble(page: Page, leaf: Leaf) -> str:
    """What is wrong with a page, or nothing."""
    if leaf.fault:
        return leaf.fault
    characters = sum(len(line.text) for line in page.lines if line.furniture is None)
    if (characters < FEW_CHARACTERS and leaf.pictured) or (not characters and leaf.drawn):
        return "scan"
    return ""
