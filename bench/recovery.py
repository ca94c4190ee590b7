"""A node of a cluster is killed (`kill -9`) while passages are indexed, and while people search: the time to recovery.

    python bench/recovery.py [--batches 12] [--each 500] [--searches 4]

Three nodes on this machine, three shards, each kept twice. First a node is killed during a batch, then another, the one
that manages the cluster, while several people search; each is started again afterwards. Seconds are from the kill: to
the first batch that was committed, to the first search that was answered by whoever was told of a fault, and to a
cluster that is green with two nodes, and with three. Ends with status 1 when a passage is lost, or a search that was
answered was wrong. Needs Java and Maven.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus_search.engines.base import IndexedPassage, Query, Word
from corpus_search.engines.opensearch import OpenSearchEngine, Place
from corpus_search.errors import EngineUnavailableError
from corpus_search.model import Access

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.search_cluster import Node, SearchCluster, running

UNDISTURBED_S = 5.0
SEARCHED_S = 20.0


@dataclass
class Load:
    """What those who search have seen, by the time."""

    answered: list[float] = field(default_factory=list)
    faults: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    slowest: float = 0.0


def main() -> int:
    """Kill, twice, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    for name, usual in (("batches", 12), ("each", 500), ("searches", 4)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="recovery-") as folder, running(Path(folder)) as cluster:
        place = Place(cluster.urls, shards=3, replicas=1)
        with closing(OpenSearchEngine.open(place, create=True)) as engine:
            cluster.wait()
            with searching(place, given.each, given.searches) as load:
                lost = indexing(engine, cluster, given.batches, given.each)
            wrong = load.wrong
            cluster.wait()
            with searching(place, given.each, given.searches) as load:
                time.sleep(UNDISTURBED_S)
                killed = kill(cluster.nodes[0])
                time.sleep(SEARCHED_S)
            later = [at for at in load.answered if at > max(load.faults, default=killed)]
            print(f"searching, the managing node killed: {len(load.answered)} searches answered, ", end="")
            print(
                f"{len(load.faults)} told that the cluster does not answer, {len(load.wrong)} wrong; ", end=""
            )
            print(f"all answered from {later[0] - killed:.1f} s on; slowest {load.slowest:.1f} s")
            again(cluster, cluster.nodes[0])
            wrong += load.wrong
            lost += given.batches * given.each - engine.count()
    print(f"\n{lost} passages lost, {len(wrong)} answers wrong")
    return 1 if lost or wrong else 0


def indexing(engine: OpenSearchEngine, cluster: SearchCluster, batches: int, each: int) -> int:
    """Put passages; a node is killed in a third of the way. Gives how many are missing."""
    killed = committed = 0.0
    usual: list[float] = []
    for number in range(batches):
        begun = time.monotonic()
        with engine.batch() as batch:
            if number == batches // 3:
                killed = kill(cluster.nodes[1])
            batch.put(passages(number, each))
        if killed:
            committed = committed or time.monotonic() - killed
        else:
            usual.append(time.monotonic() - begun)
    print(f"indexing, a node killed: a batch of {each} takes {max(usual):.1f} s, this one {committed:.1f} s")
    again(cluster, cluster.nodes[1])
    return batches * each - engine.count()


def passages(number: int, each: int) -> Iterator[IndexedPassage]:
    """Those of a batch: all hold one word, so that an answer that is no multiple of a batch is wrong."""
    for n in range(each):
        text = f"kata umum dan kata {n} dari bagian {number} " + " ".join(f"isi{n + m}" for m in range(60))
        yield IndexedPassage(number * each + n, number, text, "", "", f"d{number}", "document", Access.PUBLIC)


@contextmanager
def searching(place: Place, each: int, people: int) -> Iterator[Load]:
    """Several people search until the end of the block."""
    load, done = Load(), threading.Event()

    def search() -> None:
        with closing(OpenSearchEngine.open(place)) as reader:
            while not done.is_set():
                begun = time.monotonic()
                try:
                    total = reader.search(Query(Word("kata"))).total
                except EngineUnavailableError:
                    load.faults.append(time.monotonic())
                else:
                    load.answered.append(time.monotonic())
                    load.wrong += [total] if total % each else []
                load.slowest = max(load.slowest, time.monotonic() - begun)

    threads = [threading.Thread(target=search) for _ in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        done.set()
        for thread in threads:
            thread.join()


def kill(node: Node) -> float:
    """Kill a node; the moment."""
    node.kill()
    return time.monotonic()


def again(cluster: SearchCluster, node: Node) -> None:
    """Wait for the others to hold all copies, then start the node again."""
    two = cluster.wait(nodes=2)
    node.start()
    print(f"  green with two nodes after {two:.1f} s more; with the third, started again, after ", end="")
    print(f"{cluster.wait():.1f} s")


if __name__ == "__main__":
    sys.exit(main())
