"""Clauses become nodes that tell, segment by segment, which passages match and then how well.

Passages are found first, by their numbers alone; only those that are left after all clauses and filters are
scored, and none where nothing is sorted by relevance. Where all that matches is wanted, as the best of a few
frequent words are, the scores are poured out over the segment, a place for each passage: to find and to score
is then one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Phrase,
    Word,
)
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import (
    DENSE,
    NO_IDS,
    Ids,
    Mask,
    Places,
    Scores,
    common,
    meet,
    places_in,
    union,
    without,
)
from corpus_search.engines.whoosh.columns import Postings
from corpus_search.engines.whoosh.dates import date_number, last_number
from corpus_search.engines.whoosh.phrases import passages_with
from corpus_search.engines.whoosh.schema import FIELDS_OF, NO_DATE, STEMMERS, IndexedField, Stemmer
from corpus_search.engines.whoosh.view import View
from corpus_search.engines.whoosh.vocabulary import Selection, matching


class Node(ABC):
    """A clause over a view. Matches are kept, since they are asked for again when scores are."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._matches: dict[int, Ids] = {}

    def matches(self, index: int) -> Ids:
        """The passages of a segment that match, of those that are seen."""
        if index not in self._matches:
            self._matches[index] = self._find(index)
        return self._matches[index]

    @abstractmethod
    def _find(self, index: int) -> Ids:
        """Find the matches in a segment."""

    @abstractmethod
    def score(self, index: int, ids: Ids) -> Scores:
        """How well each of `ids`, passages of a segment that are seen, matches; 0 where it does not."""

    def poured(self, index: int) -> Scores | None:  # noqa: ARG002  (for those that can)
        """How well each passage of a segment matches, above 0 where it does and else 0.

        None where that would take longer than to find the matches and score them.
        """
        return None

    def size(self, index: int) -> int:
        """Passages of a segment, seen or not."""
        return self.view.segments[index].size


class _All(Node):
    def _find(self, index: int) -> Ids:
        return self.view.segments[index].ids

    def score(self, index: int, ids: Ids) -> Scores:
        return _added([], index, ids)


class _List(NamedTuple):
    """A word, or a family of words, in one field."""

    field: IndexedField
    postings: Sequence[Postings]
    """Per segment."""
    factor: float
    """Weight and idf."""

    def scores(self, view: View, index: int, at: Places) -> Scores:
        """Of all passages of a segment that are in it, which are `at`."""
        return bm25.scores(self.postings[index].freq, view.norms(self.field, index, at), self.factor)


class _Words(Node):
    """Any of several lists, their scores added."""

    def __init__(self, view: View, lists: Sequence[_List]) -> None:
        super().__init__(view)
        self.lists = lists

    def _find(self, index: int) -> Ids:
        return union([found.postings[index].ids for found in self.lists], self.size(index))

    def score(self, index: int, ids: Ids) -> Scores:
        if len(self.lists) == 1 and ids is self.lists[0].postings[index].ids:
            return self.lists[0].scores(self.view, index, ids.astype(np.intp))
        if self._pays(index, len(ids)):
            total = np.zeros(self.size(index), np.float32)
            self.pour(index, total)
            return total.take(ids)
        total = np.zeros(len(ids), np.float32)
        for field, postings, factor in self.lists:
            here, there = meet(ids, postings[index].ids, self.size(index))
            if len(here) == len(ids):
                norms = self.view.norms(field, index, ids)
                total += bm25.scores(postings[index].freq.take(there), norms, factor)
            elif len(here):
                norms = self.view.norms(field, index, ids.take(here))
                total[here] += bm25.scores(postings[index].freq.take(there), norms, factor)
        return total

    def poured(self, index: int) -> Scores | None:
        if len(self.lists) < 2 or any(found.factor <= 0 for found in self.lists):
            return None
        if self.postings(index) * DENSE < self.size(index):
            return None
        total = np.zeros(self.size(index), np.float32)
        self.pour(index, total)
        return total

    def pour(self, index: int, total: Scores) -> None:
        """Add the scores of all that matches to those of the segment's passages."""
        for found in self.lists:
            at = found.postings[index].ids.astype(
                np.intp
            )  # of this type, which all that follows would make it
            if len(at):
                np.add.at(total, at, found.scores(self.view, index, at))

    def postings(self, index: int) -> int:
        """How many there are in a segment, in all lists."""
        return sum(len(found.postings[index].ids) for found in self.lists)

    def _pays(self, index: int, count: int) -> bool:
        """Whether to score all that matches is quicker than to look for so many passages in each list."""
        return len(self.lists) > 1 and count * DENSE > max(self.postings(index), self.size(index))


