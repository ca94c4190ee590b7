"""Files that a person names."""

from __future__ import annotations

from pathlib import Path

from corpus_search.errors import NotFoundError, ReadingError
from corpus_search.storing import write_whole


def write_file(file: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        ReadingError: it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch()  # with the permissions that this person gives to new files; they are kept below
        write_whole(file, data)
    except OSError as error:
        raise ReadingError("{file} cannot be written: {reason}", file=file, reason=error.strerror) from error


def must_exist(file: Path) -> None:
    """Make sure that a file is there.

    Raises:
        NotFoundError: it is not.
    """
    if not file.is_file():
        raise NotFoundError("There is no file {file}.", file=file)


def read_file(file: Path) -> bytes:
    """What a file holds.

    Raises:
        ReadingError: it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadingError("{file} cannot be read: {reason}", file=file, reason=error.strerror) from error
