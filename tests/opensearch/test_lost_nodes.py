"""A node is killed while passages are put, and while others search: nothing is lost, and nothing wrong is found."""

from __future__ import annotations

import threading

import pytest
from engines.opened import passage
from support.search_cluster import SearchCluster

from corpus_search.engines.base import Query, Word
from corpus_search.engines.opensearch import OpenSearchEngine, Place
from corpus_search.errors import EngineUnavailableError

pytestmark = pytest.mark.cluster

BATCHES, EACH = 12, 200


def test_a_node_killed_while_indexing_and_searching_loses_nothing(
    cluster: SearchCluster, place: Place
) -> None:
    engine = OpenSearchEngine.open(place, create=True)
    cluster.wait()
    done, wrong, unanswered, right = threading.Event(), list[object](), list[object](), list[int]()

    def read() -> None:
        """Every state holds whole batches only; a cluster that mends itself may say so, but nothing wrong."""
        reader = OpenSearchEngine.open(place)
        while not done.is_set():
            try:
                total = reader.search(Query(Word("kata"))).total
            except EngineUnavailableError as error:
                unanswered.append(error)
            except Exception as error:  # noqa: BLE001  (told below)
                wrong.append(error)
            else:
                (wrong if total % EACH else right).append(total)
        reader.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    lost = cluster.nodes[1]
    try:
        for number in range(BATCHES):
            if number == BATCHES // 3:
                lost.kill()
            with engine.batch() as batch:
                batch.put(passage(number * EACH + n, f"kata w{n}", group=number) for n in range(EACH))
    finally:
        done.set()
        for reader in readers:
            reader.join()
        lost.start()
        cluster.wait()
    assert wrong == []
    assert len(right) > len(unanswered)
    assert engine.count() == BATCHES * EACH
    assert engine.groups() == frozenset(range(BATCHES))
    assert engine.completions("kata")[0].passages == BATCHES * EACH
    engine.close()
