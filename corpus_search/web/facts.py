"""What is known of a document, as a list of names and values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext

from corpus_search.errors import NotFoundError
from corpus_search.model import Document, Kind
from corpus_search.web import wording
from corpus_search.web.filters import day
from corpus_search.web.links import document_name, reader_url

_FIRST = ("short", "subject", "issuer", "amends", "informant", "position", "place", "interviewer", "observer")
_DATES = frozenset({"enacted", "promulgated", "embargo_until"})
_HIDDEN = frozenset(
    {"title", "kind", "date", "access", "language", "type", "number", "year", "created", "author"}
)
"""Said by the title and the line above it, by a value of the document's own, or by the machine that wrote the file."""

_TOLD_OF_LAW = frozenset({"amends", "enacted", "promulgated"})
"""Told with the other relations of a regulation."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of a document."""

    name: str
    value: str
    url: str | None = None
    """Of the document that it names."""


def facts(document: Document, documents: Callable[[str], Document]) -> tuple[Fact, ...]:
    """What is known, the most telling first.

    Args:
        document: of which it is known.
        documents: gives a document by its id; NotFoundError where there is none.
    """
    hidden = _HIDDEN | _TOLD_OF_LAW if document.kind is Kind.REGULATION else _HIDDEN
    metadata = {key: value for key, value in document.metadata.items() if value and key not in hidden}
    keys = [key for key in _FIRST if key in metadata] + [key for key in metadata if key not in _FIRST]
    found = [_fact(key, metadata[key], documents) for key in keys]
    if document.language:
        found.append(Fact(gettext("Language"), wording.word(wording.LANGUAGE_NAMES, document.language)))
    if document.collection:
        found.append(Fact(gettext("Collection"), document.collection))
    found.append(Fact(gettext("Access"), wording.word(wording.ACCESS, document.access)))
    if document.has_pages:
        found.append(Fact(gettext("Pages"), str(document.pages)))
    found.append(Fact(gettext("File"), document.path))
    return tuple(found)


def _fact(key: str, value: str, documents: Callable[[str], Document]) -> Fact:
    name = wording.word(wording.METADATA, key)
    if key == "amends":
        try:
            amended = documents(value)
        except NotFoundError:
            return Fact(name, value)
        return Fact(name, document_name(amended), reader_url(amended.id))
    return Fact(name, day(value) if key in _DATES else value)
