"""A stretch of a document's text as blocks to read: headings, passages with their numbered parts, turns.

Everything shown is the document's own text. The outline only tells where a heading stands and which number hangs;
white space that breaks printed lines is flowed, nothing is added and nothing but that is left out.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus_search.catalog import Contents
from corpus_search.model import Node, NodeType, Passage
from corpus_search.web.inline import Ink

HEADINGS = {
    NodeType.PART: 2,
    NodeType.TITLE: 2,
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
"""Nodes whose first words are a heading, with its level (a plain heading's depth is added)."""

NUMBERED = frozenset({NodeType.AYAT, NodeType.HURUF, NodeType.ANGKA, NodeType.INSTRUCTION})
"""Nodes whose number hangs beside their text."""

_EMPTY_LINE = re.compile(r"\n\s*\n")
_NUMBER = re.compile(r"\(?\w{1,6}(?:[.)]{1,2}|\s*\))(?=\s)")
_LABEL = 80
"""Characters of a speaker's label with its time, which are shown beside the turn and not in it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document."""

    level: int
    html: Markup
    anchor: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of a passage."""

    html: Markup
    number: str = ""
    """What hangs beside it: `(2)`, `a.`."""
    depth: int = 0
    """0 to 3."""
    hangs: bool = False
    row: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that belongs to no passage."""

    paras: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as it is read."""

    passage: Passage
    anchor: str
    paras: tuple[Para, ...]
    who: str = ""
    """The speaker, where the turn begins with this passage."""
    question: bool = False
    """A question that a later answer carries."""
    nodes: tuple[str, ...] = ()
    """Anchors of the nodes that begin in it."""


Block = Heading | Loose | Reading


def local_id(passage: Passage) -> str:
    """A passage's id within its document: `pasal-5/ayat-2`."""
    return passage.id.removeprefix(f"{passage.document}/")


def node_anchors(outline: Sequence[Node]) -> dict[int, str]:
    """A readable anchor for every heading, by its start: `h-pasal-5`; repeated labels are numbered."""
    anchors: dict[int, str] = {}
    used: dict[str, int] = {}
    for root in outline:
        for node in root.walk():
            if node.type not in HEADINGS or node.start in anchors:
                continue
            slug = re.sub(r"[^\w]+", "-", (node.label or node.type).casefold()).strip("-")[:60] or node.type
            used[slug] = used.get(slug, 0) + 1
            anchors[node.start] = f"h-{slug}" if used[slug] == 1 else f"h-{slug}-{used[slug]}"
    return anchors


def blocks(contents: Contents, ink: Ink, start: int, end: int) -> Iterator[Block]:
    """The blocks of `text[start:end]`.

    Args:
        contents: the document.
        ink: writes a span as HTML, with marks and page numbers.
        start: where to begin: 0, or the end of a passage.
        end: where to stop: the end of a passage or of the text.
    """
    return _Writer(contents, ink).write(start, end)


class _Writer:
    """Walks over the text once; the state is what the next block depends on."""

    def __init__(self, contents: Contents, ink: Ink) -> None:
        self.contents = contents
        self.text = contents.text
        self.ink = ink
        self.starts: dict[int, list[tuple[Node, int, int]]] = {}
        for root in contents.outline:
            self._note(root, 0, 0)
        self.sorted_starts = sorted(self.starts)
        self.anchors = node_anchors(contents.outline)
        self.passage_starts = [passage.start for passage in contents.passages]
        self.questions = {_squeezed(p.question) for p in contents.passages if p.question}
        self.flowing = contents.document.format in ("pdf", "text")
        self.turn_starts = sorted(s for s, nodes in self.starts.items() if nodes[-1][0].type is NodeType.TURN)
        self.last_turn: int | None = None

    def _note(self, node: Node, headings: int, numbers: int) -> None:
        self.starts.setdefault(node.start, []).append((node, headings, numbers))
        for child in node.children:
            self._note(
                child,
                headings + (node.type is NodeType.HEADING),
                numbers + (node.type in NUMBERED),
            )

    def write(self, start: int, end: int) -> Iterator[Block]:
        first = max(0, bisect_right(self.passage_starts, start) - 1)
        passages = self.contents.passages[first : bisect_left(self.passage_starts, end)]
        at = start
        for passage in passages:
            if passage.end <= start:
                continue
            yield from self._between(at, passage.start)
            yield self._passage(passage)
            at = passage.end
        yield from self._between(at, end)

    # --- between passages: headings, and what belongs to none ---

    def _between(self, start: int, end: int) -> Iterator[Block]:
        cuts = [start, *(at for at in self._node_starts(start, end) if at > start), end]
        for low, high in itertools.pairwise(cuts):
            block = self._piece_between(low, high)
            if block is not None:
                yield block

    def _piece_between(self, start: int, end: int) -> Block | None:
        start, end = _stripped(self.text, start, end)
        if start >= end:
            return None
        for node, headings, _ in self.starts.get(start, []):
            if node.type in HEADINGS:
                level = HEADINGS[node.type] + (min(headings, 3) if node.type is NodeType.HEADING else 0)
                lines = [self.ink.write(*span) for span in _lines(self.text, start, end)]
                return Heading(min(level, 5), Markup("<br>").join(lines), self.anchors.get(start, ""))
        here = self.starts.get(start, [])
        if here and here[-1][0].type is NodeType.TURN and end - start <= _LABEL:
            return None
        return Loose(tuple(Para(self.ink.write(*span)) for span in self._paragraphs(start, end)))

    # --- passages ---

    def _passage(self, passage: Passage) -> Reading:
        start = self._after_speaker(passage)
        inner = [at for at in self._node_starts(start, passage.end) if at > start]
        cuts = [start, *inner, passage.end]
        paras: list[Para] = []
        depth, hangs = 0, False
        for low, high in itertools.pairwise(cuts):
            made, depth, hangs = self._paras(passage, low, high, depth, hangs)
            paras += made
        turn = self._turn_of(passage)
        new_turn = turn is None or turn != self.last_turn
        self.last_turn = turn
        return Reading(
            passage=passage,
            anchor=local_id(passage),
            paras=tuple(paras),
            who=(passage.speaker or "") if new_turn else "",
            question=passage.speaker is not None
            and _squeezed(self.text[passage.start : passage.end]) in self.questions,
            nodes=tuple(self.anchors[at] for at in (passage.start, *inner) if at in self.anchors),
        )

    def _paras(
        self, passage: Passage, start: int, end: int, depth: int, hangs: bool
    ) -> tuple[list[Para], int, bool]:
        begin, stop = _stripped(self.text, start, end)
        if begin >= stop:
            return [], depth, hangs
        number = ""
        row = False
        for node, _, numbers in self.starts.get(start, []) + (
            self.starts.get(begin, []) if begin != start else []
        ):
            row = row or node.type is NodeType.ROW
            if node.type in NUMBERED:
                depth, hangs = min(numbers, 3), False
                match = _NUMBER.match(self.text, begin, stop)
                if match:
                    number, hangs = match.group(), True
                    begin = match.end()
            elif node.type in HEADINGS and start > passage.start:
                line = _lines(self.text, begin, stop)[0]
                return (
                    [Para(self.ink.write(*line), heading=True)]
                    + [Para(self.ink.write(*span)) for span in self._paragraphs(line[1], stop)],
                    0,
                    False,
                )
        made = [
            Para(self.ink.write(*span), number if not at else "", depth, hangs, row)
            for at, span in enumerate(self._paragraphs(begin, stop))
        ]
        return made, depth, hangs

    def _after_speaker(self, passage: Passage) -> int:
        """Where the words begin, if the passage begins with its speaker's label."""
        if passage.speaker:
            label = rf"[\[(]?[\d:.,]*[\])]?\s*{re.escape(passage.speaker)}\s*(?:[\[(][\d:.,]+[\])])?\s*:\s*"
            match = re.compile(label).match(self.text, passage.start, passage.end)
            if match and match.end() < passage.end:
                return match.end()
        return passage.start

    def _turn_of(self, passage: Passage) -> int | None:
        if passage.speaker is None:
            return None
        at = bisect_right(self.turn_starts, passage.start) - 1
        return self.turn_starts[at] if at >= 0 else None

    # --- spans ---

    def _node_starts(self, start: int, end: int) -> list[int]:
        low, high = bisect_left(self.sorted_starts, start), bisect_left(self.sorted_starts, end)
        return self.sorted_starts[low:high]

    def _paragraphs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where printed lines are flowed, a paragraph ends at an empty line; elsewhere each line is one."""
        if not self.flowing:
            return _lines(self.text, start, end)
        spans = []
        at = start
        for match in _EMPTY_LINE.finditer(self.text, start, end):
            spans.append(_stripped(self.text, at, match.start()))
            at = match.end()
        spans.append(_stripped(self.text, at, end))
        return [span for span in spans if span[0] < span[1]]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a span that are not empty."""
    spans = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        span = _stripped(text, at, stop)
        if span[0] < span[1]:
            spans.append(span)
        at = stop + 1
    return spans


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())
