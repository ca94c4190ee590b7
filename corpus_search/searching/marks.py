"""Where the words that were asked for stand in a text: by the rules by which an engine finds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from corpus_search.engines.base import Fuzzy, Pattern, Phrase, Word
from corpus_search.language import Token, stem_en, stem_id, tokens, wildcard
from corpus_search.searching.parsing import Marked, Parsed

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, and which of the things asked for it is (its place in the query)."""

    start: int
    end: int
    which: int


def marks(text: str, parsed: Parsed) -> tuple[Span, ...]:
    """Spans of the searched words in a text, in order and apart from each other."""
    return merged((mark.start, mark.end) for mark in find_marks(text, parsed.marked))


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
    found = tokens(text)
    places = [mark for which, asked in enumerate(marked) for mark in _places(found, asked, which)]
    return sorted(places, key=lambda mark: (mark.start, mark.end, mark.which))


def _places(found: Sequence[Token], asked: Marked, which: int) -> Iterator[Mark]:
    if isinstance(asked, Phrase):
        runs = _phrases(found, asked) if asked.slop == 0 else _near(found, asked)
        for first, last in runs:
            yield Mark(found[first].start, found[last].end, which)
        return
    fits = _matcher(asked)
    known: dict[str, bool] = {}
    for token in found:
        hit = known.get(token.text)
        if hit is None:
            hit = known[token.text] = fits(token.text)
        if hit:
            yield Mark(token.start, token.end, which)


def _matcher(asked: Word | Pattern | Fuzzy) -> Callable[[str], bool]:
    """Whether a word of a text is what was asked for."""
    match asked:
        case Word(text, stemmed=False):
            return lambda word: word == text
        case Word(text):
            indonesian, english = stem_id(text), stem_en(text)
            return lambda word: word == text or stem_id(word) == indonesian or stem_en(word) == english
        case Pattern(pattern):
            expression = wildcard(pattern)
            return lambda word: expression.fullmatch(word) is not None
        case Fuzzy(text, distance, prefix):
            start = text[:prefix]
            return lambda word: (
                word.startswith(start) and OSA.distance(word, text, score_cutoff=distance) <= distance
            )


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
