"""The contract of a search engine: plain data in, keys and scores out.

An engine never sees what a person typed, only a `Query`. A passage is known to it by an integer key (unique, never
used again) and a group (the document's content it belongs to). One beside the catalog stores nothing that the catalog
holds; one on other machines keeps a record of each passage, too, and gives it back with a hit.

Text fields and how they match a word `w` (already a token: one word, no spaces):

| field      | holds                                                        |
|------------|--------------------------------------------------------------|
| `exact`    | the passage's words, folded (case, diacritics)               |
| `stem_id`  | the same words by the Indonesian stemmer                     |
| `stem_en`  | the same words by the English stemmer                        |
| `headings` | words of the headings above it and of its path, folded       |
| `title`    | words of the document's title, folded                        |

The three fields of the passage's text keep positions, word by word the same, so that phrases lose nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from corpus_search.model import Access

TextField = Literal["any", "passage", "text", "headings", "title"]
"""Where a word is looked for: `any` is text, headings and title together; `passage` text and headings; `text`
the three text fields."""

FacetField = Literal["kind", "year", "collection", "language", "document", "speaker"]
FilterField = Literal["kind", "year", "collection", "language", "document", "speaker", "access", "article"]
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word. It matches by itself (`exact`) and by its stems unless `stemmed` is off."""

    text: str
    where: TextField = "any"
    stemmed: bool = True
    weight: float = 1.0
    language: Literal["id", "en", ""] = ""
    """Where it is known, the stem by this language counts for more; both are looked for all the same."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, exact, in this order; with `slop` > 0 within so many words, in any order.

    n words with a slop stand within n + slop - 1: `"a b"~1` side by side, `"a b"~5` at most five words on. A word
    named twice stands there twice. In `any` and `passage`, the phrase stands whole in one of the places.
    """

    words: tuple[str, ...]
    slop: int = 0
    where: TextField = "any"
    weight: float = 1.0
    compound: bool = field(default=False, compare=False)
    """One word of several parts (`e-wallet`), not a quotation; it is found the same."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that begin with a prefix (`pelatih*`) or fit a pattern with `*` and `?`; exact forms only."""

    pattern: str
    where: TextField = "any"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within `distance` (1 or 2) edits, with the same first `prefix` letters; exact forms only.

    An edit puts in, takes out or changes a letter, or swaps two side by side.
    """

    text: str
    distance: int = 1
    prefix: int = 1
    where: TextField = "any"


@dataclass(frozen=True, slots=True)
class Among:
    """Passages whose field holds one of the values (as in a filter)."""

    field: FilterField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Passages from `low` to `high`, both included, None being open. Years are numbers, dates ISO days.

    A month or a year stands for its first day, as `high` for its last. Passages without the value never match.
    """

    field: Literal["year", "date"]
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Keys:
    """Passages with one of these keys; adds nothing to a score."""

    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; scores are added."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this; adds nothing to a score."""

    clause: Clause


Clause = Word | Phrase | Pattern | Fuzzy | Among | Between | Keys | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of an engine.

    `clause` decides what is counted and faceted; None stands for every passage. `some`, where given, is ranked
    below all that `clause` finds: passages that match any of its clauses and not `clause` itself.
    """

    clause: Clause | None
    some: tuple[Clause, ...] = ()
    own: Clause | None = None
    """What a passage of either tier must match too; it adds nothing to a score. So words of a title may count, but
    no passage is found by its document's title alone."""
    filters: tuple[Among | Between, ...] = ()
    """All must hold. Facet counts of a field ignore the filter on that same field."""
    access: frozenset[Access] = frozenset(Access)
    """Passages of other access are absent: from hits, totals, facets, suggestions and term statistics shown."""
    facets: tuple[FacetField, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    records: bool = False
    """Give with each hit the record that its passage was put with, if the engine keeps them."""


class EngineHit(NamedTuple):
    """A passage found."""

    key: int
    score: float
    all_words: bool
    """Found by `clause`, not only by `some`."""
    record: str = ""
    """What the passage was put with, where the query asks for it."""


@dataclass(frozen=True, slots=True)
class EngineResults:
    """Hits of the page asked for, totals over all pages, facet counts over all that `clause` finds."""

    total: int
    total_some: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)


class IndexedPassage(NamedTuple):
    """A passage as an engine takes it."""

    key: int
    """Unique, never used again, below 2**63."""
    group: int
    """The document's content that it belongs to: what `remove` takes."""
    text: str
    headings: str
    title: str
    document: str
    kind: str
    access: Access
    collection: str = ""
    language: str = ""
    year: int | None = None
    date: str | None = None
    """ISO day, month or year; a passage's own date before its document's."""
    speaker: str = ""
    article: str = ""
    record: str = ""
    """The passage as it is shown, for an engine that keeps records: so that whoever searches need ask nothing else.
    Removed with the passage."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of the index near to one that was asked for."""

    word: str
    passages: int


class Batch(Protocol):
    """Changes that become visible together."""

    def put(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; their keys are new."""

    def remove(self, groups: Iterable[int]) -> None:
        """Remove all passages of these groups, whatever was put before this batch or in it before this call."""

    def purge(self) -> None:
        """Leave no trace in the files, when the batch ends, of what was ever removed."""


class Engine(Protocol):
    """An index of passages. Opened by the implementation's own `open`."""

    @property
    def keeps_records(self) -> bool:
        """Whether hits can bring along what their passages were put with."""

    def search(self, query: Query) -> EngineResults:
        """Passages that match, ranked; reads the last committed state as of this call."""

    def near_words(
        self, word: str, *, limit: int = 5, access: frozenset[Access] = frozenset(Access)
    ) -> Sequence[Suggestion]:
        """Other words of the index within two edits, nearest and then most frequent first."""

    def misread_words(
        self, word: str, *, limit: int = 30, access: frozenset[Access] = frozenset(Access)
    ) -> Sequence[Suggestion]:
        """Words of the index that may be this one as a scanner misread it (`knrtu` for `kartu`), likeliest first.

        They are like it or another form of it, far rarer, and no Indonesian words, or only look alike; pieces of a
        torn word are among them.
        """

    def completions(
        self, prefix: str, *, limit: int = 8, access: frozenset[Access] = frozenset(Access)
    ) -> Sequence[Suggestion]:
        """Words of the index that begin so, most frequent first."""

    def batch(self) -> AbstractContextManager[Batch]:
        """Changes, committed and durable when the block ends, dropped when it raises.

        Raises:
            IndexBusyError: another process is writing.
        """

    def publish(self) -> None:
        """Let readers see an index that was opened `anew`; where they see each commit, there is nothing to do."""

    def count(self, *, access: frozenset[Access] = frozenset(Access)) -> int:
        """Passages in the last committed state."""

    def groups(self) -> frozenset[int]:
        """Groups that have passages in the last committed state."""

    def close(self) -> None:
        """Release files; the engine cannot be used afterwards."""
