"""Clauses become nodes that tell, segment by segment, which passages match and then how well.

Passages are found first, by their numbers alone; only those that are left after all clauses and filters are
scored, and none where nothing is sorted by relevance. Where all that matches is wanted, as the best of a few
frequent words are, the scores are poured out over the segment, a place for each passage: to find and to score
is then one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

import numpy as np

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    Fuzzy,
    Keys,
    Not,
    Or,
    Pattern,
    Phrase,
    Word,
)
from corpus_search.engines.dates import NO_DATE, date_number, last_number
from corpus_search.engines.fields import FIELDS_OF, IndexedField
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import (
    DENSE,
    NO_IDS,
    Ids,
    Mask,
    Scores,
    common,
    places_in,
    true_at,
    union,
    without,
)
from corpus_search.engines.whoosh.lists import Lists, WordList
from corpus_search.engines.whoosh.phrases import passages_with
from corpus_search.engines.whoosh.view import View

_HANDFUL: Final = 16
"""So many postings are scored one by one in less time than it takes to call numpy twenty times."""


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

    def most(self, index: int) -> int:
        """No fewer passages of a segment than match, told without much work where that can be."""
        return len(self.matches(index))

    def among(self, index: int, ids: Ids) -> Ids:
        """Those of `ids`, passages of a segment that are seen, that match."""
        return common(ids, self.matches(index), self.size(index))

    @abstractmethod
    def score(self, index: int, ids: Ids) -> Scores:
        """How well each of `ids`, passages of a segment that are seen, matches; 0 where it does not."""

    def poured(self, index: int) -> Scores | None:  # noqa: ARG002  (for those that can)
        """How well each passage of a segment matches, above 0 where it does and else 0.

        None where that would take longer than to find the matches and score them.
        """
        return None

    def few(self) -> list[tuple[float, int]] | None:
        """Scores and keys of all that matches, in no order.

        None where it takes less time to find and score them all at once.
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


class _Words(Node):
    """Any of several lists, their scores added."""

    def __init__(self, view: View, lists: Sequence[WordList]) -> None:
        super().__init__(view)
        self.lists = lists

    def _find(self, index: int) -> Ids:
        return union([found.postings[index].ids for found in self.lists], self.size(index))

    def score(self, index: int, ids: Ids) -> Scores:
        if len(self.lists) == 1 and ids is self._matches.get(index):
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
        return total

    def most(self, index: int) -> int:
        return self.postings(index)

    def among(self, index: int, ids: Ids) -> Ids:
        if len(self.lists) != 1 or index in self._matches:
            return super().among(index, ids)
        here, _ = self.lists[0].postings[index].meet(ids, self.size(index))
        return ids.take(here)

    def poured(self, index: int) -> Scores | None:
        if len(self.lists) < 2 or any(found.factor <= 0 for found in self.lists):
            return None
        if self.postings(index) * DENSE < self.size(index):
            return None
        total = np.zeros(self.size(index), np.float32)
        self.pour(index, total)
        return total

    def few(self) -> list[tuple[float, int]] | None:
        if len(self.lists) != 1 or self.lists[0].found > _HANDFUL:
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

    def postings(self, index: int) -> int:
        """How many there are in a segment, in all lists."""
        return sum(len(found.postings[index]) for found in self.lists)

    def _pays(self, index: int, count: int) -> bool:
        """Whether to score all that matches is quicker than to look for so many passages in each list."""
        return len(self.lists) > 1 and count * DENSE > max(self.postings(index), self.size(index))


