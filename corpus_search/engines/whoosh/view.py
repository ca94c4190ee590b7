"""An index as those see it who have a certain access: as if the other passages had never been put in.

Everything that search and suggestions look at goes through a view: lists of passages, their numbers, lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from corpus_search.engines.base import FilterField
from corpus_search.engines.fields import IndexedField, Stemmer
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import (
    DENSE,
    NO_IDS,
    Ids,
    Mask,
    Numbers,
    Places,
    Scores,
    everything,
    keep,
    starts,
    true_at,
)
from corpus_search.engines.whoosh.columns import SegmentColumns
from corpus_search.engines.whoosh.kept import Kept
from corpus_search.engines.whoosh.postings import NO_POSTINGS, Postings
from corpus_search.engines.whoosh.sections import Array, narrow
from corpus_search.model import Access

_KEPT = 20_000
"""Words, and stems, whose numbers are kept."""

NORMS_KEPT_BYTES: Final = 32_000_000
"""A view keeps the lengths' part of BM25 of so many passages, in bytes, and works out that of others each time."""
FAMILIES_KEPT_BYTES: Final = 16_000_000
"""A view keeps postings of families of words: a stem of a query is asked for several times, and in other queries."""
_BYTES_PER_NORM: Final = 4


class SegmentView:
    """One segment's passages that are not deleted and may be seen."""

    def __init__(
        self, columns: SegmentColumns, live: Mask | None, access: frozenset[Access], kept: Kept[Postings]
    ) -> None:
        self.columns = columns
        self._kept = kept
        self.size = columns.size
        visible = columns.codes("access").marks([value.value for value in access])
        mask = live
        if not visible.all():
            seen = visible.take(columns.codes("access").codes)
            mask = seen if live is None else seen & live
        self.mask = mask
        """None where all passages are seen."""

    @cached_property
    def ids(self) -> Ids:
        """All passages that are seen."""
        return everything(self.size) if self.mask is None else np.flatnonzero(self.mask).astype(np.uint32)

    @property
    def count(self) -> int:
        """How many passages are seen."""
        return self.size if self.mask is None else int(np.count_nonzero(self.mask))

    def words(self, field: IndexedField) -> int:
        """Words of a field in all passages that are seen."""
        if self.mask is None:
            return self.columns.fields[field].words
        return int(self.columns.lengths(field)[self.mask].sum(dtype=np.int64))

    def seen(self, ids: Ids) -> Ids:
        """Those of `ids` that are seen."""
        return ids if self.mask is None else keep(ids, self.mask)

    def postings(self, field: IndexedField, numbers: Numbers) -> Postings:
        """The postings of a family of words, as if they were one word."""
        if len(numbers) < 2:
            return self.gathered(field, numbers)
        key = (self.columns, field, numbers.tobytes())
        return self._kept.get(key, lambda: _merged(self.gathered(field, numbers), self.size))

    def gathered(self, field: IndexedField, numbers: Numbers) -> Postings:
        """The postings of several words one after the other: a passage may come more than once."""
        if not len(numbers):
            return NO_POSTINGS
        columns = self.columns.fields[field]
        postings = columns.postings(int(numbers[0])) if len(numbers) == 1 else columns.scattered(numbers)
        if self.mask is None:
            return postings
        at = true_at(self.mask.take(postings.ids))
        return Postings(postings.ids.take(at), postings.freq.take(at))

    def frequencies(self, field: IndexedField, numbers: Numbers) -> Array:
        """In how many passages each of these words stands."""
        columns = self.columns.fields[field]
        counts = columns.post[1:].take(numbers) - columns.post.take(numbers)
        if self.mask is None or not len(numbers):
            return counts
        seen = self.mask.take(columns.scattered(numbers).ids)
        begins = np.cumsum(counts, dtype=np.int64) - counts
        return np.add.reduceat(seen, begins, dtype=np.uint32)


