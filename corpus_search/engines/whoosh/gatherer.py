"""Passages gathered in memory and written as a segment whenever they hold so many words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh.arrays import Ids, true_at, without
from corpus_search.engines.whoosh.buffer import SegmentBuffer
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage


class Gatherer:
    """Makes new segments, which belong to no state yet; memory is bounded whatever comes."""

    def __init__(self, storage: DurableStorage, words_per_segment: int) -> None:
        self._storage = storage
        self._words_per_segment = words_per_segment
        self._buffer = SegmentBuffer()
        self._segments: list[Segment] = []
        self._removed: set[int] = set()
        """Groups still to be deleted from the segments written so far."""

    @property
    def words(self) -> int:
        """In memory."""
        return self._buffer.words

    def put(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages.

        Raises:
            ValueError: a date is no ISO date.
        """
        self._buffer.add(passages)
        if self._buffer.words >= self._words_per_segment:
            self._write()

    def remove(self, groups: Iterable[int]) -> None:
        """Take the passages of these groups out again."""
        groups = set(groups)
        self._buffer.remove(groups)
        if self._segments:
            self._removed |= groups

    def finish(self) -> list[Segment]:
        """Write what is still in memory; gives all segments."""
        self._write()
        return self._segments

    def _write(self) -> None:
        delete_groups(self._storage, self._segments, self._removed)
        self._removed = set()
        buffer, self._buffer = self._buffer, SegmentBuffer()
        if not len(buffer):
            return
        segment = Segment()
        post, docs = segment.post_writer(self._storage), segment.docs_writer(self._storage)
        buffer.write(post, docs)
        post.close()
        docs.close()
        segment.set_doc_count(len(buffer))
        removed = buffer.removed()
        if len(removed):
            segment.delete(removed)
        self._segments.append(segment)


def delete_groups(storage: DurableStorage, segments: Iterable[Segment], groups: Iterable[int]) -> bool:
    """Delete the passages of these groups from segments; tells whether there were any."""
    wanted = np.array(sorted(groups), np.uint64)
    deleted = False
    for segment in segments if len(wanted) else ():
        ids = _of_groups(segment.open(storage).numbers("group"), wanted)
        ids = without(ids, segment.deleted(), segment.doc_count_all())
        if len(ids):
            segment.delete(ids)
            deleted = True
    return deleted


def _of_groups(column: Array, groups: Array) -> Ids:
    at = groups.searchsorted(column)
    return true_at(groups.take(at, mode="clip") == column).astype(np.uint32)