class _FieldPhrase(Node):
    """Words that stand together in one field; they score there as the words do."""

    def __init__(self, lists: Lists, field: IndexedField, clause: Phrase) -> None:
        super().__init__(lists.view)
        self._field, self._phrase, self._slop = field, clause.words, clause.slop
        self._numbers = {word: lists.view.numbers(field, word) for word in clause.words}
        self._list_of = {word: lists.of_text(field, word, clause.weight) for word in clause.words}
        self._words = _Words(lists.view, list(self._list_of.values()))

    def _find(self, index: int) -> Ids:
        number_of = {word: numbers[index] for word, numbers in self._numbers.items()}
        if not all(map(len, number_of.values())):
            return NO_IDS
        segment = self.view.segments[index]
        columns = segment.columns.fields[self._field]
        postings = {
            int(number[0]): self._list_of[word].postings[index]
            if segment.mask is None
            else columns.postings(int(number[0]))
            for word, number in number_of.items()
        }
        numbers = [int(number_of[word][0]) for word in self._phrase]
        return passages_with(segment, self._field, numbers, postings, self._slop)

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
        nodes = sorted(self._nodes, key=lambda node: node.most(index))
        ids = nodes[0].matches(index) if nodes else self.view.segments[index].ids
        for node in nodes[1:]:
            ids = node.among(index, ids)
        for node in self._excluded:
            ids = without(ids, node.matches(index), self.size(index))
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
        return self.among(index, self.view.segments[index].ids)

    def most(self, index: int) -> int:
        """All passages that are seen."""
        return self.view.segments[index].count

    def among(self, index: int, ids: Ids) -> Ids:
        """Those of `ids` whose value is allowed."""
        return ids.take(true_at(self.allows(index, ids)))

    def score(self, index: int, ids: Ids) -> Scores:
        """0 for all."""
        return _added([], index, ids)


class _Keys(Node):
    """Passages with one of several keys; adds nothing to a score."""

    def __init__(self, view: View, keys: Sequence[int]) -> None:
        super().__init__(view)
        self._keys = np.array(keys, np.int64)

    def _find(self, index: int) -> Ids:
        segment = self.view.segments[index]
        keys = segment.columns.numbers("key").take(segment.ids).astype(np.int64)
        found: Ids = segment.ids[np.isin(keys, self._keys)]
        return found

    def score(self, index: int, ids: Ids) -> Scores:
        """0 for all."""
        return _added([], index, ids)


class Nodes:
    """The nodes of one search. Clauses that are the same are one: a query says the same in several places."""

    def __init__(self, lists: Lists) -> None:
        self.view = lists.view
        self._lists = lists
        self._known: dict[Clause | None, Node] = {}

    def of(self, clause: Clause | None) -> Node:
        """The node of a clause; None stands for every passage."""
        node = self._known.get(clause)
        if node is None:
            node = self._known[clause] = self._compiled(clause)
        return node

    def _compiled(self, clause: Clause | None) -> Node:  # noqa: PLR0911  (one line a kind of clause)
        view, lists = self.view, self._lists
        match clause:
            case None:
                return _All(view)
            case Word():
                return _Words(view, lists.of_word(clause))
            case Phrase():
                fields = FIELDS_OF[clause.where] if clause.words else ()
                return _either([_FieldPhrase(lists, field, clause) for field in fields], view)
            case Pattern() | Fuzzy():
                return _Words(view, lists.of_matching(clause))
            case Among() | Between():
                return Filter(view, clause)
            case Keys():
                return _Keys(view, clause.keys)
            case Or():
                return _either([self.of(child) for child in clause.clauses], view)
            case And():
                return _And(
                    view,
                    [self.of(child) for child in clause.clauses if not isinstance(child, Not)],
                    [self.of(child.clause) for child in clause.clauses if isinstance(child, Not)],
                )
            case Not():
                return _And(view, [], [self.of(clause.clause)])


def _either(nodes: Sequence[Node], view: View) -> Node:
    """Any of the nodes; where all of them are words, as if they were lists of one."""
    if len(nodes) == 1:
        return nodes[0]
    if all(isinstance(node, _Words) for node in nodes):
        return _Words(view, [found for node in nodes if isinstance(node, _Words) for found in node.lists])
    return _Or(view, nodes)


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
