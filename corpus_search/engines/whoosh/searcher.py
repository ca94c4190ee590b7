"""A query answered over a view: what is found, counted, ranked, and the page asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus_search.engines.base import EngineHit, EngineResults, FacetField, Or, Query, Sort
from corpus_search.engines.whoosh.arrays import NO_IDS, Ids, Mask, common, without
from corpus_search.engines.whoosh.clauses import Filter, Node, compiled
from corpus_search.engines.whoosh.ranking import ranked
from corpus_search.engines.whoosh.view import View


def search(view: View, query: Query) -> EngineResults:
    """Answer a query.

    Raises:
        ValueError: a bound of a range is no year or date.
    """
    filters = [Filter(view, clause) for clause in query.filters]
    node = compiled(query.clause, view)
    own = compiled(query.own, view)
    found = [
        _Found.of(common(node.matches(index), own.matches(index), segment.size), filters, index)
        for index, segment in enumerate(view.segments)
    ]
    first = _Tier(node, [_kept(segment.ids, segment.allowed) for segment in found])
    second = _lower_tier(view, query, node, own, filters)
    start, stop = query.offset, query.offset + query.limit
    hits = first.page(view, query.sort, start, stop, all_words=True)
    hits += second.page(view, query.sort, start - first.total, stop - first.total, all_words=False)
    return EngineResults(
        total=first.total,
        total_some=second.total,
        hits=tuple(hits),
        facets={field: _facet(view, field, filters, found) for field in query.facets},
    )


class _Found(NamedTuple):
    """What a clause finds in a segment, and what each filter says to it."""

    ids: Ids
    allowed: list[Mask]

    @classmethod
    def of(cls, ids: Ids, filters: Sequence[Filter], index: int) -> _Found:
        return cls(ids, [condition.allows(index, ids) for condition in filters])


def _kept(ids: Ids, allowed: Sequence[Mask]) -> Ids:
    return ids[np.logical_and.reduce(allowed)] if allowed else ids


class _Tier:
    """Passages that are ranked with one another."""

    def __init__(self, node: Node, ids: Sequence[Ids]) -> None:
        self._node, self._ids = node, ids
        self.total = sum(map(len, ids))

    def page(self, view: View, sort: Sort, start: int, stop: int, *, all_words: bool) -> list[EngineHit]:
        """The hits from rank `start` to before `stop`, counted from 0; less of what is not there."""
        start, stop = max(start, 0), min(stop, self.total)
        if start >= stop:
            return []
        return [
            EngineHit(key, score, all_words)
            for key, score in ranked(view, self._node, self._ids, sort=sort, start=start, stop=stop)
        ]


def _lower_tier(view: View, query: Query, node: Node, own: Node, filters: Sequence[Filter]) -> _Tier:
    """What matches some clauses and not all."""
    some = compiled(Or(query.some), view)
    ids = []
    for index, segment in enumerate(view.segments):
        rest = without(some.matches(index), node.matches(index), segment.size) if query.some else NO_IDS
        rest = common(rest, own.matches(index), segment.size)
        ids.append(_kept(rest, [condition.allows(index, rest) for condition in filters]))
    return _Tier(some, ids)


def _facet(
    view: View, field: FacetField, filters: Sequence[Filter], found: Sequence[_Found]
) -> dict[str, int]:
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
