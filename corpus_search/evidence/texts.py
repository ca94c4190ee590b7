"""The documents' texts as they are now, kept at hand."""

from __future__ import annotations

import hashlib
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus_search.catalog import Catalog
from corpus_search.citing import cite
from corpus_search.errors import NotFoundError
from corpus_search.evidence.anchors import text_checksum
from corpus_search.model import Document, Passage
from corpus_search.pseudonyms import Alignment, Names

_KEPT = 64
"""Texts kept at hand."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document's text with its passages, and the words that stand in the file where names are replaced."""

    document: Document
    text: str
    """As it is shown; the passages' offsets count in it."""
    own_id: str
    """The document's id in the store, which stays whatever pseudonyms there are."""
    real: str
    """The text as it stands in the file; the offsets in the store count in it."""
    checksum: str
    """SHA-256 of that."""
    alignment: Alignment
    passages: tuple[Passage, ...]
    """In reading order."""
    keys: Mapping[str, int]
    """What the engine knows each passage by, by the passage's id."""

    @property
    def version(self) -> tuple[str, Alignment]:
        """Differs where the text, or what is shown of it, does."""
        return self.checksum, self.alignment

    def passages_in(self, start: int, end: int) -> tuple[Passage, ...]:
        """The passages that share words with a span."""
        last = bisect_right(self.passages, end - 1, key=lambda passage: passage.start)
        found = []
        for passage in reversed(self.passages[:last]):
            if passage.end > start:
                found.append(passage)
            elif found:
                break
        return tuple(reversed(found))

    def passage_of(self, start: int, end: int) -> Passage | None:
        """The passage that shares most with a span."""
        return max(
            self.passages_in(start, end),
            key=lambda passage: min(end, passage.end) - max(start, passage.start),
            default=None,
        )


class Texts:
    """The texts of a catalog; safe for threads. What the catalog replaces is read again."""

    def __init__(
        self,
        catalog: Catalog,
        cite: Callable[[Document, Passage | None], str] = cite,
        names: Callable[[], Names] = Names,
    ) -> None:
        """Nothing is read yet.

        Args:
            catalog: of the corpus.
            cite: how its passages are cited.
            names: that are replaced in words that were kept when they were not yet.
        """
        self.cite = cite
        self.names = names
        self._catalog = catalog
        self._kept: OrderedDict[str, DocumentText | None] = OrderedDict()
        self._generation = ""
        self._checksum_as_of = lru_cache(maxsize=_KEPT)(self._checksum)
        self._lock = threading.Lock()

    @property
    def generation(self) -> str:
        """Changes whenever a document or its text does."""
        return self._catalog.generation

    def corpus_checksum(self) -> str:
        """SHA-256 of all documents' ids and checksums: which corpus was searched."""
        return self._checksum_as_of(self._catalog.seen)

    def _checksum(self, _seen: Hashable) -> str:
        rows = sorted(f"{document.id}\0{document.checksum}\n" for document in self._catalog.documents())
        return hashlib.sha256("".join(rows).encode()).hexdigest()

    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        return self._catalog.documents()

    def document(self, identifier: str) -> Document | None:
        """What is known of a document; None where it is gone."""
        return self._catalog.document(identifier)

    def get(self, document: str) -> DocumentText | None:
        """The text of a document; None where the document or its text is gone."""
        generation = self.generation
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._generation = generation
            if document in self._kept:
                self._kept.move_to_end(document)
                return self._kept[document]
        contents = self._catalog.contents(document)
        found = None
        if contents is not None:
            real = self._catalog.real_text(document)
            words = contents.text if real is None else real.text
            found = DocumentText(
                contents.document,
                contents.text,
                self._catalog.own_id(document),
                words,
                text_checksum(words),
                Alignment() if real is None else real.alignment,
                contents.passages,
                self._catalog.passage_keys(document),
            )
        with self._lock:
            if generation == self._generation:
                self._kept[document] = found
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return found

    def shown_id(self, own: str) -> str:
        """The id by which a document is shown, by its id in the store."""
        return self._catalog.shown_id(own)

    def of_store(self, own: str) -> DocumentText | None:
        """The text of a document by its id in the store."""
        return self.get(self.shown_id(own))

    def passage(self, identifier: str) -> tuple[str, int, int]:
        """The document and span of a passage.

        Raises:
            NotFoundError: there is no such passage.
        """
        found = self._catalog.passage(identifier)
        if found is None:
            raise NotFoundError("There is no passage {identifier}.", identifier=identifier)
        return found.document.id, found.passage.start, found.passage.end

    def all(self) -> Iterator[DocumentText]:
        """The texts of all documents that have one, in the order of their ids."""
        for document in self.documents():
            found = self.get(document.id)
            if found is not None:
                yield found
