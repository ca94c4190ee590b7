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
