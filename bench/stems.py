"""How well stems bring word families together: `python bench/stems.py FAMILIES [TABLE ...]`.

FAMILIES is a text file; a line `root: word word ...` is a family that should meet in one stem, a line `!= a b`
two words that must not. A compound's stem is that of its last word. A TABLE holds a word and its root or lemma in
each line, parted by a tab: counted is whether the two meet.
"""

from __future__ import annotations

import sys
import time
from itertools import combinations
from pathlib import Path

from corpus_search.language import stem_id, words


def main(path: Path) -> None:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    pairs, met, apart = 0, 0, []
    seen: list[str] = []
    for line in lines:
        if line.startswith("!="):
            one, other = line.removeprefix("!=").split()
            if stem_id(one) == stem_id(other):
                apart.append(f"{one} = {other}")
        elif ":" in line and not line.startswith("#"):
            family = line.partition(":")[2].split()
            seen += family
            for one, other in combinations(family, 2):
                pairs += 1
                met += _stem(one) == _stem(other)
    print(f"pairs that meet: {met} of {pairs} ({met / pairs:.3f})")
    print(f"strangers that meet: {len(apart)}", *apart, sep="\n  ")
    stem_id.cache_clear()
    start = time.perf_counter()
    for word in seen:
        _stem(word)
    print(f"words a second, uncached: {len(seen) / (time.perf_counter() - start):,.0f}")


def score_table(path: Path) -> None:
    """How many words of a table meet their roots."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [(row[0], row[1]) for row in rows if words(row[0]) and words(row[1])]
    met = sum(_stem(word) == _stem(root) for word, root in pairs)
    print(f"{path.name}: {met} of {len(pairs)} ({met / len(pairs):.3f}) meet their root")


def _stem(word: str) -> str:
    return stem_id(words(word)[-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    for table in sys.argv[2:]:
        score_table(Path(table))
