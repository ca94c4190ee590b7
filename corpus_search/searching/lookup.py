"""What a search needs from where documents are kept: the catalog fulfils it, or the engine's own records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from corpus_search.catalog import unpack_found
from corpus_search.engines.base import Among, Engine, EngineHit, EngineResults, Keys, Query
from corpus_search.model import Document, Found


class Lookup(Protocol):
    """From the keys and ids that an engine knows to documents, passages and their words."""

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        """The passages with these keys; one that is not known (any more) is left out."""

    def document(self, identifier: str) -> Document | None:
        """The document with this id; None where there is none."""


class Records:
    """What an engine keeps of passages as they are shown: a search that looks there needs no catalog.

    A document without passages is not known.
    """

    def __init__(self, engine: Engine) -> None:
        """Ask an engine that keeps records; one that is narrowed tells no more than it finds."""
        self._engine = engine

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        """See `Lookup.passages`."""
        return _unpacked(self._engine.search(Query(Keys(tuple(keys)), limit=len(keys), records=True)).hits)

    def document(self, identifier: str) -> Document | None:
        """See `Lookup.document`."""
        query = Query(Among("document", (identifier,)), limit=1, records=True)
        found = _unpacked(self._engine.search(query).hits)
        return next((one.document for one in found.values()), None)


def find(query: Query, engine: Engine, lookup: Lookup) -> tuple[EngineResults, Mapping[int, Found]]:
    """Ask an engine, and look up the passages of its hits; records come with them."""
    if isinstance(lookup, Records):
        results = engine.search(replace(query, records=True))
        return results, _unpacked(results.hits)
    results = engine.search(query)
    return results, lookup.passages([hit.key for hit in results.hits])


def _unpacked(hits: Iterable[EngineHit]) -> dict[int, Found]:
    return {hit.key: unpack_found(hit.record) for hit in hits}
