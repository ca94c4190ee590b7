"""An engine for those who may not see everything."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from corpus_search.engines.base import Batch, Engine, EngineResults, Query, Suggestion
from corpus_search.model import Access

_ALL = frozenset(Access)


class Narrowed:
    """Asks an engine for no more than an access allows, whatever it is asked itself. Writing is not narrowed."""

    def __init__(self, engine: Engine, access: frozenset[Access]) -> None:
        """Keep the engine, which stays open when this one is closed."""
        self._engine, self._access = engine, access

    @property
    def keeps_records(self) -> bool:
        """See `Engine.keeps_records`."""
        return self._engine.keeps_records

    def search(self, query: Query) -> EngineResults:
        """See `Engine.search`."""
        return self._engine.search(replace(query, access=query.access & self._access))

    def near_words(
        self, word: str, *, limit: int = 5, access: frozenset[Access] = _ALL
    ) -> Sequence[Suggestion]:
        """See `Engine.near_words`."""
        return self._engine.near_words(word, limit=limit, access=access & self._access)

    def misread_words(
        self, word: str, *, limit: int = 30, access: frozenset[Access] = _ALL
    ) -> Sequence[Suggestion]:
        """See `Engine.misread_words`."""
        return self._engine.misread_words(word, limit=limit, access=access & self._access)

    def completions(
        self, prefix: str, *, limit: int = 8, access: frozenset[Access] = _ALL
    ) -> Sequence[Suggestion]:
        """See `Engine.completions`."""
        return self._engine.completions(prefix, limit=limit, access=access & self._access)

    def batch(self) -> AbstractContextManager[Batch]:
        """See `Engine.batch`."""
        return self._engine.batch()

    def publish(self) -> None:
        """See `Engine.publish`."""
        self._engine.publish()

    def count(self, *, access: frozenset[Access] = _ALL) -> int:
        """See `Engine.count`."""
        return self._engine.count(access=access & self._access)

    def groups(self) -> frozenset[int]:
        """See `Engine.groups`."""
        return self._engine.groups()

    def close(self) -> None:
        """Nothing: the engine belongs to whoever opened it."""
