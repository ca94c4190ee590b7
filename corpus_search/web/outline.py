"""An outline by offset: which nodes begin where, and the anchors of its headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus_search.catalog import Contents
from corpus_search.model import Node, NodeType

HEADINGS: Mapping[NodeType, int] = {
    NodeType.PART: 2,
    NodeType.BUKU: 2,
    NodeType.BAB: 2,
    NodeType.BAGIAN: 3,
    NodeType.PARAGRAF: 4,
    NodeType.PASAL: 3,
    NodeType.MENIMBANG: 4,
    NodeType.MENGINGAT: 4,
    NodeType.DICTUM: 4,
    NodeType.CLOSING: 4,
    NodeType.HEADING: 2,
    NodeType.ENTRY: 2,
    NodeType.SECTION: 3,
    NodeType.SHEET: 2,
}
"""Nodes that begin with a heading, with its level on the page, whose title is level 1."""

NUMBERED = frozenset({NodeType.AYAT, NodeType.HURUF, NodeType.ANGKA, NodeType.INSTRUCTION})
"""Nodes whose number hangs beside their text."""

LISTED = (HEADINGS.keys() | {NodeType.TITLE, NodeType.INSTRUCTION}) - {NodeType.CLOSING}
"""Nodes that stand in a table of contents."""

_LONGEST = 60
"""Characters of an anchor."""
_DEEPEST = 5
"""Level of the lowest heading."""
_KEPT = 8
"""Documents whose structure is kept in memory, as their contents are."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A node that begins at an offset."""

    node: Node
    headings: int
    """Plain headings above it."""
    numbers: int
    """Numbered nodes above it."""

    @property
    def level(self) -> int:
        """Level of its heading: 2 to 5."""
        deeper = self.headings if self.node.type is NodeType.HEADING else 0
        return min(HEADINGS[self.node.type] + deeper, _DEEPEST)


class OutlineIndex:
    """Finds the nodes of an outline by where they begin."""

    def __init__(self, outline: Sequence[Node]) -> None:
        """Index the whole outline."""
        self._begins: dict[int, list[Begin]] = {}
        for root in outline:
            self._add(root, 0, 0)
        self._starts = sorted(self._begins)

    def at(self, offset: int) -> Sequence[Begin]:
        """Nodes that begin at an offset, the outermost first."""
        return self._begins.get(offset, ())

    def starts(self, start: int, end: int) -> list[int]:
        """Offsets in `start <= offset < end` at which a node begins."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _add(self, node: Node, headings: int, numbers: int) -> None:
        self._begins.setdefault(node.start, []).append(Begin(node, headings, numbers))
        headings += node.type is NodeType.HEADING
        numbers += node.type in NUMBERED
        for child in node.children:
            self._add(child, headings, numbers)


def anchors(outline: Sequence[Node]) -> dict[int, str]:
    """Readable anchors of what stands in the table of contents, by start: `h-pasal-5`; repeated ones are numbered.

    They begin with `h-`, so that they are never those of passages. Of nodes with the same start the innermost, whose
    words stand there, gives the name.
    """
    innermost = {node.start: node for root in outline for node in root.walk() if node.type in LISTED}
    found: dict[int, str] = {}
    used: dict[str, int] = {}
    for start, node in sorted(innermost.items()):
        slug = re.sub(r"\W+", "-", node.label.casefold()).strip("-")[:_LONGEST] or node.type.value
        used[slug] = used.get(slug, 0) + 1
        found[start] = f"h-{slug}" if used[slug] == 1 else f"h-{slug}-{used[slug]}"
    return found


@dataclass(frozen=True, slots=True)
class Structure:
    """What is worked out from a document once, whichever stretch of it is read."""

    index: OutlineIndex
    anchors: Mapping[int, str]
    """By start."""
    starts: Sequence[int]
    """Where the passages begin."""
    turns: Sequence[int]
    """Where the turns begin."""
    questions: frozenset[str]
    """Words of the questions that answers follow, without breaks of lines."""
    listed: int
    """Entries of the table of contents."""


@lru_cache(maxsize=_KEPT)
def structure(contents: Contents) -> Structure:
    """The structure of a document."""
    nodes = [node for root in contents.outline for node in root.walk()]
    return Structure(
        OutlineIndex(contents.outline),
        anchors(contents.outline),
        [passage.start for passage in contents.passages],
        sorted(node.start for node in nodes if node.type is NodeType.TURN),
        frozenset(squeezed(passage.question) for passage in contents.passages if passage.question),
        sum(node.type in LISTED for node in nodes),
    )


def squeezed(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())
