"""Choosing headings by their numbers: the ascending chain that explains most of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.law.numerals import Number


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of one heading that may be there."""

    candidate: int
    """Index of the heading, in reading order. Each may have several readings; a chain takes at most one."""
    number: Number
    score: float
    """How surely it is a heading with this number; options at or below 0 are never chosen."""


def best_chain(options: Sequence[Option], gap: float, *, first: int | None = 1) -> list[Option]:
    """The chain of ascending numbers with the highest sum of scores less the cost of numbers left out.

    A weighted longest increasing subsequence, by a Fenwick tree of the best chains that end at or below a
    number: O(n log n).

    Args:
        options: in reading order of their candidates.
        gap: cost of each number missing between two of the chain.
        first: the number that the chain should begin with, or None where any will do.
    """
    usable = [option for option in options if option.score > 0]
    if not usable:
        return []
    chains = _Chains(max(option.number.base for option in usable), gap)
    ended: list[tuple[float, int]] = []
    previous: list[int] = []
    pending: list[int] = []
    for index, option in enumerate(usable):
        if pending and usable[pending[0]].candidate != option.candidate:
            for done in pending:
                chains.add(usable[done].number, ended[done][0], done)
            pending = []
        number = option.number
        begun = gap * max(0, number.base - first + bool(number.suffix)) if first is not None else 0.0
        value, before = max((-begun, -1), chains.best_before(number), key=lambda found: found[0])
        ended.append((value + option.score, index))
        previous.append(before)
        pending.append(index)
    at = max(ended, key=lambda found: (found[0], -found[1]))[1]
    chain = []
    while at >= 0:
        chain.append(usable[at])
        at = previous[at]
    return chain[::-1]


class _Chains:
    """The best chains so far, by the number that they end with."""

    def __init__(self, highest: int, gap: float) -> None:
        self._gap = gap
        self._tree: list[tuple[float, int]] = [(float("-inf"), -1)] * (highest + 2)
        self._same: dict[int, dict[str, tuple[float, int]]] = {}

    def add(self, number: Number, value: float, index: int) -> None:
        """Know of a chain that ends with this number; of equal ones the first is kept."""
        same = self._same.setdefault(number.base, {})
        if number.suffix not in same or same[number.suffix][0] < value:
            same[number.suffix] = (value, index)
        credit = value + self._gap * number.base
        at = number.base + 1
        while at < len(self._tree):
            if self._tree[at][0] < credit:
                self._tree[at] = (credit, index)
            at += at & -at

    def best_before(self, number: Number) -> tuple[float, int]:
        """Value and end of the best chain that can go on with this number, the cost of the gap taken off."""
        best = (float("-inf"), -1)
        at = number.base
        while at > 0:
            best = max(best, self._tree[at], key=lambda found: found[0])
            at -= at & -at
        missing = number.base - 1 + (_place(number.suffix) if number.suffix else 0)
        found = (best[0] - self._gap * missing, best[1])
        for suffix, (value, index) in self._same.get(number.base, {}).items():
            skipped = _place(number.suffix) - _place(suffix) - 1
            if skipped >= 0 and value - self._gap * skipped > found[0]:
                found = (value - self._gap * skipped, index)
        return found


def _place(suffix: str) -> int:
    """Place of an inserted number behind its base: none is 0, A is 1, B is 2."""
    return ord(suffix[0]) - ord("A") + 1 if suffix else 0


def missing_between(before: Number | None, after: Number, first: int = 1) -> tuple[int, ...]:
    """The whole numbers that a chain leaves out between two of its own; inserted ones (12A) may be left out."""
    begin = before.base + 1 if before else first
    return tuple(range(begin, after.base + bool(after.suffix)))