class _FieldPhrase(Node):
    """Words that stand together in one field; they score there as the words do."""

    def __init__(self, view: View, field: IndexedField, clause: Phrase) -> None:
        super().__init__(view)
        self._field, self._slop = field, clause.slop
        self._numbers = [_numbers(view, field, word) for word in clause.words]
        weight = bm25.weight(field, None) * clause.weight
        self._words = _Words(
            view,
            [_list(view, field, _numbers(view, field, word), weight) for word in dict.fromkeys(clause.words)],
        )

    def _find(self, index: int) -> Ids:
        numbers = [int(word[index][0]) for word in self._numbers if len(word[index])]
        if len(numbers) < len(self._numbers):
            return NO_IDS
        return passages_with(self.view.segments[index], self._field, numbers, self._slop)

    def score(self, index: int, ids: Ids) -> Scores:
        return _scattered(self, index, ids, [self._words])


class _Or(Node):
    def __init__(self, view: View, nodes: Sequence[Node]) -> None:
        super().__init__(view)
        self._nodes = nodes

    def _find(self, index: int) -> Ids:
        return union([node.matches(index) for node in self._nodes], self.size(index))

    def score(self, index: int, ids: Ids) -> Scores:
        return _added(self._nodes, index, ids)


class _And(Node):
    def __init__(self, view: View, nodes: Sequence[Node], excluded: Sequence[Node]) -> None:
        super().__init__(view)
        self._nodes, self._excluded = nodes, excluded

    def _find(self, index: int) -> Ids:
        size = self.size(index)
        lists = sorted((node.matches(index) for node in self._nodes), key=len)
        ids = reduce(lambda a, b: common(a, b, size), lists) if lists else self.view.segments[index].ids
        for node in self._excluded:
            ids = without(ids, node.matches(index), size)
        return ids

    def score(self, index: int, ids: Ids) -> Scores:
        return _scattered(self, index, ids, self._nodes)


class Filter(Node):
    """Passages whose value of a field is allowed; adds nothing to a score."""

    def __init__(self, view: View, clause: Among | Between) -> None:
        super().__init__(view)
        self._clause = clause
        self.field = clause.field

    def allows(self, index: int, ids: Ids) -> Mask:
        """Of each of `ids` whether its value is allowed."""
        columns, clause = self.view.segments[index].columns, self._clause
        if isinstance(clause, Between) and clause.field == "date":
            dates = columns.numbers("date").take(ids)
            high = np.inf if clause.high is None else last_number(clause.high)
            within: Mask = (dates != NO_DATE) & (dates >= date_number(clause.low)) & (dates <= high)
            return within
        column = columns.codes(clause.field)
        wanted = clause.values if isinstance(clause, Among) else _years(column.values, clause)
        return column.among(ids, wanted)

    def _find(self, index: int) -> Ids:
        ids = self.view.segments[index].ids
        return ids[self.allows(index, ids)]

    def score(self, index: int, ids: Ids) -> Scores:
        """0 for all."""
        return _added([], index, ids)


