"""Passages and queries made up by Hypothesis: few words, of few families, so that much is found."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

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
from corpus_search.model import Access

T = TypeVar("T")

FREQUENT = ("latih", "kerja", "work", "5")
"""Words that come so often that phrases of them are found."""
WORDS = (
    *("pelatihan", "melatih", "bekerja", "pekerja", "prakerja", "prakreja"),
    *("train", "training", "trained", "works", "2o2o", "ayat", "café", "ñandú"),
    *(FREQUENT * 3),
)
DATES = ("2019", "2019-05", "2019-05-17", "2020-01-01", "2020-12", "2021")
PATTERNS = ("pe*", "*kerja", "k?rja", "*a*a*", "?", "tr*n*", "work", "*")
FACETS: tuple[FacetField, ...] = ("kind", "year", "collection", "language", "document", "speaker")


def mostly(*weighted: tuple[int, st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """One of several strategies, by their weights."""
    choices = [strategy for weight, strategy in weighted for _ in range(weight)]
    return st.sampled_from(choices).flatmap(lambda strategy: strategy)


word = st.sampled_from(WORDS)
text = st.lists(word, min_size=2, max_size=9).map(" ".join)
where = st.sampled_from(["any", "any", "passage", "text", "text", "headings", "title"])
access = mostly(
    (4, st.just(frozenset(Access))),
    (1, st.sampled_from([frozenset({Access.PUBLIC}), frozenset({Access.RESTRICTED}), frozenset[Access]()])),
)
filters = st.one_of(
    st.builds(Among, st.sampled_from(["kind", "document", "access"]),
              st.lists(st.sampled_from(["a", "b", "public", "d1"]), max_size=3).map(tuple)),
    st.builds(Among, st.just("year"), st.lists(st.sampled_from(["2019", "2020"]), max_size=2).map(tuple)),
    st.builds(Between, st.just("year"), *[st.sampled_from([None, "2019", "2020", "2021"])] * 2),
    st.builds(Between, st.just("date"), *[st.sampled_from([None, *DATES])] * 2),
)  # fmt: skip


def passages(key: int) -> st.SearchStrategy[IndexedPassage]:
    """A passage with this key."""
    return st.builds(
        IndexedPassage,
        key=st.just(key),
        group=st.integers(1, 4),
        text=text,
        headings=st.lists(word, max_size=3).map(" ".join),
        title=st.sampled_from(["", "pelatihan kerja", "training work"]),
        document=st.sampled_from(["d1", "d2"]),
        kind=st.sampled_from(["a", "b"]),
        access=st.sampled_from(Access),
        collection=st.sampled_from(["", "x"]),
        language=st.sampled_from(["", "id", "en"]),
        year=st.sampled_from([None, 2019, 2020]),
        date=st.sampled_from([None, *DATES]),
        speaker=st.sampled_from(["", "Sri"]),
        article=st.sampled_from(["", "5", "12B"]),
    )


def _simple() -> st.SearchStrategy[Clause]:
    fields: st.SearchStrategy[TextField] = where  # type: ignore[assignment]  # draws names of fields
    weight = st.sampled_from([1.0, 0.5])
    return mostly(
        (5, st.builds(Word, word, fields, st.booleans(), weight, st.sampled_from(["", "id", "en"]))),
        (3, st.builds(Phrase, _several(st.sampled_from(FREQUENT)), st.integers(0, 4), fields, weight)),
        (2, st.builds(Pattern, st.sampled_from(PATTERNS), fields)),
        (2, st.builds(Fuzzy, word, st.integers(1, 2), st.integers(0, 3), fields)),
        (1, filters),
        (1, st.builds(Keys, st.lists(st.integers(1, 9), max_size=4).map(tuple))),
        (2, _alternatives()),
    )


def _alternatives() -> st.SearchStrategy[Or]:
    """Many words as they stand: what a word is looked for with that a scanner may have misread."""
    fields = st.sampled_from(["text", "text", "text", "title", "headings"])
    single = st.builds(Word, word, fields, st.just(False), st.sampled_from([1.0, 0.3]))
    return st.builds(
        Or,
        st.lists(st.one_of(single, single, single, st.builds(Word, word)), min_size=4, max_size=9).map(tuple),
    )


def _compound(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    return mostly(
        (2, st.builds(And, _several(inner))),
        (3, st.builds(Or, _several(inner))),
        (1, st.builds(Not, inner)),
        (1, st.builds(lambda one, other: And((one, Not(other))), inner, inner)),
        (1, st.sampled_from([And(()), Or(())])),
    )


def _several(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=1, max_size=3).map(tuple)


simple = _simple()
clauses = mostly(
    (4, simple), (4, _compound(simple)), (2, _compound(mostly((1, simple), (1, _compound(simple)))))
)

queries = st.builds(
    Query,
    clause=mostly((9, clauses), (1, st.none())),
    some=mostly((1, st.just(())), (1, _several(clauses))),
    own=mostly((3, st.none()), (1, clauses)),
    filters=mostly((2, st.just(())), (1, _several(filters))),
    access=access,
    facets=st.just(FACETS),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest"]),
    offset=st.just(0),
    limit=st.just(1000),
)
