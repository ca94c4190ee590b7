"""What goes over the wire comes back equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.model import (
    Box,
    Extraction,
    Furniture,
    Line,
    LineRole,
    Page,
    Source,
    State,
    Stretch,
    Trouble,
)
from corpus_search.reading import from_json, to_json

any_text = st.text(st.characters(), max_size=20)
edges = st.floats(-1e4, 1e4).map(lambda edge: round(edge, 1))
some_lines = st.builds(
    Line,
    text=any_text,
    box=st.none() | st.builds(Box, edges, edges, edges, edges),
    role=st.sampled_from(LineRole),
    level=st.integers(0, 6),
    furniture=st.none() | st.sampled_from(Furniture),
    speaker=st.none() | any_text,
    time=st.none() | st.floats(0, 1e5),
    stretches=st.lists(st.builds(Stretch, st.integers(0, 99), edges, edges), max_size=3).map(tuple),
)
some_pages = st.builds(
    Page,
    number=st.integers(1, 9),
    lines=st.lists(some_lines, max_size=4).map(tuple),
    width=st.none() | edges,
    height=st.none() | edges,
    source=st.sampled_from(Source),
    label=any_text,
    window=st.none() | st.builds(Box, edges, edges, edges, edges),
    turns=st.integers(0, 3),
)
extractions = st.builds(
    Extraction,
    state=st.sampled_from(State),
    format=any_text,
    pages=st.lists(some_pages, max_size=3).map(tuple),
    reason=any_text,
    troubles=st.lists(st.builds(Trouble, st.integers(1, 9), any_text), max_size=3).map(tuple),
    metadata=st.dictionaries(any_text, any_text, max_size=3),
    has_pages=st.booleans(),
)


@given(extractions)
def test_an_extraction_comes_back_equal(extraction: Extraction) -> None:
    data = to_json(extraction)
    assert data.isascii()
    assert b"\n" not in data
    assert from_json(data) == extraction


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"state": "read"}', b"\xff", b"[" * 100_000])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the message is Python's own)
        from_json(data)
