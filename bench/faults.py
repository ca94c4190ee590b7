"""What a search loses when a scanner misread the documents.

    python bench/faults.py INDEX [--passages N] [--queries N] [--rate R] [--seed S]

INDEX is a folder made by `corpus-search index`. A sample of its passages is indexed as it is, and once more with
a share R of the words (of four characters and more, and years) misread: characters that look alike in print, as
they are confused in scanned regulations (`2O2O`, `Pasa1`, `ker1a`, `pernbangunan`, `prodr.:ktivitas`). Queries of
one and two words out of the sample are asked of both. Prints, as JSON, the mean share of the clean index's passages
(with all words) that the misread index finds too: of all, and of those in which a word of the query was misread.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from collection import Collection, found_of

from corpus_search.config import Settings, load_settings
from corpus_search.engines import open_engine
from corpus_search.language import FUNCTION_WORDS
from corpus_search.searching import SearchRequest, search
from corpus_search.workspace import Workspace

CONFUSED: Mapping[str, Sequence[str]] = {
    "a": ("n", "u"),
    "b": ("8", "h"),
    "c": ("e",),
    "d": ("cl",),
    "e": ("c",),
    "g": ("9", "q"),
    "h": ("b",),
    "i": ("1", "l", "!"),
    "j": ("1", "i"),
    "l": ("1", "I"),
    "m": ("rn",),
    "n": ("r",),
    "o": ("0",),
    "r": ("n",),
    "s": ("5",),
    "u": ("r.:", "n"),
    "0": ("O",),
    "1": ("l", "I"),
    "5": ("S",),
    "8": ("B",),
}
WORD = re.compile(r"[^\W\d_]{4,}|\d{4}")


def misread(text: str, rate: float, rng: random.Random) -> tuple[str, set[str]]:
    """The text with faults, and the words that are no longer in it somewhere."""
    changed: set[str] = set()

    def fault(match: re.Match[str]) -> str:
        word = match[0]
        places = [at for at, char in enumerate(word) if char.lower() in CONFUSED]
        if not places or rng.random() >= rate:
            return word
        at = rng.choice(places)
        changed.add(word.lower())
        return word[:at] + rng.choice(CONFUSED[word[at].lower()]) + word[at + 1 :]

    return WORD.sub(fault, text), changed


def ask(texts: Sequence[str], queries: Sequence[str]) -> list[set[int]]:
    """The passages with all words of each query."""
    sample = Collection("sample", (found_of(str(key), text) for key, text in enumerate(texts, 1)))
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Settings(index=Path(folder)), create=True)
        with engine.batch() as batch:
            batch.put(sample.indexed())
        found = []
        for query in queries:
            hits = search(SearchRequest(query, limit=len(texts)), engine, sample).hits
            found.append({int(hit.document.id) for hit in hits if hit.all_words})
        engine.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--passages", type=int, default=4000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--rate", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with Workspace.open(load_settings({"index": options.index})) as workspace:
        texts = []
        for document in workspace.documents():
            if document.passages:
                contents = workspace.contents(document.id)
                texts += [contents.text[passage.start : passage.end] for passage in contents.passages]
    texts = rng.sample(texts, min(options.passages, len(texts)))
    queries: list[str] = []
    while len(queries) < options.queries:
        words = [word for word in WORD.findall(rng.choice(texts)) if word.lower() not in FUNCTION_WORDS]
        at = rng.randrange(len(words)) if words else 0
        queries.append(" ".join(words[at : at + rng.choice((1, 2))]))
    queries = [query for query in queries if query]
    faulty = [misread(text, options.rate, rng) for text in texts]
    clean, worn = ask(texts, queries), ask([text for text, _ in faulty], queries)
    shares, hard = [], []
    for query, before, after in zip(queries, clean, worn, strict=True):
        shares.append(len(before & after) / len(before))
        typed = set(query.lower().split())
        struck = {key for key in before if typed & faulty[key - 1][1]}
        if struck:
            hard.append(len(struck & after) / len(struck))
    report = {
        "recall": round(statistics.mean(shares), 4),
        "recall_of_misread": round(statistics.mean(hard), 4),
        "queries": len(queries),
        "passages": len(texts),
        "found": sum(map(len, clean)),
        "found_besides": sum(len(after - before) for before, after in zip(clean, worn, strict=True)),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
