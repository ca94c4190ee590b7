"""One corpus opened whole: settings, catalog, engine, register. What the faces talk to; safe for threads."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from corpus_search.catalog import Catalog, Contents, LastRun
from corpus_search.config import Settings
from corpus_search.describing import changes, read_register, rows_of, write_register
from corpus_search.engines import open_engine
from corpus_search.engines.base import Engine
from corpus_search.errors import NotFoundError
from corpus_search.model import Document, Found, Kind, Passage
from corpus_search.searching import search
from corpus_search.searching.results import Hit, Results, SearchRequest

_REGISTER = "documents.csv"


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index. `kinds` and `states` count documents."""

    corpus: Path | None
    documents: int
    passages: int
    kinds: Mapping[str, int]
    states: Mapping[str, int]
    failures: tuple[Document, ...]
    last_run: LastRun | None


class Workspace:
    """An index that has been made, with the store beside it."""

    def __init__(self, settings: Settings, catalog: Catalog, engine: Engine) -> None:
        """Keep the parts; `open` is how a workspace is made."""
        self.settings = settings
        self._catalog = catalog
        self._engine = engine
        self._register_lock = threading.Lock()

    @classmethod
    def open(cls, settings: Settings) -> Workspace:
        """Open the index that the settings name.

        Raises:
            IndexMissingError: nothing has been indexed.
            IndexUnusableError: it is damaged or from another version.
        """
        catalog = Catalog(settings.index)
        try:
            return cls(settings, catalog, open_engine(settings.index))
        except BaseException:
            catalog.close()
            raise

    def close(self) -> None:
        """Release the files."""
        self._engine.close()
        self._catalog.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- finding ---

    def search(self, request: SearchRequest) -> Results:
        """Passages for a request."""
        return search(request, self._engine, self._catalog)

    # --- documents ---

    def document(self, identifier: str) -> Document:
        """The document with this id.

        Raises:
            NotFoundError: there is none.
        """
        document = self._catalog.document(identifier)
        if document is None:
            raise NotFoundError("There is no document {identifier}.", identifier=identifier)
        return document

    def documents(self) -> tuple[Document, ...]:
        """All documents: by kind, the newest first, by title."""
        order = {kind: number for number, kind in enumerate(Kind)}
        return tuple(
            sorted(
                self._catalog.documents(),
                key=lambda d: (order[d.kind], -(d.year or 0), d.title.casefold(), d.id),
            )
        )

    def contents(self, identifier: str) -> Contents:
        """Text, outline and passages of a document.

        Raises:
            NotFoundError: there is no such document, or it has no text.
        """
        contents = self._catalog.contents(identifier)
        if contents is None:
            document = self.document(identifier)
            raise NotFoundError("{title} has no text: {reason}", title=document.title, reason=document.reason)
        return contents

    def passage(self, identifier: str) -> Found:
        """The passage with this id.

        Raises:
            NotFoundError: there is none.
        """
        found = self._catalog.passage(identifier)
        if found is None:
            raise NotFoundError("There is no document or passage {identifier}.", identifier=identifier)
        return found

    def source_path(self, identifier: str) -> Path:
        """The original file of a document, inside the corpus.

        Raises:
            NotFoundError: there is no such document, or its file is gone.
        """
        document = self.document(identifier)
        corpus = self._catalog.corpus
        file = None if corpus is None else (corpus / document.path).resolve()
        if corpus is None or file is None or corpus not in file.parents or not file.is_file():
            raise NotFoundError("The file {path} is no longer in the corpus.", path=document.path)
        return file

    # --- state ---

    def status(self) -> Status:
        """What the index holds and what could not be read."""
        documents = self._catalog.documents()
        return Status(
            corpus=self._catalog.corpus,
            documents=len(documents),
            passages=self._engine.count(),
            kinds=Counter(document.kind.value for document in documents),
            states=Counter(document.state.value for document in documents),
            failures=tuple(document for document in documents if document.state.is_failure),
            last_run=self._catalog.last_run,
        )