class View:
    """All segments of a state, as seen with an access."""

    def __init__(
        self, segments: Sequence[tuple[SegmentColumns, Mask | None]], access: frozenset[Access]
    ) -> None:
        kept = Kept[Postings](FAMILIES_KEPT_BYTES)
        self.segments = [SegmentView(columns, live, access, kept) for columns, live in segments]
        self.count = sum(segment.count for segment in self.segments)
        self._numbers: dict[tuple[IndexedField, str], list[Numbers]] = {}
        self._families: dict[tuple[IndexedField, Stemmer, str], list[Numbers]] = {}
        self._values: dict[FilterField, tuple[list[str], list[Numbers]]] = {}
        self._norms_of_lengths: dict[IndexedField, Scores] = {}
        self._norms_of_passages: dict[tuple[IndexedField, int], Scores] = {}
        self._kept_bytes = 0

    def values(self, field: FilterField) -> tuple[list[str], list[Numbers]]:
        """The values of a field over all segments, sorted; and for each segment its codes' places among them."""
        if field not in self._values:
            columns = [segment.columns.codes(field) for segment in self.segments]
            values = sorted(set[str]().union(*(column.values for column in columns)))
            rank = {value: number for number, value in enumerate(values)}
            self._values[field] = (
                values,
                [np.array([rank[value] for value in column.values], np.uint32) for column in columns],
            )
        return self._values[field]

    def numbers(self, field: IndexedField, word: str) -> list[Numbers]:
        """A word's number in each segment, none where it does not stand there; kept, as words come again."""
        known = self._numbers.get((field, word))
        if known is None:
            found = [segment.columns.fields[field].terms.find(word.encode()) for segment in self.segments]
            known = [NO_IDS if number is None else np.array([number], np.uint32) for number in found]
            if len(self._numbers) >= _KEPT:
                self._numbers.clear()
            self._numbers[field, word] = known
        return known

    def families(self, field: IndexedField, stemmer: Stemmer, stem: str) -> list[Numbers]:
        """The numbers of the words of a stem in each segment; kept as those of single words are."""
        known = self._families.get((field, stemmer, stem))
        if known is None:
            text = stem.encode()
            known = [
                segment.columns.fields[field].families[stemmer].members_of(text) for segment in self.segments
            ]
            if len(self._families) >= _KEPT:
                self._families.clear()
            self._families[field, stemmer, stem] = known
        return known

    def _norm_of_length(self, field: IndexedField) -> Scores:
        norms = self._norms_of_lengths.get(field)
        if norms is None:
            words = sum(segment.words(field) for segment in self.segments)
            longest = max((segment.columns.fields[field].longest for segment in self.segments), default=0)
            norms = self._norms_of_lengths[field] = bm25.norms(longest, words / max(self.count, 1))
        return norms

    def norms(self, field: IndexedField, index: int, ids: Ids | Places) -> Scores:
        """The length's part of BM25 for passages of a segment."""
        known = self._norms_of_passages.get((field, index))
        if known is None:
            lengths = self.segments[index].columns.lengths(field)
            few = len(ids) * DENSE < len(lengths)
            if few or self._kept_bytes + len(lengths) * _BYTES_PER_NORM > NORMS_KEPT_BYTES:
                return self._norm_of_length(field).take(lengths.take(ids))
            known = self._norms_of_passages[field, index] = self._norm_of_length(field).take(lengths)
            self._kept_bytes += known.nbytes
        return known.take(ids)

    def norm(self, field: IndexedField, index: int, passage: int) -> float:
        """The same for one passage."""
        length: int = self.segments[index].columns.lengths(field).item(passage)
        norm: float = self._norm_of_length(field).item(length)
        return norm

    def key(self, index: int, passage: int) -> int:
        """A passage's key."""
        key: int = self.segments[index].columns.numbers("key").item(passage)
        return key

    def idf(self, found: int) -> float:
        """How much a word tells that stands in so many passages."""
        return bm25.idf(self.count, found)


def _merged(postings: Postings, size: int) -> Postings:
    """Each passage once, with the sum of its frequencies."""
    ids: Ids
    if len(postings.ids) * DENSE > size:
        sums = np.bincount(postings.ids, postings.freq, size)
        ids = np.flatnonzero(sums != 0).astype(np.uint32)  # of truths, which is much faster than of numbers
        return Postings(ids, narrow(sums.take(ids).astype(np.uint32)))
    if not len(postings.ids):
        return NO_POSTINGS
    order = np.argsort(postings.ids, kind="stable")
    ids = postings.ids.take(order)
    first = starts(ids)
    return Postings(ids.take(first), np.add.reduceat(postings.freq.take(order), first, dtype=np.uint32))
