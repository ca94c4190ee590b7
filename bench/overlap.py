"""The same queries on both engines: how far the ten best are the same passages, and where they differ, why.

    python bench/overlap.py FOLDER [--passages 5000] [--json FILE]

The passages are pieces of 110 words of the documents in FOLDER, each a document of its own. The 300 queries are made
of their words, the same every time: single words, several words of one passage, phrases, words with a slip, beginnings
of words, and five words of which the passages have some. Both engines answer through the search that people use: with
stems, spelling variants and the glossary. The cluster is one node on this machine; it needs Java and Maven.

Printed for each kind of query, as means: the share of the ten best that both give (in any order), the share of queries
with the same ten in the same order, the share with the same number found, and the largest difference between the scores
that both give to a passage, in parts of their best one's. The last column counts the queries whose ten differ, by why:

- tie: what only one engine gives, the other scores as its tenth.
- rounding: the other scores it within 5 % of its tenth; the cluster keeps the lengths of passages rounded.
- pattern: a word with a slip, or a beginning of words; the cluster does not count all words that it stands for as one.
- found: they find another number.
- else: nothing of this.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean

from collection import Collection, found_of
from engine_corpus import SEED, Row, read_from, slip

from corpus_search.engines.base import Engine
from corpus_search.engines.opensearch import OpenSearchEngine, Place
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.searching import Hit, Results, SearchRequest, search

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.search_cluster import running

KINDS = ("word", "words", "phrase", "slip", "beginning", "some")
PATTERNS = ("slip", "beginning")
RANKS = ("tie", "rounding", "else")
EACH = 50
SHORT = 3
"""Letters of words that have no slip."""
TOP = 10
NEAR, TINY = 0.05, 1e-9
FAR_DOWN = 200
"""Hits that are looked at for what the other engine has among its ten."""
_WORD = re.compile(r"[a-z]+")


@dataclass
class Compared:
    """What is known of one kind of query."""

    overlap: list[float] = field(default_factory=list)
    same_order: list[bool] = field(default_factory=list)
    same_total: list[bool] = field(default_factory=list)
    score: float = 0.0
    """The largest difference between scores of the same passage, in parts of the best one's."""
    differ: Counter[str] = field(default_factory=Counter)
    """Queries whose ten best differ, by the reason."""


def main() -> None:
    """Index, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=5_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = list(read_from(given.folder, given.passages))
    collection = Collection("pieces", (found_of(f"piece-{row.key}", row.text, language="id") for row in rows))
    asked = list(queries(rows))
    with (
        tempfile.TemporaryDirectory(prefix="overlap-") as folder,
        running(Path(folder) / "cluster", 1) as cluster,
        closing(WhooshEngine.open(Path(folder) / "engine", create=True)) as whoosh,
        closing(OpenSearchEngine.open(Place(cluster.urls, replicas=0), create=True)) as opensearch,
    ):
        engines: list[Engine] = [whoosh, opensearch]
        for engine in engines:
            with engine.batch() as batch:
                batch.put(collection.indexed())
            engine.publish()
        found = {kind: Compared() for kind in KINDS}
        for kind, text in asked:
            request = SearchRequest(text, limit=FAR_DOWN, any_words=kind == "some")
            one, other = (search(request, engine, collection) for engine in engines)
            compare(kind, one, other, found[kind])
    print(f"{len(rows)} passages, {len(asked)} queries\n")
    show(found)
    if given.json:
        given.json.write_text(json.dumps({kind: vars(one) for kind, one in found.items()}, indent=1))


def queries(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Kinds and texts of queries."""
    rng = random.Random(SEED)
    for kind in KINDS:
        for _ in range(EACH):
            yield kind, _query(kind, rows, rng)


def _query(kind: str, rows: Sequence[Row], rng: random.Random) -> str:
    """A query of the words of a passage that has enough of them."""
    while True:
        words: list[str] = _WORD.findall(rng.choice(rows).text.lower())
        long = [word for word in words if len(word) > SHORT]
        if len(set(long)) > TOP:
            break
    at = rng.randrange(len(words) - 3)
    match kind:
        case "word":
            return words[at]
        case "words":
            return " ".join(rng.sample(sorted(set(words)), 3))
        case "phrase":
            return f'"{" ".join(words[at : at + 2])}"'
        case "slip":
            return f"{slip(rng.choice(long), rng)}~"
        case "beginning":
            return f"{words[at][:4]}*"
        case _:
            return " ".join(rng.sample(sorted(set(words)), 5))


def compare(kind: str, one: Results, other: Results, into: Compared) -> None:
    """Compare what two engines answer."""
    ranks = [{hit.passage.id: hit for hit in results.hits} for results in (one, other)]
    best = [[hit.passage.id for hit in results.hits[:TOP]] for results in (one, other)]
    both = set(best[0]) & set(best[1])
    into.overlap.append(len(both) / max(map(len, best)) if any(best) else 1.0)
    into.same_order.append(best[0] == best[1])
    into.same_total.append((one.total, one.total_some) == (other.total, other.total_some))
    parts = [
        {name: known[name].score / max(known[names[0]].score, TINY) for name in both}
        for known, names in zip(ranks, best, strict=True)
    ]
    into.score = max([into.score, *(abs(parts[0][name] - parts[1][name]) for name in both)])
    ranked = {
        _rank(ranks[theirs].get(name), ranks[theirs], best[theirs])
        for mine, theirs in ((0, 1), (1, 0))
        for name in set(best[mine]) - both
    }
    if not into.same_total[-1]:
        into.differ["found"] += 1
    elif ranked:
        into.differ[max(ranked, key=RANKS.index) if kind not in PATTERNS else "pattern"] += 1


def _rank(hit: Hit | None, hits: Mapping[str, Hit], best: Sequence[str]) -> str:
    """How an engine ranks what is not among its ten best, beside the last of these."""
    if hit is None:
        return "else"
    apart = _apart(hit.score, hits[best[-1]].score)
    return "tie" if apart < 1e-6 else "rounding" if apart < NEAR else "else"


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(abs(one), abs(other), TINY)


def show(found: Mapping[str, Compared]) -> None:
    """Print the table."""
    print(
        "| queries | same of ten | same order | same number | score differs by | queries that differ, why |"
    )
    print("|---|---|---|---|---|---|")
    everything = Compared()
    for compared in found.values():
        everything.overlap += compared.overlap
        everything.same_order += compared.same_order
        everything.same_total += compared.same_total
        everything = replace(
            everything,
            score=max(everything.score, compared.score),
            differ=everything.differ + compared.differ,
        )
    for name, one in {**found, "all": everything}.items():
        differ = ", ".join(f"{number} {how}" for how, number in one.differ.most_common()) or "nothing"
        means = (fmean(one.overlap), fmean(one.same_order), fmean(one.same_total))
        print(f"| {name} | {' | '.join(f'{mean:.3f}' for mean in means)} | {one.score:.4f} | {differ} |")


if __name__ == "__main__":
    main()
