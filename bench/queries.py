"""Queries made to hold up a server, asked one after the other of an index.

    python bench/queries.py --index FOLDER --store FOLDER [--pages /search /concordance] [--slowest 12]

Prints the slowest with milliseconds of the processor, and how much they asked for (`searching.weighing`). Ends with
status 1 where one is answered by an error of the program.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from string import ascii_lowercase

from corpus_search.config import Settings
from corpus_search.searching import parse
from corpus_search.searching.weighing import weight
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace

COMMON = ["dan", "yang", "di", "untuk", "pada", "dengan", "ini", "itu", "atau", "dari"]
PAIRS = [a + b for a in ascii_lowercase for b in "aeioun"]
QUERIES = {
    "one letter": "a*",
    "stars": "*",
    "marks": "?*?*",
    "any with a": "*a*",
    "three letters": "?a?",
    "vowels": "*a*e*i*o*u*",
    "near a letter": "a~2",
    "common words": " OR ".join(COMMON * 15),
    "each letter": " OR ".join(f"{letter}*" for letter in ascii_lowercase),
    "each letter within": " OR ".join(f"*{letter}*" for letter in ascii_lowercase),
    "all letters within": " AND ".join(f"*{letter}*" for letter in ascii_lowercase),
    "pairs with commas": ",".join(f"*{pair}*" for pair in PAIRS),
    "pairs with slashes": "/".join(f"*{pair}*" for pair in PAIRS),
    "pairs behind a mark": ",".join(f"?{pair}*" for pair in PAIRS),
    "in titles": " OR ".join(f"title:*{letter}*" for letter in ascii_lowercase),
    "near many": " OR ".join(f"{pair}k~2" for pair in PAIRS),
    "unknown words": "/".join(f"w{number}" for number in range(200)),
    "thousands": " OR ".join(f"w{number}" for number in range(5000)),
    "100 kB": "x" * 100_000,
    "a long word": "x" * 1900,
    "marks without end": "?" * 900 + "a",
    "far apart": '"dan yang"~1000000',
    "phrases apart": " OR ".join(f'"{a} {b}"~50' for a in COMMON for b in COMMON if a != b),
    "a long phrase": '"' + "dan yang di " * 60 + '"',
    "nested": "(" * 500 + "a OR b" + ")" * 500,
    "not": "NOT zzzz",
    "not many": " ".join(f"-{word}" for word in COMMON * 15),
    "many values": "document:(" + ",".join(PAIRS) + ")",
    "a pattern of another language": r"(a+)+$ [a-z]{1000} \d+",
    "marks on letters": ("a" + "\u0301" * 30) * 30,
    "a question": "apa " + "dan " * 150 + "?",
}


def main() -> int:
    """Ask, and show the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument(
        "--pages",
        nargs="+",
        default=["/search", "/search.json?limit=1000", "/concordance", "/concordance.json"],
    )
    parser.add_argument("--slowest", type=int, default=12)
    given = parser.parse_args()
    app = create_app(Settings(corpus=Path(), index=given.index, store=given.store))
    client = app.test_client()
    client.get("/search?q=pelatihan")
    rows, failed = [], []
    for page in given.pages:
        for name, query in QUERIES.items():
            start = time.process_time()
            answer = client.get(page.partition("?")[0], query_string={"q": query} | _args(page))
            spent = 1000 * (time.process_time() - start)
            clause = parse(query).clause
            rows.append((spent, page, name, answer.status_code, weight(clause) if clause else 0))
            if answer.status_code >= 500:
                failed.append(f"{page}: {name}: status {answer.status_code}")
    close_workspace(app)
    print("| query | page | status | weight | ms |\n|---|---|---|---|---|")
    for spent, page, name, status, heavy in sorted(rows, reverse=True)[: given.slowest]:
        print(f"| {name} | {page} | {status} | {heavy} | {spent:.0f} |")
    print(f"\n{len(rows)} asked. " + ("\n".join(failed) or "No error of the program."))
    return 1 if failed else 0


def _args(page: str) -> dict[str, str]:
    """The parameters that a page's address brings along."""
    return dict(pair.split("=", 1) for pair in page.partition("?")[2].split("&") if pair)


if __name__ == "__main__":
    sys.exit(main())
