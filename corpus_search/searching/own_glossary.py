"""The corpus's own `glossary.toml`: read when it changed, and left out, with a note, where it cannot be used."""

from __future__ import annotations

import threading
from pathlib import Path

from corpus_search.errors import GlossaryError
from corpus_search.language import Glossary, read_glossary, shipped_glossary
from corpus_search.searching.results import Note

GLOSSARY = "glossary.toml"


class OwnGlossary:
    """The glossary of a store, safe for threads."""

    def __init__(self, store: Path) -> None:
        self._file = store / GLOSSARY
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._current: tuple[Glossary, tuple[Note, ...]] = (shipped_glossary(), ())

    def current(self) -> tuple[Glossary, tuple[Note, ...]]:
        """What is in force now, and what to say about it."""
        with self._lock:
            stamp = self._stamp()
            if stamp != self._seen:
                self._current = self._read() if stamp else (shipped_glossary(), ())
                self._seen = stamp
            return self._current

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _read(self) -> tuple[Glossary, tuple[Note, ...]]:
        try:
            return read_glossary(self._file), ()
        except GlossaryError as error:
            return shipped_glossary(), (Note("bad_glossary", str(error)),)
