"""One writer an index."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus_search.errors import IndexBusyError, IndexUnusableError
from corpus_search.storing import now, write_whole

_HOLDER = "lock.holder"
"""Says who has the lock; what a process that has ended wrote there is of no account."""


@contextmanager
def only_writer(index: Path) -> Iterator[None]:
    """Keep other writers out of an index for as long as the block lasts.

    Raises:
        IndexBusyError: another process is writing it.
        IndexUnusableError: it cannot be written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / "lock", timeout=0):
            write_whole(index / _HOLDER, f"{os.getpid()}, since {now()}".encode())
            yield
    except Timeout as error:
        raise IndexBusyError(
            "Another process ({process}) is writing the index {index}. Wait until it is done, or name another index "
            "with --index.",
            process=_holder(index),
            index=index,
        ) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise IndexUnusableError(
            "The index {index} cannot be written: {error}. Make room on its disk and check its permissions, then run "
            "the same command again: what was finished is kept. Or name another index with --index.",
            index=index,
            error=error,
        ) from error


def _holder(index: Path) -> str:
    """Number of the process that writes an index, and since when."""
    try:
        return (index / _HOLDER).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return "that has just begun"
