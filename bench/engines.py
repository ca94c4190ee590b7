"""Search engines side by side: the same passages, fields and queries in one run.

    python bench/engines.py --passages 200000 [--from FOLDER] [--engines corpus_search fts5 ...] [--wall] [--json FILE]

Milliseconds are CPU time (with `--wall`, and in the JSON, wall time), p50 and p95 over the queries of a class. A
process that has opened the index, and written none, asks all once and then in five rounds, each in another order:
between two times that an engine is asked the same it has answered 199 other queries, and none keeps results.
`open` is opening and a first rare word. Passages per second are by CPU time with one process and by wall time with
two, a commit and merges included; memory is anonymous memory of all processes, Python and its libraries among it, the
most that was seen while indexing (every tenth of a second) and after all queries. How each engine is tuned stands in
`engine_peers.py`. Needs Linux for memory; `pip install tantivy` for tantivy.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any, NotRequired, TypedDict

from engine_corpus import SEED, batches, made_up, read_from, write
from engine_ours import OpenSearch, Product
from engine_peer import Peer
from engine_peers import PEERS
from engine_queries import CLASSES, Asked, read_queries, write_queries

ROUNDS = 5
OPENINGS = 20
BETWEEN_LOOKS_S = 0.1
SETTLED_S = 5
"""From indexing to asking: for three seconds after a commit ours looks at its folder with each query."""

Figures = dict[str, float]
Times = tuple[float, float]
"""Milliseconds of CPU and of wall time."""


class Measured(TypedDict):
    """What is known of one engine."""

    query_ms: dict[str, Figures]
    indexing: Figures
    found: dict[str, int]


class Report(TypedDict):
    """What is written as JSON."""

    passages: int
    query_ms: dict[str, dict[str, Figures]]
    indexing: dict[str, Figures]
    product: NotRequired[Measured]
    """All fields that people search, and stems, beside the single field."""


def main() -> None:
    """Make the passages, run each engine in a process of its own, and show the figures."""
    arguments = _arguments()
    if arguments.run:
        with closing(PEERS[arguments.run](arguments.folder, arguments.processes)) as peer:
            step = _indexing if arguments.step == "indexing" else _asking
            print(json.dumps(step(peer, arguments.work)))
        return
    with tempfile.TemporaryDirectory(prefix="engines-") as name:
        work = Path(name)
        rows = (
            read_from(arguments.source, arguments.passages)
            if arguments.source
            else made_up(arguments.passages)
        )
        count = write(rows, work)
        write_queries(batches(work), work)
        of = {engine: _in_processes(engine, work) for engine in arguments.engines}
    product = of.pop(Product.name, None)
    report: Report = {
        "passages": count,
        "query_ms": {
            kind: {name: figures["query_ms"][kind] for name, figures in of.items()}
            for kind in (*CLASSES, "open")
        },
        "indexing": {name: figures["indexing"] for name, figures in of.items()},
    }
    print(f"{count} passages; {'wall' if arguments.wall else 'CPU'} ms p50/p95\n")
    _print(of, wall=arguments.wall)
    if product:
        report["product"] = product
        print("\nWhat the product indexes and asks, beside the single field:\n")
        beside = {name: of[name] for name in of if name == "corpus_search"} | {Product.name: product}
        _print(beside, wall=arguments.wall)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--from", dest="source", type=Path, help="a folder of real documents")
    here = [name for name, peer in PEERS.items() if not issubclass(peer, OpenSearch)]
    parser.add_argument("--engines", nargs="+", choices=list(PEERS), default=here)
    parser.add_argument("--wall", action="store_true", help="print wall time")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", choices=list(PEERS), help=argparse.SUPPRESS)
    parser.add_argument("--step", choices=["indexing", "asking"], help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_processes(name: str, work: Path) -> Measured:
    indexing, most = _in_process(name, work, "indexing")
    time.sleep(SETTLED_S)
    asking, _ = _in_process(name, work, "asking")
    figures: Figures = {**indexing, "anon_mb": most, "search_anon_mb": asking.pop("anon_mb")}
    if PEERS[name].shares_work:
        two, most = _in_process(name, work, "indexing", processes=2)
        figures |= {"passages_per_s_2": two["passages_per_s_wall"], "anon_mb_2": most}
    return {"query_ms": asking["query_ms"], "found": asking["found"], "indexing": figures}


def _in_process(name: str, work: Path, step: str, processes: int = 1) -> tuple[Any, float]:
    """What a step in a process of its own answers, and the most memory that was seen meanwhile, if it indexes."""
    folder = work / f"{name}-{processes}"
    folder.mkdir(exist_ok=True)
    command = [sys.executable, __file__, "--run", name, "--step", step, "--processes", str(processes)]
    command += ["--work", str(work), "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        most = 0.0
        while step == "indexing" and process.poll() is None:  # looking would disturb short queries
            most = max(most, _anonymous_mb(process.pid))
            time.sleep(BETWEEN_LOOKS_S)
        answer, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{name} ended with status {process.returncode}")
    return json.loads(answer), most


def _asking(peer: Peer, work: Path) -> dict[str, Any]:
    asked = read_queries(work)
    rare = asked[0]
    opened = [_timed(lambda: _open_and_ask(peer, rare)) for _ in range(OPENINGS)]
    found = dict.fromkeys(CLASSES, 0)
    times: dict[str, list[Times]] = {name: [] for name in CLASSES}
    for one in asked:
        found[one.name] += peer.ask(one).total
    rng = random.Random(SEED)
    for _ in range(ROUNDS):
        for one in rng.sample(asked, len(asked)):
            times[one.name].append(_timed(partial(peer.ask, one)))
    return {
        "query_ms": {name: _summary(samples) for name, samples in {**times, "open": opened}.items()},
        "found": found,
        "anon_mb": _anonymous_mb(os.getpid()),
    }


def _indexing(peer: Peer, work: Path) -> Figures:
    count = 0
    spent = [_timed(peer.begin)]
    for rows in batches(work):
        spent.append(_timed(partial(peer.add, rows)))
        count += len(rows)
    spent.append(_timed(peer.finish))
    cpu, wall = (sum(times) / 1000 for times in zip(*spent, strict=True))
    return {
        "passages_per_s": count / cpu,
        "passages_per_s_wall": count / wall,
        "disk_mb": sum(path.stat().st_size for path in peer.folder.rglob("*") if _is_data(path)) / 1e6,
    }


def _is_data(path: Path) -> bool:
    return path.is_file() and path.suffix != ".jar"  # of the cluster's programs


def _open_and_ask(peer: Peer, asked: Asked) -> None:
    peer.open()
    peer.ask(asked)


def _timed(call: Callable[[], object]) -> Times:
    """Milliseconds of CPU time of all threads, and of wall time, that a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _summary(samples: list[Times]) -> Figures:
    cpu, wall = (quantiles(values, n=20, method="inclusive") for values in zip(*samples, strict=True))
    return {"p50": cpu[9], "p95": cpu[18], "wall_p50": wall[9], "wall_p95": wall[18]}


