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
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.whoosh.arrays import Scores
from corpus_search.engines.whoosh.schema import IndexedField, Stemmer
from corpus_search.engines.whoosh.sections import Array

K1: Final = 1.2
"""How slowly repetition stops to count."""
B: Final = 0.75
"""How much a long passage is held against it."""

WEIGHTS: Final[dict[tuple[IndexedField, Stemmer | None], float]] = {
    ("exact", None): 2.0,
    ("exact", "stem_id"): 1.0,
    ("exact", "stem_en"): 1.0,
    ("headings", None): 0.8,
    ("headings", "stem_id"): 0.4,
    ("headings", "stem_en"): 0.4,
    ("title", None): 0.5,
    ("title", "stem_id"): 0.25,
    ("title", "stem_en"): 0.25,
}
"""Of a field by the word itself (None) and by its stem: a false stem then ranks below the true word. Headings
and titles count less: they are shared by all passages below them and hardly tell these apart."""


def idf(passages: int, found: int) -> float:
    """How much a word tells that stands in `found` of `passages`."""
    return log(1 + (passages - found + 0.5) / (found + 0.5))


def norms(longest: int, average: float) -> Scores:
    """The length's part of the formula for each length from 0 to `longest`."""
    lengths = np.arange(longest + 1, dtype=np.float64)
    return (K1 * (1 - B + B * lengths / max(average, 1e-9))).astype(np.float32)


def scores(freq: Array, norm: Scores, factor: float) -> NDArray[np.float32]:
    """The formula; `factor` is weight and idf."""
    weights = freq.astype(np.float32)
    norm = norm + weights
    weights *= np.float32(factor)
    weights /= norm
    return weights
