"""The fields to filter by, with links that set a filter or take it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus_search.engines.base import FacetField
from corpus_search.errors import NotFoundError
from corpus_search.model import Document
from corpus_search.searching.results import SearchRequest
from corpus_search.web import wording
from corpus_search.web.address import (
    FILTERS,
    Choice,
    choices,
    chosen,
    with_choice,
    without_choice,
)
from corpus_search.web.links import document_name

SHOWN = 8
"""Values of a facet that stand open; the rest folds."""
MOST = 60
"""Values of a facet on the page at all."""

Titles = Callable[[str], Document]
Counts = Mapping[FacetField, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: a link that sets the filter, or takes it away where it is set."""

    value: str
    label: str
    count: int | None
    """None where a chosen value finds nothing, so that the engine does not count it."""
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field to filter by."""

    field: FacetField
    label: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    open: bool


def facets(
    counts: Counts, request: SearchRequest, documents: Titles, address: Callable[[SearchRequest], str]
) -> tuple[Facet, ...]:
    """The fields to filter by: those with more than one value, or with a filter that is set.

    Args:
        counts: passages by field and value.
        request: with the filters that are set.
        documents: gives a document by its id; NotFoundError where there is none.
        address: of the page for a request.
    """
    shown = []
    for field in FILTERS:
        counted = dict(counts.get(field, {}))
        set_here = [choice for choice in choices(request) if choice.field == field]
        offered = [(Choice(field, value), counted[value]) for value in list(counted)[:MOST]]
        missing = [(choice, None) for choice in set_here if choice.value not in counted]
        values = [
            _value(choice, count, request, documents, address) for choice, count in (*missing, *offered)
        ]
        values.sort(key=lambda value: not value.chosen)
        active = any(value.chosen for value in values)
        if len(values) > 1 or active:
            shown.append(
                Facet(
                    field,
                    str(wording.FIELDS[field]),
                    tuple(values[:SHOWN]),
                    tuple(values[SHOWN:]),
                    open=active or field in ("kind", "year"),
                )
            )
    return tuple(shown)


def choice_label(choice: Choice, documents: Titles) -> str:
    """What a value of a filter is called."""
    if choice.field == "kind":
        return wording.word(wording.KINDS, choice.value)
    if choice.field == "language":
        return wording.word(wording.LANGUAGE_NAMES, choice.value)
    if choice.field == "year":
        return choice.value.replace("..", "–")
    if choice.field == "document":
        try:
            return document_name(documents(choice.value))
        except NotFoundError:
            return choice.value
    return choice.value


def _value(
    choice: Choice,
    count: int | None,
    request: SearchRequest,
    documents: Titles,
    address: Callable[[SearchRequest], str],
) -> FacetValue:
    is_chosen = chosen(request, choice)
    changed = without_choice(request, choice) if is_chosen else with_choice(request, choice)
    return FacetValue(choice.value, choice_label(choice, documents), count, address(changed), is_chosen)
