"""The journal: which searches were made, and who saw, judged, exported and changed what. Append-only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from corpus_search.storing import Ledger, append_only, now

FILE = "journal.sqlite3"
_AGAIN = timedelta(minutes=10)
"""Within this time the same search is the same look at it: another page of results, a reload."""
_LONGEST_ABOUT = 500
_COLUMNS = "id, at, who, query, filters, total, corpus, theme"
_MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE searches (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, "
        "query TEXT NOT NULL, filters TEXT NOT NULL, total INTEGER NOT NULL, corpus TEXT NOT NULL, "
        "theme TEXT NOT NULL)",
        *append_only("searches"),
    ),
    (
        "CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, "
        "what TEXT NOT NULL, about TEXT NOT NULL)",
        "CREATE INDEX events_by_time ON events (at)",
        *append_only("events"),
    ),
    ("CREATE INDEX searches_by_time ON searches (at)",),
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


class What(StrEnum):
    """What people do that others may have to account for."""

    SAW = "saw"
    """Opened a document that is not public, its original or a page; `about` is its id."""
    SHOWN = "shown"
    """Was shown words of documents that are not public, in results, words in context, evidence or an export; `about` is
    the page and the documents' ids."""
    JUDGED = "judged"
    EXPORTED = "exported"
    CODEBOOK = "codebook"
    """Changed the codebook."""
    REGISTER = "register"
    """Changed what is said of a document."""
    PSEUDONYMS = "pseudonyms"
    """Changed the table of pseudonyms."""
    NAMES = "names"
    """Looked at a document with its real names, or at the table of them."""
    WITHDREW = "withdrew"
    """Purged what was held of a document."""
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    LOG_IN_FAILED = "log_in_failed"
    """`about` is the address that it came from, as for a log-in."""
    PASSWORD = "password"  # noqa: S105  (changed; it is not kept here)
    ACCOUNTS = "accounts"
    """Made, changed or removed an account."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that someone did. It names documents and themes, and never holds their words."""

    id: int
    at: str
    """ISO time in UTC."""
    who: str
    """Empty where it is not known, as of a log-in under no known name."""
    what: What
    about: str
    """An id, an address of a page or of a machine; see `What`."""


class Journal:
    """`workspace.journal`."""

    def __init__(self, folder: Path, shown: Callable[[str], str] = str) -> None:
        """Say where the store is; the file is made with the first entry.

        Args:
            folder: the store.
            shown: how words that were typed are told, as with names in them replaced.
        """
        self._shown = shown
        self._ledger = Ledger(folder / FILE, _MIGRATIONS, synced=False)
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
                f"SELECT {_COLUMNS} FROM searches WHERE at >= ? AND who = ? AND query = ? "  # noqa: S608  (our own names)
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

    def happened(self, what: What, about: str, *, who: str, once: bool = False) -> None:
        """Keep what someone did.

        Args:
            what: see there.
            about: which document, theme, page or address it was about.
            who: the person.
            once: within ten minutes the same is kept once.
        """
        since = (datetime.now(UTC) - _AGAIN).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        about = about[:_LONGEST_ABOUT]
        with self._ledger.writing() as connection:
            same = connection.execute(
                "SELECT 1 FROM events WHERE at >= ? AND who = ? AND what = ? AND about = ?",
                (since, who, what.value, about),
            )
            if not (once and same.fetchone()):
                connection.execute(
                    "INSERT INTO events (at, who, what, about) VALUES (?, ?, ?, ?)",
                    (now(), who, what.value, about),
                )

    def events(
        self, *, who: str = "", what: What | None = None, offset: int = 0, limit: int | None = None
    ) -> tuple[Event, ...]:
        """What people did, newest first; of one person or of one sort where that is given."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT id, at, who, what, about FROM events WHERE (?1 = '' OR who = ?1) AND (?2 = '' OR what = ?2) "
                "AND (?3 IS NULL OR who = ?3) ORDER BY id DESC LIMIT ?4 OFFSET ?5",
                (who, what or "", self._who, -1 if limit is None else limit, offset),
            ).fetchall()
        return tuple(Event(number, at, name, What(kind), about) for number, at, name, kind, about in rows)

    def searches(self, *, offset: int = 0, limit: int | None = None) -> tuple[SearchEntry, ...]:
        """The searches kept, newest first."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM searches WHERE ?1 IS NULL OR who = ?1 "  # noqa: S608  (our own names)
                "ORDER BY id DESC LIMIT ?2 OFFSET ?3",
                (self._who, -1 if limit is None else limit, offset),
            ).fetchall()
        found = (SearchEntry(*row) for row in rows)
        return tuple(
            replace(one, query=self._shown(one.query), filters=self._shown(one.filters)) for one in found
        )
