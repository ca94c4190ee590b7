"""An engine opened in a folder of its own, and what its tests say again and again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import pytest

from corpus_search.engines.base import (
    Clause,
    Engine,
    EngineResults,
    IndexedPassage,
    Query,
)
from corpus_search.model import Access

PUBLIC = frozenset({Access.PUBLIC})


class Opener(Protocol):
    """How an engine is opened."""

    def __call__(self, folder: Path, *, create: bool = False) -> Engine: ...


def passage(key: int, text: str, **more: Any) -> IndexedPassage:  # noqa: ANN401
    """A passage of which only some things matter."""
    values: dict[str, Any] = {"group": key, "headings": "", "title": "", "document": "d", "kind": "document"}
    return IndexedPassage(key=key, text=text, **{**values, "access": Access.PUBLIC, **more})


def put(engine: Engine, *passages: IndexedPassage) -> None:
    """Add passages in a batch of their own."""
    with engine.batch() as batch:
        batch.put(passages)


def keys(results: EngineResults) -> list[int]:
    """Keys of the hits, in their order."""
    return [hit.key for hit in results.hits]


def found(engine: Engine, clause: Clause | None, **more: Any) -> set[int]:  # noqa: ANN401
    """Keys of all that a clause finds."""
    return set(keys(engine.search(Query(clause, limit=1000, **more))))


class Opened:
    """Gives each test an engine; a subclass says how it is opened."""

    open: Opener

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "engine"

    @pytest.fixture
    def engine(self, folder: Path) -> Iterable[Engine]:
        engine = type(self).open(folder, create=True)
        yield engine
        engine.close()
