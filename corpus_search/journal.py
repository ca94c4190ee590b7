"""The journal: which searches were made, by whom, and what they found. Append-only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A search that someone made."""

    id: int
    at: str
    """ISO time in UTC."""
    who: str
    query: str
    filters: str
    """As an address has them: `kind=transcript&year=2020..2022`; empty for none."""
    total: int
    """Passages found."""
    corpus: str
    """Checksum of the corpus that was searched."""
    theme: str = ""
    """The theme that it was made for, if any."""


class Journal:
    """`workspace.journal`."""

    def searched(
        self, query: str, total: int, *, who: str, corpus: str, filters: str = "", theme: str = ""
    ) -> SearchEntry:
        """Keep a search. The same one by the same person on the same corpus within ten minutes is kept once."""
        raise NotImplementedError

    def searches(self, *, offset: int = 0, limit: int | None = None) -> tuple[SearchEntry, ...]:
        """The searches kept, newest first."""
        raise NotImplementedError
