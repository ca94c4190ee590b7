"""A clause over the segments of a view: which passages match, and then how well.

Passages are found first, by their numbers alone; only those that are left after all clauses and filters are
scored, and none where nothing is sorted by relevance. Where all that matches is wanted, as the best of a few
frequent words are, the scores are poured out over the segment, a place for each passage: to find and to score
is then one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from corpus_search.engines.whoosh.arrays import Ids, Scores, common, places_in
from corpus_search.engines.whoosh.view import View


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


def added(nodes: Sequence[Node], index: int, ids: Ids) -> Scores:
    """The scores that several nodes give, one added to the other."""
    if not nodes:
        return np.zeros(len(ids), np.float32)
    first, *others = nodes
    total = first.score(index, ids)
    for node in others:
        total += node.score(index, ids)
    return total


def scattered(node: Node, index: int, ids: Ids, scoring: Sequence[Node]) -> Scores:
    """The scores that other nodes give, where this one matches; 0 elsewhere."""
    if ids is node.matches(index):
        return added(scoring, index, ids)
    total = np.zeros(len(ids), np.float32)
    at = places_in(ids, node.matches(index), node.size(index))
    total[at] = added(scoring, index, ids.take(at))
    return total
