"""Changes to an index, made visible together.

Passages are gathered in memory and written as a segment whenever they hold so many words, so memory is bounded
whatever the batch's size. Deletions mark passages in the segments' records. A commit writes the table of
contents; segments of like size are merged before it once there are many, and those of which much is deleted are
written anew: a passage is so merged a few times in its life, and a search meets few segments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh.arrays import Ids, without
from corpus_search.engines.whoosh.buffer import SegmentBuffer
from corpus_search.engines.whoosh.merge import merge
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage
from corpus_search.engines.whoosh.toc import clean, latest_generation, read_segments, write_segments

WORDS_PER_SEGMENT = 2_000_000
"""A segment is written when so many words are in memory: about 100 MB while it is sorted."""
_AT_ONCE = 32
"""Passages that are added together, which is quicker; a segment may have so many more than it should."""
MERGE_AT = 4
"""So many segments of like size are merged; each size is so many times the one below."""
SMALLEST = 5_000
"""Segments of up to so many passages are all of like size."""
DELETED_SHARE = 0.25
"""A segment is written anew when more than this of it is deleted."""


class Writer:
    """One batch; the caller holds the index's lock."""

    def __init__(self, storage: DurableStorage, *, words_per_segment: int = WORDS_PER_SEGMENT) -> None:
        self._storage = storage
        self._words_per_segment = words_per_segment
        self._generation = latest_generation(storage)
        self._segments = read_segments(storage, self._generation)
        self._buffer = SegmentBuffer()
        self._removed: set[int] = set()
        """Groups still to be deleted from the segments written so far."""
        self._changed = False

    def put(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; their keys are new."""
        coming = iter(passages)
        while some := list(islice(coming, _AT_ONCE)):
            self._buffer.add(some)
            if self._buffer.words >= self._words_per_segment:
                self._write_buffer()

    def remove(self, groups: Iterable[int]) -> None:
        """Remove all passages of these groups, those put before in this batch among them."""
        groups = set(groups)
        self._buffer.remove(groups)
        self._removed |= groups

    def commit(self) -> None:
        """Make the changes the last state, durably; nothing happens where there are none."""
        self._write_buffer()
        if not self._changed:
            return
        self._segments = [segment for segment in self._segments if segment.doc_count()]
        for chosen in _to_merge(self._segments):
            merged = merge(self._storage, chosen)
            self._segments = [segment for segment in self._segments if segment not in chosen] + [merged]
        self._generation += 1
        write_segments(self._storage, self._generation, self._segments)

    def clean(self) -> None:
        """Remove the files that belong to no state: after `commit`, or instead of it."""
        generation = latest_generation(self._storage)
        clean(self._storage, generation, read_segments(self._storage, generation))

    def _write_buffer(self) -> None:
        self._delete_removed()
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
        self._changed = True

    def _delete_removed(self) -> None:
        if not self._removed:
            return
        groups = np.array(sorted(self._removed), np.uint64)
        self._removed = set()
        for segment in self._segments:
            ids = _of_groups(segment.open(self._storage).numbers("group"), groups)
            ids = without(ids, segment.deleted(), segment.doc_count_all())
            if len(ids):
                segment.delete(ids)
                self._changed = True


def _of_groups(column: Array, groups: Array) -> Ids:
    at = np.searchsorted(groups, column)
    at[at == len(groups)] = 0
    return np.flatnonzero(groups.take(at) == column).astype(np.uint32)


def _to_merge(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments to be merged with one another, in the order in which they came."""
    levels: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        levels[_level(segment.doc_count())].append(segment)
    chosen = [level for level in levels.values() if len(level) >= MERGE_AT]
    chosen += [
        [segment]
        for segment in segments
        if segment.deleted_count() > DELETED_SHARE * segment.doc_count_all()
        and not any(segment in level for level in chosen)
    ]
    return chosen


def _level(passages: int) -> int:
    level = 0
    while passages > SMALLEST:
        passages //= MERGE_AT
        level += 1
    return level
