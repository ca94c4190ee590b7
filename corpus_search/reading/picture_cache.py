"""Pictures of pages kept on disk, up to a number of bytes; the ones not asked for longest go first."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock

FOLDER = "pictures"
PICTURE_VERSION = 1
"""Grows with every change that makes the picture of the same page come out otherwise."""
_KEPT_SHARE = 0.8
"""How full the folder is after making room, so that room need not be made for each picture."""


class PictureCache:
    """A folder of pictures, by the checksum of their file, page and scale. Safe for threads and processes."""

    def __init__(self, index: Path, most: int) -> None:
        """Name the folder; it is made with the first picture.

        Args:
            index: the index folder.
            most: bytes that all pictures may take; 0 to keep none.
        """
        self._folder = index / FOLDER
        self._most = most
        self._lock = Lock()
        self._bytes: int | None = None

    def get(self, checksum: str, page: int, scale: float) -> bytes | None:
        """A picture that is kept; None where it is not."""
        file = self._file(checksum, page, scale)
        try:
            picture = file.read_bytes()
        except OSError:  # not kept, or taken away by another process this moment
            return None
        with suppress(OSError):
            os.utime(file)
        return picture

    def keep(self, checksum: str, page: int, scale: float, picture: bytes) -> None:
        """Keep a picture. A disk that is full, or an index that may not be written, is no failure."""
        if len(picture) > self._most:
            return
        with suppress(OSError):
            self._write(self._file(checksum, page, scale), picture)
        with self._lock:
            if self._bytes is None:
                self._bytes = sum(size for _, size, _ in self._files())
            else:
                self._bytes += len(picture)
            if self._bytes > self._most:
                self._bytes = self._make_room()

    def forget(self, checksum: str) -> int:
        """Delete all pictures of a file.

        Returns:
            How many there were.

        Raises:
            OSError: one cannot be deleted.
        """
        files = list((self._folder / checksum[:2]).glob(f"{checksum}-*")) if checksum else []
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _file(self, checksum: str, page: int, scale: float) -> Path:
        return self._folder / checksum[:2] / f"{checksum}-{page}-{scale:g}-{PICTURE_VERSION}.webp"

    def _write(self, file: Path, picture: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(picture)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _files(self) -> list[tuple[float, int, Path]]:
        """All files with the time when each was last asked for, and its bytes."""
        found = []
        for file in self._folder.glob("*/*"):
            with suppress(OSError):
                status = file.stat()
                found.append((status.st_mtime, status.st_size, file))
        return found

    def _make_room(self) -> int:
        """Delete the pictures not asked for longest.

        Returns:
            The bytes that are left.
        """
        files = sorted(self._files())
        left = sum(size for _, size, _ in files)
        for _, size, file in files:
            if left <= self._most * _KEPT_SHARE:
                break
            with suppress(OSError):
                file.unlink(missing_ok=True)
            left -= size
        return left
