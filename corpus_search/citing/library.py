"""The regulations of a corpus and how they amend each other: what a citation tells beyond its own document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus_search.model import Document, Kind


@dataclass(frozen=True, slots=True)
class Library:
    """Regulations by identifier, and which amend which."""

    regulations: Mapping[str, Document] = field(default_factory=dict)
    amending: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    """By the identifier of the amended regulation those that amend it, the oldest first."""

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Library:
        """The library of a corpus's documents."""
        regulations = {document.id: document for document in documents if document.kind is Kind.REGULATION}
        amending: dict[str, list[Document]] = {}
        for document in sorted(regulations.values(), key=age):
            for amended in amended_ids(document):
                amending.setdefault(amended, []).append(document)
        return cls(regulations, {amended: tuple(acts) for amended, acts in amending.items()})


def amended_ids(document: Document) -> tuple[str, ...]:
    """Identifiers of the regulations that a document amends, as its description tells them."""
    return tuple(part.strip() for part in document.metadata.get("amends", "").split(",") if part.strip())


def age(document: Document) -> tuple[int, str, str]:
    """A key by which regulations are in the order in which they were made."""
    return document.year or 0, document.date or "", document.id
