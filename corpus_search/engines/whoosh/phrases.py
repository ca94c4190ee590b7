"""Words side by side, or within a few words of one another.

The positions that a word has in several passages are put on one long line, the passages so far apart that
nothing reaches from one into the next; then a phrase is an intersection of such lines, whatever the number of
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
from corpus_search.engines.whoosh.arrays import DENSE, Ids, Places, meet, slices, starts, true_at
from corpus_search.engines.whoosh.columns import Postings
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.view import SegmentView

_Line = NDArray[np.int64]

_FARTHEST: Final = 1 << 24
"""More words than a passage has: any greater slop says no more."""


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
    ids, places = _together([found.ids for found in postings.values()], segment)
    if not len(ids) or len(numbers) == 1:
        return ids
    slop, columns = min(slop, _FARTHEST), segment.columns.fields[field]
    gathered = {
        number: _gathered(columns.positions(number), found.freq, at)
        for (number, found), at in zip(postings.items(), places, strict=True)
    }
    lines, step = _lines(gathered, len(ids), reach=len(numbers) + slop)
    found = _window(lines, Counter(numbers), slop) if slop else _side_by_side(lines, numbers)
    passages = (found // step).astype(np.uint32)
    return ids.take(passages.take(starts(passages)))


def _together(lists: Sequence[Ids], segment: SegmentView) -> tuple[Ids, list[Places]]:
    """What is in all of the lists and is seen, and where it stands in each."""
    order = sorted(range(len(lists)), key=lambda number: len(lists[number]))
    ids = lists[order[0]]
    places = {order[0]: np.arange(len(ids))}
    for number in order[1:]:
        here, places[number] = meet(ids, lists[number], segment.size)
        ids = ids.take(here)
        for earlier in order[: order.index(number)]:
            places[earlier] = places[earlier].take(here)
    if segment.mask is not None:
        seen = true_at(segment.mask.take(ids))
        ids, places = ids.take(seen), {number: at.take(seen) for number, at in places.items()}
    return ids, [places[number] for number in range(len(lists))]


def _gathered(positions: Array, freq: Array, at: Places) -> tuple[Array, Array]:
    """A word's positions in some of its passages, and how many there are in each.

    Args:
        positions: of the word in all its passages.
        freq: how many there are in each.
        at: which passages are wanted.
    """
    if not len(at) or len(at) == len(freq):
        return positions, freq
    counts = freq.take(at)
    if len(at) * DENSE > len(freq):
        begins = freq.cumsum(dtype=np.uint32).take(at) - counts
    else:  # sums between the places that are wanted: many times faster than running ends of all
        between = np.add.reduceat(freq, at, dtype=np.uint32)
        begins = between.cumsum(dtype=np.int64) - between
        begins += freq[: at[0]].sum(dtype=np.uint32)
    once = int(counts.max()) == 1
    return positions.take(begins if once else slices(begins, counts)), counts


def _lines(
    gathered: Mapping[int, tuple[Array, Array]], passages: int, reach: int
) -> tuple[dict[int, _Line], int]:
    """Each word's positions on one line, and how much of the line a passage has."""
    step = max(int(positions.max()) for positions, _ in gathered.values()) + reach + 1
    base = np.arange(reach, passages * step + reach, step)
    lines = {}
    for number, (positions, counts) in gathered.items():
        once = len(positions) == len(base)
        lines[number] = positions + (base if once else base.repeat(counts))
    return lines, step


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
