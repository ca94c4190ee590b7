"""Documents that informants have withdrawn: `withdrawn.json` in the store.

The list outlives what it tells of: a file that still lies in the corpus is not indexed again, and a backup that is
brought back does not bring back what was withdrawn.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from corpus_search.errors import StoreError
from corpus_search.storing.whole import write_whole

FILE = "withdrawn.json"
_FORMAT = "corpus-search withdrawn 1"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is left of a document that was withdrawn."""

    id: str
    """The document's id in the store."""
    paths: tuple[str, ...]
    """Where its file, and copies of it, lay in the corpus."""
    checksum: str
    """SHA-256 of the file; empty where it was not known any more."""
    at: str
    """ISO time in UTC."""
    finished: bool = False
    """Whether everything that the program held of it is gone."""
    held: dict[str, int] = field(default_factory=dict)
    """How much that was, by what it was."""
    queries: tuple[str, ...] = ()
    """SHA-256 of each search that quoted it: should a backup bring them back, they are known again."""

    def names(self, path: str, checksum: str) -> bool:
        """Whether a file of the corpus is this document."""
        return path in self.paths or (bool(checksum) and checksum == self.checksum)


def read_withdrawn(store: Path) -> tuple[Withdrawal, ...]:
    """All withdrawals, in their order.

    Raises:
        StoreError: the file cannot be read: nothing may be indexed or shown until it can.
    """
    try:
        return _parsed((store / FILE).read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "{file} cannot be read ({error}). It tells what was withdrawn: bring it back from a backup.",
            file=store / FILE,
            error=error,
        ) from error


def keep_withdrawal(store: Path, withdrawal: Withdrawal) -> None:
    """Write a withdrawal, in the place of the one with its id."""
    others = [one for one in read_withdrawn(store) if one.id != withdrawal.id]
    _write(store, (*others, withdrawal))


def withdraw_again(store: Path, backup: Path) -> None:
    """Let all withdrawals be done again, of a store and of the backup that is about to take its place.

    Raises:
        StoreError: one of the lists cannot be read.
    """
    known = {one.id: one for one in (*_of_backup(backup), *read_withdrawn(store))}
    if known:
        _write(store, (replace(one, finished=False) for one in known.values()))


def _of_backup(backup: Path) -> tuple[Withdrawal, ...]:
    try:
        with zipfile.ZipFile(backup) as archive:
            return _parsed(archive.read(f"store/{FILE}")) if f"store/{FILE}" in archive.namelist() else ()
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise StoreError("{file} cannot be read: {error}", file=backup, error=error) from error


def _parsed(content: bytes) -> tuple[Withdrawal, ...]:
    told = json.loads(content)
    if told["format"] != _FORMAT:
        raise ValueError(told["format"])
    return tuple(
        Withdrawal(**one | {"paths": tuple(one["paths"]), "queries": tuple(one["queries"])})
        for one in told["withdrawn"]
    )


def _write(store: Path, withdrawals: Iterable[Withdrawal]) -> None:
    told = {"format": _FORMAT, "withdrawn": [asdict(one) for one in withdrawals]}
    write_whole(store / FILE, json.dumps(told, indent=2, ensure_ascii=False).encode())
