"""Words side by side, or within a few words of one another.

The positions that a word has in several passages are put on one long line, the passage's number in the upper half
of each number and the position in the lower; then a phrase is an intersection of such lines, whatever the number of
passages.

A phrase of n words with a slop above 0 is found where all of them stand, in any order, within n + slop - 1
words: `"a b"~1` side by side, `"a b"~5` at most five words on. A word that is named twice must stand there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.fields import IndexedField
from corpus_search.engines.whoosh.arrays import Ids, slices, starts, true_at
from corpus_search.engines.whoosh.columns import FieldColumns
from corpus_search.engines.whoosh.postings import Postings
from corpus_search.engines.whoosh.view import SegmentView

_Line = NDArray[np.int64]

_PASSAGE: Final = 32
"""Bits of a position on a line."""
_FARTHEST: Final = 1 << 24
"""More words than a passage has: any greater slop says no more."""
_SHORT: Final = 4096
"""A list of no more postings is put on a line whole ..."""
_ALIKE: Final = 2
"""... and so is one that is no more than so many times as long as the shortest."""


def passages_with(
    segment: SegmentView,
    field: IndexedField,
    numbers: Sequence[int],
    postings: Mapping[int, Postings],
    slop: int,
) -> Ids:
    """The passages of a segment in which the phrase stands.

    Args:
        segment: as it is seen.
        field: where the phrase is to stand whole.
        numbers: the words' numbers, in the phrase's order.
        postings: of each of them all, seen or not.
        slop: 0 for side by side in this order, see above.
    """
    shortest = min(postings.values(), key=len)
    if len(numbers) == 1:
        return segment.seen(shortest.ids)
    columns = segment.columns.fields[field]
    lines = {
        number: _line(columns, number, found, shortest, segment.size) for number, found in postings.items()
    }
    slop = min(slop, _FARTHEST)
    found = _window(lines, Counter(numbers), slop) if slop else _side_by_side(lines, numbers)
    passages = (found >> _PASSAGE).astype(np.uint32)
    return segment.seen(passages.take(starts(passages)))


def _line(columns: FieldColumns, number: int, postings: Postings, shortest: Postings, size: int) -> _Line:
    """A word's positions on a line, in all of its passages or at least in those that the rarest word has too."""
    positions = columns.positions(number)
    if len(postings) <= max(_SHORT, _ALIKE * len(shortest)):
        ids, counts = postings.ids, postings.freq
    else:
        here, at = postings.meet(shortest.ids, size)
        running = columns.running(number)
        begins = running.take(at)
        ids, counts = shortest.ids.take(here), running.take(at + 1) - begins
        positions = positions.take(slices(begins, counts))
    line = ids.astype(np.int64)
    line <<= _PASSAGE
    line = line.repeat(counts)
    line += positions
    return line


def _side_by_side(lines: dict[int, _Line], numbers: Sequence[int]) -> _Line:
    """Where the first word of the phrase stands, when the others follow."""
    shifted = sorted((lines[number] - place for place, number in enumerate(numbers)), key=len)
    return reduce(_shared, shifted)


def _shared(line: _Line, other: _Line) -> _Line:
    at = other.searchsorted(line)
    shared: _Line = line.take(true_at(other.take(at, mode="clip") == line))
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
