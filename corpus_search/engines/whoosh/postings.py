"""In which passages a word stands and how often, packed as in a segment's file and unpacked when that pays.

An entry holds the passage's number and, in its lower bits, how often the word stands there. So entries ascend as
the numbers do, and a few passages are found among a hundred thousand entries without any of these being unpacked.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from corpus_search.engines.whoosh.arrays import NO_IDS, Ids, Places, few_beside, meet, true_at
from corpus_search.engines.whoosh.sections import Array

_NARROW, _WIDE = 8, 32
"""Bits of a frequency."""


class Postings:
    """Of one word, or of several as if they were one."""

    __slots__ = ("_freq", "_ids")

    def __init__(self, ids: Ids, freq: Array) -> None:
        self._ids, self._freq = ids, freq

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Ids:
        """The passages."""
        return self._ids

    @property
    def freq(self) -> Array:
        """How often the word stands in each."""
        return self._freq

    def one_by_one(self) -> list[tuple[int, int]]:
        """Each passage, and how often the word stands in it."""
        return list(zip(self.ids.tolist(), self.freq.tolist(), strict=True))

    def meet(self, ids: Ids, size: int) -> tuple[Places, Places]:
        """Which of the passages of a segment of `size` are in it, as places in `ids` and in it."""
        return meet(ids, self.ids, size)

    def among(self, ids: Ids, size: int) -> tuple[Places, Array]:
        """Which of the passages of a segment of `size` are in it, as places in `ids`; and its frequencies there."""
        here, there = self.meet(ids, size)
        return here, self.freq.take(there)


# ruff: noqa: D102  (its methods are described above)


class PackedPostings(Postings):
    """The postings of terms as they are written, those of several terms one after the other."""

    __slots__ = ("_bits", "_entries")

    def __init__(self, entries: Array, bits: int) -> None:
        self._entries, self._bits = entries, bits

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def ids(self) -> Ids:
        try:
            return self._ids
        except AttributeError:
            self._ids: Ids = (self._entries >> self._bits).astype(np.uint32, copy=False)
            return self._ids

    @property
    def freq(self) -> Array:
        try:
            return self._freq
        except AttributeError:
            self._freq = self._frequencies(self._entries)
            return self._freq

    def one_by_one(self) -> list[tuple[int, int]]:
        bits, frequency = self._bits, (1 << self._bits) - 1
        return [(entry >> bits, entry & frequency) for entry in self._entries.tolist()]

    def meet(self, ids: Ids, size: int) -> tuple[Places, Places]:
        if not (len(self) and few_beside(ids, self)):
            return super().meet(ids, size)
        there, freq = self._search(ids)
        here = true_at(freq < 1 << self._bits)
        return here, there.take(here)

    def among(self, ids: Ids, size: int) -> tuple[Places, Array]:
        if not (len(self) and few_beside(ids, self)):
            return super().among(ids, size)
        _, freq = self._search(ids)
        here = true_at(freq < 1 << self._bits)
        return here, freq.take(here)

    def _search(self, ids: Ids) -> tuple[Places, Array]:
        """Where each of the passages would stand, and how often the term stands in it: too often where not at all."""
        lowest = ids.astype(self._entries.dtype)
        lowest <<= lowest.dtype.type(self._bits)
        there = self._entries.searchsorted(lowest)
        found: Array = self._entries.take(there, mode="clip")
        found ^= lowest
        return there, found

    def _frequencies(self, entries: Array) -> Array:
        if self._bits == _NARROW:
            return entries.astype(np.uint8)
        freq: Array = entries & entries.dtype.type((1 << self._bits) - 1)
        return freq


NO_POSTINGS = Postings(NO_IDS, np.zeros(0, np.uint8))


def layout(last: int, most: int) -> tuple[int, type[np.unsignedinteger[Any]]]:
    """How entries are written.

    Args:
        last: the highest number of a passage, or any above it.
        most: the highest frequency.

    Returns:
        The bits that a frequency takes, and the type of an entry: nearly always u32, with 8 bits.
    """
    bits = max(_NARROW, most.bit_length())
    return (bits, np.uint32) if last.bit_length() + bits <= _WIDE else (_WIDE, np.uint64)


def bits_of(entry: np.dtype[Any], most: int) -> int:
    """The bits that a frequency takes in entries of a type, as `layout` has chosen them."""
    return _WIDE if entry == np.uint64 else layout(0, most)[0]


def entries(postings: Postings, bits: int, dtype: type[np.unsignedinteger[Any]]) -> Array:
    """Postings as they are written."""
    packed: Array = postings.ids.astype(dtype)
    packed <<= dtype(bits)
    packed |= postings.freq.astype(dtype, copy=False)
    return packed
