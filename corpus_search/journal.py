"""The journal: which searches were made, by whom, and what they found. Append-only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus_search.storing import Ledger, append_only, now

FILE = "journal.sqlite3"
_AGAIN = timedelta(minutes=10)
"""Within this time the same search is the same look at it: another page of results, a reload."""
_COLUMNS = "id, at, who, query, filters, total, corpus, theme"
_MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE searches (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, "
        "query TEXT NOT NULL, filters TEXT NOT NULL, total INTEGER NOT NULL, corpus TEXT NOT NULL, "
        "theme TEXT NOT NULL)",
        *append_only("searches"),
    ),
)


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

    def __init__(self, folder: Path, shown: Callable[[str], str] = str) -> None:
        """Say where the store is; the file is made with the first entry.

        Args:
            folder: the store.
            shown: how words that were typed are told, as with names in them replaced.
        """
        self._shown = shown
        self._ledger = Ledger(folder / FILE, _MIGRATIONS)
        self._who: str | None = None

    def narrowed(self, who: str) -> Journal:
        """The same journal for someone who sees only their own searches."""
        narrowed = copy(self)
        narrowed._who = who
        return narrowed

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    def erase(self, quotes: Callable[[str], bool], note: Callable[[Sequence[str]], None]) -> None:
        """Blank the words of searches for which `quotes` holds, after noting them; the searches remain."""
        self._ledger.blank("searches", ("query",), quotes, note)

    def searched(
        self, query: str, total: int, *, who: str, corpus: str, filters: str = "", theme: str = ""
    ) -> SearchEntry:
        """Keep a search. The same one by the same person on the same corpus within ten minutes is kept once.

        Returns:
            The entry, which may be the earlier one.
        """
        since = (datetime.now(UTC) - _AGAIN).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        same = (who, query, filters, total, corpus, theme)
        with self._ledger.writing() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM searches WHERE at >= ? AND who = ? AND query = ? "  # noqa: S608
                "AND filters = ? AND total = ? AND corpus = ? AND theme = ? ORDER BY id DESC LIMIT 1",
                (since, *same),
            ).fetchone()
            if row is not None:
                return SearchEntry(*row)
            at = now()
            number = connection.execute(
                "INSERT INTO searches (at, who, query, filters, total, corpus, theme) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (at, *same),
            ).lastrowid
        assert number is not None  # noqa: S101  (an INSERT just succeeded)
        return SearchEntry(number, at, who, query, filters, total, corpus, theme)

    def searches(self, *, offset: int = 0, limit: int | None = None) -> tuple[SearchEntry, ...]:
        """The searches kept, newest first."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM searches WHERE ?1 IS NULL OR who = ?1 "  # noqa: S608
                "ORDER BY id DESC LIMIT ?2 OFFSET ?3",
                (self._who, -1 if limit is None else limit, offset),
            ).fetchall()
        found = (SearchEntry(*row) for row in rows)
        return tuple(
            replace(one, query=self._shown(one.query), filters=self._shown(one.filters)) for one in found
        )
