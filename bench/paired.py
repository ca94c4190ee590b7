"""Whether one ranking is better than another, query by query.

    python bench/paired.py COLLECTION SPLIT RUN OTHER

COLLECTION and SPLIT as in `quality.py`, RUN and OTHER TREC runs of its queries (by `quality.py --run` and
`lucene.py`). Prints as JSON, for each measure, both means, how many queries the first run serves better and worse,
and the two-sided p-value of a paired randomization test: how often the difference would be as large if it were chance
which run a query's value comes from (Smucker, Allan and Carterette 2007, doi:10.1145/1321440.1321528).
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import ir_measures
from ir_measures import Measure, Qrel, ScoredDoc
from quality import MEASURES, judgements

SHUFFLES = 20_000


def read_run(file: Path) -> Iterator[ScoredDoc]:
    """What a run found."""
    for query, _, passage, _, score, _ in map(str.split, file.read_text(encoding="utf-8").splitlines()):
        yield ScoredDoc(query, passage, float(score))


def values(judged: Sequence[Qrel], run: Path) -> Mapping[Measure, Mapping[str, float]]:
    """Of each measure, its value for each query."""
    found: dict[Measure, dict[str, float]] = {measure: {} for measure in MEASURES}
    for one in ir_measures.iter_calc(MEASURES, judged, list(read_run(run))):
        found[one.measure][one.query_id] = one.value
    return found


def chance(differences: Sequence[float]) -> float:
    """The p-value of differences whose mean should be 0 if there were none."""
    moved = [difference for difference in differences if difference]
    rng = random.Random(1)
    seen = abs(sum(moved)) - 1e-9
    at_least = sum(
        abs(sum(value if rng.getrandbits(1) else -value for value in moved)) >= seen for _ in range(SHUFFLES)
    )
    return (at_least + 1) / (SHUFFLES + 1)


def compare(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float | int]:
    """Two rankings by one measure."""
    differences = [ours[query] - theirs[query] for query in ours]
    return {
        "run": round(statistics.mean(ours.values()), 4),
        "other": round(statistics.mean(theirs.values()), 4),
        "better": sum(difference > 0 for difference in differences),
        "worse": sum(difference < 0 for difference in differences),
        "p": round(chance(differences), 4),
    }


def main(collection: str, split: str, run: str, other: str) -> None:
    judged = judgements(Path(collection), split)
    ours, theirs = values(judged, Path(run)), values(judged, Path(other))
    print(json.dumps({str(measure): compare(ours[measure], theirs[measure]) for measure in MEASURES}))


if __name__ == "__main__":
    main(*sys.argv[1:])
