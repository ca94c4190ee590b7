"""What the glossary and misread words cost: `python bench/speed.py INDEX [QUERIES]`.

INDEX is a folder made by `corpus-search index`; QUERIES a file with a query a line (else those of
`crosslanguage.tsv` and a few more). Each is asked for its words as typed and with everything, in turn; prints the
medians in milliseconds, of the whole search with snippets and citations, as JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from corpus_search.config import load_settings
from corpus_search.searching import SearchRequest
from corpus_search.workspace import Workspace

ROUNDS = 15
QUERIES = (
    "pelatihan vokasi",
    "pencari kerja",
    "pemutusan hubungan kerja",
    "bagaimana peserta mendapatkan pekerjaan setelah pelatihan?",
    "upah minimum provinsi",
    "jaminan kehilangan pekerjaan",
    "tenaga kerja asing izin",
    "sanksi administratif pengusaha",
)


def main(index: Path, queries: Path | None = None) -> None:
    asked = queries.read_text(encoding="utf-8").splitlines() if queries else _queries()
    taken: dict[bool, list[float]] = {False: [], True: []}
    with Workspace.open(load_settings({"index": index})) as workspace:
        for text in asked:  # what is read once for an index is not counted
            workspace.finder.search(SearchRequest(text))
        for _ in range(ROUNDS):
            for text in asked:
                for expand, seconds in taken.items():
                    start = time.perf_counter()
                    workspace.finder.search(SearchRequest(text, expand=expand))
                    seconds.append(time.perf_counter() - start)
    plain, whole = (1000 * statistics.median(taken[expand]) for expand in (False, True))
    print(
        json.dumps(
            {"p50_as_typed": round(plain, 2), "p50": round(whole, 2), "times": round(whole / plain, 2)}
        )
    )


def _queries() -> list[str]:
    lines = Path(__file__).with_name("crosslanguage.tsv").read_text(encoding="utf-8").splitlines()
    return [*QUERIES, *(line.split("\t")[0] for line in lines if not line.startswith("#"))]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
