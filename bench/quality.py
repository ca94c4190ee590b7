"""How well passages are ranked: a collection with judgements, searched as a person searches it.

    python bench/quality.py COLLECTION --split NAME [--language en|id|auto] [--semantic FOLDER] [--run FILE]

COLLECTION is a folder with `corpus.jsonl` (an object a line: `_id`, `text`, optionally `title`),
`queries.NAME.tsv` (id, tab, text) and `qrels.NAME.txt` (query, 0, passage, grade). Each text becomes a passage, by
the same analysis and engine as the index of a corpus, and each query goes through the same search as one that was
typed. Prints nDCG@10, R@100 and RR@10 (means over the judged queries) as JSON; `--run` writes what was found as
a TREC run, so that two runs can be compared query by query. With `--semantic`, passages are found by meaning too; their
vectors are made into FOLDER first, which takes long, and are kept there.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import ir_measures
from collection import Collection, found_of
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from corpus_search.config import Settings
from corpus_search.engines import open_engine
from corpus_search.language import language_of
from corpus_search.searching import SearchRequest, search
from corpus_search.semantic import Nearness, bring_up_to_date, open_encoder

DEPTH = 100
MEASURES = (nDCG @ 10, R @ 100, RR @ 10)


def read_collection(folder: Path, language: str) -> Collection:
    """The passages of a collection; `auto` tells the language of each by its words."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        rows = map(json.loads, filter(str.strip, lines))
        return Collection(
            folder.name,
            (
                found_of(
                    str(row["_id"]),
                    row["text"],
                    title=row.get("title") or "",
                    language=language_of(row["text"]) if language == "auto" else language,
                )
                for row in rows
            ),
        )


def queries(folder: Path, split: str) -> dict[str, str]:
    """The queries of a split by their ids."""
    lines = (folder / f"queries.{split}.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line.strip())


def judgements(folder: Path, split: str) -> list[Qrel]:
    """The judgements of a split."""
    lines = (folder / f"qrels.{split}.txt").read_text(encoding="utf-8").splitlines()
    return [
        Qrel(query, passage, int(grade)) for query, _, passage, grade in map(str.split, filter(None, lines))
    ]


def meaning_of(collection: Collection, folder: Path) -> Nearness:
    """The vectors of a collection, made where they are missing."""
    bring_up_to_date(
        folder,
        collection,
        open_encoder(""),
        report=lambda done, total, _: print(f"\r{done}/{total}", end="", file=sys.stderr),
    )
    return Nearness(folder, lambda: collection.identity)


def run(
    collection: Collection, asked: Mapping[str, str], seconds: list[float], meaning: Nearness | None = None
) -> Iterator[ScoredDoc]:
    """What each query finds, best first; appends how long each search took."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Settings(index=Path(folder)), create=True)
        with engine.batch() as batch:
            batch.put(collection.indexed())
        for query, text in asked.items():
            start = time.perf_counter()
            request = SearchRequest(text, limit=DEPTH, semantic=meaning is not None)
            results = search(request, engine, collection, meaning=meaning)
            seconds.append(time.perf_counter() - start)
            for hit in results.hits:
                # By rank, not by score: passages with all words come before those with some, whatever they score.
                yield ScoredDoc(query, hit.document.id, float(DEPTH - hit.rank))
        engine.close()


def write_run(file: Path, found: Iterable[ScoredDoc]) -> None:
    """Write a run in TREC's format."""
    with file.open("w", encoding="utf-8") as out:
        for doc in found:
            out.write(f"{doc.query_id} Q0 {doc.doc_id} {DEPTH - int(doc.score)} {doc.score} corpus-search\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collection", type=Path)
    parser.add_argument("--split", required=True)
    parser.add_argument("--language", choices=("en", "id", "auto"), default="auto")
    parser.add_argument(
        "--semantic", type=Path, metavar="FOLDER", help="by meaning too; vectors are kept here"
    )
    parser.add_argument("--run", type=Path, help="write a TREC run here")
    parser.add_argument("--first", type=int, help="only so many queries")
    options = parser.parse_args()
    judged = judgements(options.collection, options.split)
    known = {judgement.query_id for judgement in judged}
    asked = {
        query: text for query, text in queries(options.collection, options.split).items() if query in known
    }
    if options.first:
        asked = dict(list(asked.items())[: options.first])
        judged = [judgement for judgement in judged if judgement.query_id in asked]
    seconds: list[float] = []
    collection = read_collection(options.collection, options.language)
    meaning = meaning_of(collection, options.semantic) if options.semantic else None
    found = list(run(collection, asked, seconds, meaning))
    if options.run:
        write_run(options.run, found)
    measured = ir_measures.calc_aggregate(MEASURES, judged, found)
    report: dict[str, float | int] = {str(measure): round(measured[measure], 4) for measure in MEASURES}
    report |= {"queries": len(asked), "p50_ms": round(1000 * statistics.median(seconds), 1)}
    print(json.dumps(report))


if __name__ == "__main__":
    main()
