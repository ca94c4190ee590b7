"""Vocabularies made one, a stretch of terms at a time: of a million words few are in memory as objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.whoosh.arrays import slices, true_at
from corpus_search.engines.whoosh.columns import Terms
from corpus_search.engines.whoosh.columns_writing import write_blob
from corpus_search.engines.whoosh.sections import Array, SectionsWriter

STEP = 200_000
"""Terms of all sources together that are merged at a time, about."""


Ranks = NDArray[np.uint32]
NO_RANKS: Ranks = np.zeros(0, np.uint32)


class MergedTerms(NamedTuple):
    """The terms of several sources, each once and sorted."""

    blob: Array
    """UTF-8, end to end."""
    lengths: NDArray[np.int64]
    """Of each term in bytes."""
    ranks: Sequence[Ranks]
    """Per source of each of its terms the number in this vocabulary."""

    @classmethod
    def of(cls, sources: Sequence[Terms]) -> MergedTerms:
        """Merge them."""
        blobs, lengths = [b""], [np.zeros(0, np.int64)]
        ranks: list[list[Ranks]] = [[NO_RANKS] for _ in sources]
        count = 0
        for stretches in _stretches(sources):
            # sorted runs one after the other, which `sorted` knows how to merge
            terms = list(dict.fromkeys(sorted(chain.from_iterable(stretches))))
            rank_of = {term: rank for rank, term in enumerate(terms, count)}
            for of_source, stretch in zip(ranks, stretches, strict=True):
                of_source.append(np.fromiter(map(rank_of.__getitem__, stretch), np.uint32, len(stretch)))
            blobs.append(b"".join(terms))
            lengths.append(np.fromiter(map(len, terms), np.int64, len(terms)))
            count += len(terms)
        return cls(
            np.frombuffer(b"".join(blobs), np.uint8),
            np.concatenate(lengths),
            [_joined(of_source) for of_source in ranks],
        )

    def write(self, out: SectionsWriter, name: str, kept: NDArray[np.bool_]) -> None:
        """Write the terms that are kept as a vocabulary."""
        if kept.all():
            write_blob(out, name, self.blob, self.lengths)
            return
        at, begins = true_at(kept), np.cumsum(self.lengths) - self.lengths
        lengths = self.lengths.take(at)
        write_blob(out, name, self.blob.take(slices(begins.take(at), lengths)), lengths)


def _joined(pieces: list[Ranks]) -> Ranks:
    """The pieces as one, without both being in memory for more than one source at a time."""
    joined = np.concatenate(pieces)
    pieces.clear()
    return joined


def _stretches(sources: Sequence[Terms]) -> Iterator[list[list[bytes]]]:
    """Per source some of its next terms, so that none that is left of any sorts before one of them."""
    lows, counts = [0] * len(sources), [terms.count for terms in sources]
    step = STEP // len(sources) + 1
    while lows != counts:
        last = min(
            terms[min(low + step, terms.count) - 1]
            for terms, low in zip(sources, lows, strict=True)
            if low < terms.count
        )
        highs = [terms.bisect(last + b"\0") for terms in sources]  # what sorts first behind it
        yield [terms.between(low, high) for terms, low, high in zip(sources, lows, highs, strict=True)]
        lows = highs
