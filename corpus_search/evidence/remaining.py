"""How many relevant passages remain among those that nobody has judged: what can be said at 95 %, and how soon.

Two things tell it, and neither trusts the classifier's scores:

* Every so often a passage drawn at random from those not judged is shown instead of the next. For a supposed number of
  relevant passages the chance that each draw hits is known, since it is known how many of them had been found before it
  and from how many it was drawn. Numbers at which so many hits, or so few, would be too unlikely are ruled out (as by
  Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404, but with a chance that falls as the work goes on).
* A ranking finds relevant passages at least as often as chance would. What a run of judgements has found therefore
  bounds how many there were when it began, as if it had been drawn at random: the hypergeometric test of Callaghan and
  Müller-Hansen 2020 (doi:10.1186/s13643-020-01521-4). It tells more and earlier, as no passage need be spent on it.

The lower bound is that of the draws; the upper one the smaller of both, each at half the error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus_search.evidence.rows import Estimate

DRAWN = "(drawn at random)"
"""The query of a judgement's origin where the passage was drawn."""
DRAW_EVERY = 20
"""One of so many passages shown is drawn at random."""
SHORTEST = 20
"""Judgements in a run from which it tells something."""
SOURCE = (
    "Callaghan & Müller-Hansen (2020), doi:10.1186/s13643-020-01521-4; "
    "Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404"
)
_ERROR = 0.025
"""Chance that a bound is wrong."""
_RUNS = 40
"""Runs that are looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """A passage that was judged, in the order of the judgements."""

    relevant: bool
    drawn: bool
    """At random, from all that were not judged then."""


@lru_cache(maxsize=1 << 16)
def _lot(theme: str, key: int) -> bytes:
    """What decides when a passage is drawn for a theme."""
    return hashlib.sha256(f"{theme}\0{key}".encode()).digest()


def with_draws(ranked: Sequence[int], judged: int, theme: str) -> tuple[list[int], frozenset[int]]:
    """Put passages drawn at random between those ranked.

    Args:
        ranked: keys of the passages that are not judged, best first.
        judged: how many passages were judged before.
        theme: its id; with the keys it decides what is drawn, so that the same is drawn again until it is judged.

    Returns:
        The keys in the order in which they are shown, and which of them were drawn.
    """
    lots = iter(sorted(ranked, key=lambda key: _lot(theme, key)))
    waiting = iter(ranked)
    shown: list[int] = []
    drawn: set[int] = set()
    taken: set[int] = set()
    while len(shown) < len(ranked):
        draw = (judged + len(shown)) % DRAW_EVERY == DRAW_EVERY - 1
        key = next(key for key in (lots if draw else waiting) if key not in taken)
        shown.append(key)
        taken.add(key)
        if draw:
            drawn.add(key)
    return shown, frozenset(drawn)


def estimate(steps: Sequence[Step], unjudged: int) -> Estimate:
    """How many relevant passages remain.

    Args:
        steps: what was judged, in its order.
        unjudged: passages that nobody has judged.
    """
    relevant = np.array([step.relevant for step in steps], dtype=np.int64)
    before = np.concatenate(([0], np.cumsum(relevant)))
    found, total = int(before[-1]), len(steps) + unjudged
    at = [number for number, step in enumerate(steps) if step.drawn]
    draws = _Draws(
        pools=np.array([total - number for number in at], dtype=np.float64),
        found=before[at].astype(np.float64),
        hits=sum(steps[number].relevant for number in at),
    )
    low = _first(lambda supposed: draws.at_least(supposed) > _ERROR, found, found + unjudged) - found
    high = (
        _first(lambda supposed: draws.at_most(supposed) <= _ERROR / 2, found, found + unjudged + 1)
        - found
        - 1
    )
    high = max(low, min(high, _bound_of_runs(before, unjudged)))
    return Estimate(
        remaining=min(max(round(draws.likeliest()) - found, low), high) if at else low,
        low=low,
        high=high,
        unjudged=unjudged,
        source=SOURCE,
    )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Passages drawn at random, in their order."""

    pools: np.ndarray[tuple[int], np.dtype[np.float64]]
    """From how many each was drawn."""
    found: np.ndarray[tuple[int], np.dtype[np.float64]]
    """Relevant ones found before each."""
    hits: int

    def at_most(self, supposed: int) -> float:
        """Chance of so few hits if there are so many relevant passages in all."""
        return float(self._chances(supposed)[: self.hits + 1].sum())

    def at_least(self, supposed: int) -> float:
        """Chance of so many hits."""
        return float(1 - self._chances(supposed)[: self.hits].sum())

    def _chances(self, supposed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Of each number of hits (a Poisson binomial distribution)."""
        chances = np.zeros(len(self.pools) + 1)
        chances[0] = 1
        for chance in np.clip((supposed - self.found) / self.pools, 0, 1):
            chances[1:] = chances[1:] * (1 - chance) + chances[:-1] * chance
            chances[0] *= 1 - chance
        return chances

    def likeliest(self) -> float:
        """The number of relevant passages at which as many hits are expected as there were."""
        return float((self.hits + (self.found / self.pools).sum()) / (1 / self.pools).sum())


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from `low` on for which something holds that holds from there on; `high` where none does."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _bound_of_runs(before: np.ndarray[tuple[int], np.dtype[np.int64]], unjudged: int) -> int:
    """At most how many remain, by what was found in the runs of judgements that end now.

    A run begins after something was found: until then the ranking knows only a theme's words, which may mislead it.
    """
    judged, found = len(before) - 1, int(before[-1])
    first = int(np.searchsorted(before, 1))
    if not found or judged - first < SHORTEST:
        return unjudged
    from scipy.stats import hypergeom

    starts = np.unique(np.linspace(first, judged - SHORTEST, _RUNS).astype(np.int64))
    pools, lengths, hits = judged + unjudged - starts, judged - starts, found - before[starts]
    low, high = hits.copy(), hits + unjudged + 1  # the first number that is ruled out lies in between
    while (low + 1 < high).any():
        middle = (low + high) // 2
        ruled_out = hypergeom.cdf(hits, pools, np.minimum(middle, pools), lengths) <= _ERROR / 2
        high = np.where(ruled_out, middle, high)
        low = np.where(ruled_out, low, middle)
    return int((low - hits).min())
