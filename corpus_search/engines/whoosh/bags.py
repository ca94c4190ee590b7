"""Many words by themselves, as one list: a query may be asked with dozens that a scanner may have misread.

Each counts for itself, as if it were a list of its own; but to fetch, find and score them takes one step for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus_search.engines.base import Word
from corpus_search.engines.fields import IndexedField
from corpus_search.engines.weights import field_weight
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import Ids, Scores, true_at, unique
from corpus_search.engines.whoosh.postings import Postings
from corpus_search.engines.whoosh.view import View


class Bag(NamedTuple):
    """Words in one field."""

    field: IndexedField
    postings: Sequence[Postings]
    """Per segment, those of one word after those of the other: a passage may come more than once."""
    factors: Sequence[Scores]
    """Per segment, of each posting its word's weight and idf."""

    def ids(self, index: int) -> Ids:
        """The passages of a segment with any of the words."""
        return unique(self.postings[index].ids)

    def add_to(self, total: Scores, view: View, index: int) -> None:
        """Add the words' scores to those of all passages of a segment."""
        postings, factors = self.postings[index], self.factors[index]
        scores = bm25.scores(postings.freq, view.norms(self.field, index, postings.ids), factors)
        np.add.at(total, postings.ids.astype(np.intp), scores)

    def add_among(self, total: Scores, ids: Ids, view: View, index: int) -> None:
        """Add the words' scores to those of some passages of a segment."""
        postings = self.postings[index]
        if not len(ids) or not len(postings):
            return
        places = ids.searchsorted(postings.ids)
        at = true_at(ids.take(places, mode="clip") == postings.ids)
        norms = view.norms(self.field, index, postings.ids.take(at))
        scores = bm25.scores(postings.freq.take(at), norms, self.factors[index].take(at))
        np.add.at(total, places.take(at), scores)


def bag(view: View, field: IndexedField, clauses: Sequence[Word]) -> Bag:
    """Words that are looked for as they stand, in a field; one that is named twice counts twice."""
    weight_of: dict[str, float] = defaultdict(float)
    for clause in clauses:
        weight_of[clause.text] += field_weight(field, None) * clause.weight
    numbers_of = [view.numbers(field, word) for word in weight_of]
    words, found = [], np.zeros(len(weight_of), np.int64)
    gathered = []
    for index, segment in enumerate(view.segments):
        here = [numbers[index] for numbers in numbers_of]
        numbers = np.concatenate(here)
        order = numbers.argsort(kind="stable")
        numbers, which = (
            numbers.take(order),
            np.repeat(np.arange(len(here)), list(map(len, here))).take(order),
        )
        counts = segment.frequencies(field, numbers)
        np.add.at(found, which, counts)
        gathered.append(segment.gathered(field, numbers))
        words.append(which.repeat(counts))
    factors = np.array(
        [weight * view.idf(count) for weight, count in zip(weight_of.values(), found.tolist(), strict=True)],
        np.float32,
    )
    return Bag(field, gathered, [factors.take(of_each) for of_each in words])
