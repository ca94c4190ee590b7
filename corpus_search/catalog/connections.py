"""Connections to the catalog's file: one a thread, each as narrow as it has to be."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus_search.access import EVERYTHING
from corpus_search.catalog.narrowing import narrow
from corpus_search.catalog.revealing import reveal
from corpus_search.catalog.schema import connect, file_identity
from corpus_search.model import Access


class Connections:
    """To the catalog in one index folder. Safe for threads."""

    def __init__(self, folder: Path, *, real_names: bool, access: frozenset[Access]) -> None:
        """Prepare; a thread connects when it first asks."""
        self._folder = folder
        self._real_names = real_names
        self._access = access
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def current(self) -> sqlite3.Connection:
        """This thread's connection; a new one after the file was replaced by a rebuild.

        Raises:
            IndexUnusableError: see `schema.connect`.
        """
        identity = file_identity(self._folder)
        if identity is None or getattr(self._local, "identity", None) != identity:
            connection = connect(self._folder)
            if self._real_names:
                reveal(connection)
            elif self._access != EVERYTHING:
                narrow(connection, self._access)
            self._local.connection, self._local.identity = connection, identity
            with self._lock:
                self._open.append(connection)
        known: sqlite3.Connection = self._local.connection
        return known

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What is read within belongs together."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """What is written within counts as a whole, or not at all."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self.current()
        connection.execute(begin)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connections of all threads; no thread may be using one."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()
