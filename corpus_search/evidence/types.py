"""What is said about a place in a document, and where that place is now.

A person judges words for a theme. The words are kept as an anchor: where they stood, and the words themselves with
what stood before and after them. The anchor never changes. When the document's text does, the place is looked for
again and told as it is found: the same, moved, altered or lost. A person can confirm where an anchor stands now,
which is kept as one more placement of the same anchor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from corpus_search.model import Document, Passage


class Verdict(StrEnum):
    """Whether a place bears on a theme."""

    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"
    UNDECIDED = "undecided"


class Stance(StrEnum):
    """What a relevant place says to the theme's statement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Standing(StrEnum):
    """How an anchor's place was found again."""

    SAME = "same"
    """The same words at the same offsets."""
    MOVED = "moved"
    """The same words (but for white space) at other offsets."""
    ALTERED = "altered"
    """Nearly the same words: someone should look."""
    LOST = "lost"
    """Nowhere in the document, or the document is gone: someone must look."""
    WITHDRAWN = "withdrawn"
    """The informant took it back: that it was judged is known, the words are gone."""


WITHDRAWN = "withdrawn "
"""What stands before the time of withdrawal in the place of a text's checksum."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with what stands around them (a TextQuoteSelector of the W3C Web Annotation model)."""

    exact: str
    prefix: str = ""
    """Up to 64 characters before."""
    suffix: str = ""
    """Up to 64 characters after."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of a document's text that finds its place again."""

    id: str
    """Made of document, span and checksum: whoever marks the same words in the same text has the same anchor."""
    document: str
    """The document's id."""
    start: int
    end: int
    quote: Quote
    checksum: str
    """SHA-256 of the document's text in which the offsets count."""
    citation: str = ""
    """How the place was cited when it was marked: what is left where the document is gone."""
    title: str = ""
    """The document's title then."""

    @property
    def withdrawn(self) -> str:
        """When its words were withdrawn, as ISO time in UTC; empty where they were not."""
        return self.checksum.removeprefix(WITHDRAWN) if self.checksum.startswith(WITHDRAWN) else ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The search that showed a place to the person who judged it."""

    query: str
    total: int | None = None
    """How many passages it found."""
    corpus: str = ""
    """Checksum of the corpus that was searched."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person said of one place for one theme, once. Never changed; a later one takes its place."""

    id: int
    """In the order in which they were kept, from 1."""
    theme: str
    """Id of the theme that it counts for now; themes may have been merged or renamed since."""
    anchor: str
    """Id of the anchor."""
    verdict: Verdict
    stance: Stance | None
    memo: str
    """Markdown."""
    who: str
    at: str
    """ISO time in UTC."""
    origin: Origin | None = None
    supersedes: int | None = None
    """The same person's judgement that it takes the place of."""
    retracts: int | None = None
    """The judgement that is undone; such a row says nothing else."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands now."""

    standing: Standing
    document: Document | None
    """None where the document is gone."""
    start: int = 0
    end: int = 0
    text: str = ""
    """The words there now; empty where they are lost."""
    passage: Passage | None = None
    """The passage that holds most of it."""
    similarity: float = 1.0
    """Of the words now and then, from 0 to 1, scanning faults folded."""
    sure: bool = True
    """Nobody needs to look: the words are the same and stand in one place only, or someone confirmed it."""
    cite: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Gives the citation: of thousands of places a page shows a few."""

    @property
    def citation(self) -> str:
        """How the place is cited now; empty where it is lost."""
        return self.cite()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place judged for a theme, with the latest judgement of each person."""

    theme: str
    anchor: Anchor
    """As last confirmed."""
    place: Place
    judgements: tuple[Judgement, ...]
    """One a person, the newest first; at least one."""

    @property
    def key(self) -> str:
        """What tells it from other evidence, in addresses: anchor and theme."""
        return f"{self.anchor.id}:{self.theme}"

    @property
    def judgement(self) -> Judgement:
        """The newest judgement: what is shown and exported."""
        return self.judgements[0]

    @property
    def verdict(self) -> Verdict:
        """Of the newest judgement."""
        return self.judgements[0].verdict

    @property
    def stance(self) -> Stance | None:
        """Of the newest judgement."""
        return self.judgements[0].stance

    @property
    def disputed(self) -> bool:
        """Whether people differ in their verdicts."""
        return len({judgement.verdict for judgement in self.judgements}) > 1

    @property
    def needs_look(self) -> bool:
        """Whether someone should look where it stands now."""
        return not self.place.sure
