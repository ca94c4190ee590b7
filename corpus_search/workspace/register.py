"""`workspace.register`: what people know of the documents, written into the store and told by the index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from corpus_search.access import Viewer
from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, changes, checked_row, read_register, rows_of, write_register
from corpus_search.errors import NotFoundError
from corpus_search.model import Document
from corpus_search.pseudonyms import KeptPseudonyms, Names
from corpus_search.workspace.documents import existing_document, real_document
from corpus_search.workspace.telling import tell_index


class RegisterRoom:
    """The register of one store, as a viewer may read and write it. Safe for threads."""

    def __init__(
        self, settings: Settings, catalog: Catalog, pseudonyms: KeptPseudonyms, viewer: Viewer, lock: Lock
    ) -> None:
        """Keep what is asked.

        Args:
            settings: the store, and the index that is to tell what the register says.
            catalog: holds what the viewer may see.
            pseudonyms: what is shown in the place of names.
            viewer: for whom it is.
            lock: held by whoever writes the register or the pseudonyms.
        """
        self._settings = settings
        self._catalog = catalog
        self._pseudonyms = pseudonyms
        self._viewer = viewer
        self._lock = lock
        self._file = settings.store / REGISTER

    def row(self, identifier: str) -> Mapping[str, str]:
        """What the register says of a document, by column, with names replaced as in the document.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: the register cannot be used.
        """
        document = real_document(self._catalog, identifier)
        row = read_register(self._file).row(document.path, document.id)
        names = Names() if self._viewer.real_names else self._names_in(identifier)
        return {name: names.rename(value) for name, value in row.values.items()} if row else {}

    def save(self, identifier: str, values: Mapping[str, str]) -> None:
        """Write what a person says of a document, and make the index tell it.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: a value is not allowed, or the register cannot be used.
            IndexBusyError: the register is written, but the index is being written by another process, which
                will tell it at its next run.
        """
        document = real_document(self._catalog, identifier)
        names = self._names_in(identifier)
        with self._lock:
            register = read_register(self._file)
            said = register.row(document.path, document.id)
            before = said.values if said else {}
            real = {
                name: before[name] if name in before and value == names.rename(before[name]) else value
                for name, value in values.items()
            }
            row = checked_row({**real, "id": document.id, "path": document.path})
            write_register(self._file, register.with_rows([row]))
        tell_index(self._settings)

    def add(self, facts: Mapping[str, Mapping[str, str]]) -> None:
        """Write more of some documents, beside what is said of them, and make the index tell it.

        Args:
            facts: by id of the document, by column.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: a value is not allowed, or the register cannot be used.
            IndexBusyError: see `save`.
        """
        documents = {identifier: real_document(self._catalog, identifier) for identifier in facts}
        with self._lock:
            register = read_register(self._file)
            rows = []
            for identifier, document in documents.items():
                said = register.row(document.path, document.id)
                place = {"id": document.id, "path": document.path}
                rows.append(checked_row({**(said.values if said else {}), **facts[identifier], **place}))
            write_register(self._file, register.with_rows(rows))
        tell_index(self._settings)

    def export_to(self, file: Path) -> int:
        """Write all documents with what is known of them as CSV or XLSX, real names included.

        Returns:
            How many documents.

        Raises:
            RegisterError: the file cannot be written, or the register cannot be used.
        """
        documents = self._real_documents()
        write_register(file, rows_of(documents, read_register(self._file)))
        return len(documents)

    def import_from(self, file: Path) -> int:
        """Take over what a person changed in an exported register, and make the index tell it.

        Returns:
            How many documents changed in the index.

        Raises:
            NotFoundError: there is no such file.
            RegisterError: the file holds mistakes; nothing is taken over.
            IndexBusyError: see `save`.
        """
        if not file.exists():
            raise NotFoundError("There is no file {file}.", file=file)
        edited = read_register(file)
        with self._lock:
            register = read_register(self._file)
            write_register(self._file, changes(edited, self._real_documents(), register))
        return tell_index(self._settings)

    def _real_documents(self) -> tuple[Document, ...]:
        """All documents in the order of their ids, with their real names."""
        return tuple(sorted((row.document for row in self._catalog.rows().values()), key=lambda d: d.id))

    def _names_in(self, identifier: str) -> Names:
        """The names that are replaced in a document."""
        return self._pseudonyms.names() if existing_document(self._catalog, identifier).renamed else Names()
