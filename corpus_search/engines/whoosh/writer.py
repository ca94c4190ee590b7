"""Changes to an index, made visible together.

Passages are gathered and written as segments by this process or, where a batch is large, by several beside it.
Deletions mark passages in the segments' records. A commit syncs the new segments and writes the table of contents;
segments of like size are merged before it once there are many, and those of which much is deleted are written
anew: a passage is so merged a few times in its life, and a search meets few segments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.whoosh.gatherer import Gatherer, delete_groups
from corpus_search.engines.whoosh.helper import Helper
from corpus_search.engines.whoosh.merge import merge
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage
from corpus_search.engines.whoosh.toc import clean, latest_generation, read_segments, write_segments

WORDS_PER_SEGMENT = 2_000_000
"""A segment is written when so many words are in memory: about 100 MB while it is sorted."""
_AT_ONCE = 256
"""Passages that are added together, which is quicker; a segment may have so many more than it should ..."""
_WORDS_PER_PASSAGE = 100
"""... unless that is much of it, at so many words each."""
_WORDS_FOR_ONE = 200_000
"""A batch of no more words is written by this process alone, as it takes half a second to start another."""
MERGE_AT = 4
"""So many segments of like size are merged; each size is so many times the one below."""
SMALLEST = 5_000
"""Segments of up to so many passages are all of like size."""
DELETED_SHARE = 0.25
"""A segment is written anew when more than this of it is deleted."""


class Writer:
    """One batch; the caller holds the index's lock."""

    def __init__(
        self, storage: DurableStorage, *, words_per_segment: int = WORDS_PER_SEGMENT, processes: int = 1
    ) -> None:
        self._storage = storage
        self._words_per_segment = words_per_segment
        self._at_once = min(_AT_ONCE, max(1, words_per_segment // _WORDS_PER_PASSAGE))
        self._generation = latest_generation(storage)
        self._segments = read_segments(storage, self._generation)
        self._gatherer = Gatherer(storage, words_per_segment)
        self._processes = processes
        self._helpers: list[Helper] = []
        self._removed: set[int] = set()
        self._purging = False

    def put(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; their keys are new."""
        coming = iter(passages)
        while some := list(islice(coming, self._at_once)):
            if self._helpers:
                min(self._helpers, key=attrgetter("waiting")).put(some)
            else:
                self._gatherer.put(some)
                if self._processes > 1 and self._gatherer.words >= _WORDS_FOR_ONE:
                    self._helpers = [
                        Helper(self._storage.path, self._words_per_segment) for _ in range(self._processes)
                    ]

    def remove(self, groups: Iterable[int]) -> None:
        """Remove all passages of these groups, those put before in this batch among them."""
        groups = set(groups)
        self._removed |= groups
        self._gatherer.remove(groups)
        for helper in self._helpers:
            helper.remove(groups)

    def purge(self) -> None:
        """Write every segment anew of which anything is deleted."""
        self._purging = True

    def commit(self) -> None:
        """Make the changes the last state, durably; nothing happens where there are none.

        Raises:
            ValueError: a date of a passage is no ISO date.
            CorpusSearchError: another process was to write and came to an end.
        """
        for helper in self._helpers:
            helper.finishing()
        changed = delete_groups(self._storage, self._segments, self._removed)
        new = self._gatherer.finish()
        for helper in self._helpers:
            new += helper.finish()
        if not changed and not new and not self._purging:
            return
        self._segments = [segment for segment in (*self._segments, *new) if segment.doc_count()]
        for chosen in _to_merge(self._segments, 0.0 if self._purging else DELETED_SHARE):
            merged = merge(self._storage, chosen)
            new.append(merged)
            self._segments = [segment for segment in self._segments if segment not in chosen] + [merged]
        self._storage.sync(
            name for segment in self._segments if segment in new for name in segment.file_names()
        )
        self._generation += 1
        write_segments(self._storage, self._generation, self._segments)

    def clean(self) -> None:
        """Remove the files that belong to no state: after `commit`, or instead of it."""
        for helper in self._helpers:
            helper.end()
        generation = latest_generation(self._storage)
        clean(self._storage, generation, read_segments(self._storage, generation))


def _to_merge(segments: Sequence[Segment], most_deleted: float) -> list[list[Segment]]:
    """Segments to be merged with one another, in the order in which they came.

    Args:
        segments: all of them.
        most_deleted: the share of a segment that may be deleted without its being written anew.
    """
    levels: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        levels[_level(segment.doc_count())].append(segment)
    chosen = [level for level in levels.values() if len(level) >= MERGE_AT]
    chosen += [
        [segment]
        for segment in segments
        if segment.deleted_count() > most_deleted * segment.doc_count_all()
        and not any(segment in level for level in chosen)
    ]
    return chosen


def _level(passages: int) -> int:
    level = 0
    while passages > SMALLEST:
        passages //= MERGE_AT
        level += 1
    return level
