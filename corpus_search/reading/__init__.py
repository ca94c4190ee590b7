"""A file -> pages: one module a format, and the workers that run them."""

from __future__ import annotations

import stat
from importlib import import_module
from pathlib import Path
from typing import cast

from corpus_search.model import Extraction, State
from corpus_search.reading.detect import detect
from corpus_search.reading.failures import Reader
from corpus_search.reading.formats import READERS, refusal

__all__ = ["READING_VERSION", "read_file"]

READING_VERSION = 1
"""Grows with every change that makes the pages of the same file come out otherwise."""


def read_file(path: Path) -> Extraction:
    """Read a file in this process: for workers and tests, since no limit protects the caller.

    Never raises for what the file is or holds, save MemoryError.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no ordinary file (a pipe, socket or device)"
            return Extraction(
                State.UNSUPPORTED, "special", reason=f"It is {kind}; remove it from the corpus."
            )
        format_name = detect(path)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        return Extraction(State.UNREADABLE, "unknown", reason=_NOT_OPENED.format(cause))
    if format_name not in READERS:
        return refusal(format_name)
    return cast(Reader, import_module(READERS[format_name]).read)(path)


_NOT_OPENED = "It could not be opened ({}); check that the file is there and may be read."
