"""Passages and queries made up by Hypothesis: few words, of few families, so that much is found."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    FacetField,
    Fuzzy,
    IndexedPassage,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    TextField,
    Word,
)
from corpus_search.model import Access

WORDS = (
    *("latih", "pelatihan", "melatih", "kerja", "bekerja", "pekerja", "prakerja", "prakreja"),
    *("train", "training", "trained", "work", "works", "5", "2o2o", "ayat", "café", "ñandú"),
)
DATES = ("2019", "2019-05", "2019-05-17", "2020-01-01", "2020-12", "2021")
FACETS: tuple[FacetField, ...] = ("kind", "year", "collection", "language", "document", "speaker")

word = st.sampled_from(WORDS)
text = st.lists(word, max_size=9).map(" ".join)
where = st.sampled_from(["any", "passage", "text", "headings", "title"])
access = st.sampled_from(
    [frozenset(Access), frozenset({Access.PUBLIC}), frozenset({Access.RESTRICTED}), frozenset[Access]()]
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


def _leaf() -> st.SearchStrategy[Clause]:
    fields: st.SearchStrategy[TextField] = where  # type: ignore[assignment]
    return st.one_of(
        st.builds(
            Word, word, fields, st.booleans(), st.sampled_from([1.0, 0.5]), st.sampled_from(["", "id", "en"])
        ),
        st.builds(
            Phrase,
            st.lists(word, min_size=1, max_size=3).map(tuple),
            st.integers(0, 4),
            fields,
            st.sampled_from([1.0, 0.5]),
        ),
        st.builds(
            Pattern, st.sampled_from(["pe*", "*kerja", "k?rja", "*a*a*", "?", "tr*n*", "work", "*"]), fields
        ),
        st.builds(Fuzzy, word, st.integers(1, 2), st.integers(0, 3), fields),
        filters,
    )


clauses: st.SearchStrategy[Clause] = st.recursive(
    _leaf(),
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)

queries = st.builds(
    Query,
    clause=st.one_of(st.none(), clauses),
    some=st.lists(clauses, max_size=2).map(tuple),
    own=st.one_of(st.none(), clauses),
    filters=st.lists(filters, max_size=2).map(tuple),
    access=access,
    facets=st.just(FACETS),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    offset=st.just(0),
    limit=st.just(1000),
)
