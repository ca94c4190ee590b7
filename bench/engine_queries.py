"""Queries for the engines' benchmark, taken from the passages: the same for every engine, every time."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from engine_corpus import KINDS, SEED, Row, slip

PER_CLASS = 20
CLASSES = ("rare", "common", "or3", "and3", "phrase", "prefix", "fuzzy", "filter", "facet", "deep")
RARE = (2, 10)
"""Passages with a rare word."""
COMMON = (0.02, 0.5)
"""Share of the passages with a common word."""
MIDDLE = (0.0005, 0.02)
"""And with a word in between."""
_EVERY = 97
"""Phrases are taken from one passage of so many."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. `kind` and `years` filter where the class is `filter`."""

    name: str
    words: tuple[str, ...]
    kind: str = ""
    years: tuple[int, int] = (0, 0)


def write_queries(passages: Iterable[Sequence[Row]], folder: Path) -> None:
    """Choose queries for the passages and write them."""
    found: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    rng = random.Random(SEED)
    count = 0
    for rows in passages:
        for row in rows:
            count += 1
            words = _WORD.findall(row.text.lower())
            found.update(list(dict.fromkeys(filter(_plain, words))))  # always in the same order
            if count % _EVERY == 0 and len(words) > 1:
                at = rng.randrange(len(words) - 1)
                if all(map(_plain, words[at : at + 2])):
                    pairs.append((words[at], words[at + 1]))
    queries = [asdict(asked) for asked in _queries(found, pairs, count)]
    (folder / "queries.json").write_text(json.dumps(queries))


def read_queries(folder: Path) -> list[Asked]:
    """The queries as written."""
    return [
        Asked(**{**values, "words": tuple(values["words"]), "years": tuple(values["years"])})
        for values in json.loads((folder / "queries.json").read_text())
    ]


def _plain(word: str) -> bool:
    """Every engine cuts it the same way."""
    return word.isascii() and word.isalnum()


def _queries(found: Counter[str], pairs: Sequence[tuple[str, str]], count: int) -> Iterator[Asked]:
    rng = random.Random(SEED)

    def between(low: float, high: float) -> list[str]:
        return [word for word, times in found.items() if low <= times <= high and len(word) > 3]

    common = between(*(share * count for share in COMMON))
    middle = between(*(share * count for share in MIDDLE))
    rare = between(*RARE)
    letters = [word for word in middle if word.isalpha() and len(word) > 5]
    for name in CLASSES:
        for _ in range(PER_CLASS):
            match name:
                case "rare":
                    yield Asked(name, (rng.choice(rare),))
                case "or3" | "and3":
                    yield Asked(name, (rng.choice(common), rng.choice(common), rng.choice(middle)))
                case "phrase":
                    yield Asked(name, rng.choice(pairs))
                case "prefix":
                    yield Asked(name, (rng.choice(letters)[:4],))
                case "fuzzy":
                    yield Asked(name, (slip(rng.choice(letters), rng),))
                case "filter":
                    year = rng.randrange(1990, 2015)
                    yield Asked(name, (rng.choice(common),), rng.choice(KINDS), (year, year + 8))
                case _:
                    yield Asked(name, (rng.choice(common),))
