"""Saved searches, and which passages each of them has shown already. Append-only."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.model import Found
from corpus_search.storing import Ledger, append_only, now

FILE = "saved.sqlite3"
_LONGEST_NAME = 200
_KEY_BYTES = 16
_MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE saved (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, "
        "name TEXT NOT NULL, query TEXT NOT NULL, filters TEXT NOT NULL)",
        "CREATE TABLE looks (id INTEGER PRIMARY KEY AUTOINCREMENT, search INTEGER NOT NULL REFERENCES saved, "
        "at TEXT NOT NULL, corpus TEXT NOT NULL, total INTEGER NOT NULL)",
        "CREATE TABLE seen (search INTEGER NOT NULL REFERENCES saved, passage BLOB NOT NULL, "
        "PRIMARY KEY (search, passage)) WITHOUT ROWID",
        "CREATE TABLE removed (search INTEGER PRIMARY KEY REFERENCES saved, at TEXT NOT NULL)",
        *append_only("saved"),
        *append_only("looks"),
        *append_only("seen"),
        *append_only("removed"),
    ),
)
_LISTED = (
    "SELECT saved.id, saved.at, who, name, query, filters, looks.at, corpus, total FROM saved "
    "JOIN looks ON looks.id = (SELECT max(id) FROM looks WHERE search = saved.id) "
    "WHERE saved.id NOT IN (SELECT search FROM removed)"
)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that someone keeps, as it was looked at last."""

    id: int
    at: str
    """When it was saved; ISO time in UTC."""
    who: str
    name: str
    query: str
    filters: str
    """As an address has them: `kind=transcript&year=2020..2022`; empty for none."""
    looked: str
    """When its passages were taken for seen; ISO time in UTC."""
    corpus: str
    """Checksum of the corpus at that time."""
    total: int
    """Passages that it found at that time."""


class SavedSearches:
    """`workspace.saved`."""

    def __init__(self, folder: Path) -> None:
        """Say where the store is; the file is made with the first search."""
        self._ledger = Ledger(folder / FILE, _MIGRATIONS)

    def erase(self, quotes: Callable[[str], bool], note: Callable[[Sequence[str]], None]) -> None:
        """Blank the words of searches for which `quotes` holds, after noting them; the searches remain."""
        self._ledger.blank("saved", ("query", "name"), quotes, note)

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    def save(
        self, name: str, query: str, *, who: str, corpus: str, passages: Iterable[bytes], filters: str = ""
    ) -> SavedSearch:
        """Keep a search; what it finds now counts as seen.

        Args:
            name: what the person calls it; the query where it is empty.
            query: as typed.
            who: whose it is.
            corpus: checksum of the corpus that was searched.
            passages: keys of what it finds now.
            filters: as an address has them.

        Raises:
            UsageError: there is nothing to search for, the name is too long, or the person has one of this name.
        """
        name = " ".join(name.split()) or query
        if not query:
            raise UsageError("Type a search first.")
        if len(name) > _LONGEST_NAME:
            raise UsageError("The name is too long: up to {most} characters.", most=_LONGEST_NAME)
        with self._ledger.writing() as connection:
            taken = connection.execute(f"{_LISTED} AND who = ? AND name = ?", (who, name)).fetchone()
            if taken:
                raise UsageError("There is a saved search “{name}” already. Choose another name.", name=name)
            number = connection.execute(
                "INSERT INTO saved (at, who, name, query, filters) VALUES (?, ?, ?, ?, ?)",
                (now(), who, name, query, filters),
            ).lastrowid
            assert number is not None  # noqa: S101  (an INSERT just succeeded)
            _look(connection, number, corpus, passages)
            return SavedSearch(*connection.execute(f"{_LISTED} AND saved.id = ?", (number,)).fetchone())

    def look(self, identifier: int, *, corpus: str, passages: Iterable[bytes]) -> None:
        """Take what a search finds now for seen.

        Raises:
            NotFoundError: there is no such saved search.
        """
        self.one(identifier)
        with self._ledger.writing() as connection:
            _look(connection, identifier, corpus, passages)

    def remove(self, identifier: int) -> None:
        """Keep a search no longer.

        Raises:
            NotFoundError: there is no such saved search.
        """
        self.one(identifier)
        with self._ledger.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO removed VALUES (?, ?)", (identifier, now()))

    def list(self, who: str | None = None) -> tuple[SavedSearch, ...]:
        """The searches kept, by name; only those of one person where one is named."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                f"{_LISTED} AND (? IS NULL OR who = ?) ORDER BY name, saved.id", (who, who)
            ).fetchall()
        return tuple(SavedSearch(*row) for row in rows)

    def one(self, identifier: int) -> SavedSearch:
        """A saved search.

        Raises:
            NotFoundError: there is none with this id, or it is kept no longer.
        """
        with self._ledger.reading() as connection:
            row = connection.execute(f"{_LISTED} AND saved.id = ?", (identifier,)).fetchone()
        if row is None:
            raise NotFoundError("There is no saved search {identifier}.", identifier=identifier)
        return SavedSearch(*row)

    def seen(self, identifier: int) -> frozenset[bytes]:
        """Keys of the passages that a search has shown already."""
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT passage FROM seen WHERE search = ?", (identifier,)).fetchall()
        return frozenset(row[0] for row in rows)


def key_of(found: Found) -> bytes:
    """What a passage is known by: its document and its words, so that it stays the same when it is cut anew."""
    words = " ".join(found.text.split())
    return hashlib.sha256(f"{found.document.id}\0{words}".encode()).digest()[:_KEY_BYTES]


def _look(connection: sqlite3.Connection, identifier: int, corpus: str, passages: Iterable[bytes]) -> None:
    keys = set(passages)
    connection.execute(
        "INSERT INTO looks (search, at, corpus, total) VALUES (?, ?, ?, ?)",
        (identifier, now(), corpus, len(keys)),
    )
    connection.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", ((identifier, key) for key in keys))
