"""`workspace.pseudonyms`: names and what is shown in their place, written into the store and told by the index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.errors import NotFoundError
from corpus_search.pseudonyms import (
    FILE,
    KeptPseudonyms,
    Pseudonym,
    Pseudonyms,
    checked,
    read_pseudonyms,
    write_pseudonyms,
)
from corpus_search.workspace.telling import tell_index


class PseudonymsRoom:
    """The table of pseudonyms of one store. Safe for threads."""

    def __init__(self, settings: Settings, catalog: Catalog, kept: KeptPseudonyms, lock: Lock) -> None:
        """Keep what is asked.

        Args:
            settings: the store, and the index that is to tell documents by the table.
            catalog: holds what the viewer may see.
            kept: the table.
            lock: held by whoever writes the register or the pseudonyms.
        """
        self._settings = settings
        self._catalog = catalog
        self._kept = kept
        self._lock = lock

    def table(self) -> Pseudonyms:
        """The table of names and what is shown in their place.

        Raises:
            PseudonymsError: it holds mistakes.
        """
        return self._kept.table()

    @property
    def waiting(self) -> bool:
        """Whether the table was changed by hand, so that the next run of the indexer has to show documents by it.

        Raises:
            PseudonymsError: it holds mistakes.
        """
        return self._kept.table().digest != self._catalog.about.pseudonyms

    def put(self, row: Pseudonym) -> int:
        """Replace a name from now on, or change how; the index tells it at once.

        Args:
            row: its document may be named by the id that is shown, too.

        Returns:
            How many documents changed in the index.

        Raises:
            NotFoundError: there is no document of this id or path.
            PseudonymsError: the table would hold a mistake; it stays as it was.
            IndexBusyError: the table is written, but the index is being written by another process, which will tell
                it at its next run.
        """
        row = replace(row, document=self._own_key(row.document))
        return self._change(lambda table: table.put(row))

    def remove(self, name: str, document: str = "") -> int:
        """Show a name again; see `put`.

        Raises:
            NotFoundError: the table does not hold it.
        """
        known = self._catalog.own_id(document) if document else ""
        return self._change(lambda table: table.without(name, known))

    def import_from(self, file: Path) -> int:
        """Put a table that was written in a spreadsheet in the place of the one that counts; see `put`.

        Raises:
            NotFoundError: there is no such file.
            RegisterError: it is no table.
        """
        if not file.exists():
            raise NotFoundError("There is no file {file}.", file=file)
        rows = tuple(replace(row, document=self._own_key(row.document)) for row in read_pseudonyms(file).rows)
        return self._change(lambda _: checked(rows))

    def export_to(self, file: Path) -> int:
        """Write the table as CSV or XLSX, readable for its owner alone.

        Returns:
            How many rows.
        """
        table = self.table()
        write_pseudonyms(file, table)
        return len(table.rows)

    def _change(self, change: Callable[[Pseudonyms], Pseudonyms]) -> int:
        file = self._settings.store / FILE
        with self._lock:
            write_pseudonyms(file, change(read_pseudonyms(file)))
        return tell_index(self._settings)

    def _own_key(self, document: str) -> str:
        """The id in the store of a document that a person names by an id or its path; empty for none."""
        if not document:
            return ""
        for row in self._catalog.rows().values():
            if document in (row.document.id, row.document.path, row.as_shown.id):
                return row.document.id
        raise NotFoundError("There is no document {identifier}.", identifier=document)
