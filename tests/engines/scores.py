"""The scores that the Whoosh engine promises, by the formula of its `bm25` module, a passage at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import log

from engines.oracle import FIELDS, fits, in_field, matches, stands

from corpus_search.engines.base import (
    And,
    Clause,
    Fuzzy,
    IndexedPassage,
    Or,
    Pattern,
    Phrase,
    Word,
)
from corpus_search.engines.fields import IndexedField, Stemmer
from corpus_search.engines.weights import K1, B, field_weight
from corpus_search.language import stem_en, stem_id

Family = Callable[[str], bool]
"""Whether a word counts."""

COLUMN: dict[str, IndexedField] = {"text": "exact", "headings": "headings", "title": "title"}


def score(clause: Clause | None, passage: IndexedPassage, seen: Sequence[IndexedPassage]) -> float:
    """How well a passage matches among all that are seen."""
    if clause is None or not matches(clause, passage):
        return 0.0
    if isinstance(clause, And | Or):
        return sum(score(child, passage, seen) for child in clause.clauses)
    total = 0.0
    for field in FIELDS[getattr(clause, "where", "any")]:
        if not isinstance(clause, Phrase) or stands(clause, in_field(passage, field)):
            for stemmer, times, family in families(clause):
                of_field = field_weight(COLUMN[field], stemmer, getattr(clause, "language", ""))
                total += times * of_field * bm25(family, field, passage, seen)
    return total


def families(clause: Clause) -> Iterator[tuple[Stemmer | None, float, Family]]:
    """Which words count as one, by which stemmer, and how much."""
    match clause:
        case Word():
            yield None, clause.weight, partial(same, str, clause.text)
            if clause.stemmed:
                yield "stem_id", clause.weight, partial(same, stem_id, clause.text)
                yield "stem_en", clause.weight, partial(same, stem_en, clause.text)
        case Pattern() | Fuzzy():
            yield None, 1.0, partial(fits, clause)
        case Phrase():
            for wanted in set(clause.words):
                yield None, clause.weight, partial(same, str, wanted)


def same(form: Callable[[str], str], wanted: str, word: str) -> bool:
    return form(wanted) == form(word)


def bm25(family: Family, field: str, passage: IndexedPassage, seen: Sequence[IndexedPassage]) -> float:
    """The formula for a family of words in one field, unweighted."""
    freq = sum(map(family, in_field(passage, field)))
    if not freq:
        return 0.0
    found = sum(any(map(family, in_field(other, field))) for other in seen)
    average = sum(len(in_field(other, field)) for other in seen) / len(seen)
    idf = log(1 + (len(seen) - found + 0.5) / (found + 0.5))
    return idf * freq / (freq + K1 * (1 - B + B * len(in_field(passage, field)) / average))
