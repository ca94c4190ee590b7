"""Where the words that were asked for stand in a text: by the rules by which an engine finds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from corpus_search.engines.base import Fuzzy, Pattern, Phrase, Word
from corpus_search.language import Token, stem_en, stem_id, tokens, wildcard

Marked = Word | Phrase | Pattern | Fuzzy
"""What is marked in a text."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, and which of the things asked for it is (its place in the query)."""

    start: int
    end: int
    which: int


def marks(text: str, marked: Sequence[Marked]) -> tuple[Span, ...]:
    """Spans of what was looked for in a text, in order and apart from each other."""
    return merged((mark.start, mark.end) for mark in find_marks(text, marked))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that are in order, with those that overlap made one."""
    apart: list[Span] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return tuple(apart)


def find_marks(text: str, marked: Sequence[Marked]) -> list[Mark]:
    """All places of all that was asked for, in order; they may overlap."""
    if not marked:
        return []
    words = _Words(tokens(text))
    places = [mark for which, asked in enumerate(marked) for mark in _places(words, asked, which)]
    return sorted(places, key=lambda mark: (mark.start, mark.end, mark.which))


class _Words:
    """A text's words, each looked at once, however many things are asked for."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found = found
        self.places: defaultdict[str, list[Token]] = defaultdict(list)
        for token in found:
            self.places[token.text].append(token)

    @cached_property
    def of_stem(self) -> Mapping[tuple[Callable[[str], str], str], Sequence[str]]:
        """The different words that have a stem by a stemmer."""
        words: defaultdict[tuple[Callable[[str], str], str], list[str]] = defaultdict(list)
        for word in self.places:
            for stem in (stem_id, stem_en):
                words[stem, stem(word)].append(word)
        return words


def _places(words: _Words, asked: Marked, which: int) -> Iterator[Mark]:
    if isinstance(asked, Phrase):
        if any(word not in words.places for word in asked.words):
            return
        found = words.found
        runs = _phrases(found, asked) if asked.slop == 0 else _near(found, asked)
        for first, last in runs:
            yield Mark(found[first].start, found[last].end, which)
        return
    for word in _fitting(words, asked):
        for token in words.places[word]:
            yield Mark(token.start, token.end, which)


def _fitting(words: _Words, asked: Word | Pattern | Fuzzy) -> Iterable[str]:
    """The different words of a text that are what was asked for."""
    match asked:
        case Word(text):
            fitting = {text} & words.places.keys()
            if asked.stemmed:
                for stem in (stem_id, stem_en):
                    fitting.update(words.of_stem.get((stem, stem(text)), ()))
            return fitting
        case Pattern(pattern):
            expression = wildcard(pattern)
            return [word for word in words.places if expression.fullmatch(word)]
        case Fuzzy(text, distance, prefix):
            start = text[:prefix]
            return [
                word
                for word in words.places
                if word.startswith(start) and OSA.distance(word, text, score_cutoff=distance) <= distance
            ]


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
