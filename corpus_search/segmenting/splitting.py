"""Cutting a span that is too long to be one passage, at the best places and into pieces of like size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from corpus_search.segmenting.sentences import sentence_starts

Span = tuple[int, int]

_WORD = re.compile(r"\S+")


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; an empty span where there is nothing else."""
    part = text[start:end]
    inner = part.strip()
    if not inner:
        return start, start
    start += len(part) - len(part.lstrip())
    return start, start + len(inner)


def word_count(text: str, start: int, end: int) -> int:
    """Number of words (runs without white space) in a span."""
    return len(text[start:end].split())


def split(text: str, span: Span, cuts: Sequence[int], limit: int) -> list[Span]:
    """Cut a span into parts of at most `limit` words, none within a word.

    Cuts are used where they suffice; what is still too long between two of them is cut at sentences, and a
    sentence that is too long at words. The number of parts is the least that is possible, and then the longest part
    is as short as can be.

    Args:
        text: the document's text.
        span: start and end, without white space at the ends.
        cuts: offsets where it is best cut.
        limit: most words a part may have, at least 1.
    """
    start, end = span
    if word_count(text, start, end) <= limit:
        return [span]
    # an offset within a word would tear it, and one in white space is the same place as the next word's start
    good = sorted({cut for cut in cuts if start < cut < end and text[cut - 1].isspace()})
    units: list[Span] = []
    for unit in _between(text, start, end, good):
        units.extend(_small_units(text, unit, limit))
    return _balanced(text, units, limit)


def _between(text: str, start: int, end: int, cuts: Sequence[int]) -> list[Span]:
    edges = [start, *cuts, end]
    spans = [trimmed(text, a, b) for a, b in pairwise(edges)]
    return [(a, b) for a, b in spans if a < b]


def _small_units(text: str, unit: Span, limit: int) -> list[Span]:
    """The unit itself, or its sentences, or runs of words, so that none has more than `limit` words."""
    if word_count(text, *unit) <= limit:
        return [unit]
    sentences = _between(text, *unit, sentence_starts(text, *unit)[1:])
    units: list[Span] = []
    for sentence in sentences:
        words = list(_WORD.finditer(text, *sentence))
        if len(words) <= limit:
            units.append(sentence)
            continue
        size = ceil(len(words) / ceil(len(words) / limit))
        for at in range(0, len(words), size):
            run = words[at : at + size]
            units.append((run[0].start(), run[-1].end()))
    return units


def _balanced(text: str, units: Sequence[Span], limit: int) -> list[Span]:
    """Group neighbouring units into as few parts as the limit allows, the longest as short as can be."""
    sizes = [word_count(text, *unit) for unit in units]
    fewest = len(_fill(sizes, limit))
    low, high = max(sizes), limit
    while low < high:
        middle = (low + high) // 2
        if len(_fill(sizes, middle)) <= fewest:
            high = middle
        else:
            low = middle + 1
    return [(units[first][0], units[last][1]) for first, last in _fill(sizes, high)]


def _fill(sizes: Sequence[int], capacity: int) -> list[tuple[int, int]]:
    """First and last index of each group when groups are filled one after the other."""
    groups: list[tuple[int, int]] = []
    held = 0
    for at, size in enumerate(sizes):
        if groups and held + size <= capacity:
            groups[-1] = (groups[-1][0], at)
            held += size
        else:
            groups.append((at, at))
            held = size
    return groups
