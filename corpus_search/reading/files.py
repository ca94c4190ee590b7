"""One file of any format -> its pages, in this process."""

from __future__ import annotations

import stat
from importlib import import_module
from pathlib import Path
from typing import cast

from corpus_search.model import Extraction, State
from corpus_search.reading.detect import detect
from corpus_search.reading.failures import Reader
from corpus_search.reading.formats import READERS, refusal


def read_file(path: Path, *, cautious: bool = False) -> Extraction:
    """Read a file in this process: for workers and tests, since no limit protects the caller.

    Never raises for what the file is or holds, save MemoryError.

    Args:
        path: the file.
        cautious: whether to do without the readers that a file can make crash.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no ordinary file (a pipe, socket or device)"
            reason = f"It is {kind}; remove it from the corpus."
            return Extraction(State.UNSUPPORTED, "special", reason=reason)
        format_name = detect(path)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        return Extraction(State.UNREADABLE, format_of(path), reason=_NOT_OPENED.format(cause))
    if format_name not in READERS:
        return refusal(format_name)
    if cautious and format_name == "pdf":
        from corpus_search.reading import pdf

        return pdf.read(path, second_reader=False)
    return cast(Reader, import_module(READERS[format_name]).read)(path)


def format_of(path: Path) -> str:
    """A format's name where nothing but the file's name is known."""
    return path.suffix.lower().lstrip(".") or "unknown"


_NOT_OPENED = "It could not be opened ({}); check that the file is there and may be read."
