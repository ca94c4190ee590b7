"""A document's id: readable, and kept once given."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import PurePosixPath

from corpus_search.law import identifier
from corpus_search.model import Kind
from corpus_search.segmenting.slugs import slug

_LONGEST = 80


def id_stem(path: str, kind: Kind, metadata: Mapping[str, str]) -> str:
    """What a document's id should be: a regulation's identifier, else a slug of its path.

    Args:
        path: relative to the corpus, with `/`.
        kind: of the document.
        metadata: of the document; a regulation's `type`, `year`, `number` and `issuer`.
    """
    type_, year, number = (metadata.get(name, "") for name in ("type", "year", "number"))
    if kind is Kind.REGULATION and type_ and year and number:
        return identifier(type_, year, number, metadata.get("issuer", ""))
    return slug(str(PurePosixPath(path).with_suffix("")), _LONGEST) or "document"


def assign_id(stem: str, taken: Container[str]) -> str:
    """The stem, with the first free suffix (`-2`, `-3` ...) where it is taken."""
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
