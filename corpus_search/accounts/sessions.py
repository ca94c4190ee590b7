"""Who is logged in, and which log-ins failed of late. Of this moment only: backups leave it out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.errors import TooManyAttemptsError
from corpus_search.storing import Ledger

FILE = "sessions.sqlite3"
WINDOW = 15 * 60
"""Seconds for which a failed log-in counts."""
MOST_FOR_NAME = 10
MOST_FROM_ADDRESS = 40
"""Failed log-ins in that time: for one name, and from one address, behind which many people may sit."""
_MOST_ROWS = 20_000
_LONGEST_AGENT = 200
_MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE sessions (token TEXT PRIMARY KEY, name TEXT NOT NULL, began REAL NOT NULL, "
        "ends REAL NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX sessions_by_name ON sessions (name)",
        "CREATE TABLE attempts (id INTEGER PRIMARY KEY, key TEXT NOT NULL, at REAL NOT NULL)",
        "CREATE INDEX attempts_by_key ON attempts (key, at)",
    ),
)


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in that has not ended."""

    name: str
    began: float
    ends: float
    """Seconds since 1970."""
    agent: str
    """The browser, as it calls itself."""


class Sessions:
    """Kept by the hash of a secret that only the person's browser has."""

    def __init__(self, store: Path, seconds: int, clock: Callable[[], float]) -> None:
        """Say where they are.

        Args:
            store: its folder.
            seconds: after which a session ends.
            clock: seconds since 1970.
        """
        self._ledger = Ledger(store / FILE, _MIGRATIONS, private=True)
        self._seconds = seconds
        self._clock = clock

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    def begin(self, name: str, agent: str) -> str:
        """Begin a session; what ended is forgotten. Returns its secret."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._ledger.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE ends <= ?", (now,))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)",
                (_hash(secret), name, now, now + self._seconds, agent[:_LONGEST_AGENT]),
            )
        return secret

    def get(self, secret: str) -> Session | None:
        """The session of a secret, if it has not ended."""
        with self._ledger.reading() as connection:
            row = connection.execute(
                "SELECT name, began, ends, agent FROM sessions WHERE token = ? AND ends > ?",
                (_hash(secret), self._clock()),
            ).fetchone()
        return None if row is None else Session(*row)

    def of(self, name: str) -> tuple[Session, ...]:
        """The sessions of a person, the newest first."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT name, began, ends, agent FROM sessions WHERE name = ? AND ends > ? ORDER BY began DESC",
                (name, self._clock()),
            ).fetchall()
        return tuple(Session(*row) for row in rows)

    def end(self, secret: str) -> None:
        """End one session."""
        with self._ledger.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", (_hash(secret),))

    def end_all(self, name: str) -> int:
        """End all sessions of a person. Returns how many."""
        with self._ledger.writing() as connection:
            return connection.execute("DELETE FROM sessions WHERE name = ?", (name,)).rowcount

    # --- failed log-ins ---

    def attempt(self, name: str, address: str) -> None:
        """Count a log-in before its password is looked at, so that none slips through beside others.

        Raises:
            TooManyAttemptsError: too many failed of late for the name or from the address.
        """
        now = self._clock()
        limits = ((_name_key(name), MOST_FOR_NAME), (f"address {address}", MOST_FROM_ADDRESS))
        with self._ledger.writing() as connection:
            connection.execute("DELETE FROM attempts WHERE at <= ?", (now - WINDOW,))
            for key, most in limits:
                row = connection.execute(
                    "SELECT count(*), min(at) FROM attempts WHERE key = ?", (key,)
                ).fetchone()
                if row[0] >= most:
                    raise TooManyAttemptsError(
                        "Too many log-ins failed. Try again in {minutes} minutes.",
                        minutes=max(1, round((row[1] + WINDOW - now) / 60)),
                    )
            connection.executemany(
                "INSERT INTO attempts (key, at) VALUES (?, ?)", [(key, now) for key, _ in limits]
            )
            connection.execute(
                "DELETE FROM attempts WHERE id <= (SELECT max(id) FROM attempts) - ?", (_MOST_ROWS,)
            )

    def succeeded(self, name: str, address: str) -> None:
        """Forget what failed for a name, and the last attempt from its address: it was none that failed."""
        with self._ledger.writing() as connection:
            connection.execute("DELETE FROM attempts WHERE key = ?", (_name_key(name),))
            connection.execute(
                "DELETE FROM attempts WHERE id = (SELECT max(id) FROM attempts WHERE key = ?)",
                (f"address {address}",),
            )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _name_key(name: str) -> str:
    """Names that somebody tries may be of any length; a password typed as a name is not kept."""
    return f"name {_hash(name.casefold())}"
