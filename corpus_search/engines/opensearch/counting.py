"""In how many passages each word stands: kept as a document a word, made anew of what a generation adds and takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

from opensearchpy import OpenSearch
from opensearchpy.exceptions import TransportError

from corpus_search.engines.opensearch.bulk import Action
from corpus_search.engines.opensearch.cluster import Cluster
from corpus_search.engines.opensearch.mapping import Source, counts_of, counts_source, word_source, words_of
from corpus_search.engines.opensearch.place import Names
from corpus_search.engines.opensearch.state import State
from corpus_search.model import Access

_AT_ONCE: Final = 5_000
"""Words that one request asks for."""


class Changes:
    """How many passages of each word come and go, by access."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self._of: dict[str, Counter[str]] = {access.value: Counter() for access in Access}

    def add(self, source: Mapping[str, Any], times: int = 1) -> None:
        """A passage has come (1) or gone (-1)."""
        counter = self._of[source["access"]]
        for word in words_of(source):
            counter[word] += times

    def follow(self, later: Changes) -> None:
        """What came and went later, too."""
        for access, counter in self._of.items():
            counter.update(later._of[access])

    def __len__(self) -> int:
        """How many words there are, those of each access counted by themselves."""
        return sum(map(len, self._of.values()))

    def words(self) -> Iterator[tuple[str, Mapping[str, int]]]:
        """Words that stand in more passages now, or in fewer, with how many these are by access."""
        for word in dict.fromkeys(chain.from_iterable(self._of.values())):
            counts = {access: counter[word] for access, counter in self._of.items() if counter[word]}
            if counts:
                yield word, counts


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What has changed from one generation, whose passages the words tell, to another."""

    names: Names
    counted: int
    generation: int
    changes: Changes

    def is_of(self, state: State) -> bool:
        """Whether it is all that is uncounted there: nobody else has written or counted since."""
        return (self.names, self.counted, self.generation) == (state.names, state.counted, state.generation)


def count(cluster: Cluster, state: State, changes: Changes) -> Iterator[Action]:
    """What makes the words tell the passages of the state's generation.

    A word's version is the generation at which it was counted last. So a change that is sent twice, or again by another
    writer who goes on where one was stopped, counts once.
    """
    changed = changes.words()
    while some := dict(islice(changed, _AT_ONCE)):
        for word, known in zip(some, _known(cluster, state.names, list(some)), strict=True):
            if known.get("_version", 0) < state.generation:
                yield _told(state, word, known.get("_source"), some[word])


def _told(state: State, word: str, known: Source | None, changed: Mapping[str, int]) -> Action:
    counts = Counter(counts_of(known) if known else {})
    counts.update(changed)
    address = {
        "_index": state.names.words,
        "_id": word,
        "version": state.generation,
        "version_type": "external",
    }
    return {"index": address}, word_source(word, known) | counts_source(counts)


def _known(cluster: Cluster, names: Names, words: Sequence[str]) -> list[Source]:
    """What the cluster keeps of words, as changed last whether it can be searched or not."""

    def get(client: OpenSearch) -> list[Source]:
        documents: list[Source] = client.mget(index=names.words, body={"ids": words})["docs"]
        if any("error" in document for document in documents):
            raise TransportError(503, "a part of the index did not answer", {})
        return documents

    return cluster.insist(get)


def catch_up(cluster: Cluster, state: State) -> Changes:
    """What has changed since the words were counted: a writer was stopped before it counted them."""
    changes = Changes()
    after, until = {"gt": state.counted}, {"gt": state.counted, "lte": state.generation}
    came = {"bool": {"filter": [{"range": {"born": after}}, state.living]}}
    gone, old = {"range": {"gone": until}}, {"range": {"born": {"lte": state.counted}}}
    for index in state.names.all_passages:
        for query, times in ((came, 1), ({"bool": {"filter": [gone, old]}}, -1)):
            for hit in cluster.scan(index, query, ["exact", "access"]):
                changes.add(hit["_source"], times)
    return changes
