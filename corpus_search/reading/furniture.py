"""Furniture of pages: what is printed on them beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_search.model import Page


def flag_furniture(pages: Sequence[Page]) -> list[Page]:
    """Pages with their furniture flagged."""
    return list(pages)
