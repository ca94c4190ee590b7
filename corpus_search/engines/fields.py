"""The text fields that every engine keeps, and how words of them meet: by themselves and by their stems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

from corpus_search.engines.base import TextField
from corpus_search.language import stem_en, stem_id

IndexedField = Literal["exact", "headings", "title"]
"""Words of the passage's text, of the headings above it, of its document's title."""
Stemmer = Literal["stem_id", "stem_en"]

INDEXED_FIELDS: Final[tuple[IndexedField, ...]] = get_args(IndexedField)
STEMMERS: Final[dict[Stemmer, Callable[[str], str]]] = {"stem_id": stem_id, "stem_en": stem_en}

FIELDS_OF: Final[dict[TextField, tuple[IndexedField, ...]]] = {
    "any": INDEXED_FIELDS,
    "passage": ("exact", "headings"),
    "text": ("exact",),
    "headings": ("headings",),
    "title": ("title",),
}
