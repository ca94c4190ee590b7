"""A backup of the whole store in one file, and bringing it back.

A backup is a zip with `manifest.json` (what is in it, with checksums) and the files of the store below `store/`. SQLite
files are copied as of one moment, whoever is writing to them meanwhile. Bringing a backup back puts what was there
before into the store's folder `backups`: nothing is deleted.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from corpus_search.errors import NotFoundError, StoreError
from corpus_search.storing.ledger import copy_database
from corpus_search.storing.presence import alone, settle
from corpus_search.storing.replacing import replace_by, unpacking
from corpus_search.storing.whole import BACKUPS, make_private, now, stamp
from corpus_search.storing.withdrawn import FILE as WITHDRAWN
from corpus_search.storing.withdrawn import withdraw_again

_MANIFEST = "manifest.json"
_FORMAT = "corpus-search store 1"
_INSIDE = "store/"
_LEFT_OUT = (".lock", ".tmp", "-wal", "-shm", "-journal", "sessions.sqlite3")
"""Ends of names that are of this moment only: a log-in is not brought back."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    file: Path
    created: str
    """ISO time in UTC."""
    files: Mapping[str, str]
    """SHA-256 by the file's path in the store."""


def back_up(store: Path, target: Path | None = None) -> Backup:
    """Write all of a store into one file.

    Args:
        store: its folder.
        target: the file to write; by default one in the store's folder `backups`, named by the time.

    Raises:
        NotFoundError: there is no store.
        StoreError: the target exists already, or something cannot be read or written.
    """
    if not store.is_dir():
        raise NotFoundError("There is no store {store} yet: nothing to back up.", store=store)
    settle(store)
    target = target or store / BACKUPS / f"store-{stamp()}.zip"
    if target.exists():
        raise StoreError("{file} is there already. Name another file.", file=target)
    unfinished = target.with_name(f".{target.name}.tmp")
    try:
        make_private(unfinished)
        with (
            tempfile.TemporaryDirectory() as folder,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            sums = {}
            for name, file in _files(store):
                source = file
                if file.suffix == ".sqlite3":
                    source = Path(folder) / hashlib.sha256(name.encode()).hexdigest()
                    copy_database(file, source)
                sums[name] = _checksum(source)
                archive.write(source, _INSIDE + name)
            created = now()
            manifest = {"format": _FORMAT, "created": created, "files": sums}
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False))
        read_backup(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError("The backup {file} cannot be made: {error}", file=target, error=error) from error
    return Backup(target, created, sums)


def read_backup(file: Path) -> Backup:
    """What a backup holds, each file compared with its checksum.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it is no backup, or damaged.
    """
    if not file.exists():
        raise NotFoundError("There is no file {file}.", file=file)
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest["format"] != _FORMAT:
                raise StoreError(
                    "{file} was made by another version of corpus-search ({format}).",
                    file=file,
                    format=manifest["format"],
                )
            sums = {str(name): str(known) for name, known in manifest["files"].items()}
            for name, known in sums.items():
                with archive.open(_INSIDE + _safe(name, file)) as content:
                    if _digest(content) != known:
                        raise StoreError(
                            "{file} is damaged: {name} is not as it was written.", file=file, name=name
                        )
            return Backup(file, str(manifest["created"]), sums)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, AttributeError, ValueError) as error:
        raise StoreError(
            "{file} is no backup of a store, or damaged: {error}", file=file, error=error
        ) from error


def restore(store: Path, file: Path) -> tuple[Backup, Path | None]:
    """Put a backup in the place of a store, which nobody may be serving meanwhile.

    What was withdrawn in the store or in the backup stays listed, to be withdrawn again.

    Returns:
        What was brought back, and the folder that holds what was there before; None where there was nothing.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it is no backup, or damaged, or the store is in use; the store stays as it was. Or the store
            cannot be written.
    """
    backup = read_backup(file)
    with alone(store):
        withdraw_again(store, file)
        return backup, _replaced(store, backup)


def _replaced(store: Path, backup: Backup) -> Path | None:
    fresh = None
    try:
        fresh = unpacking(store)
        with zipfile.ZipFile(backup.file) as archive:
            for name in backup.files:
                place = fresh / name
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(_INSIDE + name) as content, place.open("wb") as out:
                    shutil.copyfileobj(content, out)
        (fresh / WITHDRAWN).unlink(missing_ok=True)  # the store's own names all of them
        return replace_by(store, fresh)
    except OSError as error:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)  # what is whole goes by another name
        raise StoreError(
            "The backup cannot be brought back into {store}: {error}. Nothing is lost: where it was begun, it goes on "
            "when the same command is run again.",
            store=store,
            error=error,
        ) from error


def _files(store: Path) -> Iterator[tuple[str, Path]]:
    """The files of a store that are kept, with their paths in it."""
    for file in sorted(store.rglob("*")):
        path = file.relative_to(store)
        if file.is_file() and path.parts[0] != BACKUPS and not file.name.endswith(_LEFT_OUT):
            yield path.as_posix(), file


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return _digest(content)


def _digest(content: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := content.read(1 << 20):
        found.update(chunk)
    return found.hexdigest()


def _safe(name: str, file: Path) -> str:
    """A path that stays inside the store.

    Raises:
        StoreError: it does not.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise StoreError("{file} is no backup of a store: it holds {name}.", file=file, name=name)
    if path.parts[0] == BACKUPS:
        raise StoreError("{file} is no backup of a store: it holds {name}.", file=file, name=name)
    return name
