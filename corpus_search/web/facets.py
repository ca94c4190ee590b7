"""The fields to filter by, with links that set a filter or take it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus_search.engines.base import FacetField
from corpus_search.model import Document
from corpus_search.searching.results import SearchRequest
from corpus_search.web import wording
from corpus_search.web.address import FILTERS, Choice, choices, without_choice
from corpus_search.web.links import document_name, with_parameter

SHOWN = 8
"""Values of a facet that stand open; the rest folds."""
MOST = 60
"""Values of a facet on the page at all."""

Documents = Callable[[Sequence[str]], Mapping[str, Document]]
"""Gives documents by their ids; without those that are not there."""
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
    counts: Counts, request: SearchRequest, documents: Documents, address: Callable[[SearchRequest], str]
) -> tuple[Facet, ...]:
    """The fields to filter by: those with more than one value, or with a filter that is set.

    Args:
        counts: passages by field and value.
        request: with the filters that are set.
        documents: looks up what the documents among the values are called.
        address: of the page for a request.
    """
    first_page = replace(request, offset=0)
    every = address(first_page)
    any_year = every if request.years is None else address(replace(first_page, years=None))
    shown = []
    for field in FILTERS:
        counted = counts.get(field, {})
        set_here = [choice for choice in choices(request) if choice.field == field]
        offered = [
            choice for value in list(counted)[:MOST] if (choice := Choice(field, value)) not in set_here
        ]
        if not set_here and len(offered) < 2:
            continue
        labels = choice_labels((*set_here, *offered), documents)
        other = any_year if field == "year" else every
        values = [
            FacetValue(
                choice.value,
                labels[choice],
                counted.get(choice.value),
                address(without_choice(request, choice))
                if choice in set_here
                else with_parameter(other, field, choice.value),
                choice in set_here,
            )
            for choice in (*set_here, *offered)
        ]
        shown.append(
            Facet(
                field,
                str(wording.FIELDS[field]),
                tuple(values[:SHOWN]),
                tuple(values[SHOWN:]),
                open=bool(set_here) or field in ("kind", "year"),
            )
        )
    return tuple(shown)


def choice_labels(chosen: Sequence[Choice], documents: Documents) -> dict[Choice, str]:
    """What values of filters are called."""
    named = [choice.value for choice in chosen if choice.field == "document"]
    known = documents(named) if named else {}
    return {choice: _label(choice, known) for choice in chosen}


def _label(choice: Choice, documents: Mapping[str, Document]) -> str:
    match choice.field:
        case "kind":
            return wording.word(wording.KINDS, choice.value)
        case "language":
            return wording.word(wording.LANGUAGE_NAMES, choice.value)
        case "year":
            return choice.value.replace("..", "–")
        case "document" if choice.value in documents:
            return document_name(documents[choice.value])
    return choice.value
