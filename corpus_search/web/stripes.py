"""What is coded in a document: stripes in the margin of the reader, and lines below words within a passage.

A line is told by its kind and by a number beside its last word, which the theme's name carries too; its colour alone
tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from corpus_search.evidence import Evidence, EvidenceFilter, EvidenceRoom, Standing, Verdict
from corpus_search.model import Passage
from corpus_search.web.links import link
from corpus_search.web.tags import Tag
from corpus_search.web.theme_names import PALETTE, ThemeNames

LINES = 4
"""Kinds of lines."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """A passage, or words of it, coded for a theme."""

    name: str
    """Of the theme."""
    colour: str
    words: str
    """What is coded."""
    url: str
    """Of the judgement."""
    number: int | None
    """Of the line below the words; None where whole passages are coded."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What is coded in a stretch of a document."""

    beside: dict[str, tuple[Stripe, ...]]
    """The stripes beside each passage, by its id."""
    lines: tuple[Tag, ...]
    """Around words, in order and apart from each other."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    number: int
    name: str
    colour: str


def coded(room: EvidenceRoom, document: str, passages: Sequence[Passage], names: ThemeNames) -> Coded:
    """What is coded in some passages of a document.

    Args:
        room: where the evidence is.
        document: the document's id.
        passages: those on the page, in reading order.
        names: of the themes.
    """
    beside: defaultdict[str, list[Stripe]] = defaultdict(list)
    lines: list[_Line] = []
    numbers: dict[str, int] = {}
    for one in _relevant(room, document):
        place = one.place
        held = [passage for passage in passages if passage.start < place.end and passage.end > place.start]
        if not held:
            continue
        number = None
        if place.start > held[0].start or place.end < held[-1].end:
            number = numbers.setdefault(one.theme, len(numbers) + 1)
            lines.append(
                _Line(place.start, place.end, number, names.name(one.theme), names.colour(one.theme))
            )
        stripe = Stripe(
            name=names.name(one.theme),
            colour=names.colour(one.theme),
            words=" ".join(place.text.split()),
            url=link("evidence.one", {"key": one.key}),
            number=number,
        )
        for passage in held:
            beside[passage.id].append(stripe)
    return Coded({identifier: tuple(stripes) for identifier, stripes in beside.items()}, _tags(lines))


def _relevant(room: EvidenceRoom, document: str) -> Iterable[Evidence]:
    for one in room.list(EvidenceFilter(documents=(document,), verdicts=(Verdict.RELEVANT,))):
        place = one.place
        if place.document and place.document.id == document and place.standing is not Standing.LOST:
            yield one


def _tags(lines: Sequence[_Line]) -> tuple[Tag, ...]:
    """Tags for lines that may cross each other: cut wherever one begins or ends."""
    cuts = sorted({edge for line in lines for edge in (line.start, line.end)})
    tags = []
    for start, end in pairwise(cuts):
        held = [line for line in lines if line.start <= start and end <= line.end]
        if held:
            opened = Markup("").join(_opened(line, ends=line.end == end) for line in held)
            tags.append(Tag(start, end, opened, Markup("</u>") * len(held)))
    return tuple(tags)


def _opened(line: _Line, *, ends: bool) -> Markup:
    hue = f" hue-{PALETTE.index(line.colour) + 1}" if line.colour in PALETTE else ""
    kind = f"line line-{(line.number - 1) % LINES + 1}{hue}"
    number = Markup(' data-number="{}"').format(line.number) if ends else ""
    return Markup('<u class="{}" title="{}"{}>').format(kind, line.name, number)
