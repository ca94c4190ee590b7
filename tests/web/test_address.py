"""Every state of the results page is a URL, and every URL a state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from corpus_search.errors import UsageError
from corpus_search.model import Kind
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import (
    MAX_PAGE,
    MAX_QUERY,
    PER_PAGE,
    Choice,
    choices,
    read_request,
    url_args,
    with_choice,
    without_choice,
    without_choices,
)

words = st.text(st.characters(codec="utf-8"), max_size=30).map(str.strip)
values = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple)
year = st.integers(1000, 9999) | st.none()


def in_order(years: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    first, last = years
    return (last, first) if first and last and last < first else years


requests = st.builds(
    SearchRequest,
    text=words,
    kinds=st.lists(st.sampled_from([kind.value for kind in Kind]), unique=True).map(tuple),
    years=st.none() | st.tuples(year, year).filter(any).map(in_order),
    collections=values,
    languages=values,
    documents=values,
    speakers=values,
    any_words=st.booleans(),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    offset=st.integers(0, MAX_PAGE - 1).map(lambda page: page * PER_PAGE),
)


def parsed(args: dict[str, str | list[str]]) -> SearchRequest:
    return read_request(MultiDict(args))


@given(requests)
def test_the_address_of_a_request_asks_for_it(request: SearchRequest) -> None:
    assert parsed(url_args(request, page=request.offset // PER_PAGE + 1)) == request


@given(requests)
def test_filters_can_be_taken_away_one_by_one_and_all_at_once(request: SearchRequest) -> None:
    rest = request
    for choice in choices(request):
        rest = without_choice(rest, choice)
        assert choice not in choices(rest)
    assert choices(rest) == ()
    assert choices(without_choices(request)) == ()
    assert without_choices(request).text == request.text


@given(requests, values)
def test_a_filter_is_added_on_the_first_page(request: SearchRequest, names: tuple[str, ...]) -> None:
    for name in names:
        if Choice("speaker", name) not in choices(request):
            changed = with_choice(request, Choice("speaker", name))
            assert changed.offset == 0
            assert set(choices(changed)) == {*choices(request), Choice("speaker", name)}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", (2020, 2020)),
        ("2020..2022", (2020, 2022)),
        ("2020..", (2020, None)),
        ("..2022", (None, 2022)),
        ("", None),
        ("..", None),
    ],
)
def test_years(text: str, years: tuple[int | None, int | None] | None) -> None:
    assert parsed({"year": text}).years == years


@pytest.mark.parametrize(
    "args",
    [
        {"year": "dua ribu"},
        {"year": "20"},
        {"kind": "novel"},
        {"sort": "best"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "²"},
        {"page": str(MAX_PAGE + 1)},
        {"page": "9" * 5000},
        {"limit": "1001"},
        {"q": "x" * (MAX_QUERY + 1)},
        {"speaker": [str(number) for number in range(51)]},
    ],
)
def test_what_cannot_be_asked(args: dict[str, str | list[str]]) -> None:
    with pytest.raises(UsageError):
        parsed(args)
