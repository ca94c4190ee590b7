"""What is not known of a document that its kind should tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from corpus_search.model import Document, Kind
from corpus_search.segmenting.slugs import slug

WANTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.REGULATION: ("number", "year", "subject"),
    Kind.TRANSCRIPT: ("date", "informant", "place"),
    Kind.FIELD_NOTE: ("date", "place"),
    Kind.DOCUMENT: ("date",),
}
"""By kind, what citing and browsing need; `title` is wanted of all."""


def missing(document: Document) -> tuple[str, ...]:
    """Names of what is not known of a document; a title that only repeats the file's name is none.

    Documents that could not be read tell nothing, and are left to the list of failures.
    """
    if not document.state.has_text:
        return ()
    lacking = [
        name
        for name in WANTED[document.kind]
        if not (document.date if name == "date" else document.metadata.get(name))
    ]
    named_by_file = slug(document.title, 200) == slug(PurePosixPath(document.path).stem, 200)
    return ("title", *lacking) if named_by_file else tuple(lacking)
