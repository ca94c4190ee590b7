"""The engine of the contract over an index folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus_search.engines.base import EngineResults, Query, Suggestion
from corpus_search.engines.whoosh import vocabulary
from corpus_search.engines.whoosh.searcher import search
from corpus_search.engines.whoosh.snapshot import Snapshot, missing_error, open_snapshot
from corpus_search.engines.whoosh.storage import INDEX_NAME, DurableStorage
from corpus_search.engines.whoosh.toc import NO_GENERATION, latest_generation, write_segments
from corpus_search.engines.whoosh.watch import FolderWatch
from corpus_search.engines.whoosh.writer import WORDS_PER_SEGMENT, Writer
from corpus_search.errors import IndexBusyError
from corpus_search.model import Access

_EVERYBODY = frozenset(Access)
_LOCK_NAME = f"{INDEX_NAME}_WRITELOCK"


class WhooshEngine:
    """An index of passages in a folder, kept open; several threads may use it at once.

    Each call reads the last committed state, by whichever process it was committed.
    """

    keeps_records = False

    def __init__(self, storage: DurableStorage, *, words_per_segment: int, processes: int) -> None:
        """Use `open`."""
        self._storage = storage
        self._words_per_segment = words_per_segment
        self._processes = processes
        self._lock = threading.Lock()
        self._watch = FolderWatch(storage.path)
        self._last: Snapshot | None = open_snapshot(storage)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        words_per_segment: int = WORDS_PER_SEGMENT,
        processes: int = 1,
    ) -> WhooshEngine:
        """Open an index.

        Args:
            folder: where it is; nothing else belongs there.
            create: make an empty one where there is none.
            words_per_segment: memory while indexing: a segment is written when it has so many words, by each
                process.
            processes: with more than one, large batches are written by so many beside this one.

        Raises:
            IndexMissingError: there is none.
            IndexVersionError: made by another version.
            IndexDamagedError: its files are not whole.
            IndexUnusableError: others could have written it.
            IndexBusyError: another process is making it at this moment.
        """
        storage = DurableStorage(folder)
        if latest_generation(storage) == NO_GENERATION:
            if not create:
                raise missing_error(storage)
            _create(storage)
        storage.check_owner()
        storage.check_version()
        return cls(storage, words_per_segment=words_per_segment, processes=processes)

    def search(self, query: Query) -> EngineResults:
        """Passages that match, ranked; reads the last committed state as of this call."""
        return search(self._snapshot().view(query.access), query)

    def near_words(
        self, word: str, *, limit: int = 5, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Other words of the text within two edits, nearest and then most frequent first."""
        return vocabulary.near_words(self._snapshot().view(access), word, limit)

    def misread_words(
        self, word: str, *, limit: int = 30, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Words of the text that may be this one as a scanner misread it, likeliest first."""
        return self._snapshot().misread_words(word, limit, access)

    def completions(
        self, prefix: str, *, limit: int = 8, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Words of the text that begin so, most frequent first."""
        return vocabulary.completions(self._snapshot().view(access), prefix, limit)

    @contextmanager
    def batch(self) -> Iterator[Writer]:
        """Changes, committed and durable when the block ends, dropped when it raises.

        Raises:
            IndexBusyError: another process, or another thread of this one, is writing.
        """
        with _locked(self._storage):
            writer = Writer(
                self._storage, words_per_segment=self._words_per_segment, processes=self._processes
            )
            try:
                yield writer
                writer.commit()
                self._snapshot()  # lets go of the files of the state before, which Windows else keeps
            finally:
                writer.clean()

    def publish(self) -> None:
        """Nothing: readers see each commit."""

    def count(self, *, access: frozenset[Access] = _EVERYBODY) -> int:
        """Passages in the last committed state."""
        return self._snapshot().view(access).count

    def groups(self) -> frozenset[int]:
        """Groups that have passages in the last committed state."""
        return self._snapshot().groups()

    def close(self) -> None:
        """Release files; the engine cannot be used afterwards.

        A search that is still under way in another thread keeps its own until it ends.
        """
        with self._lock:
            self._last = None

    def _snapshot(self) -> Snapshot:
        with self._lock:
            if self._last is None:
                raise ValueError("the engine is closed")
            if self._watch.may_have_changed() and self._last.generation != latest_generation(self._storage):
                self._last = open_snapshot(self._storage, self._last)
            return self._last


def _create(storage: DurableStorage) -> None:
    storage.create()
    storage.check_owner()
    with _locked(storage):
        if latest_generation(storage) == NO_GENERATION:
            storage.write_version()
            write_segments(storage, 0, [])


@contextmanager
def _locked(storage: DurableStorage) -> Iterator[None]:
    lock = storage.lock(_LOCK_NAME)
    if not lock.acquire():
        raise IndexBusyError(
            "Another process is writing the search index in {folder}. Try again when it is done.",
            folder=storage.path,
        )
    try:
        yield
    finally:
        lock.release()
