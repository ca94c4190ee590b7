"""What the tables of evidence are made of: candidates, matrices, the triangulation table, saturation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from corpus_search.engines.base import FacetField
from corpus_search.evidence.codebook import Theme
from corpus_search.evidence.types import Evidence, Origin, Standing
from corpus_search.model import Document, Kind, Passage, Snippet


class Order(StrEnum):
    """In which order candidates are shown."""

    QUERIES = "queries"
    """By the theme's queries, merged by reciprocal rank fusion; only what one of them finds."""
    SCREENING = "screening"
    """By what was learned from the judgements; all passages."""
    READING = "reading"
    """All passages in the order of the documents."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may bear on a theme."""

    rank: int
    """From 1, over all pages."""
    key: int
    """What the engine knows the passage by."""
    score: float
    document: Document
    passage: Passage
    text: str
    snippets: tuple[Snippet, ...]
    citation: str
    queries: tuple[str, ...] = ()
    """The theme's queries that find it."""
    words: tuple[str, ...] = ()
    """With screening: the words that speak for it, strongest first."""
    drawn: bool = False
    """With screening: drawn at random, so that it can be told how many relevant passages remain."""
    evidence: tuple[Evidence, ...] = ()
    """What was judged in this passage for this theme."""
    origin: Origin | None = None
    """To be kept with a judgement of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a theme is."""

    judged: int
    """Passages judged by anyone."""
    relevant: int
    not_relevant: int
    undecided: int
    candidates: int
    """Passages in the order that is shown."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page of candidates."""

    theme: Theme
    order: Order
    items: tuple[Candidate, ...]
    total: int
    """Candidates that the filters let through, over all pages."""
    progress: Progress
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    estimate: Estimate | None = None
    """With screening."""
    screening_offered: bool = False
    """The corpus is too large to read whole."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many relevant passages are not found yet."""

    remaining: int
    low: int
    high: int
    """Bounds of the 95 % interval."""
    unjudged: int
    """Passages that nobody has judged."""
    source: str
    """Where the method is described."""

    @property
    def tells(self) -> bool:
        """Whether it rules out at least half of what could be."""
        return 2 * self.high <= self.unjudged


Axis = Literal["kind", "document", "informant", "category"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a matrix."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme with its relevant evidence by column."""

    theme: Theme
    depth: int
    """In the tree of themes, from 0."""
    cells: Mapping[str, tuple[Evidence, ...]]
    """By the key of the column; each column has a cell, which may be empty."""

    @property
    def total(self) -> int:
        """Pieces of evidence in all cells."""
        return sum(map(len, self.cells.values()))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Themes by kind, document, informant or category of informant."""

    axis: Axis
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]


class Technique(StrEnum):
    """A column of the triangulation table: how the data were gathered."""

    INTERVIEW = "interview"
    OBSERVATION = "observation"
    DOCUMENT = "document"

    @classmethod
    def of(cls, kind: Kind) -> Technique:
        """The technique that a kind of document comes from."""
        return {Kind.TRANSCRIPT: cls.INTERVIEW, Kind.FIELD_NOTE: cls.OBSERVATION}.get(kind, cls.DOCUMENT)


@dataclass(frozen=True, slots=True)
class TriangulationCell:
    """What one technique says of a theme."""

    summary: str
    """The researcher's own words; may be empty."""
    quotes: tuple[Evidence, ...]
    """Those chosen; where none were chosen, the first two that are relevant."""
    total: int
    """All relevant evidence of this technique."""
    chosen: bool = False
    """Whether someone chose the quotes."""


@dataclass(frozen=True, slots=True)
class TriangulationRow:
    """A theme in the triangulation table."""

    theme: Theme
    depth: int
    cells: Mapping[Technique, TriangulationCell]
    conclusion: str
    """The researcher's own words; may be empty."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two themes that have relevant evidence in the same passages."""

    first: Theme
    second: Theme
    passages: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked in interviews."""

    text: str
    interviews: int
    """In how many, in like words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one informant answered to a question of the interview guide."""

    document: Document
    informant: str
    question: str
    """As it was asked in this interview."""
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    similarity: float
    """Of the question asked and the one searched, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SaturationPoint:
    """What one more interview brought."""

    document: Document
    new: tuple[Theme, ...]
    """Themes found here for the first time."""
    total: int
    """Different themes so far."""
    share: float | None
    """New themes in the run that ends here, divided by those of the base; None before the first run is whole."""


@dataclass(frozen=True, slots=True)
class Saturation:
    """Whether more interviews bring new themes (Guest, Namey and Chen 2020, doi:10.1371/journal.pone.0232076)."""

    themes: tuple[Theme, ...]
    """Those that count."""
    points: tuple[SaturationPoint, ...]
    base: int
    """Interviews in the base."""
    run: int
    """Interviews in a run."""
    threshold: float
    """Share of new information at or below which it counts as saturated."""
    reached_at: int | None
    """Interviews needed in all, the run included; None where it is not reached."""


@dataclass(frozen=True, slots=True)
class Check:
    """Where all evidence stands now."""

    counts: Mapping[Standing, int]
    look: Sequence[Evidence]
    """What someone should look at."""
    without_theme: Mapping[str, int]
    """Ids of themes that have evidence but are not in the codebook, with how much."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """A search that found nothing, kept as a finding for a theme."""

    id: int
    theme: str
    query: str
    filters: str
    """As an address has them: `kind=transcript&year=2020..2022`."""
    corpus: str
    """Checksum of the corpus that was searched."""
    memo: str
    who: str
    at: str
