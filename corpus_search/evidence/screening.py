"""An order of passages that learns from what was judged.

A class-balanced logistic regression (scikit-learn, liblinear) is trained on the passages kept and refused for a theme
and on the theme's own words, and ranks all passages. The same judgements give the same order.

Every so often a passage drawn at random from those not judged is shown instead of the next. What is found among them
tells how many remain: no ranking has chosen them. The interval is that of Clopper and Pearson for the share of relevant
ones; since the share falls as the work goes on, it errs on the side of too many (an elusion test: Roitblat, Kershaw and
Oot 2010, doi:10.1002/asi.21233; Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from corpus_search.evidence.features import Features
from corpus_search.evidence.rows import Estimate
from corpus_search.language import FUNCTION_WORDS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DRAWN = "(drawn at random)"
"""The query of a judgement's origin where the passage was drawn."""
DRAW_EVERY = 20
"""One of so many passages shown is drawn at random."""
FEWEST_DRAWN = 10
"""Passages drawn and judged from which an estimate is given."""
SOURCE = (
    "Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404; "
    "elusion: Roitblat, Kershaw & Oot (2010), doi:10.1002/asi.21233"
)
_REFUSED_AT_FIRST = 20
"""Passages least like the theme's words that count as refused until a person has refused one."""
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all passages, with what they come from."""

    features: Features
    scores: np.ndarray[tuple[int], np.dtype[np.float64]]
    weights: np.ndarray[tuple[int], np.dtype[np.float64]]

    def order(self) -> list[int]:
        """The keys of all passages, best first; of equal ones in reading order."""
        keys = self.features.keys
        return [keys[row] for row in np.argsort(-self.scores, kind="stable")]

    def score(self, key: int) -> float:
        """The score of a passage."""
        return float(self.scores[self.features.rows[key]])

    def words(self, key: int) -> tuple[str, ...]:
        """A passage's own words that speak most for it."""
        row = self.features.matrix[[self.features.rows[key]]]
        known = row.indices < len(self.features.terms)
        columns, values = row.indices[known], row.data[known]
        gains = values * self.weights[columns]
        best = sorted(zip(-gains, columns, strict=True))
        stems = (self.features.terms[column] for gain, column in best if gain < 0)
        forms = (self.features.surface.get(stem, stem) for stem in stems)
        return tuple(islice((form for form in forms if form not in FUNCTION_WORDS), _WORDS))


def rank(features: Features, texts: Sequence[str], labels: Mapping[int, bool]) -> Ranking:
    """Rank all passages for a theme.

    Args:
        features: of all passages.
        texts: the theme's own words: names, definition, queries.
        labels: by the key of a judged passage whether it was relevant; undecided ones are left out.
    """
    seed = features.seed(texts)
    likeness = np.asarray((features.matrix @ seed.T).todense(), dtype=np.float64).ravel()
    known = [(features.rows[key], label) for key, label in sorted(labels.items()) if key in features.rows]
    if not any(label for _, label in known):
        return _by_likeness(features, seed, likeness, [row for row, _ in known])
    rows = [row for row, _ in known]
    wanted = [label for _, label in known]
    if all(wanted):
        kept = set(rows)
        least = [int(row) for row in np.argsort(likeness, kind="stable") if int(row) not in kept]
        rows += least[:_REFUSED_AT_FIRST]
        wanted += [False] * len(least[:_REFUSED_AT_FIRST])
    if all(wanted):  # a corpus in which every passage is relevant
        return _by_likeness(features, seed, likeness, [])
    return _learned(features, seed, rows, wanted)


def _by_likeness(
    features: Features,
    seed: csr_matrix,
    likeness: np.ndarray[tuple[int], np.dtype[np.float64]],
    refused: Sequence[int],
) -> Ranking:
    """Before anything was kept: like the theme's words, and less like what was refused."""
    weights = np.asarray(seed.todense(), dtype=np.float64).ravel()
    if refused:
        away = np.asarray(features.matrix[refused].mean(axis=0), dtype=np.float64).ravel() / 2
        weights = weights - away
        likeness = likeness - features.matrix @ away
    return Ranking(features, likeness, weights)


def _learned(features: Features, seed: csr_matrix, rows: Sequence[int], wanted: Sequence[bool]) -> Ranking:
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    examples = vstack([features.matrix[rows], seed], format="csr")
    # The dual problem has a variable for each example, not for each word: a few hundred instead of many thousands.
    model = LogisticRegression(
        C=1.0, class_weight="balanced", solver="liblinear", dual=True, max_iter=1_000, random_state=0
    )
    model.fit(examples, [*wanted, True])
    weights = np.asarray(model.coef_, dtype=np.float64).ravel()
    return Ranking(features, features.matrix @ weights, weights)


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


def estimate(drawn: Collection[bool], unjudged: int) -> Estimate | None:
    """How many relevant passages remain.

    Args:
        drawn: of the passages drawn at random and judged, whether each was relevant.
        unjudged: passages that nobody has judged.

    Returns:
        None while too few were drawn.
    """
    if len(drawn) < FEWEST_DRAWN:
        return None
    from scipy.stats import beta

    hits, size = sum(drawn), len(drawn)
    low = float(beta.ppf(0.025, hits, size - hits + 1)) if hits else 0.0
    high = float(beta.ppf(0.975, hits + 1, size - hits)) if hits < size else 1.0
    return Estimate(
        remaining=round(hits / size * unjudged),
        low=int(low * unjudged),
        high=min(unjudged, int(np.ceil(high * unjudged))),
        source=SOURCE,
    )
