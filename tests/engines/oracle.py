"""The engine's contract in plain Python, over lists of words: slow, and easy to see through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    FacetField,
    Fuzzy,
    IndexedPassage,
    Keys,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    TextField,
    Word,
)
from corpus_search.language import stem_en, stem_id, words

FIELDS: dict[TextField, tuple[str, ...]] = {
    "any": ("text", "headings", "title"),
    "passage": ("text", "headings"),
    "text": ("text",),
    "headings": ("headings",),
    "title": ("title",),
}
FORMS: dict[str, Callable[[str], str]] = {"exact": str, "stem_id": stem_id, "stem_en": stem_en}


split = cache(words)


def in_field(passage: IndexedPassage, field: str) -> list[str]:
    return split(getattr(passage, field))


def value_of(passage: IndexedPassage, field: str) -> str:
    value = getattr(passage, field)
    return "" if value is None else str(value)


def first_day(date: str) -> str:
    return (date + "-01-01")[:10]


def last_day(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]


def edits(a: str, b: str) -> int:
    """Optimal string alignment."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def fits(clause: Pattern | Fuzzy, word: str) -> bool:
    if isinstance(clause, Fuzzy):
        near = edits(clause.text, word) <= clause.distance
        return near and word.startswith(clause.text[: clause.prefix])
    expression = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in clause.pattern)
    return re.fullmatch(expression, word) is not None


def stands(phrase: Phrase, found: Sequence[str]) -> bool:
    size, wanted = len(phrase.words), Counter(phrase.words)
    if not phrase.slop:
        return any(tuple(found[at : at + size]) == phrase.words for at in range(len(found))) and size > 0
    width = size + phrase.slop - 1
    return any(wanted <= Counter(found[at : at + width]) for at in range(len(found))) and size > 0


def within(clause: Between, passage: IndexedPassage) -> bool:
    if clause.field == "year":
        year = passage.year
        low, high = (None if bound is None else int(bound) for bound in (clause.low, clause.high))
        return year is not None and (low is None or low <= year) and (high is None or year <= high)
    if passage.date is None:
        return False
    day = first_day(passage.date)
    return (clause.low is None or first_day(clause.low) <= day) and (
        clause.high is None or day <= last_day(clause.high)
    )


def matches(clause: Clause | None, passage: IndexedPassage) -> bool:  # noqa: PLR0911  (a line a clause)
    match clause:
        case None:
            return True
        case Word():
            wanted = [(form, form(clause.text)) for form in FORMS.values() if clause.stemmed or form is str]
            return any(
                form(word) == text
                for field in FIELDS[clause.where]
                for word in in_field(passage, field)
                for form, text in wanted
            )
        case Phrase():
            return any(stands(clause, in_field(passage, field)) for field in FIELDS[clause.where])
        case Pattern() | Fuzzy():
            return any(
                fits(clause, word) for field in FIELDS[clause.where] for word in in_field(passage, field)
            )
        case Among():
            return value_of(passage, clause.field) in clause.values
        case Between():
            return within(clause, passage)
        case Keys():
            return passage.key in clause.keys
        case And():
            return all(matches(child, passage) for child in clause.clauses)
        case Or():
            return any(matches(child, passage) for child in clause.clauses)
        case Not():
            return not matches(clause.clause, passage)


@dataclass(frozen=True)
class Answer:
    """Keys by the rules of the contract; in the order of the tiers, unordered within where sorted by relevance."""

    all_words: tuple[int, ...]
    some: tuple[int, ...]
    facets: dict[FacetField, dict[str, int]]


def answer(passages: Iterable[IndexedPassage], query: Query) -> Answer:
    """Everything that a query finds, whatever page is asked for."""
    seen = [passage for passage in passages if passage.access in query.access]
    own = [passage for passage in seen if matches(query.own, passage)]
    found = [passage for passage in own if matches(query.clause, passage)]
    rest = [passage for passage in own if passage not in found and matches(Or(query.some), passage)]
    return Answer(
        all_words=tuple(p.key for p in by_date(filtered(found, query), query)),
        some=tuple(p.key for p in by_date(filtered(rest, query), query)),
        facets={field: facet(found, query, field) for field in query.facets},
    )


def filtered(passages: Iterable[IndexedPassage], query: Query) -> list[IndexedPassage]:
    return [p for p in passages if all(matches(clause, p) for clause in query.filters)]


def facet(found: Sequence[IndexedPassage], query: Query, field: FacetField) -> dict[str, int]:
    others = tuple(clause for clause in query.filters if clause.field != field)
    values = (value_of(p, field) for p in filtered(found, replace(query, filters=others)))
    return dict(Counter(value for value in values if value))


def by_date(passages: Sequence[IndexedPassage], query: Query) -> list[IndexedPassage]:
    ordered = sorted(passages, key=lambda p: p.key)
    ordered.sort(key=lambda p: first_day(p.date or "0001"), reverse=query.sort == "newest")
    return sorted(ordered, key=lambda p: p.date is None)
