"""How long a search takes, from the query to the page: `python bench/pages.py INDEX [--queries N] [--json FILE]`.

INDEX is a folder made by `corpus-search index`. The queries are taken from its passages, the same every time: single
words, two and three words, whole sentences, phrases, beginnings of words, words with a filter. The pages are asked of
the application in this process, without a network between; hits, snippets, citations, facets and the rendered HTML are
in the time. No query is asked twice, so that nothing is measured that was kept; some others are asked before, since
the first searches read from disk what all later ones use.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles

from flask.testing import FlaskClient

from corpus_search.catalog import Catalog
from corpus_search.config import load_settings
from corpus_search.engines import open_engine
from corpus_search.language import words
from corpus_search.web.app import create_app

SEED = 20
WARMING = 30
SENTENCE = 12
"""Words of a query that is a whole sentence."""

Asked = tuple[str, dict[str, str]]
"""The kind of a query, and the address's parameters."""
Times = tuple[float, float]
"""Milliseconds by the clock, and of the process's work: on a busy machine the latter say more."""


def main() -> None:
    """Ask, and print the milliseconds of each kind of query and of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    settings = load_settings({"index": arguments.index})
    texts = passages(arguments.index, arguments.queries + WARMING)
    client = create_app(settings).test_client()
    asked = list(queries(texts))
    for one in asked[:WARMING]:
        milliseconds(client, one)
    taken: dict[str, list[Times]] = defaultdict(list)
    for one in asked[WARMING:]:
        spent = milliseconds(client, one)
        taken[one[0]].append(spent)
        taken["all"].append(spent)
    with closing(open_engine(settings)) as engine:
        ms = {kind: summary(times) for kind, times in taken.items()}
        report = {"passages": engine.count(), "ms": ms}
    for kind, times in ms.items():
        print(f"{kind:12}", *(f"{name} {value:g}" for name, value in times.items()), sep="  ")
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1))


def passages(index: Path, count: int) -> list[list[str]]:
    """The words of so many passages, far apart."""
    chosen: list[list[str]] = []
    rng = random.Random(SEED)
    with closing(Catalog(index)) as catalog:
        documents = sorted(row.id for row in catalog.documents())
        while len(chosen) < count:
            keys = list(catalog.passage_keys(rng.choice(documents)).values())
            if not keys:
                continue
            key = rng.choice(keys)
            found = words(catalog.passages([key])[key].text)
            if len(found) > SENTENCE:
                chosen.append(found)
    return chosen


def queries(texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    """A query of each passage."""
    rng = random.Random(SEED)
    for number, found in enumerate(texts):
        at = rng.randrange(len(found) - SENTENCE)
        long = [word for word in found if len(word) > 4] or found
        match number % 7:
            case 0:
                yield "word", {"q": rng.choice(long)}
            case 1:
                yield "two words", {"q": " ".join(rng.sample(long, min(2, len(long))))}
            case 2:
                yield "three words", {"q": " ".join(rng.sample(long, min(3, len(long))))}
            case 3:
                yield "sentence", {"q": " ".join(found[at : at + SENTENCE])}
            case 4:
                yield "phrase", {"q": '"' + " ".join(found[at : at + 2]) + '"'}
            case 5:
                yield "beginning", {"q": rng.choice(long)[:4] + "*"}
            case _:
                yield "filter", {"q": rng.choice(long), "kind": "regulation"}


def milliseconds(client: FlaskClient, asked: Asked) -> Times:
    """From the request to the page's last byte."""
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get("/search", query_string=asked[1])
    size = len(answer.data)
    wall, cpu = time.perf_counter() - begun, time.process_time() - worked
    if answer.status_code != 200 or not size:
        raise SystemExit(f"{asked}: status {answer.status_code}")
    return wall * 1000, cpu * 1000


def summary(times: Sequence[Times]) -> dict[str, float]:
    """Middle and near the worst."""
    wall, cpu = (quantiles(values, n=20, method="inclusive") for values in zip(*times, strict=True))
    return {
        "p50": round(wall[9], 1),
        "p95": round(wall[18], 1),
        "cpu_p50": round(cpu[9], 1),
        "cpu_p95": round(cpu[18], 1),
        "queries": len(times),
    }


if __name__ == "__main__":
    main()
