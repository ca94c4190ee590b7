"""Files written whole or not at all, and the time as it is written down."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

BACKUPS = "backups"
"""Folder of the store that holds copies."""


def now() -> str:
    """This moment in UTC, as ISO writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp() -> str:
    """This moment in UTC, for the name of a file."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def make_private(path: Path) -> None:
    """Let nobody but this account read a file (mode 600, where the system knows such modes); made where it is missing.

    SQLite gives the files that it puts beside one of its own the same mode.

    Raises:
        OSError: it cannot be made or changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: at every moment the old or the new one stands there whole.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
