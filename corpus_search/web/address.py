"""The address of a search: every state of the results page is a URL, and every URL a state.

    /search?q=pelatihan&kind=regulation&kind=transcript&year=2020..2022&sort=newest&any=1&page=2
    /search?q=pencari+kerja&without=job+seeker      without a term of the glossary; `expand=0` without all
    /search?q=pencari+kerja&semantic=1              by meaning too; `semantic=0` by words alone

Filters on one field are repeated parameters; a year is one year or a range, open where a side is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from werkzeug.datastructures import MultiDict

from corpus_search.engines.base import FacetField, Sort
from corpus_search.errors import UsageError
from corpus_search.model import Kind
from corpus_search.searching import SearchRequest, read_years

PER_PAGE = 10
MAX_PAGE = 1_000
MAX_LIMIT = 1_000
"""Hits in one file or one JSON answer."""
MAX_QUERY = 2_000
"""Characters of a query; the parser has a bound of its own on what it makes of it."""
MAX_VALUES = 50
"""Values of one filter."""

NOTHING = SearchRequest()

LISTS: Mapping[FacetField, str] = {
    "kind": "kinds",
    "collection": "collections",
    "language": "languages",
    "document": "documents",
    "speaker": "speakers",
}
"""Filters with any number of values: the parameter's name and the request's attribute."""

FILTERS: tuple[FacetField, ...] = ("kind", "year", "collection", "language", "speaker", "document")
"""In the order in which a page shows them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one filter."""

    field: FacetField
    value: str


def read_request(args: MultiDict[str, str]) -> SearchRequest:
    """What a URL asks for.

    Raises:
        UsageError: a parameter cannot be understood, or asks for more than is given at once.
    """
    limit = _number(args, "limit", PER_PAGE, MAX_LIMIT)
    page = _number(args, "page", 1, MAX_PAGE)
    return replace(
        read_sought(args),
        years=read_years(args.get("year", "")),
        any_words=args.get("any", "") not in ("", "0"),
        sort=_sort(args.get("sort", "relevance")),
        offset=(page - 1) * limit,
        limit=limit,
        kinds=_kinds(args),
        collections=_values(args, "collection"),
        languages=_values(args, "language"),
        documents=_values(args, "document"),
        speakers=_values(args, "speaker"),
        semantic={"": None, "0": False}.get(args.get("semantic", ""), True),
    )


def url_args(request: SearchRequest, *, page: int = 1) -> dict[str, str | list[str]]:
    """The parameters of the URL that asks for this, without those that say the default."""
    args: dict[str, str | list[str]] = {}
    if request.text:
        args["q"] = request.text
    for field in FILTERS:
        if values := _values_of(request, field):
            args[field] = values
    if request.sort != "relevance":
        args["sort"] = request.sort
    if request.any_words:
        args["any"] = "1"
    if not request.expand:
        args["expand"] = "0"
    elif request.without:
        args["without"] = list(request.without)
    if request.semantic is not None:
        args["semantic"] = "1" if request.semantic else "0"
    if page > 1:
        args["page"] = str(page)
    return args


def read_sought(args: MultiDict[str, str]) -> SearchRequest:
    """The words that a URL has marked in a text, with what they are expanded by; all of the corpus, no filters.

    Raises:
        UsageError: there are too many.
    """
    text = args.get("q", "").strip()
    if len(text) > MAX_QUERY:
        raise UsageError(
            "The query has {length} characters; up to {most} are searched. Shorten it.",
            length=len(text),
            most=MAX_QUERY,
        )
    return SearchRequest(text, expand=args.get("expand", "") != "0", without=_values(args, "without"))


def sought_args(request: SearchRequest) -> dict[str, str | list[str]]:
    """The parameters of the URL that has a request's words marked in a text, as its passages were found by them."""
    return url_args(SearchRequest(request.text, expand=request.expand, without=request.without))


def choices(request: SearchRequest) -> tuple[Choice, ...]:
    """The filters that are set."""
    return tuple(Choice(field, value) for field in FILTERS for value in _values_of(request, field))


def without_choice(request: SearchRequest, choice: Choice) -> SearchRequest:
    """The request without this filter, on its first page."""
    if choice.field == "year":
        return replace(request, years=None, offset=0)
    name = LISTS[choice.field]
    kept = tuple(value for value in getattr(request, name) if value != choice.value)
    changes: dict[str, object] = {name: kept}
    return replace(request, offset=0, **changes)  # type: ignore[arg-type]  # the names come from LISTS


def without_choices(request: SearchRequest) -> SearchRequest:
    """The same words, on the first page, without a filter."""
    return SearchRequest(
        text=request.text,
        sort=request.sort,
        any_words=request.any_words,
        limit=request.limit,
        expand=request.expand,
        without=request.without,
        semantic=request.semantic,
    )


def write_years(years: tuple[int | None, int | None]) -> str:
    """The inverse of `read_years`."""
    first, last = years
    if first == last:
        return str(first)
    return f"{'' if first is None else first}..{'' if last is None else last}"


def _values_of(request: SearchRequest, field: FacetField) -> list[str]:
    if field == "year":
        return [] if request.years is None else [write_years(request.years)]
    return list(getattr(request, LISTS[field]))


def _number(args: MultiDict[str, str], name: str, default: int, most: int) -> int:
    text = args.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most):
        raise UsageError(
            "{name} cannot be {value}. It is a number from 1 to {most}.", name=name, value=text, most=most
        )
    return int(text)


def _sort(text: str) -> Sort:
    for sort in get_args(Sort):
        if text == sort:
            return sort  # type: ignore[no-any-return]  # one of the literals
    raise UsageError(
        "{name} cannot be {value}. It is one of: {known}.",
        name="sort",
        value=text,
        known=", ".join(get_args(Sort)),
    )


def _kinds(args: MultiDict[str, str]) -> tuple[str, ...]:
    values = _values(args, "kind")
    for value in values:
        if value not in tuple(Kind):
            raise UsageError(
                "{name} cannot be {value}. It is one of: {known}.",
                name="kind",
                value=value,
                known=", ".join(Kind),
            )
    return values


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in args.getlist(name) if value))
    if len(values) > MAX_VALUES:
        raise UsageError("Too many values of {name}: up to {most}.", name=name, most=MAX_VALUES)
    return values
