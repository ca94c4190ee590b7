"""Queries to begin with, made from what is in this corpus; each of them finds something."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from corpus_search.catalog import LastRun
from corpus_search.language import FUNCTION_WORDS, words
from corpus_search.model import Document, Kind
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

MOST = 4
_SHORTEST = 5
"""Letters of a word worth an example."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query that finds something here."""

    query: str
    total: int


_known: WeakKeyDictionary[Workspace, tuple[LastRun | None, tuple[Example, ...]]] = WeakKeyDictionary()
"""By workspace: the run of the indexer that they were made after, and the examples."""


def examples(opened: Workspace, run: LastRun | None) -> tuple[Example, ...]:
    """Up to four queries of different sorts, worked out once after each run of the indexer.

    Args:
        opened: what is searched.
        run: the last run of the indexer, as the workspace's status tells it.
    """
    kept = _known.get(opened)
    if kept is None or kept[0] != run:
        kept = (run, tuple(_found(opened)))
        _known[opened] = kept
    return kept[1]


def _found(opened: Workspace) -> Iterator[Example]:
    documents = [document for document in opened.documents() if document.state.has_text]
    given = 0
    for candidates in _sorts(documents):
        for query in candidates:
            results = opened.finder.search(SearchRequest(text=query, limit=1))
            if results.total or results.places:
                yield Example(query, results.total)
                given += 1
                break
        if given == MOST:
            return


def _sorts(documents: Sequence[Document]) -> Iterator[list[str]]:
    """Candidates by sort: words of titles, a phrase, words in interviews, a place in the law."""
    pairs = _neighbours(documents)
    frequent = _title_words(documents)
    yield pairs[:1] + frequent[:3]
    yield [f'"{pair}"' for pair in pairs[1:6]]
    if any(document.kind is Kind.TRANSCRIPT for document in documents):
        yield [f"jenis:transkrip {word}" for word in frequent[:8]]
    yield [
        f"{document.metadata['short']} pasal {number}"
        for number in (5, 1)
        for document in documents
        if document.metadata.get("short")
    ][:6]


def _title_words(documents: Sequence[Document]) -> list[str]:
    """Words of titles, those in most titles first."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({word for word in words(_named(document)) if _telling(word)})
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _neighbours(documents: Sequence[Document]) -> list[str]:
    """Two words that stand side by side in titles, the most frequent first."""
    counts: Counter[str] = Counter()
    for document in documents:
        told = words(_named(document))
        counts.update({f"{a} {b}" for a, b in itertools.pairwise(told) if _telling(a) and _telling(b)})
    return [pair for pair, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _named(document: Document) -> str:
    return document.metadata.get("subject") or document.title


def _telling(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in FUNCTION_WORDS
