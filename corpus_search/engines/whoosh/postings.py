"""In which passages a word stands and how often, packed as in a segment's file and unpacked when that pays.

An entry holds the passage's number and, in its lower bits, how often the word stands there. So entries ascend as
the numbers do, and a few passages are found among a hundred thousand entries without any of these being unpacked.
"""

from __future__ import annotations

from collections.abc import Callable
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

    @property
    def nbytes(self) -> int:
        """Of both, in memory."""
        return self.ids.nbytes + self.freq.nbytes

    def one_by_one(self) -> list[tuple[int, int]]:
        """Each passage, and how often the word stands in it."""
        return list(zip(self.ids.tolist(), self.freq.tolist(), strict=True))

    def among(self, ids: Ids, size: int) -> tuple[Places, Array]:
        """Which of the passages of a segment of `size` are in it, as places in `ids`; and its frequencies there."""
        here, there = meet(ids, self.ids, size)
        return here, self.freq.take(there)


# ruff: noqa: D102  (its methods are described above)


class PackedPostings(Postings):
    """The postings of terms as they are written, those of several terms one after the other."""

    __slots__ = ("_bits", "_entries", "_spread")

    def __init__(self, entries: Array, bits: int, spread: Callable[[], Array] | None = None) -> None:
        """What was written.

        Args:
            entries: see above.
            bits: of a frequency.
            spread: gives the frequency in each passage of the segment, where a list is so long that this is kept.
        """
        self._entries, self._bits, self._spread = entries, bits, spread

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

    def among(self, ids: Ids, size: int) -> tuple[Places, Array]:
        if self._spread is not None:
            freq = self._spread().take(ids)
            here = true_at(freq != 0)
        elif len(self) and few_beside(ids, self):
            freq = self._found(ids)
            here = true_at(freq < 1 << self._bits)
        else:
            return super().among(ids, size)
        return here, freq.take(here)

    def _found(self, ids: Ids) -> Array:
        """How often the term stands in each of the passages: too often where not at all."""
        lowest = ids.astype(self._entries.dtype)
        lowest <<= lowest.dtype.type(self._bits)
        found: Array = self._entries.take(self._entries.searchsorted(lowest), mode="clip")
        found ^= lowest
        return found

    def _frequencies(self, entries: Array) -> Array:
        if self._bits == _NARROW:
            return entries.astype(np.uint8)
        freq: Array = entries & entries.dtype.type((1 << self._bits) - 1)
        return freq.astype(np.uint32, copy=False)


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
