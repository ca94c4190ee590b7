"""An order of passages that learns from what was judged.

A class-balanced logistic regression (scikit-learn, liblinear) is trained on the passages kept and refused for a theme
and on the theme's own words, and ranks all passages. The same judgements give the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from corpus_search.evidence.features import Features
from corpus_search.language import FUNCTION_WORDS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_REFUSED_AT_FIRST = 20
"""Passages at random that make up for those not refused yet: most of a corpus bears on no one theme.

As in AutoTAR (Cormack and Grossman 2015, arXiv:1504.06868); each counts a little only.
"""
_SUPPOSED = 0.3
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
    supposed = _supposed(len(features.keys), dict(known))
    if not supposed and all(label for _, label in known):  # a corpus in which every passage is relevant
        return _by_likeness(features, seed, likeness, [])
    return _learned(features, seed, known, supposed)


def _supposed(size: int, known: Mapping[int, bool]) -> list[int]:
    """Rows that count as refused, as long as a person has refused few."""
    missing = max(0, _REFUSED_AT_FIRST - sum(not label for label in known.values()))
    lots = np.random.default_rng(0).permutation(size)  # the same for the same corpus
    return list(islice((int(row) for row in lots if int(row) not in known), missing))


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


def _learned(
    features: Features, seed: csr_matrix, known: Sequence[tuple[int, bool]], supposed: Sequence[int]
) -> Ranking:
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    rows = [row for row, _ in known]
    examples = vstack([features.matrix[[*rows, *supposed]], seed], format="csr")
    wanted = [*(label for _, label in known), *(False for _ in supposed), True]
    weigh = [*(1.0 for _ in known), *(_SUPPOSED for _ in supposed), 1.0]
    # The dual problem has a variable for each example, not for each word: a few hundred instead of many thousands.
    model = LogisticRegression(
        C=1.0, class_weight="balanced", solver="liblinear", dual=True, max_iter=1_000, random_state=0
    )
    model.fit(examples, wanted, sample_weight=weigh)
    weights = np.asarray(model.coef_, dtype=np.float64).ravel()
    return Ranking(features, features.matrix @ weights, weights)
