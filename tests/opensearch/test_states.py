"""States of an index on a cluster: after a writer was killed, after a batch failed, and while one is made anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from engines.opened import found, passage, put
from support.search_cluster import SearchCluster

from corpus_search.engines.base import Query, Suggestion, Word
from corpus_search.engines.opensearch import OpenSearchEngine, Place, bulk, counting, state, writer
from corpus_search.errors import EngineUnavailableError, IndexMissingError, IndexVersionError
from corpus_search.model import Access

pytestmark = pytest.mark.cluster

KILLED = """
import os, signal, sys
from engines.opened import passage
from corpus_search.engines.opensearch import OpenSearchEngine, Place, cluster, writer

place, requests = Place(hosts=tuple(sys.argv[2].split()), alias=sys.argv[1], shards=3), int(sys.argv[3])
ask, insist = cluster.Cluster.ask, cluster.Cluster.insist

def counted(plain):
    def request(self, what):
        global requests
        requests -= 1
        if requests == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(self, what)
    return request

engine = OpenSearchEngine.open(place, create=True)
cluster.Cluster.ask, cluster.Cluster.insist = counted(ask), counted(insist)
writer._FEW_WORDS = 0  # each batch is a large one, whose words are counted later
with engine.batch() as batch:
    batch.remove([0])
    batch.put(passage(100 + n, "baru", group=1) for n in range(5))
with engine.batch() as batch:
    batch.remove([1])
    batch.put(passage(200 + n, "baru", group=2) for n in range(6))
engine.close()
"""
"""Replaces old passages by new ones, twice; killed before the so-manieth request to the cluster."""

ENOUGH = 80


def replace_and_be_killed(place: Place, request: int) -> bool:
    """Whether the batch came to its end before that request."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, place.alias, " ".join(place.hosts), str(request)],
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    return done.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_writer_killed_at_any_request_leaves_the_old_state_or_the_new(place: Place) -> None:
    engine = OpenSearchEngine.open(place, create=True)
    put(engine, *(passage(n, "lama", group=0) for n in range(5)))
    request, states = 1, set()
    while True:
        ended = replace_and_be_killed(place, request)
        assert ended or request < ENOUGH
        counts = (engine.search(Query(Word("lama"))).total, engine.search(Query(Word("baru"))).total)
        assert counts in ((5, 0), (0, 5), (0, 6))
        states.add(counts)
        with engine.batch() as batch:  # what was left behind is in nobody's way
            batch.remove([0, 1, 2])
            batch.put(passage(1000 * request + n, "lama", group=0) for n in range(5))
        assert engine.count() == 5
        assert list(engine.completions("")) == [Suggestion("lama", 5)]
        if ended:
            break
        request += 1
    assert states == {(5, 0), (0, 5), (0, 6)}
    engine.close()


def test_words_of_large_batches_are_counted_when_they_are_done(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, other = (OpenSearchEngine.open(place, create=True) for _ in range(2))
    reader = OpenSearchEngine.open(place)
    monkeypatch.setattr(writer, "_FEW_WORDS", 0)
    put(engine, passage(1, "satu dua", group=1), passage(2, "dua", group=2, access=Access.RESTRICTED))
    assert reader.completions("") == []
    put(other, passage(3, "dua tiga", group=3))  # counts what it finds uncounted, and leaves its own
    assert reader.completions("") == [Suggestion("dua", 2), Suggestion("satu", 1)]
    with engine.batch() as batch:
        batch.remove([1])
    with engine.batch() as batch:
        batch.remove([3])
        batch.put([passage(4, "empat", group=4)])
    for one in (other, engine):
        one.close()
    assert reader.completions("") == [Suggestion("dua", 1), Suggestion("empat", 1)]
    assert reader.completions("", access=frozenset({Access.PUBLIC})) == [Suggestion("empat", 1)]
    reader.close()


def test_words_of_many_passages_are_sent_in_several_requests(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_BYTES", 2_000)
    monkeypatch.setattr(counting, "_AT_ONCE", 7)
    engine = OpenSearchEngine.open(place, create=True)
    put(engine, *(passage(n, f"sama kata{n}", group=n % 9) for n in range(300)))
    assert found(engine, Word("sama")) == set(range(300))
    with engine.batch() as batch:
        batch.remove(range(1, 9))
    assert found(engine, Word("sama")) == set(range(0, 300, 9))
    assert list(engine.completions("sa")) == [Suggestion("sama", 34)]
    assert len(engine.completions("kata", limit=500)) == 34
    engine.close()


def test_what_is_purged_is_nowhere(cluster: SearchCluster, place: Place) -> None:
    secret = f"rahasia{uuid4().hex}"
    engine = OpenSearchEngine.open(place, create=True)
    reader = OpenSearchEngine.open(place)
    put(engine, passage(1, secret, group=1, record=secret), passage(2, "lain", group=2))
    unfinished = OpenSearchEngine.open(place, anew=True)
    put(unfinished, passage(1, secret, group=1, record=secret))
    cluster.wait()
    assert cluster.holds(secret)
    with engine.batch() as batch:
        batch.remove([1])
        batch.purge()
    cluster.wait_until(lambda: not cluster.holds(secret))
    assert list(reader.completions("")) == [Suggestion("lain", 1)]
    put(engine, passage(3, "baru", group=3))
    assert found(reader, None) == {2, 3}
    for one in (engine, reader, unfinished):
        one.close()


def test_an_index_made_anew_is_read_when_it_is_whole(place: Place) -> None:
    first = OpenSearchEngine.open(place, create=True)
    put(first, passage(1, "lama"))
    reader = OpenSearchEngine.open(place)
    anew = OpenSearchEngine.open(place, anew=True)
    put(anew, passage(2, "baru"))
    assert found(reader, None) == {1}
    again = OpenSearchEngine.open(place, create=True)  # after the making was stopped
    assert found(again, None) == {2}
    put(again, passage(3, "baru"))
    assert found(reader, None) == {1}
    again.publish()
    assert found(reader, None) == {2, 3}
    again.publish()
    assert found(reader, None) == {2, 3}
    for engine in (first, reader, anew, again):
        engine.close()


def test_many_hits_are_given_far_down(place: Place) -> None:
    engine = OpenSearchEngine.open(place, create=True)
    put(engine, *(passage(key, "kerja", access=list(Access)[key % 2]) for key in range(1, 10_101)))
    hits = engine.search(Query(Word("kerja"), offset=10_050, limit=100)).hits
    assert len(hits) == 50
    assert len({hit.key for hit in hits}) == 50
    engine.close()


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(EngineUnavailableError, match="does not answer"):
        OpenSearchEngine.open(Place(hosts=("http://127.0.0.1:9",), alias="x"))


def test_another_format_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "FORMAT", 999)
    OpenSearchEngine.open(place, create=True).close()
    monkeypatch.undo()
    with pytest.raises(IndexVersionError, match="index --rebuild"):
        OpenSearchEngine.open(place)
    with pytest.raises(IndexMissingError):
        OpenSearchEngine.open(Place(hosts=place.hosts, alias="nothing"))
