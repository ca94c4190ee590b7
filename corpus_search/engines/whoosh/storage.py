"""The folder of an index: who may write it, what is durable, and what may be unpickled.

Whoosh's table of contents (`_MAIN_<generation>.toc`) names the segments of a state. It is written under another
name and then renamed, so a state is there whole or not at all. For this to hold after a power cut too, each file
that belongs to it is synced, and the folder before and after the rename. Segments are never changed; an old state
stays readable until its files are removed, after the rename.

The table of contents is a pickle. It is read by an unpickler that knows one class, `Segment`, and an index in
whose folder another user can write is refused all the same.
"""

from __future__ import annotations

import json
import os
import pickle
import stat
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from corpus_search.engines.whoosh.schema import SCHEMA_VERSION
from corpus_search.engines.whoosh.sections import FORMAT_VERSION, damaged_error, version_error
from corpus_search.errors import IndexUnusableError

INDEX_NAME = "MAIN"
"""Whoosh's own default name of an index in a folder."""
POST, DOCS = ".post", ".docs"
"""Endings of a segment's files."""

_VERSION_FILE = "version.json"
_VERSION = {"format": FORMAT_VERSION, "schema": SCHEMA_VERSION}
_LOCK = "LOCK"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_UNPICKLED = {("corpus_search.engines.whoosh.segment", "Segment")}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _UNPICKLED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
        found: object = super().find_class(module, name)
        return found


class _StructFile(StructFile):  # type: ignore[misc]  # whoosh has no types
    def read_pickle(self) -> object:
        """Unpickle segments and nothing else."""
        return _Unpickler(self.file).load()


class DurableStorage(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Files in a folder, synced to disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder

    def create(self) -> DurableStorage:
        """Make the folder, for its owner alone: it tells the words of restricted documents."""
        self.path.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # it is somebody else's: `check_owner` says so
            self.path.chmod(_FOLDER_MODE)
        return self

    def create_file(self, name: str, **options: object) -> StructFile:
        """Create a file that is synced when it is closed."""
        file = open(self.path / name, "wb", opener=_private)  # noqa: SIM115  (Path has no opener)
        return StructFile(file, name=name, onclose=_sync_file, **options)

    def create_part(self, name: str) -> IO[bytes]:
        """Create a file of a segment, to be synced by `sync` if the segment becomes part of a state."""
        return open(self.path / name, "wb", opener=_private)

    def sync(self, names: Iterable[str]) -> None:
        """Make files durable; `rename_file` then does so for their names."""
        for name in names:
            file = os.open(self.path / name, os.O_RDWR)
            try:
                os.fsync(file)
            finally:
                os.close(file)

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for Whoosh, which reads nothing but the table of contents and may forget to close it."""
        return _StructFile(BytesIO((self.path / name).read_bytes()), name=name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, durable with all that was created in the folder before."""
        self._sync_folder()
        super().rename_file(oldname, newname, safe=safe)
        self._sync_folder()

    def write_version(self) -> None:
        """Note by which version the index is written."""
        partial = self.path / f"{_VERSION_FILE}.part"
        with self.create_file(partial.name) as file:
            file.write(json.dumps(_VERSION).encode())
        partial.replace(self.path / _VERSION_FILE)
        self._sync_folder()

    def check_version(self) -> None:
        """Refuse an index of another version.

        Raises:
            IndexVersionError: written by another version.
            IndexDamagedError: it cannot be told by which.
        """
        try:
            found = json.loads((self.path / _VERSION_FILE).read_bytes())
        except (OSError, ValueError):
            raise damaged_error(_VERSION_FILE) from None
        if found != _VERSION:
            raise version_error(_written(found), _written(_VERSION))

    def check_owner(self) -> None:
        """Refuse an index that another user could have written.

        Raises:
            IndexUnusableError: the folder or a file in it belongs to somebody else or can be written by others.
        """
        if not hasattr(os, "getuid"):  # Windows: a folder's rights are inherited from the user's own folders
            return
        _check_owner(self.path, self.path.stat())
        for path in self.path.iterdir():
            if path.name.endswith(_LOCK):  # empty, never read, made with any rights
                continue
            with suppress(FileNotFoundError):  # removed by a commit at this moment
                _check_owner(path, path.lstat())

    def _sync_folder(self) -> None:
        if os.name != "posix":  # folders cannot be opened elsewhere
            return
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _check_owner(path: Path, status: os.stat_result) -> None:
    if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexUnusableError(
            "The search index is not used, since others could have written {path}. Make it yours alone "
            "(chown, chmod go-w), or name another index folder.",
            path=path,
        )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _FILE_MODE)


def _sync_file(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())


def _written(version: object) -> str:
    if isinstance(version, dict) and version.keys() == _VERSION.keys():
        return f"{version['format']}.{version['schema']}"
    return "unknown"
