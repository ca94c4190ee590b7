"""Lucene's ranking of a collection, as a TREC run on standard output: what `quality.py` is measured against.

    python bench/lucene.py COLLECTION --split NAME --language en|id > lucene.run

COLLECTION as in `quality.py`. Lucene 8 with the analyzer of the language, BM25 with k1 .9 and b .4, all words of a
query as alternatives. Needs a JDK (11 or newer) and Maven, which fetches Lucene.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSION = "8.11.4"
LIBRARIES = ("lucene-core", "lucene-analyzers-common")
PROGRAM = Path(__file__).with_name("LuceneRun.java")


def library(name: str) -> Path:
    """Where Maven keeps one of Lucene's libraries, fetched where it is not there yet."""
    kept = Path.home() / ".m2/repository/org/apache/lucene" / name / VERSION / f"{name}-{VERSION}.jar"
    if not kept.exists():
        artifact = f"-Dartifact=org.apache.lucene:{name}:{VERSION}"
        subprocess.run(["mvn", "-q", "-B", "dependency:get", artifact], check=True)
    return kept


def passages(folder: Path) -> Iterator[str]:
    """The passages of a collection: id, tab, title and text on one line."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, filter(str.strip, lines)):
            text = " ".join(f"{row.get('title') or ''} {row['text']}".split())
            yield f"{row['_id']}\t{text}\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collection", type=Path)
    parser.add_argument("--split", required=True)
    parser.add_argument("--language", choices=("en", "id"), required=True)
    options = parser.parse_args()
    libraries = ":".join(map(str, map(library, LIBRARIES)))
    queries = options.collection / f"queries.{options.split}.tsv"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passages.tsv"
        file.write_text("".join(passages(options.collection)), encoding="utf-8")
        command = ["java", "-cp", libraries, PROGRAM, options.language, file, queries]
        subprocess.run(list(map(str, command)), check=True)


if __name__ == "__main__":
    main()
