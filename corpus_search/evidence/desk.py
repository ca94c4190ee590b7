"""What may bear on a theme: passages to judge, in an order."""

from __future__ import annotations

from corpus_search.evidence.rows import Candidates, Order
from corpus_search.searching import SearchRequest

OFFERED_ABOVE = 2_000
"""Passages in the corpus above which screening is offered."""


class Desk:
    """`workspace.desk`."""

    def candidates(
        self,
        theme: str,
        request: SearchRequest = SearchRequest(),
        *,
        order: Order = Order.QUERIES,
        judged: bool | None = None,
    ) -> Candidates:
        """Passages to judge for a theme.

        Args:
            theme: its id.
            request: filters, access, offset and limit; its text, where there is one, narrows what is shown.
            order: how they are ordered.
            judged: only those that are judged for this theme, only those that are not, or all.

        Raises:
            NotFoundError: there is no such theme.
        """
        raise NotImplementedError
