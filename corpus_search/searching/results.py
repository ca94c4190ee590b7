"""What a person asks for and what comes back: the one form behind page, JSON, CSV and terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus_search.engines.base import FacetField, Sort
from corpus_search.model import Access, Document, Passage, Snippet
from corpus_search.searching.marks import Marked


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What was typed and chosen. Filters on one field are alternatives; different fields all hold."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    """First and last year, both included, None being open."""
    collections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    any_words: bool = False
    """Passages with some of the words count like those with all."""
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    access: frozenset[Access] = frozenset(Access)
    expand: bool = True
    """Look for what the glossary says of the words too."""
    collapse: bool = False
    """Show passages of one page that say the same as one hit."""
    snippets: bool = True
    """Cut snippets; for those who look at whole passages it is work for nothing."""
    without: tuple[str, ...] = ()
    """Terms of the glossary that are not looked for, though they belong to a word that was typed."""
    semantic: bool | None = None
    """Find passages by their meaning too, where there are vectors and the text is plain words or a question; None for
    what the settings say."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the query that was not understood, or was understood in a way worth telling."""

    code: Literal[
        "unbalanced",
        "empty_phrase",
        "unknown_field",
        "bad_range",
        "bad_value",
        "no_such_value",
        "lone_operator",
        "only_not",
        "too_long",
        "too_much",
        "bad_glossary",
        "pseudonym",
        "no_meaning",
        "no_catalog",
    ]
    text: str
    """The piece of the query that it is about; what is wrong with the glossary, the vectors or the catalog."""

    @property
    def tells_why(self) -> bool:
        """Whether its text is no piece of the query, but what is wrong."""
        return self.code in ("bad_glossary", "no_meaning", "no_catalog")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the law that the query names (`perpres 36/2020 ps 12`), offered before the hits."""

    document: Document
    passage: Passage | None
    """The first passage of the article or ayat named; None where only the regulation is."""
    label: str
    """`Perpres 36/2020 Pasal 12`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found."""

    rank: int
    """From 1, over all pages of results."""
    score: float
    all_words: bool
    by_meaning: bool
    """It has none of the words."""
    document: Document
    passage: Passage
    text: str
    snippets: tuple[Snippet, ...]
    citation: str
    more_in_document: int = 0
    """Other passages with all words in the same document."""
    near_identical: tuple[str, ...] = ()
    """Ids of passages that say the same and would stand on this page too (`SearchRequest.collapse`)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another spelling of the query, with the number of passages it would find."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was searched for besides a term that was typed."""

    term: str
    """The words that were typed."""
    expansions: tuple[str, ...]
    """Terms of the glossary that stand in the corpus, as it writes them."""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a request."""

    request: SearchRequest
    total: int
    """Passages with all words (or that match the operators)."""
    total_some: int
    """Passages with some of the words; ranked below, unless meaning is looked for too."""
    hits: tuple[Hit, ...]
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    """Per field the values with their counts, most frequent first (years newest first)."""
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    corrections: tuple[Correction, ...] = ()
    also: tuple[Expansion, ...] = ()
    """What else was searched for; each can be left out (`SearchRequest.without`), or all (`expand`)."""
    marked: tuple[Marked, ...] = ()
    """All that was looked for in texts: words as typed, what they are called too, and how they may be misread."""
    semantic: bool | None = None
    """Whether meaning was looked for too; None where it could not be."""
    total_by_meaning: int = 0
    """Passages without any of the words that are near in meaning."""

    @property
    def found(self) -> int:
        """All passages that the pages show."""
        return self.total + self.total_some + self.total_by_meaning
