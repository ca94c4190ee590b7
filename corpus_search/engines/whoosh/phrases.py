"""Words side by side, or within a few words of one another.

The positions that a word has in several passages are put on one long line, the passages so far apart that
nothing reaches from one into the next; then a phrase is an intersection of such lines, whatever the number of
passages.

A phrase of n words with a slop above 0 is found where all of them stand, in any order, within n + slop - 1
words: `"a b"~1` side by side, `"a b"~5` at most five words on. A word that is named twice must stand there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.fields import IndexedField
from corpus_search.engines.whoosh.arrays import Ids, common, places_in, slices, starts
from corpus_search.engines.whoosh.columns import FieldColumns
from corpus_search.engines.whoosh.view import SegmentView

_Line = NDArray[np.int64]

_FARTHEST: Final = 1 << 24
"""More words than a passage has: any greater slop says no more."""


def passages_with(segment: SegmentView, field: IndexedField, numbers: Sequence[int], slop: int) -> Ids:
    """The passages of a segment in which the phrase stands.

    Args:
        segment: as it is seen.
        field: where the phrase is to stand whole.
        numbers: the words' numbers, in the phrase's order.
        slop: 0 for side by side in this order, see above.
    """
    columns = segment.columns.fields[field]
    lists = sorted((columns.postings(number).ids for number in set(numbers)), key=len)
    ids = segment.seen(reduce(lambda a, b: common(a, b, segment.size), lists))
    if not len(ids) or len(numbers) == 1:
        return ids
    slop = min(slop, _FARTHEST)
    lines, step = _lines(columns, numbers, ids, segment.size, reach=len(numbers) + slop)
    found = _window(lines, Counter(numbers), slop) if slop else _side_by_side(lines, numbers)
    passages = (found // step).astype(np.uint32)
    return ids.take(passages.take(starts(passages)))


def _lines(
    columns: FieldColumns, numbers: Sequence[int], ids: Ids, size: int, reach: int
) -> tuple[dict[int, _Line], int]:
    """Each word's positions in the passages `ids` on one line, and how much of the line a passage has."""
    gathered = {}
    for number in set(numbers):
        positions, begins = columns.positions(number)
        at = places_in(columns.postings(number).ids, ids, size)
        counts = np.diff(begins).take(at)
        gathered[number] = positions.take(slices(begins.take(at), counts)), counts
    step = max(int(positions.max()) for positions, _ in gathered.values()) + reach + 1
    base = np.arange(len(ids), dtype=np.int64) * step + reach
    return {
        number: np.repeat(base, counts) + positions for number, (positions, counts) in gathered.items()
    }, step


def _side_by_side(lines: dict[int, _Line], numbers: Sequence[int]) -> _Line:
    """Where the first word of the phrase stands, when the others follow."""
    shifted = sorted((lines[number] - place for place, number in enumerate(numbers)), key=len)
    return reduce(_shared, shifted)


def _shared(line: _Line, other: _Line) -> _Line:
    at = np.searchsorted(other, line)
    at[at == len(other)] = 0
    shared: _Line = line[other.take(at) == line]
    return shared


def _window(lines: dict[int, _Line], wanted: Counter[int], slop: int) -> _Line:
    """Where a window ends that holds all words: from each word look back to the nearest of each."""
    span = wanted.total() + slop - 2  # from the first to the last position of n + slop - 1
    last = np.sort(np.concatenate(list(lines.values())))
    within = np.ones(len(last), np.bool_)
    for number, times in wanted.items():
        line = lines[number]
        nearest = np.searchsorted(line, last, "right") - times
        within &= (nearest >= 0) & (last - line.take(np.maximum(nearest, 0)) <= span)
    found: _Line = last[within]
    return found
