"""Words of the text that a scanner may have misread: rare, and of no root that is known.

They are gathered once for a state of the index and an access. A word is then compared with all of them at once, by
its shape: letters and digits that look alike are one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from corpus_search.engines.base import Suggestion
from corpus_search.engines.whoosh.view import View
from corpus_search.language import is_root, shape

_SHORTEST: Final = 4
_LONG: Final = 8
"""From so many characters on two faults are looked for, else one."""
_FEW: Final = 2
"""A word that stands in no more passages may be anything's fault ..."""
_RARER: Final = 10
"""... and else only that of a word which stands in so many times more."""
_SHORTEST_PIECE: Final = 5
"""A word that was torn (`prodr.:ktivitas`) is known by a piece at its end or beginning, of so many characters and
more than half of it."""
_ARTICLE = re.compile(r"\d+[a-z]?")


class Suspects:
    """The words that may be misread ones, with the passages that each stands in."""

    def __init__(self, view: View) -> None:
        counts: Counter[str] = Counter()
        for segment in view.segments:
            columns = segment.columns.fields["exact"]
            words = columns.terms.between(0, columns.terms.count)
            stems = columns.families["stem_id"].stem_of_each()
            chosen = [
                number
                for number, word in enumerate(words)
                if _doubtful(word.decode(), stems[number].decode())
            ]
            frequencies = segment.frequencies("exact", np.array(chosen, np.uint32)).tolist()
            for number, count in zip(chosen, frequencies, strict=True):
                counts[words[number].decode()] += count
        self._counts = {word: count for word, count in sorted(counts.items()) if count}
        self._words = list(self._counts)
        self._shapes = [shape(word) for word in self._words]

    def of(self, word: str, passages: int, limit: int) -> list[Suggestion]:
        """The words that may be this one, the likeliest first.

        Args:
            word: as it is spelt.
            passages: how many it stands in.
            limit: how many at most.
        """
        if len(word) < _SHORTEST or not self._words:
            return []
        most = max(_FEW, passages // _RARER)
        asked = shape(word)
        edits = 0 if word.isdigit() else 2 if len(word) >= _LONG else 1
        row = cdist([asked], self._shapes, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0]
        near = {self._words[at]: int(row[at]) for at in np.flatnonzero(row <= edits).tolist()}
        near |= dict.fromkeys(self._pieces(word), edits)
        near.pop(word, None)
        found = [
            (distance, -self._counts[one], one) for one, distance in near.items() if self._counts[one] <= most
        ]
        return [Suggestion(one, -count) for _, count, one in sorted(found)[:limit]]

    def _pieces(self, word: str) -> list[str]:
        lengths = range(max(_SHORTEST_PIECE, len(word) // 2 + 1), len(word))
        pieces = [piece for length in lengths for piece in (word[-length:], word[:length])]
        return [piece for piece in pieces if piece in self._counts]


def _doubtful(word: str, stem: str) -> bool:
    return len(word) >= _SHORTEST and not is_root(stem) and not _ARTICLE.fullmatch(word)
