"""Search engines side by side: the same passages, fields and queries in one run.

    python bench/engines.py --passages 200000 [--from FOLDER] [--engines corpus_search fts5 ...] [--json FILE]

Milliseconds are CPU time (and wall time in the JSON), p50 and p95 over the queries of a class, each asked three
times after a first; `open` is opening and a first rare word. Passages per second are by CPU time too, a commit
and merges included; memory is anonymous memory, the most between two batches and after all queries. How each
engine is tuned stands in `engine_peers.py`. Needs Linux for memory; `pip install tantivy` for tantivy.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any, TypedDict

from engine_corpus import CLASSES, Asked, batches, made_up, queries, read_from, write
from engine_peers import PEERS, Peer

REPEATS = 3
OPENINGS = 20

Figures = dict[str, float]
Times = tuple[float, float]
"""Milliseconds of CPU and of wall time."""


class Report(TypedDict):
    """What is written as JSON."""

    passages: int
    query_ms: dict[str, dict[str, Figures]]
    indexing: dict[str, Figures]
    found: dict[str, dict[str, int]]


def main() -> None:
    """Make the passages, run each engine in a process of its own, and show the figures."""
    arguments = _arguments()
    if arguments.run:
        folder = arguments.work / arguments.run
        folder.mkdir()
        print(json.dumps(measured(PEERS[arguments.run](folder), arguments.work)))
        return
    with tempfile.TemporaryDirectory(prefix="engines-") as name:
        work = Path(name)
        rows = (
            read_from(arguments.source, arguments.passages)
            if arguments.source
            else made_up(arguments.passages)
        )
        count = write(rows, work)
        of = {engine: _in_a_process(engine, work) for engine in arguments.engines}
    report: Report = {
        "passages": count,
        "query_ms": {
            kind: {name: figures["query_ms"][kind] for name, figures in of.items()}
            for kind in (*CLASSES, "open")
        },
        "indexing": {name: figures["indexing"] for name, figures in of.items()},
        "found": {name: figures["found"] for name, figures in of.items()},
    }
    _print(report)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--from", dest="source", type=Path, help="a folder of real documents")
    parser.add_argument("--engines", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", choices=list(PEERS), help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(name: str, work: Path) -> Any:  # noqa: ANN401  (JSON)
    command = [sys.executable, __file__, "--run", name, "--work", str(work)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def measured(peer: Peer, work: Path) -> dict[str, object]:
    """Index and ask; to be run in a process of its own."""
    indexing = _indexing(peer, work)
    asked = queries(work)
    opened = [_timed(lambda: _open_and_ask(peer, asked[0])) for _ in range(OPENINGS)]
    times: dict[str, list[Times]] = {name: [] for name in CLASSES}
    found: dict[str, int] = dict.fromkeys(CLASSES, 0)
    for one in asked:
        found[one.name] += peer.ask(one)
        times[one.name] += [_timed(partial(peer.ask, one)) for _ in range(REPEATS)]
    indexing["search_anon_mb"] = _anonymous_mb()
    return {
        "query_ms": {name: _summary(samples) for name, samples in {**times, "open": opened}.items()},
        "indexing": indexing,
        "found": found,
    }


def _indexing(peer: Peer, work: Path) -> Figures:
    before, most, count = _anonymous_mb(), 0.0, 0
    spent = [_timed(peer.begin)]
    for rows in batches(work):
        spent.append(_timed(partial(peer.add, rows)))
        count += len(rows)
        most = max(most, _anonymous_mb())
    spent.append(_timed(peer.finish))
    cpu, wall = (sum(times) / 1000 for times in zip(*spent, strict=True))
    return {
        "passages_per_s": count / cpu,
        "passages_per_s_wall": count / wall,
        "anon_mb": most - before,
        "disk_mb": sum(path.stat().st_size for path in peer.folder.rglob("*") if path.is_file()) / 1e6,
    }


def _open_and_ask(peer: Peer, asked: Asked) -> None:
    peer.open()
    peer.ask(asked)


def _timed(call: Callable[[], object]) -> Times:
    """Milliseconds of CPU time of all threads, and of wall time."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _summary(samples: list[Times]) -> Figures:
    cpu, wall = (quantiles(values, n=20, method="inclusive") for values in zip(*samples, strict=True))
    return {"p50": cpu[9], "p95": cpu[18], "wall_p50": wall[9], "wall_p95": wall[18]}


def _anonymous_mb() -> float:
    rollup = Path("/proc/self/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"Anonymous: +(\d+)", rollup)) / 1024


def _print(report: Report) -> None:
    names = list(report["indexing"])
    print(f"{report['passages']} passages; CPU ms p50/p95\n")
    print("| query | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 1) + "|")
    for kind, by_name in report["query_ms"].items():
        cells = [f"{by_name[name]['p50']:.2f}/{by_name[name]['p95']:.2f}" for name in names]
        print(f"| {kind} | " + " | ".join(cells) + " |")
    for figure in ("passages_per_s", "anon_mb", "search_anon_mb", "disk_mb"):
        cells = [f"{report['indexing'][name][figure]:,.0f}" for name in names]
        print(f"| {figure} | " + " | ".join(cells) + " |")
    print("\nPassages found, summed over a class's queries:\n")
    for kind in CLASSES:
        print(f"{kind:8}", *(f"{name} {report['found'][name][kind]:,}" for name in names), sep="  ")


if __name__ == "__main__":
    main()
