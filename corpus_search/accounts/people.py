"""Accounts: who may log in, and as what."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.access import Role, Viewer
from corpus_search.accounts.passwords import hashed, matches
from corpus_search.accounts.sessions import Session, Sessions
from corpus_search.errors import AccountError, LogInError, NotFoundError
from corpus_search.storing import Ledger, now

FILE = "accounts.sqlite3"
ROLES = (Role.READER, Role.RESEARCHER, Role.LEAD)
"""What an account may be."""
_LONGEST_NAME = 64
_MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE accounts (key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, "
        "made TEXT NOT NULL) WITHOUT ROWID",
    ),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in."""

    name: str
    """As it stands with judgements."""
    role: Role
    made: str
    """ISO time in UTC."""


class Accounts:
    """The accounts of one store; safe for threads and processes."""

    def __init__(self, store: Path, *, hours: int, clock: Callable[[], float] = time.time) -> None:
        """Say where the store is; its files are made with the first account.

        Args:
            store: its folder.
            hours: after which a log-in ends.
            clock: seconds since 1970.
        """
        self._ledger = Ledger(store / FILE, _MIGRATIONS, private=True)
        self._sessions = Sessions(store, hours * 3600, clock)

    def close(self) -> None:
        """Close the files."""
        self._ledger.close()
        self._sessions.close()

    # --- who there is ---

    @property
    def exist(self) -> bool:
        """Whether there is any account: from the first one on, nothing is served without a log-in."""
        with self._ledger.reading() as connection:
            return connection.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is not None

    def list(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT name, role, made FROM accounts ORDER BY key").fetchall()
        return tuple(Account(name, Role(role), made) for name, role, made in rows)

    def get(self, name: str) -> Account:
        """An account by its name, whatever its case.

        Raises:
            NotFoundError: there is none.
        """
        found = self._find(name)
        if found is None:
            raise NotFoundError("There is no account {name}.", name=name)
        return found[0]

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account. The first one is a lead's, who answers for the others.

        Raises:
            AccountError: the name is taken or cannot be one, the password cannot be one, or the first is no lead's.
        """
        name = _checked(name)
        kept = hashed(password, name)
        account = Account(name, role, now())
        with self._ledger.writing() as connection:
            if connection.execute("SELECT 1 FROM accounts WHERE key = ?", (_key(name),)).fetchone():
                raise AccountError("There is an account {name} already.", name=name)
            first = connection.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is None
            if first and role is not Role.LEAD:
                raise AccountError("The first account must be a lead's: --role lead.")
            connection.execute(
                "INSERT INTO accounts VALUES (?, ?, ?, ?, ?)",
                (_key(name), name, role.value, kept, account.made),
            )
        return account

    def remove(self, name: str) -> None:
        """Remove an account and end its log-ins; what the person judged stays.

        Raises:
            NotFoundError: there is none.
            AccountError: the last lead would leave others behind.
        """
        account = self.get(name)
        with self._ledger.writing() as connection:
            connection.execute("DELETE FROM accounts WHERE key = ?", (_key(name),))
            _needs_lead(connection.execute("SELECT role FROM accounts").fetchall())
        self._sessions.end_all(account.name)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; it counts from the next request on.

        Raises:
            NotFoundError: there is none.
            AccountError: no lead would be left.
        """
        self.get(name)
        with self._ledger.writing() as connection:
            connection.execute("UPDATE accounts SET role = ? WHERE key = ?", (role.value, _key(name)))
            _needs_lead(connection.execute("SELECT role FROM accounts").fetchall())

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password and end its log-ins.

        Raises:
            NotFoundError: there is none.
            AccountError: the password cannot be one.
        """
        account = self.get(name)
        kept = hashed(password, account.name)
        with self._ledger.writing() as connection:
            connection.execute("UPDATE accounts SET password = ? WHERE key = ?", (kept, _key(name)))
        self._sessions.end_all(account.name)

    # --- logging in and out ---

    def log_in(self, name: str, password: str, *, address: str, agent: str = "") -> tuple[Account, str]:
        """Begin a session.

        Args:
            name: as typed.
            password: as typed.
            address: where it comes from.
            agent: the browser, as it calls itself.

        Returns:
            The account and the secret of its session.

        Raises:
            TooManyAttemptsError: too many failed of late.
            LogInError: the name or the password is wrong; it does not say which.
        """
        account = self.check_password(name, password, address=address)
        return account, self._sessions.begin(account.name, agent)

    def check_password(self, name: str, password: str, *, address: str) -> Account:
        """The account of a name, if the password is its own; see `log_in`."""
        typed = _key(name)
        self._sessions.attempt(typed, address)
        found = self._find(typed)
        if not matches(found and found[1], password) or found is None:
            raise LogInError("The name or the password is wrong.")
        self._sessions.succeeded(typed, address)
        return found[0]

    def known_name(self, name: str) -> str:
        """The name of an account as it is written; empty where there is none: what was typed may be a password."""
        found = self._find(name)
        return "" if found is None else found[0].name

    def viewer(self, secret: str) -> Viewer | None:
        """Who has a session's secret; None where it has ended or never was."""
        session = self._sessions.get(secret) if secret else None
        found = self._find(session.name) if session else None
        return None if found is None else Viewer(found[0].name, found[0].role)

    def sessions(self, name: str) -> tuple[Session, ...]:
        """Where a person is logged in, the newest first."""
        return self._sessions.of(name)

    def log_out(self, secret: str) -> None:
        """End one session."""
        self._sessions.end(secret)

    def log_out_everywhere(self, name: str) -> int:
        """End all sessions of a person. Returns how many."""
        return self._sessions.end_all(name)

    def _find(self, name: str) -> tuple[Account, str] | None:
        """An account with its password's hash."""
        with self._ledger.reading() as connection:
            row = connection.execute(
                "SELECT name, role, made, password FROM accounts WHERE key = ?", (_key(name),)
            ).fetchone()
        return None if row is None else (Account(row[0], Role(row[1]), row[2]), row[3])


def _checked(name: str) -> str:
    """A name that can stand beside a judgement.

    Raises:
        AccountError: it cannot.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise AccountError("A name has from 1 to {most} letters, digits and signs.", most=_LONGEST_NAME)
    return name


def _key(name: str) -> str:
    return (
        unicodedata.normalize("NFKC", " ".join(name.split())).casefold().encode("utf-8", "replace").decode()
    )


def _needs_lead(rows: Sequence[tuple[str]]) -> None:
    """Undo what would leave accounts without a lead, by raising within the transaction.

    Raises:
        AccountError: it would.
    """
    if rows and all(role != Role.LEAD for (role,) in rows):
        raise AccountError(
            "One lead must remain while there are other accounts. Make another one lead first."
        )
