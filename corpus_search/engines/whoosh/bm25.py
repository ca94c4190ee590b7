"""BM25, per field, weighted and added.

A word's score in a field of a passage is

    weight * idf * freq / (freq + k1 * (1 - b + b * length / average))
    idf = ln(1 + (passages - found + 0.5) / (found + 0.5))

after S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and
Trends in Information Retrieval 3(4), 2009, 3.4 (with the 1 inside the logarithm that keeps it above 0, as in
Lucene). `freq` is how often the word stands in the field, `length` the field's words in the passage, `average`
their mean over the passages, `found` the passages with the word. A family of words (of one stem, or that a
pattern stands for) counts as one word. The fields' scores are added: it is not the BM25F of the same authors, which
weights frequencies before they are saturated.

All figures are of the passages that the searcher may see, so a score tells nothing of the others.
"""

from __future__ import annotations

from math import log

import numpy as np

from corpus_search.engines.weights import K1, B
from corpus_search.engines.whoosh.arrays import Scores
from corpus_search.engines.whoosh.sections import Array


def idf(passages: int, found: int) -> float:
    """How much a word tells that stands in `found` of `passages`."""
    return log(1 + (passages - found + 0.5) / (found + 0.5))


def norms(longest: int, average: float) -> Scores:
    """The length's part of the formula for each length from 0 to `longest`."""
    lengths = np.arange(longest + 1, dtype=np.float64)
    return (K1 * (1 - B + B * lengths / max(average, 1e-9))).astype(np.float32)


def score(freq: int, norm: float, factor: float) -> float:
    """The formula for one passage; `factor` is weight and idf."""
    return factor * freq / (freq + norm)


def scores(freq: Array, norm: Scores, factor: float | Scores) -> Scores:
    """The same for many passages at once. `norm` is used up."""
    weights = freq.astype(np.float32)
    norm += weights
    weights *= np.float32(factor)
    weights /= norm
    return weights
