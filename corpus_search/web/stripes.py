"""What is coded in a document, passage by passage: the stripes in the margin of the reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.evidence import EvidenceFilter, EvidenceRoom, Standing, Verdict
from corpus_search.model import Passage
from corpus_search.web.links import link
from corpus_search.web.theme_names import ThemeNames


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


def stripes(
    room: EvidenceRoom, document: str, passages: Sequence[Passage], names: ThemeNames
) -> dict[str, tuple[Stripe, ...]]:
    """The stripes beside each passage, by its id.

    Args:
        room: where the evidence is.
        document: the document's id.
        passages: those on the page, in reading order.
        names: of the themes.
    """
    found: defaultdict[str, list[Stripe]] = defaultdict(list)
    for one in room.list(EvidenceFilter(documents=(document,), verdicts=(Verdict.RELEVANT,))):
        place = one.place
        if place.document is None or place.document.id != document or place.standing is Standing.LOST:
            continue
        stripe = Stripe(
            name=names.name(one.theme),
            colour=names.colour(one.theme),
            words=" ".join(place.text.split()),
            url=link("evidence.one", {"key": one.key}),
        )
        for passage in passages:
            if passage.start < place.end and passage.end > place.start:
                found[passage.id].append(stripe)
    return {identifier: tuple(beside) for identifier, beside in found.items()}
