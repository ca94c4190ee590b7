"""Filters, and other clauses over what is known of a passage beside its text: nothing of them adds to a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus_search.engines.base import Among, Between
from corpus_search.engines.dates import NO_DATE, date_number, last_number
from corpus_search.engines.whoosh.arrays import Ids, Mask, Scores, true_at
from corpus_search.engines.whoosh.nodes import Node
from corpus_search.engines.whoosh.view import View


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

    def score(self, index: int, ids: Ids) -> Scores:  # noqa: ARG002  (all are alike)
        """0 for all."""
        return np.zeros(len(ids), np.float32)


class Keys(Node):
    """Passages with one of several keys; adds nothing to a score."""

    def __init__(self, view: View, keys: Sequence[int]) -> None:
        super().__init__(view)
        self._keys = np.array(keys, np.int64)

    def _find(self, index: int) -> Ids:
        segment = self.view.segments[index]
        keys = segment.columns.numbers("key").take(segment.ids).astype(np.int64)
        found: Ids = segment.ids[np.isin(keys, self._keys)]
        return found

    def score(self, index: int, ids: Ids) -> Scores:  # noqa: ARG002  (all are alike)
        """0 for all."""
        return np.zeros(len(ids), np.float32)


def _years(values: Sequence[str], clause: Between) -> list[str]:
    low = -np.inf if clause.low is None else int(clause.low)
    high = np.inf if clause.high is None else int(clause.high)
    return [value for value in values if value and low <= int(value) <= high]
