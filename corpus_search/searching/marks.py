"""Where the words that were asked for stand in a text: by the rules by which an engine finds them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rapidfuzz.distance import OSA

from corpus_search.engines.base import Fuzzy, Pattern, Phrase, Word
from corpus_search.engines.fields import STEMMERS
from corpus_search.language import Token, tokens, wildcard

Marked = Word | Phrase | Pattern | Fuzzy
"""What is marked in a text."""

Span = tuple[int, int]
Stem = Callable[[str], str]


class Mark(NamedTuple):
    """A span of a text, and which of the things asked for it is (its place in the query)."""

    start: int
    end: int
    which: int


def marks(text: str, marked: Sequence[Marked]) -> tuple[Span, ...]:
    """Spans of what was looked for in a text, in order and apart from each other."""
    return Sought(marked).spans(text)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that are in order, with those that overlap made one."""
    apart: list[Span] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return tuple(apart)


class Sought:
    """What was asked for, ready to be found in many texts: a sentence stands for hundreds of words with its faults."""

    def __init__(self, marked: Sequence[Marked]) -> None:
        """Sort it by how it is found."""
        self._any = bool(marked)
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._stems: defaultdict[tuple[Stem, str], list[int]] = defaultdict(list)
        self._tests: list[tuple[int, Callable[[str], bool]]] = []
        self._phrases: list[tuple[int, Phrase]] = []
        self._fitting: dict[str, Sequence[int]] = {}
        for which, asked in enumerate(marked):
            match asked:
                case Word(text):
                    self._words[text].append(which)
                    for stem in STEMMERS.values() if asked.stemmed else ():
                        self._stems[stem, stem(text)].append(which)
                case Pattern(pattern):
                    self._tests.append((which, partial(_is_like, wildcard(pattern))))
                case Fuzzy():
                    self._tests.append((which, partial(_is_near, asked)))
                case Phrase():
                    self._phrases.append((which, asked))

    def find(self, text: str) -> list[Mark]:
        """All places of all that was asked for in a text, in order; they may overlap."""
        if not self._any:
            return []
        found = tokens(text)
        places = [Mark(token.start, token.end, which) for token in found for which in self._which(token.text)]
        if self._phrases:
            known = {token.text for token in found}
            for which, phrase in self._phrases:
                if known.issuperset(phrase.words):
                    runs = _phrases(found, phrase) if phrase.slop == 0 else _near(found, phrase)
                    places += [Mark(found[first].start, found[last].end, which) for first, last in runs]
        return sorted(places)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where it stands in a text, in order and apart from each other."""
        return merged((mark.start, mark.end) for mark in self.find(text))

    def _which(self, word: str) -> Sequence[int]:
        """What of it a word is; told once, as words come again."""
        known = self._fitting.get(word)
        if known is None:
            fitting = {*self._words.get(word, ())}
            if self._stems:
                fitting.update(*(self._stems.get((stem, stem(word)), ()) for stem in STEMMERS.values()))
            fitting.update(which for which, is_it in self._tests if is_it(word))
            known = self._fitting[word] = tuple(fitting)
        return known


def _is_like(expression: re.Pattern[str], word: str) -> bool:
    return expression.fullmatch(word) is not None


def _is_near(asked: Fuzzy, word: str) -> bool:
    if not word.startswith(asked.text[: asked.prefix]):
        return False
    return OSA.distance(word, asked.text, score_cutoff=asked.distance) <= asked.distance


def _phrases(found: Sequence[Token], asked: Phrase) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the words stand side by side."""
    length = len(asked.words)
    for at in range(len(found) - length + 1):
        if found[at].text == asked.words[0] and all(
            found[at + step].text == word for step, word in enumerate(asked.words)
        ):
            yield at, at + length - 1


def _near(found: Sequence[Token], asked: Phrase) -> Iterator[tuple[int, int]]:
    """Each word, alone, of each place where all stand within n + slop - 1 words, in any order."""
    wanted = Counter(asked.words)
    places = [at for at, token in enumerate(found) if token.text in wanted]
    reach = asked.slop + len(asked.words) - 2
    near: set[int] = set()
    first = 0
    for last, end in enumerate(places):
        while end - places[first] > reach:
            first += 1
        window = places[first : last + 1]
        if Counter(found[at].text for at in window) >= wanted:
            near.update(window)
    for at in sorted(near):
        yield at, at
