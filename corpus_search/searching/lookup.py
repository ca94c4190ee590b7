"""What a search needs from where documents are kept: the catalog fulfils it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus_search.model import Document, Found


class Lookup(Protocol):
    """From the keys and ids that an engine knows to documents, passages and their words."""

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        """The passages with these keys; one that is not known (any more) is left out."""

    def document(self, identifier: str) -> Document | None:
        """The document with this id; None where there is none."""
