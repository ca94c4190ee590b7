"""A stretch of a document's text as blocks to read: headings, passages with their numbered parts, turns.

Everything shown is the document's own text. The outline only tells where a heading stands and which number hangs.
White space that breaks printed lines is flowed; a speaker's label stands beside the turn instead of in it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus_search.catalog import Contents
from corpus_search.model import NodeType, Passage
from corpus_search.web.inline import Ink
from corpus_search.web.outline import HEADINGS, NUMBERED, Begin, squeezed, structure
from corpus_search.web.spans import Span, flowed, lines, stripped

_NUMBER = re.compile(r"\(?\w{1,6}(?:[.,;)]{1,2}|\s*\))(?=\s)")
"""`(2)`, `a.`, `b)`, and `2,` as scanners read it."""
_LONGEST_LABEL = 80
"""Characters of a speaker's label with its time."""
_DEEPEST = 3
PRINTED = ("pdf", "text")
"""Formats whose lines are printed lines; elsewhere a line is a paragraph."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document."""

    level: int
    """How it looks: 2 to 5."""
    html: Markup
    anchor: str
    rank: int = 2
    """What it is called in HTML: at most one more than the heading before, so that none is left out."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    html: Markup
    number: str = ""
    """What hangs beside it: `(2)`, `a.`."""
    depth: int = 0
    """How many numbered parts it stands in, 0 to 3."""
    hangs: bool = False
    row: bool = False
    """A row of a table."""
    heading: bool = False
    title: bool = False
    """A line of a regulation's title."""


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


def passage_at(passages: Iterable[Passage], local: str | None) -> Passage | None:
    """The passage with this id within its document; None where there is none."""
    if not local:
        return None
    return next((p for p in passages if p.id.endswith(local) and local_id(p) == local), None)


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
    """Walks over the text once; `last_turn` and `last_rank` are what the next block depends on."""

    def __init__(self, contents: Contents, ink: Ink) -> None:
        self.contents = contents
        self.text = contents.text
        self.ink = ink
        self.known = structure(contents)
        self.outline, self.anchors = self.known.index, self.known.anchors
        self.paragraphs = flowed if contents.document.format in PRINTED else lines
        self.last_turn: int | None = None
        self.last_rank = 1

    def write(self, start: int, end: int) -> Iterator[Block]:
        passage_starts = self.known.starts
        at = start
        for passage in self.contents.passages[
            bisect_left(passage_starts, start) : bisect_left(passage_starts, end)
        ]:
            yield from self._between(at, passage.start)
            yield self._passage(passage)
            at = passage.end
        yield from self._between(at, end)

    # --- between passages: headings, labels, and what belongs to none ---

    def _between(self, start: int, end: int) -> Iterator[Block]:
        for low, high in self._cut(start, end):
            span = stripped(self.text, low, high)
            if span[0] < span[1]:
                block = self._heading_or_loose(low, span)
                if block is not None:
                    yield block

    def _heading_or_loose(self, at: int, span: Span) -> Block | None:
        for begin in reversed(self.outline.at(at)):
            if begin.node.type in HEADINGS:
                written = [self.ink.write(*line) for line in lines(self.text, *span)]
                self.last_rank = min(begin.level, self.last_rank + 1)
                html = Markup("<br>").join(written)
                return Heading(begin.level, html, self.anchors.get(at, ""), self.last_rank)
            if begin.node.type is NodeType.TURN and span[1] - span[0] <= _LONGEST_LABEL:
                return None
        return Loose(tuple(Para(self.ink.write(*line)) for line in self.paragraphs(self.text, *span)))

    # --- passages ---

    def _passage(self, passage: Passage) -> Reading:
        turn = self._turn_of(passage)
        begins_turn = turn is None or turn != self.last_turn
        self.last_turn = turn
        said = self.text[passage.start : passage.end]
        return Reading(
            passage=passage,
            anchor=local_id(passage),
            paras=tuple(self._paras(passage)),
            who=(passage.speaker or "") if begins_turn else "",
            question=passage.speaker is not None and squeezed(said) in self.known.questions,
            nodes=tuple(
                self.anchors[at]
                for at in self.outline.starts(passage.start, passage.end)
                if at in self.anchors
            ),
        )

    def _paras(self, passage: Passage) -> Iterator[Para]:
        """The paragraphs of a passage. A part without a number of its own goes on where the one before it stood."""
        form = Para(Markup(""))
        for low, high in self._cut(passage.start, passage.end):
            start, end = stripped(self.text, low, high)
            if start >= end:
                continue
            begins = self.outline.at(low)
            if low > passage.start and any(begin.node.type in HEADINGS for begin in begins):
                first = lines(self.text, start, end)[0]
                yield Para(self.ink.write(*first), heading=True)
                start, form, begins = first[1], Para(Markup("")), ()
            number = ""
            for begin in begins:
                form, number, start = self._formed(begin, form, number, start, end)
            if form.title:
                yield from self._title(start, end)
                continue
            for span in self.paragraphs(self.text, start, end):
                yield replace(form, html=self.ink.write(*span), number=number)
                number = ""

    def _title(self, start: int, end: int) -> Iterator[Para]:
        """A title block: lines in capitals stand as printed, what is a sentence flows."""
        printed = itertools.groupby(
            lines(self.text, start, end), lambda span: self.text[span[0] : span[1]].isupper()
        )
        for capitals, group in printed:
            spans = list(group)
            for low, high in spans if capitals else [(spans[0][0], spans[-1][1])]:
                yield Para(self.ink.write(low, high), title=capitals)

    def _formed(self, begin: Begin, form: Para, number: str, start: int, end: int) -> tuple[Para, str, int]:
        """What a node that begins here changes: the form of the paragraph, its number, where its words start."""
        if begin.node.type in NUMBERED:
            match = _NUMBER.match(self.text, start, end)
            form = Para(Markup(""), depth=min(begin.numbers, _DEEPEST), hangs=match is not None)
            return (form, match.group(), match.end()) if match else (form, number, start)
        if begin.node.type is NodeType.ROW:
            return replace(form, row=True), number, start
        if begin.node.type is NodeType.TITLE:
            return replace(form, title=True), number, start
        return form, number, start

    def _turn_of(self, passage: Passage) -> int | None:
        turns = self.known.turns
        at = bisect_right(turns, passage.start) - 1
        return turns[at] if passage.speaker is not None and at >= 0 else None

    def _cut(self, start: int, end: int) -> Iterator[Span]:
        """The span, cut where nodes begin."""
        cuts = [start, *(at for at in self.outline.starts(start, end) if at > start), end]
        return itertools.pairwise(cuts)
