"""Texts in memory as passages of a search, each a document of its own: what a search else takes from the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus_search.engines.base import IndexedPassage
from corpus_search.model import Access, Document, Found, Kind, Passage, State


class Collection:
    """Passages with keys from 1, in their order."""

    def __init__(self, identity: str, found: Iterable[Found]) -> None:
        self.identity = identity
        self._found = dict(enumerate(found, 1))

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        return {key: self._found[key] for key in keys if key in self._found}

    def all_keys(self) -> list[tuple[int, ...]]:
        return [(key,) for key in self._found]

    def document(self, identifier: str) -> Document | None:  # noqa: ARG002  (no query names a regulation of these)
        return None

    def indexed(self) -> Iterator[IndexedPassage]:
        """The passages as an engine takes them."""
        for key, found in self._found.items():
            yield IndexedPassage(
                key=key,
                group=key,
                text=found.text,
                headings="",
                title=found.document.title,
                document=found.document.id,
                kind=str(found.document.kind),
                access=found.document.access,
                language=found.passage.language,
            )


def found_of(identifier: str, text: str, *, title: str = "", language: str = "") -> Found:
    """A text as the only passage of a document."""
    document = Document(
        id=identifier,
        path=identifier,
        checksum="",
        format="text",
        state=State.READ,
        kind=Kind.DOCUMENT,
        title=title,
        access=Access.PUBLIC,
    )
    return Found(document, Passage(identifier, identifier, 0, len(text), 1, "", language=language), text)
