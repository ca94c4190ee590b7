"""What the results page shows, worked out before the template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from flask_babel import gettext

from corpus_search.engines.base import Sort
from corpus_search.model import Document
from corpus_search.searching.results import Hit, Results, SearchRequest
from corpus_search.web.address import (
    MAX_LIMIT,
    MAX_PAGE,
    choices,
    sought_args,
    url_args,
    without_choice,
    without_choices,
)
from corpus_search.web.also import Also, also_searched
from corpus_search.web.facets import Documents, Facet, choice_labels, facets
from corpus_search.web.links import link, passage_urls, reader_url, with_parameter


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter with the way to take it away."""

    field: str
    label: str
    url: str
    restores: int | None = None
    """Passages found without it; only worked out where nothing is found with it."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page, or a gap between numbers where `number` is None."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class ListedHit:
    """A hit with its addresses."""

    hit: Hit
    url: str
    original_url: str | None
    """The page in the original file, where pages can be opened."""
    more: int
    """Other passages with all words in the same document, told at the last one that is listed."""
    more_url: str
    again: bool
    """It is of the same document as the hit before, whose title need not be read again."""


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The results page."""

    request: SearchRequest
    results: Results
    first: int
    """Rank of the first hit on the page; 0 where there is none."""
    last: int
    total: int
    """What `last` counts towards: hits with all words while the page shows such, else all."""
    hits_all: tuple[ListedHit, ...]
    """With all words; every hit, where they are ranked by meaning too."""
    hits_some: tuple[ListedHit, ...]
    places: tuple[tuple[str, str], ...]
    """Label and address of each place that the query names."""
    corrections: tuple[tuple[str, int, str], ...]
    """Text, passages found and address of each correction."""
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    also: Also
    meaning_url: str | None
    """The same by meaning too, or by words alone where it is by both; None where there is no choice."""
    kept: Mapping[str, str | list[str]]
    """Parameters of this search."""
    sorts: tuple[tuple[Sort, str, bool], ...]
    """Sort, address and whether it is the current one."""
    pages: tuple[PageLink, ...]
    previous_url: str | None
    next_url: str | None
    downloads: Mapping[str, str]
    """Address by format."""
    context_url: str
    """Its words in context."""


def results_page(
    results: Results,
    documents: Documents,
    without: Callable[[SearchRequest], int],
    original: Callable[[Document], bool],
) -> ResultsPage:
    """Work out the page of a search.

    Args:
        results: the answer to the request.
        documents: looks up what the documents among the filters are called.
        without: how many passages another request finds; asked only where this one finds nothing.
        original: whether a document's file may be seen.
    """
    request = results.request
    found = results.found
    page = request.offset // request.limit + 1
    last_page = min(MAX_PAGE, max(1, -(-found // request.limit)))
    complete = _listed([hit for hit in results.hits if results.semantic or hit.all_words], results, original)
    total = results.total if complete and not results.semantic else found
    return ResultsPage(
        request=request,
        results=results,
        first=results.hits[0].rank if results.hits else 0,
        last=min(request.offset + request.limit, total) if results.hits else 0,
        total=total,
        hits_all=complete,
        hits_some=_listed(
            [hit for hit in results.hits if not (results.semantic or hit.all_words)], results, original
        ),
        places=tuple(
            (place.label, reader_url(place.document.id, place.passage.id if place.passage else None))
            for place in results.places
        ),
        corrections=tuple(
            (item.text, item.total, _url(replace(request, text=item.text, offset=0)))
            for item in results.corrections
        ),
        facets=facets(results.facets, request, documents, _url),
        chips=_chips(request, documents, None if found else without),
        clear_url=_url(without_choices(request)),
        also=also_searched(request, results.also, "search.page"),
        meaning_url=None
        if results.semantic is None
        else _url(replace(request, semantic=not results.semantic, offset=0)),
        kept=url_args(request),
        sorts=tuple(
            (sort, _url(replace(request, sort=sort, offset=0)), sort == request.sort)
            for sort in get_args(Sort)
        ),
        pages=_pages(request, page, last_page),
        previous_url=_url(request, page=min(page - 1, last_page)) if page > 1 else None,
        next_url=_url(request, page=page + 1) if page < last_page else None,
        downloads={
            name: link(f"search.{name}", url_args(request) | {"limit": str(MAX_LIMIT)})
            for name in ("json", "csv", "xlsx")
        },
        context_url=link("concordance.page", url_args(replace(request, sort="relevance"))),
    )


def _url(request: SearchRequest, *, page: int = 1) -> str:
    return link("search.page", url_args(request, page=page))


def _listed(
    hits: Sequence[Hit], results: Results, original: Callable[[Document], bool]
) -> tuple[ListedHit, ...]:
    """Hits in their order, each document's title once where they follow each other, what more it has once a page."""
    request = results.request
    inside = results.facets.get("document", {})
    address = passage_urls(sought_args(request))
    any_document = _url(replace(request, documents=(), offset=0))
    documents = [hit.document.id for hit in hits]
    last = {document: at for at, document in enumerate(documents)}
    shown = Counter(documents)
    return tuple(
        ListedHit(
            hit=hit,
            url=address(document, hit.passage.id),
            original_url=link("original.file", {"identifier": document}, anchor=f"page={hit.passage.page}")
            if hit.document.format == "pdf" and original(hit.document)
            else None,
            more=max(0, inside.get(document, 0) - shown[document])
            if last[document] == at and document not in request.documents
            else 0,
            more_url=with_parameter(any_document, "document", document),
            again=at > 0 and documents[at - 1] == document,
        )
        for at, (hit, document) in enumerate(zip(hits, documents, strict=True))
    )


def _chips(
    request: SearchRequest, documents: Documents, without: Callable[[SearchRequest], int] | None
) -> tuple[Chip, ...]:
    chips = []
    labels = choice_labels(choices(request), documents)
    for choice, label in labels.items():
        rest = without_choice(request, choice)
        chips.append(
            Chip(
                choice.field,
                label,
                _url(rest),
                None if without is None else without(replace(rest, limit=1)),
            )
        )
    if request.any_words:
        rest = replace(request, any_words=False, offset=0)
        chips.append(Chip("any", gettext("any of the words"), _url(rest)))
    return tuple(chips)


def _pages(request: SearchRequest, page: int, last: int) -> tuple[PageLink, ...]:
    """The first and the last page and those around the current one."""
    if last == 1 and page == 1:
        return ()
    numbers = sorted({1, last, *(n for n in range(page - 2, page + 3) if 1 <= n <= last)})
    links = []
    before = 0
    for number in numbers:
        if number > before + 1:
            links.append(PageLink(None))
        links.append(PageLink(number, _url(request, page=number), number == page))
        before = number
    return tuple(links)
