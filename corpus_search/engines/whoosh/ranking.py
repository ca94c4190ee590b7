"""The best of what was found, by relevance or by date; equals by their keys, so that pages never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.base import Sort
from corpus_search.engines.dates import NO_DATE
from corpus_search.engines.whoosh.arrays import Ids, Places, Scores, true_at
from corpus_search.engines.whoosh.nodes import Node
from corpus_search.engines.whoosh.sections import Array
from corpus_search.engines.whoosh.view import View

_Values = NDArray[np.floating]
_LAST = -np.inf

_GROUP = 64
"""Values of which the highest stands for all when a floor is sought, at most ..."""
_GROUPS_PER_HIT = 4
"""... and fewer where that would leave fewer groups than so many for each hit."""


class Found(NamedTuple):
    """What was found in a segment."""

    ids: Ids | None
    """None: the passages whose score is above 0."""
    scores: Scores | None = None
    """Of each of `ids`, or of each passage of the segment where these are None; None: not known yet."""

    def total(self) -> int:
        """How many passages."""
        if self.ids is not None:
            return len(self.ids)
        return 0 if self.scores is None else int(np.count_nonzero(self.scores > 0))


def ranked(
    view: View, node: Node, found: Sequence[Found], *, sort: Sort, start: int, stop: int
) -> list[tuple[int, float]]:
    """Keys and scores from rank `start` to before `stop`, counted from 0.

    Args:
        view: the index as it is seen.
        node: what scores.
        found: per segment what was found; where not all of its scores are wanted, its ids.
        sort: by relevance, or by date with those without a date last.
        start: first rank.
        stop: rank after the last.
    """
    parts = [_best_of(view, node, index, hits, sort=sort, count=stop) for index, hits in enumerate(found)]
    places, values, keys = parts[0] if len(parts) == 1 else _joined(parts)
    page = np.lexsort((keys, -values))[start:stop]
    if sort == "relevance":
        scores = values.take(page)
    else:
        segments = np.repeat(np.arange(len(parts)), [len(best.places) for best in parts])
        scores = _scores_of(node, segments.take(page), places.take(page))
    return list(zip(keys.take(page).tolist(), scores.tolist(), strict=True))


class _Best(NamedTuple):
    """The best of a segment, in no order."""

    places: Ids
    values: _Values
    keys: Array


def _joined(parts: Sequence[_Best]) -> _Best:
    return _Best(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _best_of(view: View, node: Node, index: int, found: Found, *, sort: Sort, count: int) -> _Best:
    """The `count` best of a segment by value and then by key."""
    values, ids = _values(view, node, index, found, sort), found.ids
    if len(values) > count:
        near = _near(values, count, above_zero=ids is None)
        values, ids = values.take(near), near.astype(np.uint32) if ids is None else ids.take(near)
    elif ids is None:
        ids = true_at(values > 0).astype(np.uint32)
        values = values.take(ids)
    keys = view.segments[index].columns.numbers("key").take(ids)
    if len(values) > 2 * count:
        best = _best(values, keys, count)
        ids, values, keys = ids.take(best), values.take(best), keys.take(best)
    return _Best(ids, values, keys)


def _values(view: View, node: Node, index: int, found: Found, sort: Sort) -> _Values:
    """What is sorted by, the highest first."""
    if found.ids is None or (sort == "relevance" and found.scores is not None):
        assert found.scores is not None  # noqa: S101  (one of the two is known)
        return found.scores
    if sort == "relevance":
        return node.score(index, found.ids)
    dates = view.segments[index].columns.numbers("date").take(found.ids).astype(np.float64)
    return np.where(dates == NO_DATE, _LAST, dates if sort == "newest" else -dates)


def _near(values: _Values, count: int, *, above_zero: bool) -> Places:
    """Where the values are that may be among the `count` highest."""
    floor = _floor(values, count)
    return true_at(values > 0 if above_zero and floor <= 0 else values >= floor)


def _best(values: _Values, keys: Array, count: int) -> Places:
    """Where the `count` highest values are, of equal ones those with the lowest keys; in no order."""
    least = np.partition(values, -count)[-count]
    above, equal = true_at(values > least), true_at(values == least)
    missing = count - len(above)
    if missing < len(equal):
        equal = equal.take(np.argpartition(keys.take(equal), missing - 1)[:missing])
    return np.concatenate([above, equal])


def _floor(values: _Values, count: int) -> float:
    """A value that at least `count` reach: that of so many groups' highest, found in one straight pass."""
    size = min(_GROUP, len(values) // (_GROUPS_PER_HIT * count))
    if size < 2:
        return _LAST
    groups = len(values) // size
    highest = values[: groups * size].reshape(size, groups).max(0)
    highest.partition(groups - count)
    return float(highest[groups - count])


def _scores_of(node: Node, segments: Places, ids: Ids) -> _Values:
    """The scores of single passages, in their order."""
    scores = np.zeros(len(ids))
    for index in set(segments.tolist()):
        at = np.flatnonzero(segments == index)
        at = at.take(np.argsort(ids.take(at)))
        scores[at] = node.score(index, ids.take(at))
    return scores
