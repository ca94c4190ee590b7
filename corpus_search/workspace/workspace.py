"""One corpus opened whole: settings, catalog, engine, store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from corpus_search.access import OWNER, Right, Viewer
from corpus_search.catalog import Catalog, Contents, LastRun
from corpus_search.config import Settings
from corpus_search.engines import open_engine
from corpus_search.errors import NotFoundError
from corpus_search.evidence import Desk, EvidenceRoom, Store, Tables, Texts, Themes
from corpus_search.exchange import Exchange
from corpus_search.following import Lawbook
from corpus_search.model import Document, Found, Kind, Passage
from corpus_search.pseudonyms import Names
from corpus_search.storing import settle
from corpus_search.workspace.documents import existing_document, existing_passage
from corpus_search.workspace.finder import Finder
from corpus_search.workspace.originals import Originals
from corpus_search.workspace.pseudonyms import PseudonymsRoom
from corpus_search.workspace.register import RegisterRoom
from corpus_search.workspace.shared import Shared


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


_KEPT_VIEWERS = 64
_KEPT = 8
"""Documents whose contents are kept in memory: who reads a long law asks for it again and again."""


class Workspace:
    """An index that has been made, with the store beside it, as one viewer sees it. Safe for threads."""

    def __init__(self, shared: Shared, viewer: Viewer, seen_by: Callable[[Viewer], Workspace]) -> None:
        """Set up its rooms; `open` is how a workspace is made.

        Args:
            shared: what all viewers use.
            viewer: for whom it is.
            seen_by: the workspace of another viewer.
        """
        settings = shared.settings
        catalog, engine, store = shared.seen_by(viewer)
        self.settings = settings
        self.viewer = viewer
        self._shared = shared
        self._seen_by = seen_by
        self._catalog = catalog
        self._engine = engine
        names = Names if viewer.real_names else shared.pseudonyms.names
        self._texts, features = shared.texts_of(catalog, lambda: Texts(catalog, self.cite, names))
        self._kept_contents = lru_cache(maxsize=_KEPT)(lambda identifier, _: catalog.contents(identifier))
        self.lawbook = Lawbook(
            catalog, lambda identifier: self._kept_contents(identifier, catalog.generation)
        )
        self.originals = Originals(catalog, shared.pictures, viewer)
        self.register = RegisterRoom(settings, catalog, shared.pseudonyms, viewer, shared.register_lock)
        self.pseudonyms = PseudonymsRoom(settings, catalog, shared.pseudonyms, shared.register_lock)
        self.journal = shared.journal if viewer.may(Right.OTHERS) else shared.journal.narrowed(viewer.name)
        self.saved = shared.saved
        self.themes = Themes(settings.store, store)
        self.evidence = EvidenceRoom(store, self.themes, self._texts, viewer.access)
        self.desk = Desk(
            self.themes, self.evidence, self._texts, features=features, catalog=catalog, engine=engine
        )
        self.tables = Tables(self.themes, self.evidence, self._texts, store)
        self.exchange = Exchange(
            settings.name,
            settings.store,
            themes=self.themes,
            evidence=self.evidence,
            tables=self.tables,
            documents=self.documents,
            contents=self.contents,
            generation=lambda: catalog.generation,
            searches=self.journal.searches,
            tell=self.register.add,
        )
        self.finder = Finder(shared, catalog, engine, viewer, exchange=self.exchange, contents=self.contents)

    @classmethod
    def open(cls, settings: Settings) -> Workspace:
        """Open the index that the settings name.

        Raises:
            IndexMissingError: nothing has been indexed.
            IndexUnusableError: it is damaged or from another version.
            StoreError: a backup was brought back only in part, and that cannot be finished.
        """
        settle(settings.store)
        catalog = Catalog(settings.index)
        try:
            engine = open_engine(settings)
        except BaseException:
            catalog.close()
            raise
        shared = Shared(settings, catalog, engine, Store(settings.store))

        @lru_cache(maxsize=_KEPT_VIEWERS)
        def seen_by(viewer: Viewer) -> Workspace:
            return cls(shared, viewer, seen_by)

        return seen_by(OWNER)

    def seen_by(self, viewer: Viewer) -> Workspace:
        """The same corpus as a viewer sees it: what the viewer may not see is not there.

        It is used as long as this workspace is open, and not closed itself.

        Raises:
            ForbiddenError: the viewer may not know the real names that are asked for.
        """
        return self._seen_by(viewer)

    def close(self) -> None:
        """Release the files, end the workers; for all viewers."""
        self._shared.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- documents ---

    def document(self, identifier: str) -> Document:
        """The document with this id.

        Raises:
            NotFoundError: there is none.
        """
        return existing_document(self._catalog, identifier)

    def documents_of(self, identifiers: Sequence[str]) -> dict[str, Document]:
        """The documents with these ids, by id; unknown ids are left out."""
        return self._catalog.documents_of(identifiers)

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
        contents = self._kept_contents(identifier, self._catalog.generation)
        if contents is None:
            document = self.document(identifier)
            raise NotFoundError("{title} has no text: {reason}", title=document.title, reason=document.reason)
        return contents

    def passage(self, identifier: str) -> Found:
        """The passage with this id.

        Raises:
            NotFoundError: there is none.
        """
        return existing_passage(self._catalog, identifier)

    def cite(
        self, document: Document, passage: Passage | None = None, *, style: str = "short", language: str = ""
    ) -> str:
        """Cite a passage, or a document as a whole, by the templates of the store.

        Args:
            document: what is cited.
            passage: one of its passages.
            style: a style of the templates: `short`, `legal`, `footnote`, `apa`, `bibliography`, `code` ...
            language: `id` or `en`; that of the document where it is empty.

        Raises:
            SettingsError: there is no such style, or the templates hold a mistake.
        """
        return self.exchange.citer().cite(document, passage, style=style, language=language)

    # --- state ---

    def corpus_checksum(self) -> str:
        """SHA-256 of all documents' ids and checksums: which corpus was searched."""
        return self._texts.corpus_checksum()

    def status(self) -> Status:
        """What the index holds and what could not be read."""
        documents = self._catalog.documents()
        return Status(
            corpus=self._catalog.about.corpus,
            documents=len(documents),
            passages=self._engine.count(),
            kinds=Counter(document.kind.value for document in documents),
            states=Counter(document.state.value for document in documents),
            failures=tuple(document for document in documents if document.state.is_failure),
            last_run=self._catalog.about.last_run,
        )
