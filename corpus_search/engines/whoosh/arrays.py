"""Sets of passages as sorted arrays of their numbers in a segment, and the few operations that search needs.

`size` is the number of passages in the segment. Where two arrays are of like length, a byte per passage and a
look at each is several times faster than a binary search per element; where one is much shorter, it is not.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint32]
"""Numbers of passages in a segment, ascending, none twice."""
Numbers = NDArray[np.uint32]
"""Numbers of terms in a field's vocabulary, ascending, none twice."""
Places = NDArray[np.intp]
"""Where in another array something stands."""
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]
"""One truth per passage of a segment."""

DENSE = 16
"""An array is long beside another when it has more than one element for so many of the other's ..."""
FEW = 256
"""... unless it has no more than so many: they are looked for one by one."""

NO_IDS: Ids = np.zeros(0, np.uint32)


def true_at(mask: Mask) -> Places:
    """Where a mask is true (`np.flatnonzero` without its detours, which count where arrays are short)."""
    return mask.nonzero()[0]


def everything(size: int) -> Ids:
    """The numbers of all passages of a segment."""
    return np.arange(size, dtype=np.uint32)


def mark(ids: Ids, size: int) -> Mask:
    """True at each of `ids`."""
    mask = np.zeros(size, np.bool_)
    mask[ids.astype(np.intp)] = True
    return mask


def keep(ids: Ids, mask: Mask) -> Ids:
    """Those of `ids` at which `mask` is true."""
    return ids.take(true_at(mask.take(ids)))


def few_beside(ids: Sized, other: Sized) -> bool:
    """Whether to search in `other` for each of `ids` is quicker than to look at each passage of the segment."""
    return len(ids) <= FEW or len(ids) * DENSE <= len(other)


def places_in(ids: Ids, other: Ids, size: int) -> Places:
    """Where in `ids` the elements stand that are in `other` too."""
    if not len(ids) or not len(other):
        return np.zeros(0, np.intp)
    if not few_beside(ids, other):
        return true_at(mark(other, size).take(ids))
    at = other.searchsorted(ids)
    return true_at(other.take(at, mode="clip") == ids)


def places_of(ids: Ids, other: Ids, size: int) -> Places:
    """Where in `other` the `ids` stand, all of which are in it."""
    if len(ids) == len(other):
        return np.arange(len(ids))
    if not few_beside(ids, other):
        return true_at(mark(ids, size).take(other))
    return other.searchsorted(ids)


def common(ids: Ids, other: Ids, size: int) -> Ids:
    """What is in both."""
    if len(other) < len(ids):
        ids, other = other, ids
    if ids is other or len(other) == size:
        return ids
    return ids.take(places_in(ids, other, size))


def meet(ids: Ids, other: Ids, size: int) -> tuple[Places, Places]:
    """What is in both, as places in the one and places in the other."""
    if ids is other:
        return np.arange(len(ids)), np.arange(len(ids))
    if len(other) < len(ids):
        there, here = meet(other, ids, size)
        return here, there
    if few_beside(ids, other):
        there = other.searchsorted(ids)
        here = true_at(other.take(there, mode="clip") == ids)
        return here, there.take(here)
    here = places_in(ids, other, size)
    return here, places_of(ids.take(here), other, size)


def without(ids: Ids, other: Ids, size: int) -> Ids:
    """What is in `ids` and not in `other`."""
    if not len(other) or not len(ids):
        return ids
    return keep(ids, ~mark(other, size))


def union(lists: Sequence[Ids], size: int) -> Ids:
    """What is in any of them."""
    lists = [ids for ids in lists if len(ids)]
    if len(lists) < 2:
        return lists[0] if lists else NO_IDS
    total = sum(map(len, lists))
    if total * DENSE < size:
        merged = np.sort(np.concatenate(lists), kind="stable")
        return merged.take(starts(merged))
    mask = np.zeros(size, np.bool_)
    for ids in lists:
        mask[ids.astype(np.intp)] = True
    return true_at(mask).astype(np.uint32)


def unique(ids: Ids) -> Ids:
    """Numbers of passages in any order, some perhaps more than once, as they are elsewhere: ascending, none twice."""
    ordered = np.sort(ids)
    return ordered.take(starts(ordered))


def starts(values: NDArray[np.unsignedinteger]) -> Places:
    """Where in a sorted array each run of equal values begins."""
    return true_at(changes(values))


def changes(values: NDArray[np.unsignedinteger]) -> Mask:
    """True at the first value and at each that is not like the one before."""
    fresh = np.empty(len(values), np.bool_)
    fresh[:1] = True
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return fresh


def slices(begins: NDArray[np.integer], counts: NDArray[np.integer]) -> Places:
    """The places of several stretches of an array, one after the other: `begins[i]` and `counts[i]` on."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begins.astype(np.int64) - (ends - counts), counts) + np.arange(total)
