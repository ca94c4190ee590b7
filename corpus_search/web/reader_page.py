"""What the reader's page shows, worked out before the template sees it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from markupsafe import Markup

from corpus_search.catalog import Contents
from corpus_search.model import Document, Gap, Passage
from corpus_search.web.address import sought_args
from corpus_search.web.blocks import Block, blocks, passage_at
from corpus_search.web.facts import Fact
from corpus_search.web.inline import Ink
from corpus_search.web.links import link, passage_urls
from corpus_search.web.stretches import Asked, read_url, stretch, window_size
from corpus_search.web.table_of_contents import Entry, table_of_contents
from corpus_search.web.tags import Tag

_MOST_STROKES = 300
"""Strokes in the strip of hits."""


@dataclass(frozen=True, slots=True)
class HitNavigation:
    """Where one stands among the hits of a query in the document."""

    query: str
    total: int
    current: int | None
    """From 1; None where the place that is read is no hit."""
    previous_url: str | None
    next_url: str | None
    all_url: str
    """All hits of the query, in every document."""
    strip: tuple[tuple[float, str, bool], ...] = ()
    """Where each hit stands in the document (0 to 1), its address, and whether it is the current one."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of a long document that is on the page; counts passages from 1."""

    first: int
    last: int
    total: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The reader's page."""

    document: Document
    blocks: tuple[Block, ...]
    contents: tuple[Entry, ...]
    facts: tuple[Fact, ...]
    here: str | None
    """Anchor of the passage that was asked for."""
    hits: frozenset[str]
    """Ids of the passages that the query finds."""
    navigation: HitNavigation | None
    window: Window | None
    """None where the whole document is on the page."""
    gaps: tuple[Gap, ...]
    query: str
    original_url: str | None
    """None where it may not be seen."""
    prose: str
    """How it is set: `law`, `talk` or `plain`."""


def reader_page(
    contents: Contents,
    asked: Asked,
    *,
    hits: Sequence[Passage],
    marks: Sequence[tuple[int, int]],
    span: tuple[int, int],
    facts: tuple[Fact, ...],
    tags: Sequence[Tag] = (),
    lines: Sequence[Tag] = (),
    original: bool = True,
) -> ReaderPage:
    """Work out the page.

    Args:
        contents: the document.
        asked: what the URL asks for.
        hits: passages that the query finds in it, in reading order.
        marks: spans of the searched words within the text.
        span: first passage of the window and the one after its last, by ordinal.
        facts: what is known of the document.
        tags: what stands around spans of the text: links of citations.
        lines: what stands below coded words.
        original: whether the document's file may be seen.
    """
    document = contents.document
    first, last = span
    start, end = stretch(contents, span)
    original_url = link("original.file", {"identifier": document.id}) if original else None
    ink = Ink(
        contents.text, marks, contents.page_starts, _page_mark(document, original_url), tags, lines=lines
    )
    ink.begin(start)
    here = passage_at(contents.passages, asked.at)
    return ReaderPage(
        document=document,
        blocks=tuple(blocks(contents, ink, start, end)),
        contents=table_of_contents(contents, asked, here.start if here else start, (start, end)),
        facts=facts,
        here=asked.at if here else None,
        hits=frozenset(hit.id for hit in hits),
        navigation=_navigation(contents, asked, hits) if asked.query else None,
        window=_window(contents, asked, first, last),
        gaps=contents.gaps,
        query=asked.query,
        original_url=original_url,
        prose={"regulation": "law", "transcript": "talk"}.get(document.kind, "plain"),
    )


def _page_mark(document: Document, original_url: str | None) -> Callable[[int], Markup] | None:
    if not document.has_pages:
        return None
    title = gettext("Page %(number)s", number="{}")

    def mark(number: int) -> Markup:
        label = title.format(number)
        if document.format != "pdf" or original_url is None:
            return Markup('<span class="page-no" title="{}">{}</span>').format(label, number)
        return Markup('<a class="page-no" href="{}#page={}" title="{}" id="page-{}">{}</a>').format(
            original_url, number, label, number, number
        )

    return mark


def _navigation(contents: Contents, asked: Asked, hits: Sequence[Passage]) -> HitNavigation:
    document = contents.document.id
    here = passage_at(contents.passages, asked.at)
    after = bisect_right([hit.ordinal for hit in hits], (here.ordinal if here else asked.start or 0) - 1)
    before = after - 1
    current = after if here and after < len(hits) and hits[after].id == here.id else None
    if current is not None:
        after += 1
    url = passage_urls(sought_args(asked.sought))

    def address(index: int) -> str | None:
        if not 0 <= index < len(hits):
            return None
        return url(document, hits[index].id)

    return HitNavigation(
        query=asked.query,
        total=len(hits),
        current=None if current is None else current + 1,
        previous_url=address(before),
        next_url=address(after),
        all_url=link("search.page", sought_args(asked.sought)),
        strip=_strip(contents, hits, current, url),
    )


def _strip(
    contents: Contents, hits: Sequence[Passage], current: int | None, url: Callable[[str, str], str]
) -> tuple[tuple[float, str, bool], ...]:
    """Where the hits stand; of very many only so many as can be told apart."""
    length = max(1, len(contents.text))
    every = -(-len(hits) // _MOST_STROKES) or 1
    return tuple(
        (round(hit.start / length, 4), url(contents.document.id, hit.id), number == current)
        for number, hit in enumerate(hits)
        if number % every == 0 or number == current
    )


def _window(contents: Contents, asked: Asked, first: int, last: int) -> Window | None:
    total = len(contents.passages)
    if first == 0 and last == total:
        return None

    def address(start: int) -> str:
        return read_url(contents.document.id, Asked(asked.sought, None, start))

    return Window(
        first=first + 1,
        last=last,
        total=total,
        previous_url=address(first - window_size(total)) if first else None,
        next_url=address(last) if last < total else None,
    )
