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

Tuned with `bench/quality.py` on 1,500 questions of the train split of an Indonesian collection of questions over
encyclopedia passages (nDCG@10 there, from .750 to .765): k1 (.9 to 2), b (.4 to .9), and the weights of the word
and of its stems (0 to 2 each). Differences of a few thousandths between neighbours say that the values are not
delicate. That the stem of the query's language counts most, the other one's hardly, was found there too; it holds
for English by symmetry (and on a test collection of abstracts: .454 without, .472 with it). Weights of headings and
titles keep their proportion to the text's: that collection has neither.
"""

from __future__ import annotations

from math import log
from typing import Final

import numpy as np

from corpus_search.engines.whoosh.arrays import Scores
from corpus_search.engines.whoosh.schema import IndexedField, Stemmer
from corpus_search.engines.whoosh.sections import Array

K1: Final = 1.2
"""How slowly repetition stops to count."""
B: Final = 0.75
"""How much a long passage is held against it."""

_FIELDS: Final[dict[IndexedField, float]] = {"exact": 1.0, "headings": 0.4, "title": 0.25}
"""Headings and titles count less: they are shared by all passages below them and hardly tell these apart."""
_EXACT: Final = 1.0
_OWN_STEM: Final = 2.0
"""By the stemmer of the word's language; the word itself counts for this and for `_EXACT`."""
_OTHER_STEM: Final = 0.3
_ANY_STEM: Final = 1.0
"""By either stemmer, where the language is not known."""


def weight(field: IndexedField, stemmer: Stemmer | None, language: str = "") -> float:
    """Of a word in a field by itself (None) or by a stem."""
    if stemmer is None:
        return _FIELDS[field] * _EXACT
    if not language:
        return _FIELDS[field] * _ANY_STEM
    return _FIELDS[field] * (_OWN_STEM if stemmer == f"stem_{language}" else _OTHER_STEM)


def idf(passages: int, found: int) -> float:
    """How much a word tells that stands in `found` of `passages`."""
    return log(1 + (passages - found + 0.5) / (found + 0.5))


def norms(longest: int, average: float) -> Scores:
    """The length's part of the formula for each length from 0 to `longest`."""
    lengths = np.arange(longest + 1, dtype=np.float64)
    return (K1 * (1 - B + B * lengths / max(average, 1e-9))).astype(np.float32)


def scores(freq: Array, norm: Scores, factor: float) -> Scores:
    """The formula; `factor` is weight and idf. `norm` is used up."""
    weights = freq.astype(np.float32)
    norm += weights
    weights *= np.float32(factor)
    weights /= norm
    return weights
