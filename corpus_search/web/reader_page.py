"""What the reader's page shows, worked out before the template sees it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask_babel import gettext
from markupsafe import Markup

from corpus_search.catalog import Contents
from corpus_search.model import Document, Gap, Node, NodeType, Passage
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import NOTHING, sought_args
from corpus_search.web.blocks import Block, blocks, local_id
from corpus_search.web.facts import Fact
from corpus_search.web.inline import Ink
from corpus_search.web.links import link
from corpus_search.web.outline import LISTED, structure
from corpus_search.web.tags import Tag

WINDOW = 200
"""Passages on one page: a law of 500 pages opens at once, an interview stands on one page."""
_VERY_LONG = 2_000
"""Passages of a document of some hundred pages, which stands on pages of half the size."""

_MOST_ENTRIES = 600
"""Entries of a table of contents that is shown whole."""
_MOST_STROKES = 300
"""Strokes in the strip of hits."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    label: str
    title: str
    url: str
    current: bool
    """The place that is read lies in it."""
    children: tuple[Entry, ...]


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a URL of the reader asks for."""

    sought: SearchRequest = NOTHING
    """What is marked."""
    at: str | None = None
    """A passage's id within the document."""
    start: int | None = None
    """Ordinal of the first passage of the window, from 0."""

    @property
    def query(self) -> str:
        """The words that are marked."""
        return self.sought.text


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
    place = next((p.start for p in contents.passages if local_id(p) == asked.at), None)
    return ReaderPage(
        document=document,
        blocks=tuple(blocks(contents, ink, start, end)),
        contents=_entries(contents, asked, place if place is not None else start, (start, end)),
        facts=facts,
        here=asked.at if place is not None else None,
        hits=frozenset(hit.id for hit in hits),
        navigation=_navigation(contents, asked, hits) if asked.query else None,
        window=_window(contents, asked, first, last),
        gaps=contents.gaps,
        query=asked.query,
        original_url=original_url,
        prose={"regulation": "law", "transcript": "talk"}.get(document.kind, "plain"),
    )


def window(contents: Contents, asked: Asked) -> tuple[int, int]:
    """The passages to show: those around what is asked for, by stable steps, so that an address keeps its meaning."""
    total = len(contents.passages)
    size = window_size(total)
    if total <= size + size // 4:
        return 0, total
    at = next((i for i, p in enumerate(contents.passages) if local_id(p) == asked.at), asked.start or 0)
    first = min(at, max(0, total - 1)) // size * size
    return first, min(first + size, total)


def window_size(total: int) -> int:
    """Passages on one page of a document with so many."""
    return WINDOW if total < _VERY_LONG else WINDOW // 2


def stretch(contents: Contents, span: tuple[int, int]) -> tuple[int, int]:
    """The text of a window, by offsets: its passages with what stands before each; all that is left in the last one."""
    first, last = span
    start = contents.passages[first - 1].end if first else 0
    end = contents.passages[last - 1].end if last < len(contents.passages) else len(contents.text)
    return start, end


def read_url(document: str, asked: Asked) -> str:
    """Address of what is asked for."""
    args: dict[str, object] = {"identifier": document, **sought_args(asked.sought)}
    if asked.at is not None:
        args["at"] = asked.at
    elif asked.start:
        args["from"] = asked.start
    return link("reader.page", args, anchor=asked.at)


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


def _entries(contents: Contents, asked: Asked, place: int, near: tuple[int, int]) -> tuple[Entry, ...]:
    """The table of contents; of a very long one only what is near is unfolded, so that the page opens at once."""
    known = structure(contents)
    whole = known.listed <= _MOST_ENTRIES
    named, starts = known.anchors, known.starts
    size = window_size(len(starts))
    long = len(starts) > size + size // 4

    own = read_url(contents.document.id, Asked(asked.sought))
    and_from = f"{own}{'&' if asked.query else '?'}from="

    def address(node: Node) -> str:
        ordinal = min(bisect_right(starts, max(node.start - 1, 0)), len(starts) - 1)
        anchor = named.get(node.start)
        page = f"{and_from}{ordinal // size * size}" if long else own
        return f"{page}#{quote(anchor)}" if anchor else page

    def entry(node: Node) -> Entry:
        return Entry(
            label=node.label,
            title=node.title.capitalize() if node.title.isupper() else node.title,
            url=address(node),
            current=node.start <= place < node.end,
            children=tuple(entry(child) for child in node.children if child.type in LISTED)
            if whole or node.type is NodeType.PART or (node.start < near[1] and near[0] < node.end)
            else (),
        )

    return tuple(entry(node) for node in contents.outline if node.type in LISTED)


def _navigation(contents: Contents, asked: Asked, hits: Sequence[Passage]) -> HitNavigation:
    locals_ = [local_id(hit) for hit in hits]
    ordinals = [hit.ordinal for hit in hits]
    current = locals_.index(asked.at) if asked.at in locals_ else None
    if current is not None:
        before, after = current - 1, current + 1
    else:
        place = next((p.ordinal for p in contents.passages if local_id(p) == asked.at), asked.start or 0)
        after = bisect_right(ordinals, place - 1)
        before = after - 1

    def address(index: int) -> str | None:
        if not 0 <= index < len(hits):
            return None
        return read_url(contents.document.id, Asked(asked.sought, locals_[index]))

    return HitNavigation(
        query=asked.query,
        total=len(hits),
        current=None if current is None else current + 1,
        previous_url=address(before),
        next_url=address(after),
        all_url=link("search.page", sought_args(asked.sought)),
        strip=_strip(contents, asked, hits),
    )


def _strip(contents: Contents, asked: Asked, hits: Sequence[Passage]) -> tuple[tuple[float, str, bool], ...]:
    """Where the hits stand; of very many only so many as can be told apart."""
    length = max(1, len(contents.text))
    every = -(-len(hits) // _MOST_STROKES) or 1
    return tuple(
        (
            round(hit.start / length, 4),
            read_url(contents.document.id, Asked(asked.sought, local_id(hit))),
            local_id(hit) == asked.at,
        )
        for number, hit in enumerate(hits)
        if number % every == 0 or local_id(hit) == asked.at
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
