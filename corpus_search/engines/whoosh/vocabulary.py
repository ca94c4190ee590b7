"""Words of the index that a pattern, a slip of spelling or a beginning stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from corpus_search.engines.base import Fuzzy, Pattern, Suggestion
from corpus_search.engines.fields import STEMMERS, IndexedField
from corpus_search.engines.whoosh.arrays import NO_IDS, Numbers, Places, true_at
from corpus_search.engines.whoosh.columns import Terms
from corpus_search.engines.whoosh.view import View

EXPANSIONS: Final = 10_000
"""Words that a pattern may stand for in a field: where there are more, the most frequent ones."""
NEAR: Final = 2
"""Edits within which a word is suggested."""
_HALVED: Final = 4
"""Words of fewer letters have halves that say too little."""
_CHARACTER: Final = rb"(?:[^\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]*)"
"""One character in UTF-8."""

Selection = list[Numbers]
"""Words of one field, by their numbers in each segment."""


def matching(view: View, field: IndexedField, clause: Pattern | Fuzzy) -> Selection:
    """The words that a pattern or a fuzzy word stands for."""
    vocabularies = [segment.columns.fields[field].terms for segment in view.segments]
    if isinstance(clause, Pattern):
        chosen = [_fitting(terms, clause.pattern) for terms in vocabularies]
    else:
        chosen = [
            _near(terms, clause.text, clause.distance, clause.text[: clause.prefix]) for terms in vocabularies
        ]
    return _bounded(view, field, chosen)


def near_words(view: View, word: str, limit: int) -> list[Suggestion]:
    """Words of the text within two edits, nearest and then most frequent first; not the word itself."""
    found = _frequencies(
        view,
        "exact",
        [_near(segment.columns.fields["exact"].terms, word, NEAR, "") for segment in view.segments],
    )
    found.pop(word.encode(), None)
    near = [(OSA.distance(word, text.decode()), -count, text.decode()) for text, count in found.items()]
    return [Suggestion(text, -count) for _, count, text in sorted(near)[:limit]]


def relatives(view: View, word: str, limit: int = 5) -> dict[str, int]:
    """The word and the most frequent words of its Indonesian stem, with the passages that each stands in."""
    stem = STEMMERS["stem_id"](word).encode()
    families = [
        segment.columns.fields["exact"].families["stem_id"].members_of(stem) for segment in view.segments
    ]
    found = {text.decode(): count for text, count in _frequencies(view, "exact", families).items()}
    best = sorted(found, key=lambda text: (-found[text], text))[:limit]
    return {word: found.get(word, 0)} | {text: found[text] for text in best}


def completions(view: View, prefix: str, limit: int) -> list[Suggestion]:
    """Words of the text that begin so, most frequent first."""
    found = _frequencies(
        view,
        "exact",
        [_beginning(segment.columns.fields["exact"].terms, prefix) for segment in view.segments],
    )
    best = sorted(found, key=lambda text: (-found[text], text))[:limit]
    return [Suggestion(text.decode(), found[text]) for text in best]


def _beginning(terms: Terms, prefix: str) -> Numbers:
    low, high = terms.with_prefix(prefix.encode())
    return np.arange(low, high, dtype=np.uint32)


def _fitting(terms: Terms, pattern: str) -> Numbers:
    start = re.split(r"[*?]", pattern, maxsplit=1)[0]
    numbers = _beginning(terms, start)
    if pattern == f"{start}*" or not len(numbers):
        return numbers
    low, high = int(numbers[0]), int(numbers[-1]) + 1
    lines = b"\n".join(terms.between(low, high))
    begins = (terms.ends[low:high] - terms.ends[low]).astype(np.int64) + np.arange(high - low)
    found = [match.start() for match in _line(pattern).finditer(lines)]
    return numbers.take(np.searchsorted(begins, found))


def _line(pattern: str) -> re.Pattern[bytes]:
    """Lines of UTF-8 that fit a pattern as a whole.

    What is between two `*` is taken where it first fits and never tried again, so no pattern takes long.
    """
    first, *rest = (
        re.escape(piece.encode()).replace(rb"\?", _CHARACTER) for piece in re.split(r"\*+", pattern)
    )
    if not rest:
        return re.compile(rb"^" + first + rb"$", re.MULTILINE)
    *inner, last = rest
    middle = b"".join(rb"(?>[^\n]*?" + piece + rb")" for piece in inner)
    return re.compile(rb"^" + first + middle + rb"[^\n]*" + last + rb"$", re.MULTILINE)


def _near(terms: Terms, text: str, distance: int, prefix: str) -> Numbers:
    """Words within so many edits; to swap two letters side by side is one (optimal string alignment)."""
    low, high = terms.with_prefix(prefix.encode()) if prefix else (0, terms.count)
    if low == high or not text:
        return NO_IDS
    if distance == 1 and len(text) >= _HALVED:
        numbers = _with_a_half(terms, text, low, high)
    else:
        numbers = terms.sketches.near(low, high, text, distance)
    words = terms.words(numbers)
    if not words:
        return NO_IDS
    distances = cdist([text], words, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8)[0]
    near: Numbers = numbers.take(true_at(distances <= distance)).astype(np.uint32)
    return near


def _with_a_half(terms: Terms, text: str, low: int, high: int) -> Places:
    """Numbers, from `low` to before `high`, of words that may be one edit away: see `endings`.

    Between the halves one letter is left out, since two that are swapped may stand where they meet.
    """
    half = len(text) // 2
    first, after = terms.with_prefix(text[:half].encode())
    beginning = terms.sketches.near(max(first, low), min(after, high), text, 1)
    ending = terms.endings.near(text[half + 1 :].encode(), text, 1)
    ending = ending[(ending >= low) & (ending < high) & ((ending < first) | (ending >= after))]
    return np.sort(np.concatenate([beginning, ending]))


def _bounded(view: View, field: IndexedField, chosen: Selection) -> Selection:
    if sum(map(len, chosen)) <= EXPANSIONS:
        return chosen
    found = _frequencies(view, field, chosen)
    if len(found) <= EXPANSIONS:
        return chosen
    best = set(sorted(found, key=lambda text: (-found[text], text))[:EXPANSIONS])
    return [
        numbers[[text in best for text in segment.columns.fields[field].terms.texts(numbers)]]
        for segment, numbers in zip(view.segments, chosen, strict=True)
    ]


def _frequencies(view: View, field: IndexedField, chosen: Sequence[Numbers]) -> Counter[bytes]:
    """In how many passages each of the words stands that stand in any."""
    found: Counter[bytes] = Counter()
    for segment, numbers in zip(view.segments, chosen, strict=True):
        texts = segment.columns.fields[field].terms.texts(numbers)
        for text, count in zip(texts, segment.frequencies(field, numbers).tolist(), strict=True):
            if count:
                found[text] += count
    return found
