"""SQLite files of the store.

What people said only grows: tables that `append_only` guards refuse to be changed. There is one exception: when an
informant withdraws, words are blanked where they stand (`Ledger.erasing`), and the rows remain. A ledger's version is
SQLite's `user_version`; an older file is copied into the store's `backups` folder before it is brought up to date.
"""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus_search.errors import StoreError
from corpus_search.storing.whole import BACKUPS, make_private, stamp

_BUSY_MS = 10_000


def append_only(table: str) -> tuple[str, str]:
    """Statements that make a table refuse changes."""
    return (
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END",
        f"CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END",
    )


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite file as of one moment, whoever is writing to it meanwhile.

    Raises:
        sqlite3.Error: the source is no SQLite file, or damaged.
        OSError: the target cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    origin = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    try:
        copy = sqlite3.connect(target)
        try:
            origin.backup(copy)
            copy.execute(
                "PRAGMA journal_mode = DELETE"
            )  # one file, without a companion that could be left behind
        finally:
            copy.close()
    finally:
        origin.close()


def scrub(connection: sqlite3.Connection) -> None:
    """Write an SQLite file anew, without the remains of what was deleted or changed, in the file or beside it.

    Raises:
        sqlite3.Error: another process is reading it.
    """
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError("another process is reading it")


class Ledger:
    """An SQLite file of the store. May be used by several threads and processes; made when first written to."""

    def __init__(
        self, file: Path, migrations: Sequence[Sequence[str]], *, private: bool = False, synced: bool = True
    ) -> None:
        """Say where it is.

        Args:
            file: may not exist yet.
            migrations: for each version from 1 the statements that lead to it from the one before.
            private: nobody but the account that runs the program may read the file (where the system knows such
                modes).
            synced: what was written is on the disk before anything else happens; else a power cut may take the last
                transactions (and no more than these), and none waits for the disk.
        """
        self.file = file
        self._private = private
        self._synchronous = "FULL" if synced else "NORMAL"
        self._migrations = migrations
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections of all threads; no thread may be using one."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A view of the file as of one moment; of an empty one where there is none.

        Raises:
            StoreError: the file cannot be used.
        """
        if not self.file.exists():
            connection = sqlite3.connect(":memory:", isolation_level=None)
            for statements in self._migrations:
                for statement in statements:
                    connection.execute(statement)
            try:
                yield connection
            finally:
                connection.close()
            return
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept when the block ends, nothing when it raises.

        Raises:
            StoreError: the file cannot be used.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def erasing(self, *tables: str) -> Iterator[sqlite3.Connection]:
        """A transaction in which rows of some tables may be changed, and after it no trace of the old is in the file.

        Raises:
            StoreError: the file cannot be used, or another process is reading it.
        """
        self._connection().execute("PRAGMA secure_delete = ON")
        with self.writing() as connection:
            for table in tables:
                connection.execute(f"DROP TRIGGER {table}_stay")
            yield connection
            for table in tables:
                connection.execute(append_only(table)[0])
        try:
            scrub(self._connection())
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def blank(
        self,
        table: str,
        columns: Sequence[str],
        chosen: Callable[[str], bool],
        note: Callable[[Sequence[str]], None],
    ) -> None:
        """Blank texts of a table, wherever they stand in some columns, and leave no trace of them.

        Args:
            table: its name.
            columns: of texts.
            chosen: whether a text is to be blanked.
            note: told of the texts before they go.
        """
        if not self.file.exists():
            return
        with self.erasing(table) as connection:
            found = [
                (text, column)
                for column in columns
                for (text,) in connection.execute(
                    f"SELECT DISTINCT {column} FROM {table} WHERE {column} != ''"  # noqa: S608  (names, no values)
                ).fetchall()
                if chosen(text)
            ]
            note([text for text, _ in found])
            for text, column in found:
                connection.execute(f"UPDATE {table} SET {column} = '' WHERE {column} = ?", (text,))  # noqa: S608  (our own names)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        try:
            connection.execute(begin)
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise self._unusable(error) from error
            raise

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; a new one where the file was replaced."""
        identity = self._identity()
        if identity is None or getattr(self._local, "identity", None) != identity:
            connection = self._open()
            self._local.connection, self._local.identity = connection, self._identity()
            with self._lock:
                self._connections.append(connection)
        known: sqlite3.Connection = self._local.connection
        return known

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self.file.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def _open(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self._private:
                make_private(self.file)
            connection = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {self._synchronous}")
            self._migrate(connection)
        except (OSError, sqlite3.Error) as error:
            connection.close()
            raise self._unusable(error) from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        latest, version = len(self._migrations), _version(connection)
        if version > latest:
            raise StoreError(
                "{file} was written by a newer corpus-search (version {version}, this one knows {latest}). "
                "Update corpus-search; the file has not been touched.",
                file=self.file,
                version=version,
                latest=latest,
            )
        if version == latest:
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)
            if 0 < version < latest:
                copy = f"{self.file.stem}-v{version}-{stamp()}{self.file.suffix}"
                target = self.file.parent / BACKUPS / copy
                if self._private:
                    make_private(target)
                copy_database(self.file, target)
            for statements in self._migrations[version:]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {latest}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _unusable(self, error: Exception) -> StoreError:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or _is_full(error):
            return StoreError(
                "There is no room left on the disk of {file}: nothing of this was kept, nothing was lost. Make room "
                "and do it again.",
                file=self.file,
            )
        return StoreError(
            "{file} cannot be used ({error}). If it is damaged, bring back a backup with: "
            "corpus-search restore FILE",
            file=self.file,
            error=error,
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == errno.ENOSPC
