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
