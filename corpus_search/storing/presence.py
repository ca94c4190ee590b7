"""Who has a store open, so that it is not replaced under anybody's hands.

Each process that serves a store holds a lock of its own in it; whoever wants to replace the store tries all of them. A
lock ends with its process, however that ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus_search.errors import StoreError
from corpus_search.storing.replacing import finish_replacing, is_half_replaced
from corpus_search.storing.whole import stamp

_REPLACING = ".replacing.lock"
_IN_USE = ".in-use-"
_PATIENCE = 10.0
"""Seconds to wait for a restore to end before a store is opened."""


def take_part(store: Path) -> Callable[[], None]:
    """Tell that this process uses a store, until it ends or calls what is returned.

    Raises:
        StoreError: the store is being replaced just now.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError:  # where nothing can be written, nothing is replaced either
        return _nothing
    file = store / f"{_IN_USE}{os.getpid()}-{stamp()}.lock"
    lock = FileLock(file)
    try:
        with FileLock(store / _REPLACING, timeout=_PATIENCE):
            finish_replacing(store)
            lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(
            "A backup is being brought back into {store}. Try again when it is done.", store=store
        ) from error
    except OSError:
        return _nothing

    def leave() -> None:
        lock.release()
        file.unlink(missing_ok=True)

    return leave


def _nothing() -> None:
    """Leave what was never entered."""


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Keep others out of a store for as long as the block lasts.

    Raises:
        StoreError: another process uses it.
    """
    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / _REPLACING, timeout=0):
            for file in store.glob(f"{_IN_USE}*.lock"):
                _make_sure_it_is_left(file, store)
            finish_replacing(store)
            yield
    except Timeout as error:
        raise StoreError("A backup is being brought back into {store} already.", store=store) from error


def settle(store: Path) -> None:
    """Finish what a crash in the middle of bringing a backup back has left, before a store is used.

    Raises:
        StoreError: another process is doing so, or uses the store, or it cannot be finished.
    """
    if not is_half_replaced(store):
        return
    try:
        with alone(store):
            pass
    except OSError as error:
        raise StoreError(
            "A backup was brought back into {store} only in part, and that cannot be finished: {error}. Make room, or "
            "check the permissions, and try again.",
            store=store,
            error=error,
        ) from error


def _make_sure_it_is_left(file: Path, store: Path) -> None:
    try:
        with FileLock(file, timeout=0):
            pass
    except Timeout as error:
        raise StoreError(
            "{store} is in use by a running corpus-search (process {process}). Stop it, as with Ctrl-C where "
            "`corpus-search serve` runs, and try again.",
            store=store,
            process=file.name.removeprefix(_IN_USE).partition("-")[0],
        ) from error
    file.unlink(missing_ok=True)  # left behind by a process that was killed
