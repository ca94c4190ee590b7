"""In how many passages each word stands: kept as a document a word, changed by what a generation adds and takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from corpus_search.engines.opensearch.cluster import Action, Cluster
from corpus_search.engines.opensearch.mapping import AUDIENCES, count_field, word_source, words_of
from corpus_search.engines.opensearch.place import Names
from corpus_search.engines.opensearch.state import State

_ADD: Final = (
    "if (ctx._source.at < params.at) { ctx._source.at = params.at;"
    " for (count in params.counts.entrySet()) { ctx._source[count.getKey()] += count.getValue() } }"
)
"""A change that is sent twice counts once."""


class Changes:
    """How many passages of each word a generation adds and takes, by access."""

    def __init__(self) -> None:
        self._of: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, source: Mapping[str, Any], times: int = 1) -> None:
        """A passage has come (1) or gone (-1)."""
        for word in words_of(source):
            self._of[word][source["access"]] += times

    def actions(self, generation: int) -> Iterator[Action]:
        """The changes as a bulk request sends them."""
        for word, counts in self._of.items():
            if any(counts.values()):
                told = {count_field(seen): sum(counts[access] for access in seen) for seen in AUDIENCES}
                yield (
                    {"update": {"_id": word, "retry_on_conflict": 3}},
                    {
                        "script": {"source": _ADD, "params": {"counts": told, "at": generation}},
                        "upsert": word_source(word) | told | {"at": generation},
                    },
                )


def count(cluster: Cluster, names: Names, changes: Changes, generation: int) -> None:
    """Make the words tell the passages of a generation, which follows the one that they told."""
    cluster.bulk(names.words, changes.actions(generation))
    cluster.insist(lambda client: client.indices.refresh(index=names.words))


def catch_up(cluster: Cluster, state: State) -> Changes:
    """What the last generation changed: its writer was stopped between its commit and its counting."""
    changes, last = Changes(), state.generation
    came = {"term": {"born": last}}
    went = {"bool": {"filter": [{"term": {"gone": last}}, {"range": {"born": {"lt": last}}}]}}
    for index in state.names.all_passages:
        for query, times in ((came, 1), (went, -1)):
            for hit in cluster.scan(index, query, ["exact", "access"]):
                changes.add(hit["_source"], times)
    return changes