def _anonymous_mb(process: int) -> float:
    """Of a process and of those that it started; one that has just ended has none."""
    kilobytes = 0
    with suppress(FileNotFoundError, ProcessLookupError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for one in (process, *children):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            kilobytes += sum(map(int, re.findall(r"Anonymous: +(\d+)", rollup)))
    return kilobytes / 1024


def _print(of: dict[str, Measured], *, wall: bool) -> None:
    of_time = "wall_" if wall else ""

    def row(title: str, cells: list[str]) -> None:
        print(f"| {title} | " + " | ".join(cells) + " |")

    row("query", list(of))
    print("|---" * (len(of) + 1) + "|")
    for kind in (*CLASSES, "open"):
        times = [measured["query_ms"][kind] for measured in of.values()]
        row(kind, [f"{figures[of_time + 'p50']:.3f}/{figures[of_time + 'p95']:.3f}" for figures in times])
    for figure in (
        f"passages_per_s{'_wall' * wall}",
        "passages_per_s_2",
        "anon_mb",
        "search_anon_mb",
        "disk_mb",
    ):
        values = [measured["indexing"].get(figure) for measured in of.values()]
        row(figure, ["" if value is None else f"{value:,.0f}" for value in values])
    print("\nPassages found, summed over a class's queries:\n")
    for kind in CLASSES:
        print(
            f"{kind:8}", *(f"{name} {measured['found'][kind]:,}" for name, measured in of.items()), sep="  "
        )


if __name__ == "__main__":
    main()
