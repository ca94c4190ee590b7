"""Words and phrases as nodes: all that scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from corpus_search.engines.base import Phrase
from corpus_search.engines.fields import IndexedField
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import DENSE, NO_IDS, Ids, Scores, union
from corpus_search.engines.whoosh.bags import Bag
from corpus_search.engines.whoosh.lists import Lists, WordList
from corpus_search.engines.whoosh.nodes import Node, scattered
from corpus_search.engines.whoosh.phrases import passages_with
from corpus_search.engines.whoosh.view import View

# ruff: noqa: D102  (nodes' methods are described there)

_HANDFUL: Final = 16
"""So many postings are scored one by one in less time than it takes to call numpy twenty times."""


class Words(Node):
    """Any of several lists and bags of words, their scores added."""

    def __init__(self, view: View, lists: Sequence[WordList], bags: Sequence[Bag] = ()) -> None:
        super().__init__(view)
        self.lists, self.bags = lists, bags

    def _find(self, index: int) -> Ids:
        lists = [found.postings[index].ids for found in self.lists]
        return union(lists + [bag.ids(index) for bag in self.bags], self.size(index))

    def score(self, index: int, ids: Ids) -> Scores:
        if self._single() and ids is self._matches.get(index):
            return self.lists[0].scores(self.view, index, ids.astype(np.intp))
        if self._pays(index, len(ids)):
            total = np.zeros(self.size(index), np.float32)
            self.pour(index, total)
            return total.take(ids)
        total = np.zeros(len(ids), np.float32)
        for field, postings, factor, _ in self.lists:
            here, freq = postings[index].among(ids, self.size(index))
            if len(here) == len(ids):
                total += bm25.scores(freq, self.view.norms(field, index, ids), factor)
            elif len(here):
                total[here] += bm25.scores(freq, self.view.norms(field, index, ids.take(here)), factor)
        for bag in self.bags:
            bag.add_among(total, ids, self.view, index)
        return total

    def most(self, index: int) -> int:
        return self.postings(index)

    def among(self, index: int, ids: Ids) -> Ids:
        if not self._single() or index in self._matches:
            return super().among(index, ids)
        here, _ = self.lists[0].postings[index].among(ids, self.size(index))
        return ids.take(here)

    def poured(self, index: int) -> Scores | None:
        if self._single() or any(found.factor <= 0 for found in self.lists):
            return None
        if any((bag.factors[index] <= 0).any() for bag in self.bags):
            return None
        if self.postings(index) * DENSE < self.size(index):
            return None
        total = np.zeros(self.size(index), np.float32)
        self.pour(index, total)
        return total

    def few(self) -> list[tuple[float, int]] | None:
        if not self._single() or self.lists[0].found > _HANDFUL:
            return None
        field, postings, factor, _ = self.lists[0]
        return [
            (bm25.score(freq, self.view.norm(field, index, passage), factor), self.view.key(index, passage))
            for index, found in enumerate(postings)
            for passage, freq in found.one_by_one()
        ]

    def pour(self, index: int, total: Scores) -> None:
        """Add the scores of all that matches to those of the segment's passages."""
        for found in self.lists:
            at = found.postings[index].ids.astype(
                np.intp
            )  # of this type, which all that follows would make it
            if len(at):
                np.add.at(total, at, found.scores(self.view, index, at))
        for bag in self.bags:
            bag.add_to(total, self.view, index)

    def postings(self, index: int) -> int:
        """How many there are in a segment, in all lists and bags."""
        lists = sum(len(found.postings[index]) for found in self.lists)
        return lists + sum(len(bag.postings[index]) for bag in self.bags)

    def _single(self) -> bool:
        """Whether it is one list, and no more."""
        return len(self.lists) == 1 and not self.bags

    def _pays(self, index: int, count: int) -> bool:
        """Whether to score all that matches is quicker than to look for so many passages in each list."""
        return not self._single() and count * DENSE > max(self.postings(index), self.size(index))


class FieldPhrase(Node):
    """Words that stand together in one field; they score there as the words do."""

    def __init__(self, lists: Lists, field: IndexedField, clause: Phrase) -> None:
        super().__init__(lists.view)
        self._field, self._phrase, self._slop = field, clause.words, clause.slop
        self._numbers = {word: lists.view.numbers(field, word) for word in clause.words}
        self._list_of = {word: lists.of_text(field, word, clause.weight) for word in clause.words}
        self._words = Words(lists.view, list(self._list_of.values()))

    def _find(self, index: int) -> Ids:
        number_of = {word: numbers[index] for word, numbers in self._numbers.items()}
        if not all(map(len, number_of.values())):
            return NO_IDS
        numbers = [int(number_of[word][0]) for word in self._phrase]
        return passages_with(self.view.segments[index], self._field, numbers, self._slop)

    def score(self, index: int, ids: Ids) -> Scores:
        return scattered(self, index, ids, [self._words])
