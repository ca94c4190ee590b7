"""Which words of an index may be another one as a scanner misread it: the rules, whatever keeps the words.

A suspect is a word of no root that is known. It may be a fault of a word that it is near to by its shape (letters
and digits that look alike are one) and that stands in far more passages; a real word may be one of a word that only
looks alike and is far more frequent still.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Final

from corpus_search.engines.base import Suggestion

SHORTEST: Final = 4
"""Shorter words are near to too many."""
_LONG: Final = 8
"""From so many characters on two faults are looked for, else one."""
_FEW: Final = 2
"""A word that stands in no more passages may be anything's fault ..."""
_RARER: Final = 10
"""... and else only that of a word which stands in so many times more."""
_FAR_RARER: Final = 50
"""A real word is taken for a fault of one that only looks alike where it stands in so many times fewer passages."""
_FARTHEST: Final = 9
_SHORTEST_PIECE: Final = 5
"""A word that was torn (`prod;:ktivitas`) is known by a piece at its end or beginning, of so many characters and
more than half of it."""
_SHORTEST_JOINED: Final = 4
"""Words that are joined to another one (`pelaksanaanVaksinasi`) have so many characters."""
_ARTICLE = re.compile(r"\d+[a-z]?")


def may_be_misread(word: str) -> bool:
    """Whether a word of an index is long enough to be told, and no number of an article."""
    return len(word) >= SHORTEST and not _ARTICLE.fullmatch(word)


def faults(word: str) -> int:
    """Faults to look for in a word, as edits of its shape."""
    return 0 if word.isdigit() else 2 if len(word) >= _LONG else 1


def pieces(word: str) -> Iterator[str]:
    """What may be left of a word that was torn."""
    for length in range(max(_SHORTEST_PIECE, len(word) // 2 + 1), len(word)):
        yield from (word[-length:], word[:length])


def joined(word: str, words: Container[str]) -> Iterator[str]:
    """The two words that a word is, where a space was lost between them; nothing where it is none."""
    for at in range(_SHORTEST_JOINED, len(word) - _SHORTEST_JOINED + 1):
        if word[:at] in words and word[at:] in words:
            yield from (word[:at], word[at:])


def likeliest(
    word: str,
    forms: Mapping[str, int],
    near: Callable[[str], Mapping[str, tuple[int, int]]],
    alike: Callable[[str], Mapping[str, int]],
) -> list[Suggestion]:
    """The words that may be this one, or another form of it, misread; the likeliest first.

    Args:
        word: what is meant.
        forms: it and words of its stem, with the passages that each stands in.
        near: gives the suspects near to a form or pieces of it, each with its edits and its passages.
        alike: gives all words that look like a form in a bad scan, with their passages.
    """
    found: dict[str, tuple[int, int]] = {}

    def consider(one: str, distance: int, passages: int) -> None:
        if one not in forms:
            found[one] = min(found.get(one, (_FARTHEST, passages)), (distance, passages))

    for form, passages in forms.items():
        for one, (distance, count) in near(form).items():
            if count <= max(_FEW, passages // _RARER):
                consider(one, distance + (form != word), count)
        for one, count in alike(form).items():
            if count * _FAR_RARER <= passages:
                consider(one, 1 + (form != word), count)
    best = sorted(found, key=lambda one: (found[one][0], -found[one][1], one))
    return [Suggestion(one, found[one][1]) for one in best]
