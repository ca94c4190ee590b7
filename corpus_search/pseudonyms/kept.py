"""The table of a store, read again when it changed."""

from __future__ import annotations

import threading
from pathlib import Path

from corpus_search.pseudonyms.names import Names
from corpus_search.pseudonyms.table import FILE, Pseudonyms, read_pseudonyms


class KeptPseudonyms:
    """What counts now; safe for threads."""

    def __init__(self, store: Path) -> None:
        """Nothing is read yet."""
        self._file = store / FILE
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._table = Pseudonyms()

    def table(self) -> Pseudonyms:
        """The table.

        Raises:
            PseudonymsError: it holds mistakes.
        """
        with self._lock:
            try:
                status = self._file.stat()
            except FileNotFoundError:
                self._seen, self._table = None, Pseudonyms()
                return self._table
            seen = status.st_ino, status.st_mtime_ns, status.st_size
            if seen != self._seen:
                self._table = read_pseudonyms(self._file)
                self._seen = seen
            return self._table

    def names(self) -> Names:
        """The names that are replaced anywhere; see `table`."""
        return self.table().all
