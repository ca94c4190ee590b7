"""Who may see what: the one place that decides."""

from __future__ import annotations

from corpus_search.model import Access, Kind

EVERYTHING = frozenset(Access)
"""What one person on their own machine may see."""


def default_access(kind: Kind) -> Access:
    """Access of a document of which nothing else is said: interviews and field notes are given in confidence."""
    return Access.RESTRICTED if kind in (Kind.TRANSCRIPT, Kind.FIELD_NOTE) else Access.PUBLIC
