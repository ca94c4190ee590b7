"""A committed state of an index, open for reading."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np

from corpus_search.engines.base import Suggestion
from corpus_search.engines.whoosh.arrays import Mask
from corpus_search.engines.whoosh.columns import SegmentColumns
from corpus_search.engines.whoosh.misread import Suspects
from corpus_search.engines.whoosh.sections import damaged_error
from corpus_search.engines.whoosh.storage import DurableStorage
from corpus_search.engines.whoosh.toc import latest_generation, read_segments
from corpus_search.engines.whoosh.view import View
from corpus_search.errors import IndexMissingError
from corpus_search.model import Access


class Snapshot:
    """One state; it never changes, and several threads may read it."""

    def __init__(
        self, generation: int, columns: dict[str, SegmentColumns], live: dict[str, Mask | None]
    ) -> None:
        self.generation = generation
        self.columns = columns
        """By the segments' names: a later state that has them too need not open them again."""
        self._live = live
        self._views: dict[frozenset[Access], View] = {}
        self._suspects: dict[frozenset[Access], Suspects] = {}
        self._lock = threading.Lock()

    def view(self, access: Iterable[Access] = frozenset(Access)) -> View:
        """The state as it is seen with an access."""
        access = frozenset(access)
        with self._lock:
            if access not in self._views:
                segments = [(columns, self._live[name]) for name, columns in self.columns.items()]
                self._views[access] = View(segments, access)
            return self._views[access]

    def misread_words(self, word: str, limit: int, access: frozenset[Access]) -> list[Suggestion]:
        """Words that may be this one as a scanner misread it."""
        view = self.view(access)
        with self._lock:
            if access not in self._suspects:
                self._suspects[access] = Suspects(view)
            suspects = self._suspects[access]
        return suspects.of(word, limit)

    def groups(self) -> frozenset[int]:
        """Groups that have passages."""
        groups: set[int] = set()
        for name, columns in self.columns.items():
            column, live = columns.numbers("group"), self._live[name]
            groups.update(np.unique(column if live is None else column[live]).tolist())
        return frozenset(groups)


def open_snapshot(storage: DurableStorage, before: Snapshot | None = None) -> Snapshot:
    """Open the last committed state.

    Args:
        storage: the index's folder.
        before: an older state, whose segments are used where they are in the new one too.

    Raises:
        IndexMissingError: there is none.
        IndexDamagedError: its files are not whole.
        IndexVersionError: its files have another format.
    """
    known = before.columns if before else {}
    while True:
        generation = latest_generation(storage)
        if generation < 0:
            raise missing_error(storage)
        try:
            segments = read_segments(storage, generation)
            columns = {
                segment.segment_id(): known.get(segment.segment_id()) or segment.open(storage)
                for segment in segments
            }
        except FileNotFoundError as error:
            if latest_generation(storage) == generation:
                raise damaged_error(str(error.filename)) from error
            continue  # a commit came between: its state is there now
        return Snapshot(generation, columns, {segment.segment_id(): segment.live() for segment in segments})


def missing_error(storage: DurableStorage) -> IndexMissingError:
    """Nothing was indexed yet."""
    return IndexMissingError(
        "There is no search index in {folder} yet. Run `corpus-search index` to make one.",
        folder=storage.path,
    )
