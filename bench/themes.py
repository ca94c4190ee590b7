"""How soon the passages of a theme are found: coded interviews, ranked and screened as a person would.

    python bench/themes.py FOLDER [--depth N]

FOLDER, or the folder `gold` in it, holds `docs/*.txt`, `passages.jsonl` (an object a line: `doc`, `text`, `start`
where it is known and else found by the text, `codes` as a list of ids, or `code` as a name) and perhaps `codes.tsv`
(id, name, definition). Codes whose names are paths (`A > B`) count for the code at `--depth` (default 1: the top).
The documents are indexed as a corpus of interviews. A passage is gold for a code when it shares at least half of
itself or of the coded text.

For each code, a theme with its name and definition only, it prints: recall of gold passages at 10, 50 and 100 by
ranking alone, and recall after judging 5, 10, 20 and 30 % of all passages, divided by the best recall possible at that
effort, once in the static order of the ranking (BM25) and once by screening, judgements taken from the gold, a new
order after every five. `absolute` is the recall that is not divided. The means are over codes.

At the same efforts it looks at the estimate of how many relevant passages remain: `right` is whether they lie within
its interval (95 % of them should), `bound` its upper bound as a share of the passages not judged, `told` whether it
rules out so much that it is shown as a number.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.evidence import Anchor, Order, Quote, Standing, Theme
from corpus_search.evidence.anchors import locate
from corpus_search.evidence.remaining import Step, estimate, with_draws
from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.indexing import index_corpus
from corpus_search.searching import SearchRequest
from corpus_search.segmenting.slugs import slug
from corpus_search.workspace import Workspace

DEPTHS = (10, 50, 100)
EFFORTS = (0.05, 0.10, 0.20, 0.30)
BATCH = 5
"""Judgements between two rankings."""


@dataclass(frozen=True)
class Code:
    """A code of the gold."""

    id: str
    name: str
    definition: str = ""


def read_codes(folder: Path, depth: int) -> tuple[dict[str, Code], Callable[[str], str]]:
    """The codes that are known by their ids, and how the name of a code becomes an id."""
    codes: dict[str, Code] = {}
    file = folder / "codes.tsv"
    if file.exists():
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row and row[0] != "id":
                    codes[row[0]] = Code(row[0], row[1] if len(row) > 1 else row[0], " ".join(row[2:3]))

    def identifier(name: str) -> str:
        if name in codes:
            return name
        top = " > ".join(part.strip() for part in name.split(" > ")[:depth])
        codes.setdefault(top, Code(top, top))
        return top

    return codes, identifier


def find_gold(
    folder: Path, texts: Mapping[str, DocumentText], identifier: Callable[[str], str]
) -> tuple[dict[str, set[int]], int, int]:
    """For each code the keys of its passages; how many coded texts there are, and how many were found."""
    gold: defaultdict[str, set[int]] = defaultdict(set)
    total = found = 0
    for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        total += 1
        text = texts.get(Path(row["doc"]).name.removesuffix(".txt"))
        span = None if text is None else _span(row, text)
        if text is None or span is None:
            print(f"not found in {row['doc']}: {row['text'][:60]!r}", file=sys.stderr)
            continue
        found += 1
        start, end = span
        keys = [
            text.keys[passage.id]
            for passage in text.passages_in(start, end)
            if 2 * (min(end, passage.end) - max(start, passage.start))
            >= min(end - start, passage.end - passage.start)
        ]
        for name in row["codes"] if "codes" in row else [row["code"]]:
            gold[identifier(str(name))].update(keys)
    return dict(gold), total, found


def _span(row: Mapping[str, object], text: DocumentText) -> tuple[int, int] | None:
    """Where a coded text stands, near to where it is said to."""
    start = row.get("start")
    at = start if isinstance(start, int) else 0
    words = str(row["text"])
    around = Quote(words)
    located = locate(Anchor("", text.document.id, at, at + len(words), around, ""), text.text, text.checksum)
    return None if located.standing is Standing.LOST else (located.start, located.end)


@dataclass
class Screening:
    """A theme screened."""

    order: list[int]
    """The passages in the order in which they are judged."""
    steps: list[Step]
    seconds: list[float]
    """That each new ranking took."""


def screen(workspace: Workspace, theme: Theme, gold: set[int], effort: int) -> Screening:
    """Judge passages as a person would who agrees with the gold."""
    judged: dict[int, bool] = {}
    steps: list[Step] = []
    seconds: list[float] = []
    while len(judged) < effort:
        began = time.perf_counter()
        ranked = [key for key in workspace.desk.rank(theme, judged).order() if key not in judged]
        seconds.append(time.perf_counter() - began)
        shown, drawn = with_draws(ranked, len(judged), theme.id)
        judged.update((key, key in gold) for key in shown[:BATCH])
        steps += [Step(key in gold, key in drawn) for key in shown[:BATCH]]
        if not ranked:
            break
    return Screening(list(judged), steps, seconds)


def estimates(
    steps: Sequence[Step], gold: int, passages: int, counts: Sequence[int]
) -> dict[str, list[float]]:
    """What is said to remain after so many passages, and whether that is right."""
    found: dict[str, list[float]] = {"right": [], "bound": [], "told": []}
    for count in counts:
        done = steps[:count]
        told = estimate(done, passages - len(done))
        remaining = gold - sum(step.relevant for step in done)
        found["right"].append(told.low <= remaining <= told.high)
        found["bound"].append(told.high / max(1, told.unjudged))
        found["told"].append(told.tells)
    return found


def recalls(order: Sequence[int], gold: set[int], counts: Sequence[int]) -> list[float]:
    """Recall after so many passages."""
    return [len(gold.intersection(order[:count])) / len(gold) for count in counts]


def curve(order: Sequence[int], gold: set[int], counts: Sequence[int]) -> list[float]:
    """Recall after so many passages, divided by the best that is possible."""
    best = [min(count, len(gold)) / len(gold) for count in counts]
    return [recall / most for recall, most in zip(recalls(order, gold, counts), best, strict=True)]


def measure(
    workspace: Workspace, codes: Mapping[str, Code], gold: Mapping[str, set[int]]
) -> Iterator[dict[str, object]]:
    """The figures of each code."""
    passages = workspace.status().passages
    counts = [max(1, round(passages * effort)) for effort in EFFORTS]
    for identifier, keys in sorted(gold.items()):
        if not keys:
            continue
        code = codes[identifier]
        theme = Theme(slug(code.name) or "theme", code.name, definition=code.definition)
        workspace.themes.put(theme)
        ranked, every = (
            [
                item.key
                for item in workspace.desk.candidates(
                    theme.id, SearchRequest(limit=passages), order=order
                ).items
            ]
            for order in (Order.QUERIES, Order.READING)
        )
        known = set(ranked)
        static = ranked + [key for key in every if key not in known]
        screening = screen(workspace, theme, keys, counts[-1])
        screened = screening.order
        yield {
            "code": code.name,
            "gold": len(keys),
            "recall": recalls(static, keys, DEPTHS),
            "static": curve(static, keys, counts),
            "screening": curve(screened, keys, counts),
            "static_absolute": recalls(static, keys, counts),
            "screening_absolute": recalls(screened, keys, counts),
            **estimates(screening.steps, len(keys), passages, counts),
            "ranking_ms": [1000 * statistics.median(screening.seconds)],
        }


def means(rows: Sequence[Mapping[str, object]]) -> dict[str, list[float]]:
    """The mean of each figure over codes."""
    names = [name for name, value in rows[0].items() if isinstance(value, list)]
    return {
        name: [statistics.mean(values) for values in zip(*(row[name] for row in rows), strict=True)]
        for name in names
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--depth", type=int, default=1, help="level of codes whose names are paths")
    options = parser.parse_args()
    folder = options.folder if (options.folder / "passages.jsonl").exists() else options.folder / "gold"
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        shutil.copytree(folder / "docs", corpus / "transcripts", copy_function=shutil.copyfile)
        settings = Settings(corpus=corpus, index=Path(place) / "index", store=Path(place) / "store")
        index_corpus(settings)
        codes, identifier = read_codes(folder, options.depth)
        with Workspace.open(settings) as workspace, closing(Catalog(settings.index)) as catalog:
            texts = {
                Path(text.document.path).name.removesuffix(".txt"): text for text in Texts(catalog).all()
            }
            gold, total, found = find_gold(folder, texts, identifier)
            passages = workspace.status().passages
            print(f"{len(texts)} documents, {passages} passages; {found} of {total} coded texts found")
            print(f"recall at {DEPTHS}; effort {[f'{effort:.0%}' for effort in EFFORTS]} of possible recall")
            rows = []
            for row in measure(workspace, codes, gold):
                rows.append(row)
                shown = {
                    name: _rounded(value) for name, value in row.items() if not name.endswith("_absolute")
                }
                print(json.dumps(shown, ensure_ascii=False), flush=True)
            print(json.dumps({"mean": {name: _rounded(value) for name, value in means(rows).items()}}))


def _rounded(value: object) -> object:
    return [round(float(one), 2) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
