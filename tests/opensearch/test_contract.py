"""The OpenSearch engine by the contract, on a cluster of three nodes.

To make an index takes the cluster a second. A new one of the contract's is therefore one of a few, emptied: its
states go on, as those of an index that is used do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from engines.contract import EngineContract
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.search_cluster import SearchCluster

from corpus_search.engines.opensearch import OpenSearchEngine, Place
from corpus_search.errors import IndexMissingError

EXAMPLES = int(os.environ.get("CORPUS_SEARCH_EXAMPLES", "6"))
"""Of random indices; each takes the cluster seconds."""


class Indices:
    """The indices of the contract's folders."""

    hosts: ClassVar[tuple[str, ...]] = ()
    of: ClassVar[dict[Path, str]] = {}
    free: ClassVar[list[str]] = []

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> OpenSearchEngine:
        if folder in cls.of or not create:
            alias = cls.of.get(folder, "none")
            return OpenSearchEngine.open(cls.place(alias))
        alias = cls.of[folder] = cls.free.pop() if cls.free else f"contract-{len(cls.of)}"
        engine = OpenSearchEngine.open(cls.place(alias), create=True)
        if gone := engine.groups():
            with engine.batch() as batch:
                batch.remove(gone)
        return engine

    @classmethod
    def place(cls, alias: str) -> Place:
        # Copies of a part have merged what was removed at other times, which their statistics tell: scores of two
        # queries, which other copies may answer, could not be compared. Tests of lost nodes have copies.
        return Place(hosts=cls.hosts, alias=alias, shards=2, replicas=0)

    @classmethod
    def release(cls) -> None:
        cls.free += cls.of.values()
        cls.of.clear()


@pytest.mark.cluster
class TestOpenSearchEngine(EngineContract):
    open = staticmethod(Indices.open)

    @pytest.fixture(autouse=True)
    def indices(self, cluster: SearchCluster) -> Iterator[None]:
        Indices.hosts = cluster.urls
        yield
        Indices.release()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_finds_what_plain_python_finds(self, data: st.DataObject) -> None:
        self.check_changed_at_random(data)


@pytest.mark.cluster
def test_an_alias_without_an_index_is_told(cluster: SearchCluster) -> None:
    with pytest.raises(IndexMissingError, match="corpus-search index"):
        OpenSearchEngine.open(Place(hosts=cluster.urls, alias="nothing"))
