"""Clauses become nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeGuard

from corpus_search.engines import base
from corpus_search.engines.base import Among, And, Between, Clause, Fuzzy, Not, Or, Pattern, Phrase, Word
from corpus_search.engines.fields import FIELDS_OF, IndexedField
from corpus_search.engines.whoosh.arrays import Ids, Scores, union, without
from corpus_search.engines.whoosh.bags import bag
from corpus_search.engines.whoosh.lists import Lists
from corpus_search.engines.whoosh.nodes import Node, added, scattered
from corpus_search.engines.whoosh.values import Filter, Keys
from corpus_search.engines.whoosh.view import View
from corpus_search.engines.whoosh.words import FieldPhrase, Words

_BAG_FROM: Final = 4
"""From so many words on they are put into bags."""


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
                return Words(view, lists.of_word(clause))
            case Phrase():
                fields = FIELDS_OF[clause.where] if clause.words else ()
                return _either([FieldPhrase(lists, field, clause) for field in fields], view)
            case Pattern() | Fuzzy():
                return Words(view, lists.of_matching(clause))
            case Among() | Between():
                return Filter(view, clause)
            case base.Keys():
                return Keys(view, clause.keys)
            case Or():
                return self._any(clause.clauses)
            case And():
                return _And(
                    view,
                    [self.of(child) for child in clause.clauses if not isinstance(child, Not)],
                    [self.of(child.clause) for child in clause.clauses if isinstance(child, Not)],
                )
            case Not():
                return _And(view, [], [self.of(clause.clause)])

    def _any(self, clauses: Sequence[Clause]) -> Node:
        single = [child for child in clauses if _is_single(child)]
        if len(single) < _BAG_FROM:
            return _either([self.of(child) for child in clauses], self.view)
        bags: dict[IndexedField, list[Word]] = defaultdict(list)
        for word in single:
            bags[FIELDS_OF[word.where][0]].append(word)
        bagged = Words(self.view, [], [bag(self.view, field, words) for field, words in bags.items()])
        others = [self.of(child) for child in clauses if not _is_single(child)]
        return _either([*others, bagged], self.view)


def _is_single(clause: Clause) -> TypeGuard[Word]:
    """Whether a clause is a word by itself in one field."""
    return isinstance(clause, Word) and not clause.stemmed and len(FIELDS_OF[clause.where]) == 1


def _either(nodes: Sequence[Node], view: View) -> Node:
    """Any of the nodes; where all of them are words, as if they were lists of one."""
    if len(nodes) == 1:
        return nodes[0]
    if all(isinstance(node, Words) for node in nodes):
        words = [node for node in nodes if isinstance(node, Words)]
        return Words(
            view, [one for node in words for one in node.lists], [one for node in words for one in node.bags]
        )
    return _Or(view, nodes)


class _All(Node):
    def _find(self, index: int) -> Ids:
        return self.view.segments[index].ids

    def score(self, index: int, ids: Ids) -> Scores:
        return added([], index, ids)


class _Or(Node):
    def __init__(self, view: View, nodes: Sequence[Node]) -> None:
        super().__init__(view)
        self._nodes = nodes

    def _find(self, index: int) -> Ids:
        return union([node.matches(index) for node in self._nodes], self.size(index))

    def score(self, index: int, ids: Ids) -> Scores:
        return added(self._nodes, index, ids)


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
        return scattered(self, index, ids, self._nodes)