def compiled(clause: Clause | None, view: View) -> Node:  # noqa: PLR0911  (one line a kind of clause)
    """The node of a clause; None stands for every passage."""
    match clause:
        case None:
            return _All(view)
        case Word():
            return _Words(view, _word_lists(view, clause))
        case Phrase():
            fields = FIELDS_OF[clause.where] if clause.words else ()
            return _Or(view, [_FieldPhrase(view, field, clause) for field in fields])
        case Pattern() | Fuzzy():
            return _Words(
                view,
                [
                    _list(view, field, matching(view, field, clause), bm25.weight(field, None))
                    for field in FIELDS_OF[clause.where]
                ],
            )
        case Among() | Between():
            return Filter(view, clause)
        case Or():
            return _either([compiled(child, view) for child in clause.clauses], view)
        case And():
            return _And(
                view,
                [compiled(child, view) for child in clause.clauses if not isinstance(child, Not)],
                [compiled(child.clause, view) for child in clause.clauses if isinstance(child, Not)],
            )
        case Not():
            return _And(view, [], [compiled(clause.clause, view)])


def _either(nodes: list[Node], view: View) -> Node:
    """Any of the nodes; where all of them are words, as if they were lists of one."""
    if all(isinstance(node, _Words) for node in nodes):
        return _Words(view, [found for node in nodes if isinstance(node, _Words) for found in node.lists])
    return _Or(view, nodes)


def _word_lists(view: View, clause: Word) -> list[_List]:
    """The lists of a word and of its stems; one only, with their weights together, where they are the same."""
    if not clause.stemmed:
        return [
            _list(
                view,
                field,
                _numbers(view, field, clause.text),
                bm25.weight(field, None) * clause.weight,
            )
            for field in FIELDS_OF[clause.where]
        ]
    lists = []
    for field in FIELDS_OF[clause.where]:
        weights: dict[tuple[bytes, ...], float] = {}
        selections: dict[tuple[bytes, ...], Selection] = {}
        for stemmer, selection in _forms(view, field, clause):
            same = tuple(numbers.tobytes() for numbers in selection)
            weight = bm25.weight(field, stemmer, clause.language) * clause.weight
            weights[same] = weights.get(same, 0.0) + weight
            selections[same] = selection
        lists += [_list(view, field, selection, weights[same]) for same, selection in selections.items()]
    return lists


def _forms(view: View, field: IndexedField, clause: Word) -> Iterator[tuple[Stemmer | None, Selection]]:
    yield None, _numbers(view, field, clause.text)
    for stemmer, stem in STEMMERS.items():
        text = stem(clause.text).encode()
        yield (
            stemmer,
            [segment.columns.fields[field].families[stemmer].members_of(text) for segment in view.segments],
        )


def _numbers(view: View, field: IndexedField, word: str) -> Selection:
    return view.numbers(field, word)


def _list(view: View, field: IndexedField, selection: Selection, weight: float) -> _List:
    postings = [
        segment.postings(field, numbers) for segment, numbers in zip(view.segments, selection, strict=True)
    ]
    return _List(field, postings, weight * view.idf(sum(len(found.ids) for found in postings)))


def _years(values: Sequence[str], clause: Between) -> list[str]:
    low = -np.inf if clause.low is None else int(clause.low)
    high = np.inf if clause.high is None else int(clause.high)
    return [value for value in values if value and low <= int(value) <= high]


def _added(nodes: Sequence[Node], index: int, ids: Ids) -> Scores:
    if not nodes:
        return np.zeros(len(ids), np.float32)
    first, *others = nodes
    total = first.score(index, ids)
    for node in others:
        total += node.score(index, ids)
    return total


def _scattered(node: Node, index: int, ids: Ids, scoring: Sequence[Node]) -> Scores:
    """The scores that other nodes give, where this one matches; 0 elsewhere."""
    if ids is node.matches(index):
        return _added(scoring, index, ids)
    total = np.zeros(len(ids), np.float32)
    at = places_in(ids, node.matches(index), node.size(index))
    total[at] = _added(scoring, index, ids.take(at))
    return total
