"""Of each word of a vocabulary a sketch, by which most words that are far from another are told unread.

A sketch is the word's length in characters, the set of its letters and the set of its pairs of letters side by
side, each set as 64 bits. One edit (a letter put in, taken out or changed, or two side by side swapped) changes the
length by one at most, two of the letters, and six of the pairs; so words that differ in more are farther away.
What is not ASCII is in no set. Some words that are far away pass: they are to be compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.whoosh.arrays import Places, true_at

_LETTERS_PER_EDIT: Final = 2
_PAIRS_PER_EDIT: Final = 6
_AT_ONCE: Final = 1 << 17
"""Words of which sketches are made at a time."""

_Bytes = NDArray[np.uint8]
_Sets = NDArray[np.uint64]


class Sketches(NamedTuple):
    """Of each word."""

    lengths: NDArray[np.uint16]
    letters: _Sets
    pairs: _Sets

    @classmethod
    def of(cls, blob: _Bytes, ends: NDArray[np.integer]) -> Sketches:
        """Sketches of words in UTF-8, none of them empty, that stand end to end.

        Args:
            blob: the words.
            ends: where each ends, after a 0.
        """
        parts = list(_parts(blob, ends.astype(np.int64)))
        if not parts:
            return cls(np.zeros(0, np.uint16), np.zeros(0, np.uint64), np.zeros(0, np.uint64))
        return cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def near(self, low: int, high: int, word: str, distance: int) -> Places:
        """Numbers of the words from `low` to before `high` that may be within so many edits of a word."""
        part = Sketches(self.lengths[low:high], self.letters[low:high], self.pairs[low:high])
        return part._near(word, distance) + low

    def take(self, numbers: Places) -> Sketches:
        """The sketches of some words, in their order."""
        return Sketches(self.lengths.take(numbers), self.letters.take(numbers), self.pairs.take(numbers))

    def _near(self, word: str, distance: int) -> Places:
        letters, pairs = _sets_of(word.encode())
        far = np.bitwise_count(self.letters ^ letters)
        at = true_at(far <= _LETTERS_PER_EDIT * distance)
        apart = np.abs(self.lengths.take(at).astype(np.int32) - len(word))
        far = np.bitwise_count(self.pairs.take(at) ^ pairs)
        near: Places = at.take(true_at((apart <= distance) & (far <= _PAIRS_PER_EDIT * distance)))
        return near


def _sets_of(word: bytes) -> tuple[np.uint64, np.uint64]:
    """Letters and pairs of one word, as `_sketch` makes them of many."""
    letters = pairs = 0
    for letter in word:
        if letter < 0x80:
            letters |= 1 << (letter & 63)
    for letter, after in pairwise(word):
        if letter < 0x80 and after < 0x80:
            pairs |= 1 << (letter * 31 + after & 63)
    return np.uint64(letters), np.uint64(pairs)


def _parts(blob: _Bytes, ends: NDArray[np.int64]) -> Iterator[Sketches]:
    for first in range(0, len(ends) - 1, _AT_ONCE):
        cuts = ends[first : first + _AT_ONCE + 1]
        yield _sketch(blob[cuts[0] : cuts[-1]], cuts[:-1] - cuts[0])


def _sketch(blob: _Bytes, begins: NDArray[np.int64]) -> Sketches:
    ascii_ = blob < 0x80
    paired = ascii_.copy()
    paired[:-1] &= ascii_[1:]
    paired[begins[1:] - 1] = False
    paired[-1:] = False
    after = np.empty_like(blob)
    after[:-1], after[-1:] = blob[1:], 0
    return Sketches(
        np.add.reduceat((blob & 0xC0) != 0x80, begins, dtype=np.uint16),
        np.bitwise_or.reduceat(_bits(blob, ascii_), begins),
        np.bitwise_or.reduceat(_bits(blob * np.uint8(31) + after, paired), begins),
    )


def _bits(values: _Bytes, counted: NDArray[np.bool_]) -> _Sets:
    return counted.astype(np.uint64) << (values & np.uint8(63)).astype(np.uint64)
