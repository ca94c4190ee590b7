"""Words of the text that a scanner may have misread: rare, and of no root that is known.

They are gathered once for a state of the index and an access. A word is then compared with all of them at once, by
its shape: letters and digits that look alike are one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from corpus_search.engines.base import Suggestion
from corpus_search.engines.misreading import SHORTEST, faults, joined, likeliest, may_be_misread, pieces
from corpus_search.engines.whoosh.sketches import Sketches
from corpus_search.engines.whoosh.view import View
from corpus_search.engines.whoosh.vocabulary import relatives
from corpus_search.language import blurred, is_root, shape

_KEPT: Final = 5_000
"""Words whose faults are kept."""


class Suspects:
    """The words that may be misread ones, with the passages that each stands in."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, list[Suggestion]] = {}
        self._counts: dict[str, int] = {}
        self._alike: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """All words of the text by their blurred form: real words too can be misread ones (`tabun` for `tahun`)."""
        self._joined: defaultdict[str, list[str]] = defaultdict(list)
        """Words that are two, without the space between them, by each of the two."""
        known = set()
        for word, (count, is_doubtful) in sorted(_words(view).items()):
            self._alike[blurred(word)][word] = count
            if is_doubtful:
                self._counts[word] = count
            else:
                known.add(word)
        for word in self._counts:
            for part in joined(word, known):
                self._joined[part].append(word)
        by_length = sorted((len(form := shape(word)), form, word) for word in self._counts)
        self._lengths = [length for length, _, _ in by_length]
        self._shapes = np.array([form for _, form, _ in by_length], np.object_)
        self._words = [word for _, _, word in by_length]
        encoded = [form.encode() for form in self._shapes]
        self._sketches = Sketches.of(
            np.frombuffer(b"".join(encoded), np.uint8), np.cumsum([0, *map(len, encoded)])
        )

    def of(self, word: str, limit: int) -> list[Suggestion]:
        """The words that may be this one, or another form of it, the likeliest first; kept, as words come again."""
        if word not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = self._find(word)
        return self._known[word][:limit]

    def _find(self, word: str) -> list[Suggestion]:
        return likeliest(word, relatives(self._view, word), self._near, self._look_like)

    def _look_like(self, word: str) -> Mapping[str, int]:
        return self._alike.get(blurred(word), {})

    def _near(self, word: str) -> dict[str, tuple[int, int]]:
        if len(word) < SHORTEST or not self._words:
            return {}
        edits, form = faults(word), shape(word)
        low = bisect_left(self._lengths, len(form) - edits)
        high = bisect_right(self._lengths, len(form) + edits)
        candidates = self._sketches.near(low, high, form, edits)
        shapes = self._shapes.take(candidates).tolist()
        within = extract(form, shapes, scorer=OSA.distance, score_cutoff=edits, limit=None)
        near = {self._words[candidates[at]]: distance for _, distance, at in within}
        torn = {piece: edits for piece in pieces(word) if piece in self._counts}
        torn |= dict.fromkeys(self._joined.get(word, ()), edits)
        return {one: (distance, self._counts[one]) for one, distance in (torn | near).items()}


def _words(view: View) -> dict[str, tuple[int, bool]]:
    """The words of the text that are long enough, with their passages and whether they are of no known root."""
    found: dict[str, tuple[int, bool]] = {}
    for segment in view.segments:
        columns = segment.columns.fields["exact"]
        words = [word.decode() for word in columns.terms.between(0, columns.terms.count)]
        stems = columns.families["stem_id"].stem_of_each()
        counts = segment.frequencies("exact", np.arange(len(words), dtype=np.uint32)).tolist()
        for word, stem, count in zip(words, stems, counts, strict=True):
            if count and may_be_misread(word):
                found[word] = found.get(word, (0, False))[0] + count, not is_root(stem)
    return found
