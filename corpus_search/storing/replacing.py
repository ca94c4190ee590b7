"""Putting a folder of files in the place of a store, in steps that can be finished after a crash.

How far it came stands in the folder's name:

    backups/.unpacking-MOMENT  is being written; of no use after a crash
    backups/.emptying-MOMENT   is whole; what is in the store goes to backups/before-restore-MOMENT
    backups/.filling-MOMENT    the store is empty; what is in here goes into it
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from corpus_search.storing.whole import BACKUPS, stamp
from corpus_search.storing.withdrawn import FILE as WITHDRAWN

_UNPACKING, _EMPTYING, _FILLING = ".unpacking-", ".emptying-", ".filling-"
_STAYS = frozenset({BACKUPS, WITHDRAWN})


def unpacking(store: Path) -> Path:
    """A new folder to write files into."""
    folder = store / BACKUPS / f"{_UNPACKING}{stamp()}"
    folder.mkdir(parents=True)
    return folder


def replace_by(store: Path, folder: Path) -> Path | None:
    """Put what was unpacked into a folder in the place of a store.

    Returns:
        The folder that holds what was there before; None where there was nothing.

    Raises:
        OSError: something cannot be moved; `finish_replacing` goes on from there.
    """
    moment = folder.name.removeprefix(_UNPACKING)
    folder.rename(folder.with_name(f"{_EMPTYING}{moment}"))
    finish_replacing(store)
    before = store / BACKUPS / f"before-restore-{moment}"
    return before if before.exists() else None


def is_half_replaced(store: Path) -> bool:
    """Whether a crash has left a store that `finish_replacing` is to finish."""
    return any(next((store / BACKUPS).glob(f"{name}*"), None) for name in (_EMPTYING, _FILLING, _UNPACKING))


def finish_replacing(store: Path) -> None:
    """Go on where a replacement ended. Nobody else may use the store meanwhile.

    Raises:
        OSError: something cannot be moved.
    """
    backups = store / BACKUPS
    for whole in backups.glob(f"{_EMPTYING}*"):
        moment = whole.name.removeprefix(_EMPTYING)
        for entry in list(_contents(store)):
            before = backups / f"before-restore-{moment}"
            before.mkdir(exist_ok=True)
            entry.replace(before / entry.name)
        whole.rename(backups / f"{_FILLING}{moment}")
    for rest in backups.glob(f"{_FILLING}*"):
        for entry in list(rest.iterdir()):
            entry.replace(store / entry.name)
        rest.rmdir()
    for useless in backups.glob(f"{_UNPACKING}*"):
        shutil.rmtree(useless)


def _contents(store: Path) -> Iterator[Path]:
    return (entry for entry in store.iterdir() if entry.name not in _STAYS and entry.suffix != ".lock")
