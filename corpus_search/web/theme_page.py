"""What a theme's page shows, worked out before the template sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus_search.evidence import (
    Candidate,
    Candidates,
    Codebook,
    Evidence,
    EvidenceFilter,
    Judgement,
    Order,
    Origin,
    Theme,
)
from corpus_search.model import Document, Passage, Snippet
from corpus_search.searching.results import SearchRequest
from corpus_search.web.facets import Facet, facets
from corpus_search.web.links import reader_url
from corpus_search.web.passage_text import passage_html
from corpus_search.web.theme_address import AHEAD, AskedTheme, theme_url
from corpus_search.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Card:
    """A passage to judge."""

    document: Document
    passage: Passage
    html: Markup
    """Its text with the words of the queries marked."""
    snippets: tuple[Snippet, ...]
    citation: str
    queries: tuple[str, ...]
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """What was judged in it for this theme."""
    origin: Origin | None
    """What showed it; None where its address did."""
    url: str
    """In its document."""
    now_url: str
    """Of this page with this passage in the focus."""


@dataclass(frozen=True, slots=True)
class Last:
    """The judgement that can be taken back."""

    judgement: Judgement
    document: Document | None
    """None where it is gone."""
    words: str
    back_url: str
    """This page with the passage that was judged in the focus."""


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme's page."""

    asked: AskedTheme
    theme: Theme
    path: tuple[Theme, ...]
    """The themes above it."""
    below: tuple[Theme, ...]
    candidates: Candidates
    focus: Card | None
    ahead: tuple[Card, ...]
    """Those that come next."""
    last: Last | None
    facets: tuple[Facet, ...]
    orders: tuple[tuple[Order, str, bool], ...]
    """Order, address and whether it is the current one."""
    here_url: str
    """Where a judgement leads: the page with the next passage."""
    skip_url: str
    start_url: str
    """With nothing put off."""
    everything_url: str
    """The page with judged passages too, or without them where it shows them."""
    clear_url: str
    """Without filters."""


def theme_page(opened: Workspace, asked: AskedTheme, codebook: Codebook, person: str) -> ThemePage:
    """Work out the page.

    Raises:
        NotFoundError: there is no such theme, or no passage that is asked for.
    """
    theme = codebook.theme(asked.theme)
    found = opened.desk.candidates(
        theme.id, asked.request, order=asked.order, judged=None if asked.everything else False
    )
    cards = [_card(opened, asked, theme, item) for item in found.items]
    if asked.at:
        focus = _asked_card(opened, asked, theme)
        cards = [focus, *(card for card in cards if card.passage.id != focus.passage.id)][:AHEAD]
    onward = replace(asked, at="", skip=asked.skip + (asked.everything and not asked.at))
    return ThemePage(
        asked=asked,
        theme=theme,
        path=codebook.path(theme.id)[:-1],
        below=codebook.children(theme.id),
        candidates=found,
        focus=cards[0] if cards else None,
        ahead=tuple(cards[1:]),
        last=_last(opened, asked, person),
        facets=facets(
            found.facets,
            asked.request,
            opened.documents_of,
            lambda request: theme_url(replace(asked, request=request, skip=0, at="")),
        ),
        orders=_orders(asked, found),
        here_url=theme_url(onward),
        skip_url=theme_url(replace(asked, at="", skip=asked.skip + (not asked.at))),
        start_url=theme_url(replace(asked, at="", skip=0)),
        everything_url=theme_url(replace(asked, at="", skip=0, everything=not asked.everything)),
        clear_url=theme_url(AskedTheme(theme.id, SearchRequest(), asked.order, asked.everything)),
    )


def _card(opened: Workspace, asked: AskedTheme, theme: Theme, item: Candidate) -> Card:
    return Card(
        document=item.document,
        passage=item.passage,
        html=passage_html(item.text, item.document.format, _marks(opened, item.text, theme, asked)),
        snippets=item.snippets,
        citation=item.citation,
        queries=item.queries,
        words=item.words,
        evidence=item.evidence,
        origin=item.origin,
        url=reader_url(item.document.id, item.passage.id),
        now_url=theme_url(replace(asked, at=item.passage.id)),
    )


def _asked_card(opened: Workspace, asked: AskedTheme, theme: Theme) -> Card:
    """The card of a passage that is named by the address, whatever its rank."""
    found = opened.passage(asked.at)
    chosen = EvidenceFilter(themes=(theme.id,), documents=(found.document.id,))
    inside = tuple(
        one
        for one in opened.evidence.list(chosen)
        if one.place.start < found.passage.end and one.place.end > found.passage.start
    )
    return Card(
        document=found.document,
        passage=found.passage,
        html=passage_html(found.text, found.document.format, _marks(opened, found.text, theme, asked)),
        snippets=(),
        citation=opened.cite(found.document, found.passage),
        queries=(),
        words=(),
        evidence=inside,
        origin=None,
        url=reader_url(found.document.id, found.passage.id),
        now_url=theme_url(asked),
    )


def _marks(opened: Workspace, text: str, theme: Theme, asked: AskedTheme) -> list[tuple[int, int]]:
    """Spans of the words of all queries, joined where they meet."""
    queries = [*theme.queries, asked.request.text] if theme.queries else [theme.name, theme.name_other]
    spans = sorted(
        span for query in queries if query for span in opened.finder.marks(text, SearchRequest(query))
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _last(opened: Workspace, asked: AskedTheme, person: str) -> Last | None:
    """The newest judgement of a person for a theme that still counts."""
    mine = [one for one in opened.evidence.history(theme=asked.theme) if one.who == person]
    undone = {one.retracts for one in mine}
    newest = max(
        (one for one in mine if one.retracts is None and one.id not in undone),
        key=lambda one: one.id,
        default=None,
    )
    if newest is None:
        return None
    found = opened.evidence.get(f"{newest.anchor}:{asked.theme}")
    words = " ".join(found.anchor.quote.exact.split())
    passage = found.place.passage
    back_url = theme_url(replace(asked, at=passage.id if passage else ""))
    return Last(newest, found.place.document, words, back_url)


def _orders(asked: AskedTheme, found: Candidates) -> tuple[tuple[Order, str, bool], ...]:
    offered: Sequence[Order] = [Order.QUERIES, Order.SCREENING, Order.READING]
    if not found.screening_offered and asked.order is not Order.SCREENING:
        offered = [Order.QUERIES, Order.READING]
    return tuple(
        (order, theme_url(replace(asked, order=order, skip=0, at="")), order is asked.order)
        for order in offered
    )
