"""A cluster for all tests here, started once. Without Java and Maven they are skipped, which CI does not let pass."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from support.search_cluster import SearchCluster, missing, running

from corpus_search.config import Settings
from corpus_search.engines.opensearch import Place


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchCluster]:
    """Three nodes."""
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def place(cluster: SearchCluster) -> Place:
    """Where no index is yet: three shards, each kept twice."""
    return Place(hosts=cluster.urls, alias=f"t{uuid4().hex}", shards=3, replicas=1)


@pytest.fixture
def there(place: Place) -> Settings:
    """Settings of an engine in that place."""
    return Settings(engine="opensearch", opensearch_hosts=place.hosts, opensearch_index=place.alias)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The name of an index of the contract's tests."""
    return tmp_path / "engine"
