"""Who speaks in a piece of evidence, and to which category of informants they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus_search.model import Document, Kind, Passage

_NOBODY = re.compile(
    r"informan|informant|narasumber|responden|respondent|partisipan|participant|peserta|interviewee|subjek|subject"
    r"|speaker|pembicara|jawab(?:an)?|answer|[a-z]",
    re.IGNORECASE,
)
"""Labels of whoever is interviewed: they tell no person, and are the same in each interview."""


def informant_of(document: Document, passage: Passage | None = None) -> str:
    """The informant of a transcript; empty for other documents.

    The register's name for the whole interview comes first. Where it names none, as in a group discussion, it is who
    speaks in the passage, if that is an answer and the speaker is told apart by a name; else the interview stands for
    its informant.
    """
    if document.kind is not Kind.TRANSCRIPT:
        return ""
    named = document.metadata.get("code") or document.metadata.get("informant")
    if named or passage is None or not passage.question or not passage.speaker:
        return named or document.title
    return document.title if _NOBODY.fullmatch(passage.speaker) else passage.speaker


def informants_of(document: Document, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Everyone who answers in a transcript."""
    answering = dict.fromkeys(informant_of(document, passage) for passage in passages if passage.question)
    return tuple(answering) or (informant_of(document),)


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
