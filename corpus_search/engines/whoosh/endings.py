"""The words of a vocabulary by their ends, as the vocabulary has them by their beginnings.

Where two words are one edit apart, one half of the one is whole in the other: what stands before the edit, or what
stands after it. So all words near to one are among those that begin as its first half does and those that end as
its second half does, few of a large vocabulary (see `vocabulary`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.whoosh.arrays import Numbers, Places
from corpus_search.engines.whoosh.sketches import Sketches

_LONGEST = 8
"""Bytes of an ending that are compared."""


class Endings(NamedTuple):
    """Of each word its last bytes, the very last one first, in one number; the words in order of these."""

    keys: NDArray[np.uint64]
    numbers: Numbers
    sketches: Sketches

    @classmethod
    def of(cls, blob: NDArray[np.uint8], ends: NDArray[np.integer], sketches: Sketches) -> Endings:
        """Endings of words that stand end to end.

        Args:
            blob: the words.
            ends: where each ends, after a 0.
            sketches: theirs.
        """
        starts, after = ends[:-1].astype(np.int64), ends[1:].astype(np.int64)
        keys = np.zeros(len(starts), np.uint64)
        for back in range(1, _LONGEST + 1):
            at = after - back
            byte = blob.take(at, mode="clip").astype(np.uint64)
            byte[at < starts] = 0
            keys |= byte << np.uint64(8 * (_LONGEST - back))
        order = np.argsort(keys)
        return cls(keys.take(order), order.astype(np.uint32), sketches.take(order))

    def near(self, ending: bytes, word: str, distance: int) -> Places:
        """Numbers of the words that end so, or in its last 8 bytes, and may be within so many edits of a word.

        They are in no order.
        """
        last = ending[-_LONGEST:]
        low = int.from_bytes(last[::-1].ljust(_LONGEST, b"\0"))
        high = low + (1 << 8 * (_LONGEST - len(last)))  # below 2**64: no byte of UTF-8 is 255
        first, after = self.keys.searchsorted(np.array([low, high], np.uint64)).tolist()
        return self.numbers.take(self.sketches.near(first, after, word, distance)).astype(np.intp)
