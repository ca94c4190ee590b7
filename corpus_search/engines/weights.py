"""What a word counts for, in BM25 per field, weighted and added; every engine ranks by these.

Tuned with `bench/quality.py` on 1,500 questions of the train split of an Indonesian collection of questions over
encyclopedia passages (nDCG@10 there, from .750 to .765): k1 (.9 to 2), b (.4 to .9), and the weights of the word
and of its stems (0 to 2 each). Differences of a few thousandths between neighbours say that the values are not
delicate. That the stem of the query's language counts most, the other one's hardly, was found there too; it holds
for English by symmetry (and on a test collection of abstracts: .454 without, .472 with it). Weights of headings and
titles keep their proportion to the text's: that collection has neither.
"""

from __future__ import annotations

from typing import Final

from corpus_search.engines.fields import IndexedField, Stemmer

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


def field_weight(field: IndexedField, stemmer: Stemmer | None, language: str = "") -> float:
    """Of a word in a field by itself (None) or by a stem."""
    if stemmer is None:
        return _FIELDS[field] * _EXACT
    if not language:
        return _FIELDS[field] * _ANY_STEM
    return _FIELDS[field] * (_OWN_STEM if stemmer == f"stem_{language}" else _OTHER_STEM)
