"""The best of what was found, by relevance or by date; equals by their keys, so that pages never overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.base import Sort
from corpus_search.engines.whoosh.arrays import Ids, Places
from corpus_search.engines.whoosh.clauses import Node
from corpus_search.engines.whoosh.schema import NO_DATE
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.view import View

_Values = NDArray[np.floating]
_LAST = -np.inf

_GROUP = 64
"""Values of which the highest stands for all when a floor is sought."""


def ranked(
    view: View, node: Node, ids: Sequence[Ids], *, sort: Sort, start: int, stop: int
) -> list[tuple[int, float]]:
    """Keys and scores from rank `start` to before `stop`, counted from 0.

    Args:
        view: the index as it is seen.
        node: what scores.
        ids: per segment what was found.
        sort: by relevance, or by date with those without a date last.
        start: first rank.
        stop: rank after the last.
    """
    segments, places, values, keys = [], [], [], []
    for index, found in enumerate(ids):
        value = _values(view, node, index, found, sort)
        key = view.segments[index].columns.numbers("key").take(found)
        best = _best(value, key, stop)
        segments.append(np.full(len(best), index))
        places.append(found.take(best))
        values.append(value.take(best))
        keys.append(key.take(best))
    segment, place, value, key = (np.concatenate(parts) for parts in (segments, places, values, keys))
    page = np.lexsort((key, -value))[start:stop]
    by_relevance = sort == "relevance"
    scores = value.take(page) if by_relevance else _scores_of(node, segment.take(page), place.take(page))
    return list(zip(key.take(page).tolist(), scores.tolist(), strict=True))


def _values(view: View, node: Node, index: int, ids: Ids, sort: Sort) -> _Values:
    """What is sorted by, the highest first."""
    if sort == "relevance":
        return node.score(index, ids)
    dates = view.segments[index].columns.numbers("date").take(ids).astype(np.float64)
    return np.where(dates == NO_DATE, _LAST, dates if sort == "newest" else -dates)


def _best(values: _Values, keys: Array, count: int) -> Places:
    """Where the `count` highest values are, of equal ones those with the lowest keys; in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    near = np.flatnonzero(values >= _floor(values, count))
    values = values.take(near)
    least = np.partition(values, -count)[-count]
    above, equal = np.flatnonzero(values > least), np.flatnonzero(values == least)
    missing = count - len(above)
    if missing < len(equal):
        equal = equal.take(np.argpartition(keys.take(near.take(equal)), missing - 1)[:missing])
    return near.take(np.concatenate([above, equal]))


def _floor(values: _Values, count: int) -> float:
    """A value that at least `count` reach: that of so many groups' highest, found in one straight pass."""
    groups = len(values) // _GROUP
    if groups <= count:
        return _LAST
    highest = values[: groups * _GROUP].reshape(_GROUP, groups).max(0)
    return float(np.partition(highest, -count)[-count])


def _scores_of(node: Node, segments: Places, ids: Ids) -> _Values:
    """The scores of single passages, in their order."""
    scores = np.zeros(len(ids))
    for index in set(segments.tolist()):
        at = np.flatnonzero(segments == index)
        at = at.take(np.argsort(ids.take(at)))
        scores[at] = node.score(index, ids.take(at))
    return scores
