"""A query answered over a view: what is found, counted, ranked, and the page asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from corpus_search.engines.base import EngineHit, EngineResults, FacetField, Or, Query, Sort
from corpus_search.engines.whoosh.arrays import Ids, Mask, common, true_at, without
from corpus_search.engines.whoosh.clauses import Nodes
from corpus_search.engines.whoosh.lists import Lists
from corpus_search.engines.whoosh.nodes import Node
from corpus_search.engines.whoosh.ranking import Found, ranked
from corpus_search.engines.whoosh.values import Filter
from corpus_search.engines.whoosh.view import View


def search(view: View, query: Query) -> EngineResults:
    """Answer a query.

    Raises:
        ValueError: a bound of a range is no year or date.
    """
    nodes = Nodes(Lists(view))
    node = nodes.of(query.clause)
    if _only_best(query) and (few := node.few()) is not None:
        return _of_few(few, query)
    first, second, facets = (
        _best_only(view, node, scored=query.limit > 0) if _only_best(query) else _sifted(nodes, query, node)
    )
    start, stop = query.offset, query.offset + query.limit
    hits = first.page(view, query.sort, start, stop, all_words=True)
    if query.some:
        hits += second.page(view, query.sort, start - first.total, stop - first.total, all_words=False)
    return EngineResults(total=first.total, total_some=second.total, hits=tuple(hits), facets=facets)


def _of_few(few: list[tuple[float, int]], query: Query) -> EngineResults:
    best = sorted([(-score, key) for score, key in few])[query.offset : query.offset + query.limit]
    hits = tuple([EngineHit(key, -score, all_words=True) for score, key in best])
    return EngineResults(total=len(few), total_some=0, hits=hits, facets={})


def _indexes(view: View) -> range:
    return range(len(view.segments))


def _only_best(query: Query) -> bool:
    """Whether nothing more is asked of all that a clause finds than how many it is and which are the best."""
    return not (query.filters or query.facets or query.some or query.own) and query.sort == "relevance"


def _best_only(view: View, node: Node, *, scored: bool) -> _Answer:
    found = []
    for index in _indexes(view):
        scores = node.poured(index) if scored else None
        found.append(Found(node.matches(index)) if scores is None else Found(None, scores))
    return _Tier(node, found), _NONE, {}


class _Tier:
    """Passages that are ranked with one another."""

    def __init__(self, node: Node | None, found: Sequence[Found]) -> None:
        self._node, self._found = node, found
        self.total = sum(hits.total() for hits in found)

    def page(self, view: View, sort: Sort, start: int, stop: int, *, all_words: bool) -> list[EngineHit]:
        """The hits from rank `start` to before `stop`, counted from 0; less of what is not there."""
        start, stop = max(start, 0), min(stop, self.total)
        if start >= stop or self._node is None:
            return []
        return [
            EngineHit(key, score, all_words)
            for key, score in ranked(view, self._node, self._found, sort=sort, start=start, stop=stop)
        ]


_NONE = _Tier(None, [])

_Answer = tuple[_Tier, _Tier, Mapping[FacetField, Mapping[str, int]]]
"""What is found by all words, what by some, and the facets."""


def _sifted(nodes: Nodes, query: Query, node: Node) -> _Answer:
    """What is found by all and by some words, and the facets."""
    view = nodes.view
    filters = [Filter(view, clause) for clause in query.filters]
    own = None if query.own is None else nodes.of(query.own)
    found = [
        _Sifted.of(_owned(node.matches(index), own, index, view), filters, index) for index in _indexes(view)
    ]
    first = _Tier(node, [Found(_kept(segment.ids, segment.allowed)) for segment in found])
    second = _lower_tier(nodes, query, node, own, filters) if query.some else _NONE
    return first, second, {field: _facet(view, field, filters, found) for field in query.facets}


class _Sifted(NamedTuple):
    """What a clause finds in a segment, and what each filter says to it."""

    ids: Ids
    allowed: list[Mask]

    @classmethod
    def of(cls, ids: Ids, filters: Sequence[Filter], index: int) -> _Sifted:
        return cls(ids, [condition.allows(index, ids) for condition in filters])


def _owned(ids: Ids, own: Node | None, index: int, view: View) -> Ids:
    return ids if own is None else common(ids, own.matches(index), view.segments[index].size)


def _kept(ids: Ids, allowed: Sequence[Mask]) -> Ids:
    return ids.take(true_at(reduce(np.logical_and, allowed))) if allowed else ids


def _lower_tier(nodes: Nodes, query: Query, node: Node, own: Node | None, filters: Sequence[Filter]) -> _Tier:
    """What matches some clauses and not all."""
    view = nodes.view
    some = nodes.of(Or(query.some))
    found = []
    for index, segment in enumerate(view.segments):
        rest = without(some.matches(index), node.matches(index), segment.size)
        rest = _owned(rest, own, index, view)
        found.append(Found(_kept(rest, [condition.allows(index, rest) for condition in filters])))
    return _Tier(some, found)


def _facet(
    view: View, field: FacetField, filters: Sequence[Filter], found: Sequence[_Sifted]
) -> Mapping[str, int]:
    """Counts of a field's values, most frequent first; filters on the field itself do not count."""
    values, numbers = view.values(field)
    counts = np.zeros(len(values), np.int64)
    for segment, number, (ids, allowed) in zip(view.segments, numbers, found, strict=True):
        others = [mask for condition, mask in zip(filters, allowed, strict=True) if condition.field != field]
        codes = segment.columns.codes(field).codes.take(_kept(ids, others))
        counts[number] += np.bincount(codes, minlength=len(number))
    order = np.argsort(-counts, kind="stable")
    order = order[: np.count_nonzero(counts)]
    sorted_counts = zip(order.tolist(), counts.take(order).tolist(), strict=True)
    return {values[place]: count for place, count in sorted_counts if values[place]}
