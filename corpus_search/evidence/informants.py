"""Who speaks in a piece of evidence, and to which category of informants they belong."""

from __future__ import annotations

from corpus_search.model import Document, Kind, Passage


def informant_of(document: Document, passage: Passage | None = None) -> str:
    """The informant of a transcript; empty for other documents.

    The register's name for the whole interview comes first. Where it names none, as in a group discussion, it is the
    speaker of the passage.
    """
    if document.kind is not Kind.TRANSCRIPT:
        return ""
    named = document.metadata.get("code") or document.metadata.get("informant")
    return named or (passage.speaker if passage else None) or document.title


def category_of(document: Document) -> str:
    """The category of a transcript's informant: the register's column `category`, else the position."""
    if document.kind is not Kind.TRANSCRIPT:
        return ""
    return next(
        (
            value
            for name in ("category", "kategori", "kategori_informan", "position")
            if (value := document.metadata.get(name, ""))
        ),
        "",
    )
