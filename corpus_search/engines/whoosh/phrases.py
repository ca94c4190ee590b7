"""Words side by side, or within a few words of one another.

The places of a word in all passages stand on one long line, the passage's number in the upper bits of each and the
position in the lower (`FieldColumns.line`); then a phrase is an intersection of lines, whatever the number of
passages.

A phrase of n words with a slop above 0 is found where all of them stand, in any order, within n + slop - 1
words: `"a b"~1` side by side, `"a b"~5` at most five words on. A word that is named twice must stand there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from corpus_search.engines.fields import IndexedField
from corpus_search.engines.whoosh.arrays import NO_IDS, Ids, starts, true_at
from corpus_search.engines.whoosh.columns import FieldColumns
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.view import SegmentView

_ALIKE: Final = 16
"""Two lines are sorted into one, which takes a quick pass over both, unless one is so many times as long."""


def passages_with(segment: SegmentView, field: IndexedField, numbers: Sequence[int], slop: int) -> Ids:
    """The passages of a segment in which the phrase stands.

    Args:
        segment: as it is seen.
        field: where the phrase is to stand whole.
        numbers: the words' numbers, in the phrase's order.
        slop: 0 for side by side in this order, see above.
    """
    columns = segment.columns.fields[field]
    if len(numbers) > columns.longest:
        return NO_IDS
    found = _window(columns, numbers, slop) if slop else _side_by_side(columns, numbers)
    passages = (found >> found.dtype.type(columns.line_bits)).astype(np.uint32, copy=False)
    return segment.seen(passages.take(starts(passages)))


def _side_by_side(columns: FieldColumns, numbers: Sequence[int]) -> Array:
    """Where a word of the phrase stands, when the others stand around it; the rarest are looked at first."""
    lines = [columns.line(number) for number in numbers]
    first, *others = sorted(range(len(lines)), key=lambda place: len(lines[place]))
    found, at = lines[first], first
    for place in others:
        found, at = _shared(_moved(found, place - at), lines[place]), place
    return found


def _moved(line: Array, by: int) -> Array:
    return line + line.dtype.type(by) if by >= 0 else line - line.dtype.type(-by)


def _shared(line: Array, other: Array) -> Array:
    """What is on both."""
    if len(line) * _ALIKE > len(other):
        both = np.concatenate([line, other])
        both.sort(kind="stable")  # which merges what is in order already
        return both[:-1].take(true_at(both[1:] == both[:-1]))
    at = other.searchsorted(line)
    return line.take(true_at(other.take(at, mode="clip") == line))


def _window(columns: FieldColumns, numbers: Sequence[int], slop: int) -> Array:
    """Where a window ends that holds all words: from each word look back to the nearest of each."""
    wanted = Counter(numbers)
    lines = {number: columns.line(number) for number in wanted}
    # from the first to the last position of n + slop - 1 words
    span = min(len(numbers) + slop - 2, columns.longest)
    last = np.concatenate(list(lines.values()))
    last.sort(kind="stable")
    within = np.ones(len(last), np.bool_)
    for number, times in wanted.items():
        line = lines[number]
        nearest = line.searchsorted(last, "right") - times
        within &= (nearest >= 0) & (last - line.take(np.maximum(nearest, 0)) <= span)
    return last[within]
