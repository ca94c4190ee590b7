"""Words of the text that a scanner may have misread: rare, and of no root that is known.

They are gathered once for a state of the index and an access. A word is then compared with all of them at once, by
its shape: letters and digits that look alike are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from corpus_search.engines.base import Suggestion
from corpus_search.engines.whoosh.view import View
from corpus_search.engines.whoosh.vocabulary import relatives
from corpus_search.language import blurred, is_root, shape

_SHORTEST: Final = 4
_LONG: Final = 8
"""From so many characters on two faults are looked for, else one."""
_FEW: Final = 2
"""A word that stands in no more passages may be anything's fault ..."""
_RARER: Final = 10
"""... and else only that of a word which stands in so many times more."""
_FAR_RARER: Final = 50
"""A real word is taken for a fault of one that only looks alike where it stands in so many times fewer passages."""
_KEPT: Final = 5_000
"""Words whose faults are kept."""
_FARTHEST: Final = 9
_SHORTEST_PIECE: Final = 5
"""A word that was torn (`prodr.:ktivitas`) is known by a piece at its end or beginning, of so many characters and
more than half of it."""
_ARTICLE = re.compile(r"\d+[a-z]?")


class Suspects:
    """The words that may be misread ones, with the passages that each stands in."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, list[Suggestion]] = {}
        self._counts: dict[str, int] = {}
        self._alike: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """All words of the text by their blurred form: real words too can be misread ones (`tabun` for `tahun`)."""
        for word, (count, is_doubtful) in sorted(_words(view).items()):
            self._alike[blurred(word)][word] = count
            if is_doubtful:
                self._counts[word] = count
        self._words = list(self._counts)
        self._shapes = [shape(word) for word in self._words]

    def of(self, word: str, limit: int) -> list[Suggestion]:
        """The words that may be this one, or another form of it, the likeliest first; kept, as words come again."""
        if word not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = self._find(word)
        return self._known[word][:limit]

    def _find(self, word: str) -> list[Suggestion]:
        forms = relatives(self._view, word)
        found: dict[str, int] = {}
        for form, passages in forms.items():
            most = max(_FEW, passages // _RARER)
            for one, distance in self._near(form).items():
                if self._counts[one] <= most and distance < found.get(one, _FARTHEST):
                    found[one] = distance + (form != word)
            for one, count in self._alike.get(blurred(form), {}).items():
                if count * _FAR_RARER <= passages:
                    found[one] = min(found.get(one, _FARTHEST), 1 + (form != word))
        found = {one: distance for one, distance in found.items() if one not in forms}
        best = sorted(found, key=lambda one: (found[one], -self._alike[blurred(one)][one], one))
        return [Suggestion(one, self._alike[blurred(one)][one]) for one in best]

    def _near(self, word: str) -> dict[str, int]:
        if len(word) < _SHORTEST or not self._words:
            return {}
        edits = 0 if word.isdigit() else 2 if len(word) >= _LONG else 1
        row = cdist([shape(word)], self._shapes, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0]
        near = {self._words[at]: int(row[at]) for at in np.flatnonzero(row <= edits).tolist()}
        return near | {piece: edits for piece in self._pieces(word) if piece not in near}

    def _pieces(self, word: str) -> list[str]:
        lengths = range(max(_SHORTEST_PIECE, len(word) // 2 + 1), len(word))
        pieces = [piece for length in lengths for piece in (word[-length:], word[:length])]
        return [piece for piece in pieces if piece in self._counts]


def _words(view: View) -> dict[str, tuple[int, bool]]:
    """The words of the text that are long enough, with their passages and whether they are of no known root."""
    found: dict[str, tuple[int, bool]] = {}
    for segment in view.segments:
        columns = segment.columns.fields["exact"]
        words = [word.decode() for word in columns.terms.between(0, columns.terms.count)]
        stems = columns.families["stem_id"].stem_of_each()
        counts = segment.frequencies("exact", np.arange(len(words), dtype=np.uint32)).tolist()
        for word, stem, count in zip(words, stems, counts, strict=True):
            if count and len(word) >= _SHORTEST and not _ARTICLE.fullmatch(word):
                found[word] = found.get(word, (0, False))[0] + count, not is_root(stem)
    return found
