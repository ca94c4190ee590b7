"""A document's table of contents: its headings; of an interview also what was asked, which leads to the answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import quote

from corpus_search.catalog import Contents
from corpus_search.model import Node, NodeType, Passage
from corpus_search.web.blocks import local_id
from corpus_search.web.outline import LISTED, squeezed, structure
from corpus_search.web.stretches import Asked, read_url, window_size

_MOST_ENTRIES = 600
"""Entries of a table of contents that is shown whole."""
_LONGEST_WORDS = 90
"""Characters of a turn's words in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    label: str
    title: str
    url: str
    current: bool
    """The place that is read lies in it."""
    children: tuple[Entry, ...]


def table_of_contents(
    contents: Contents, asked: Asked, place: int, near: tuple[int, int]
) -> tuple[Entry, ...]:
    """The table of contents; of a very long one only what is near is unfolded, so that the page opens at once.

    Args:
        contents: the document.
        asked: what the address asks for; its query stays in the addresses.
        place: offset of what is read.
        near: the stretch of the text that is on the page.
    """
    known = structure(contents)
    whole = known.listed <= _MOST_ENTRIES
    starts = known.starts
    size = window_size(len(starts))
    long = len(starts) > size + size // 4

    own = read_url(contents.document.id, Asked(asked.sought))
    and_from = f"{own}{'&' if asked.query else '?'}from="

    def address(node: Node, anchor: str | None) -> str:
        ordinal = min(bisect_right(starts, max(node.start - 1, 0)), len(starts) - 1)
        page = f"{and_from}{ordinal // size * size}" if long else own
        return f"{page}#{quote(anchor)}" if anchor else page

    def entries(nodes: Sequence[Node]) -> Iterator[Entry]:
        for node in nodes:
            if node.type in LISTED:
                yield entry(node)
            elif node.type is NodeType.TURN and (passage := _passage_of(contents, node)):
                words = squeezed(contents.text[passage.start : passage.end])
                if words in known.questions:
                    yield turn(node, local_id(passage), words)

    def entry(node: Node) -> Entry:
        near_enough = node.start < near[1] and near[0] < node.end
        return Entry(
            label=node.label,
            title=_title(node),
            url=address(node, known.anchors.get(node.start)),
            current=node.start <= place < node.end,
            children=tuple(entries(node.children))
            if whole or node.type is NodeType.PART or near_enough
            else (),
        )

    def turn(node: Node, anchor: str, words: str) -> Entry:
        label = shorten(words, _LONGEST_WORDS, placeholder=" …")
        return Entry(label, "", address(node, anchor), node.start <= place < node.end, ())

    return tuple(entries(contents.outline))


def _title(node: Node) -> str:
    """A node's title; that of an annex names its regulation, whose title stands above."""
    if node.type is NodeType.PART:
        return ""
    return node.title.capitalize() if node.title.isupper() else node.title


def _passage_of(contents: Contents, node: Node) -> Passage | None:
    """The first passage of a node; a speaker's label stands before it."""
    at = bisect_left(structure(contents).starts, node.start)
    passage = contents.passages[at] if at < len(contents.passages) else None
    return passage if passage and passage.start < node.end else None
