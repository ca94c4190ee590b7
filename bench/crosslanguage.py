"""How often an English query finds Indonesian passages that answer it, with the glossary and without.

    python bench/crosslanguage.py INDEX [QUERIES]

INDEX is a folder made by `corpus-search index`; QUERIES a file as `crosslanguage.tsv`, whose queries were written
before the glossary was. Prints a line for each query with the rank of the first passage that answers it (of the
first ten), then how many have one among the first three.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

from corpus_search.config import load_settings
from corpus_search.searching import SearchRequest
from corpus_search.workspace import Workspace

QUERIES = Path(__file__).with_name("crosslanguage.tsv")


def rank(workspace: Workspace, request: SearchRequest, answer: re.Pattern[str]) -> int | None:
    """Rank of the first passage that answers a query."""
    for hit in workspace.finder.search(request).hits:
        if answer.search(" ".join(hit.text.split())):
            return hit.rank
    return None


def main(index: Path, queries: Path = QUERIES) -> None:
    lines = [line for line in queries.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    found = {True: 0, False: 0}
    with Workspace.open(load_settings({"index": index})) as workspace:
        for line in lines:
            text, expression = line.split("\t", 1)
            answer = re.compile(expression, re.IGNORECASE)
            request = SearchRequest(text)
            ranks = {
                expand: rank(workspace, replace(request, expand=expand), answer) for expand in (False, True)
            }
            for expand, at in ranks.items():
                found[expand] += at is not None and at <= 3
            print(f"{ranks[False] or '-':>3} {ranks[True] or '-':>3}  {text}")
    print(f"answered among the first three: {found[False]} without, {found[True]} with, of {len(lines)}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
