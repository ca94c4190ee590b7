"""What the benchmark of engines asks of each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from engine_corpus import Row
from engine_queries import Asked

from corpus_search.engines.base import FacetField

FACETS: tuple[FacetField, ...] = ("kind", "year", "collection", "language", "document", "speaker")
TOP, DEEP = 10, 1000


class Answer(NamedTuple):
    """What an engine says to a query."""

    total: int
    keys: list[int]
    """Of the best, in their order."""


class Peer(ABC):
    """An engine over a folder."""

    name: ClassVar[str]
    shares_work: ClassVar[bool] = False
    """It can index with two processes or threads."""

    def __init__(self, folder: Path, processes: int = 1) -> None:
        self.folder, self.processes = folder, processes

    @abstractmethod
    def begin(self) -> None:
        """Start an index."""

    @abstractmethod
    def add(self, rows: Sequence[Row]) -> None:
        """Add passages."""

    @abstractmethod
    def finish(self) -> None:
        """Commit, and close."""

    @abstractmethod
    def open(self) -> None:
        """Open what was finished."""

    @abstractmethod
    def ask(self, asked: Asked) -> Answer:
        """Find the best."""

    def close(self) -> None:  # noqa: B027  (nothing, for most)
        """Stop what runs."""
