"""Every state of the results page is a URL, and every URL a state."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
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
    sought_args,
    url_args,
    without_choice,
    without_choices,
)
from corpus_search.web.links import link, reader_url, with_parameter

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


def parsed(args: Mapping[str, str | list[str]]) -> SearchRequest:
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
def test_a_filter_is_added_to_an_address(request: SearchRequest, names: tuple[str, ...]) -> None:
    address = f"/search?{urlencode(url_args(request), doseq=True)}".removesuffix("?")
    for name in names:
        added = parsed(MultiDict(parse_qsl(urlsplit(with_parameter(address, "speaker", name)).query)))
        assert {*choices(added)} == {*choices(request), Choice("speaker", name)}


@given(words.filter(bool), words.filter(bool), requests)
def test_the_address_of_a_passage_is_as_flask_writes_it(
    document: str, place: str, request: SearchRequest
) -> None:
    app = Flask("corpus_search.web")
    app.add_url_rule("/documents/<identifier>", "reader.page")
    with app.test_request_context():
        sought = sought_args(request)
        assert reader_url(document, f"{document}/{place}", sought) == link(
            "reader.page", {"identifier": document, **sought, "at": place}, anchor=place
        )


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
