"""One corpus opened whole: settings, catalog, engine, register. What the faces talk to; safe for threads."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from corpus_search.access import EVERYTHING, OWNER, Right, Viewer
from corpus_search.catalog import Catalog, Contents, LastRun
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, changes, checked_row, read_register, rows_of, write_register
from corpus_search.engines import open_engine
from corpus_search.engines.base import Engine
from corpus_search.engines.narrowed import Narrowed
from corpus_search.errors import (
    ForbiddenError,
    IndexBusyError,
    IndexUnusableError,
    NotFoundError,
    ProgramMissingError,
    SettingsError,
)
from corpus_search.evidence import Desk, EvidenceRoom, KeptFeatures, Store, Tables, Texts, Themes
from corpus_search.exchange import Exchange
from corpus_search.following import Lawbook
from corpus_search.indexing import apply_register
from corpus_search.journal import Journal
from corpus_search.language import Glossary
from corpus_search.model import Access, Document, Found, Frame, Kind, Passage, Source
from corpus_search.picturing import Pictures
from corpus_search.pseudonyms import FILE as PSEUDONYMS
from corpus_search.pseudonyms import (
    KeptPseudonyms,
    Names,
    Pseudonym,
    Pseudonyms,
    checked,
    for_shown,
    read_pseudonyms,
    write_pseudonyms,
)
from corpus_search.saved import SavedSearches
from corpus_search.searching import (
    MOST_PASSAGES,
    Concordance,
    Grouping,
    Lookup,
    Note,
    Order,
    OwnGlossary,
    Records,
    concordance,
    every_key,
    looked_for,
    marks,
    search,
    similar,
)
from corpus_search.searching.results import Results, SearchRequest
from corpus_search.semantic import Nearness, drop_gone
from corpus_search.storing import settle


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
MOST_FOUND = 10_000
"""Passages that are looked through for a saved search."""
_KEPT = 8
"""Documents whose contents are kept in memory: who reads a long law asks for it again and again."""


class _Shared:
    """What is opened once, whoever looks at it."""

    def __init__(self, settings: Settings, catalog: Catalog, engine: Engine, store: Store) -> None:
        self.settings = settings
        self.register_lock = threading.Lock()
        self.glossary = OwnGlossary(settings.store)
        self.pictures = Pictures(settings, catalog, lambda identifier: _source_path(catalog, identifier))
        self.journal = Journal(settings.store, lambda words: self.pseudonyms.names().rename(words))
        self.saved = SavedSearches(settings.store)
        self.pseudonyms = KeptPseudonyms(settings.store)
        self.meaning = Nearness(settings.index, lambda: catalog.identity)
        self._catalog, self._engine, self._store = catalog, engine, store
        self._narrowed: dict[frozenset[Access], Catalog] = {EVERYTHING: catalog}
        self._revealed: Catalog | None = None
        self._texts: dict[Catalog, tuple[Texts, KeptFeatures]] = {}
        self._lock = threading.Lock()
        self.workspace_of = lru_cache(maxsize=_KEPT_VIEWERS)(self._workspace_of)

    def _workspace_of(self, viewer: Viewer) -> Workspace:
        access = viewer.access
        if viewer.real_names and not (viewer.may(Right.NAMES) and access == EVERYTHING):
            raise ForbiddenError("Only leads see the names behind pseudonyms.")
        if viewer.real_names:
            with self._lock:
                self._revealed = self._revealed or Catalog(self.settings.index, real_names=True)
            return Workspace(self, self._revealed, self._engine, self._store, viewer)
        if access == EVERYTHING:
            return Workspace(self, self._catalog, self._engine, self._store, viewer)
        with self._lock:
            if access not in self._narrowed:
                self._narrowed[access] = Catalog(self.settings.index, access=access)
        catalog, everything = self._narrowed[access], self._catalog

        def visible(document: str) -> bool:
            """Of a document that is gone nobody knows what it was."""
            shown = everything.shown_id(document)
            if everything.document(shown) is None:
                return Access.RESTRICTED in access
            return catalog.document(shown) is not None

        store = self._store.narrowed(None if viewer.may(Right.OTHERS) else viewer.name, visible)
        return Workspace(self, catalog, Narrowed(self._engine, access), store, viewer)

    def texts_of(self, catalog: Catalog, make: Callable[[], Texts]) -> tuple[Texts, KeptFeatures]:
        """The texts of a catalog, and what screening knows of them: one for all who see the same documents."""
        with self._lock:
            if catalog not in self._texts:
                texts = make()
                self._texts[catalog] = texts, KeptFeatures(texts)
            return self._texts[catalog]

    def close(self) -> None:
        self.workspace_of.cache_clear()
        self.pictures.close()
        self.journal.close()
        self.saved.close()
        self._store.close()
        self._engine.close()
        for catalog in self._narrowed.values():
            catalog.close()
        if self._revealed is not None:
            self._revealed.close()


class Workspace:
    """An index that has been made, with the store beside it, as one viewer sees it."""

    def __init__(
        self, shared: _Shared, catalog: Catalog, engine: Engine, store: Store, viewer: Viewer = OWNER
    ) -> None:
        """Keep the parts; `open` is how a workspace is made.

        Args:
            shared: what all viewers use.
            catalog: holds what the viewer may see, as do the engine and the store.
            engine: see there.
            store: see there.
            viewer: for whom it is.
        """
        settings = shared.settings
        self.settings = settings
        self.viewer = viewer
        self._shared = shared
        self._catalog = catalog
        self._engine = engine
        # Records hold what is shown to all, pseudonyms in the place of names.
        by_records = engine.keeps_records and not viewer.real_names
        self._lookup: Lookup = Records(engine) if by_records else catalog
        self._store = store
        self._pseudonyms = shared.pseudonyms
        names = Names if viewer.real_names else self._pseudonyms.names
        self._texts, features = shared.texts_of(catalog, lambda: Texts(catalog, self.cite, names))
        self._kept_contents = lru_cache(maxsize=_KEPT)(lambda identifier, _: catalog.contents(identifier))
        self.lawbook = Lawbook(
            catalog, lambda identifier: self._kept_contents(identifier, catalog.generation)
        )
        self.journal = shared.journal if viewer.may(Right.OTHERS) else shared.journal.narrowed(viewer.name)
        self.saved = shared.saved
        self.themes = Themes(settings.store, self._store)
        self.evidence = EvidenceRoom(self._store, self.themes, self._texts, viewer.access)
        self.desk = Desk(
            self.themes, self.evidence, self._texts, features=features, catalog=catalog, engine=engine
        )
        self.tables = Tables(self.themes, self.evidence, self._texts, self._store)
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
            tell=self.add_to_register,
        )

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
        store = Store(settings.store)
        return cls(_Shared(settings, catalog, engine, store), catalog, engine, store)

    def seen_by(self, viewer: Viewer) -> Workspace:
        """The same corpus as a viewer sees it: what the viewer may not see is not there.

        It is used as long as this workspace is open, and not closed itself.

        Raises:
            ForbiddenError: the viewer may not know the real names that are asked for.
        """
        return self._shared.workspace_of(viewer)

    def close(self) -> None:
        """Release the files, end the workers; for all viewers."""
        self._shared.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- finding ---

    def search(self, request: SearchRequest) -> Results:
        """Passages for a request, cited by the templates of the store.

        A real name in it finds what is shown in its place, besides documents that hold the name itself.
        """
        glossary, notes = self._shared.glossary.current()
        asked, told = self._with_shown_names(request, glossary)
        results = self._by_words_and_meaning(asked, glossary)
        return replace(self._cited(results), notes=results.notes + notes + told)

    def _by_words_and_meaning(self, request: SearchRequest, glossary: Glossary) -> Results:
        """What words find, and meaning where it is asked for; where meaning cannot be told, a note says why."""
        wanted = self.settings.semantic if request.semantic is None else request.semantic
        notes: tuple[Note, ...] = ()
        results: Results | None = None
        try:
            if wanted or self._shared.meaning.exists:
                asked = replace(request, semantic=wanted)
                results = search(asked, self._engine, self._lookup, glossary, self._shared.meaning)
        except (ProgramMissingError, SettingsError, IndexUnusableError) as error:
            notes = (Note("no_meaning", str(error)),) if wanted else ()
        results = results or search(request, self._engine, self._lookup, glossary)
        return replace(results, request=request, notes=results.notes + notes)

    def _with_shown_names(
        self, request: SearchRequest, glossary: Glossary
    ) -> tuple[SearchRequest, tuple[Note, ...]]:
        """The request with what is shown in the place of each real name, and the word that it was changed."""
        shown = self.shown_query(request.text)
        if shown == request.text:
            return request, ()
        kept = search(replace(request, offset=0, limit=0), self._engine, self._lookup, glossary)
        text = f"({request.text}) OR ({shown})" if kept.total else shown
        return replace(request, text=text), (Note("pseudonym", shown),)

    def everything(self, request: SearchRequest) -> tuple[Found, ...]:
        """All passages that match a request, up to 10,000, the best first; nothing is cut or counted."""
        keys = self._keys(request, MOST_FOUND)
        known = self._catalog.passages(keys)
        return tuple(known[key] for key in keys if key in known)

    def _keys(self, request: SearchRequest, limit: int) -> tuple[int, ...]:
        glossary, _ = self._shared.glossary.current()
        asked, _ = self._with_shown_names(replace(request, offset=0, limit=limit), glossary)
        return every_key(asked, self._engine, self._lookup, glossary)

    def similar(self, identifier: str, limit: int = 10) -> Results:
        """Passages like the one with this id, the likest first.

        Raises:
            NotFoundError: there is none.
        """
        return self._cited(similar(self.passage(identifier), self._engine, self._lookup, limit=limit))

    def _cited(self, results: Results) -> Results:
        citer = self.exchange.citer()
        hits = tuple(replace(hit, citation=citer.cite(hit.document, hit.passage)) for hit in results.hits)
        return replace(results, hits=hits)

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

    def concordance(
        self, request: SearchRequest, *, order: Order = "right", by: Grouping = "none"
    ) -> Concordance:
        """Every occurrence of what a request asks for, in its context, and how they are spread over the corpus."""
        results = self.search(replace(request, offset=0, limit=MOST_PASSAGES, snippets=False, semantic=False))
        visible = [document for document in self._catalog.documents() if document.access in request.access]
        return concordance(results, visible, order=order, by=by)

    def hits_in(self, identifier: str, request: SearchRequest) -> tuple[Passage, ...]:
        """All passages of one document with all words of a request, else with some, in reading order.

        Raises:
            NotFoundError: there is no such document.
        """
        contents = self.contents(identifier)
        within, most = replace(request, documents=(identifier,)), len(contents.passages)
        keys = self._keys(within, most) or self._keys(replace(within, any_words=True), most)
        found = self._catalog.ordinals(identifier, keys)
        return tuple(passage for passage in contents.passages if passage.ordinal in found)

    def marks(self, text: str, request: SearchRequest) -> tuple[tuple[int, int], ...]:
        """Where all that a request looks for stands in a text, as spans of it: what its passages were found by."""
        glossary, _ = self._shared.glossary.current()
        shown = replace(request, text=self.shown_query(request.text))
        return marks(text, looked_for(shown, self._engine, glossary))

    def shown_query(self, text: str) -> str:
        """A query with each real name as it is shown: what may be kept, or told to others, of what a lead typed.

        For those who may not know real names it is as they typed it: the difference would tell them.
        """
        return for_shown(text, self._pseudonyms.names()) if self.viewer.may(Right.NAMES) else text

    def completions(self, prefix: str) -> tuple[str, ...]:
        """Words of the index that begin so, most frequent first."""
        return tuple(suggestion.word for suggestion in self._engine.completions(prefix))

    # --- documents ---

    def document(self, identifier: str) -> Document:
        """The document with this id.

        Raises:
            NotFoundError: there is none.
        """
        return _document(self._catalog, identifier)

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
        found = self._catalog.passage(identifier)
        if found is None:
            raise NotFoundError("There is no document or passage {identifier}.", identifier=identifier)
        return found

    def source_path(self, identifier: str) -> Path:
        """The original file of a document, inside the corpus.

        Raises:
            NotFoundError: there is no such document, or its file is gone.
            ForbiddenError: real names stand in it.
        """
        self._must_show_original(identifier)
        return _source_path(self._catalog, identifier)

    def shows_original(self, document: Document) -> bool:
        """Whether the viewer may see the file of a document, and pictures of its pages: real names stand there."""
        return not document.renamed or self.viewer.may(Right.NAMES)

    def _must_show_original(self, identifier: str) -> None:
        if not self.shows_original(self.document(identifier)):
            raise ForbiddenError(
                "{identifier} is shown under pseudonyms. Its file and the pictures of its pages hold real names, and "
                "are for leads only.",
                identifier=identifier,
            )

    def _real_document(self, identifier: str) -> Document:
        """A document with its real names, as the corpus and the register know it; see `document`."""
        return _real_document(self._catalog, identifier)

    # --- pages as they look ---

    def page_picture(self, identifier: str, page: int, scale: float = 1.0) -> bytes:
        """A page of a PDF as a WebP picture, cut and turned as viewers show it; drawn once and kept.

        Args:
            identifier: of the document.
            page: its number, from 1.
            scale: one of `picturing.SCALES`, of 96 pixels an inch.

        Raises:
            NotFoundError: there is no such document or page, or its file is gone or has changed.
            UsageError: the scale is another one.
            ReadingError: the page cannot be drawn.
            ForbiddenError: real names stand there.
        """
        self._must_show_original(identifier)
        return self._shared.pictures.picture(identifier, page, scale)

    def frames(self, identifier: str, start: int, end: int) -> Mapping[int, tuple[Frame, ...]]:
        """Where a span of a document's text stands on the pictures of its pages: frames by page, a line each.

        Empty for documents without printed pages.

        Raises:
            NotFoundError: there is no such document.
        """
        self.document(identifier)
        return self._shared.pictures.frames(identifier, start, end, real=self.viewer.real_names)

    def page_size(self, identifier: str, page: int) -> tuple[float, float] | None:
        """Width and height of a page's picture, in points; None where they are not known.

        Raises:
            NotFoundError: there is no such document.
        """
        self.document(identifier)
        return self._shared.pictures.size(identifier, page)

    def page_sources(self, identifier: str) -> Mapping[int, Source]:
        """Where the text of each page came from: the file itself, a layer behind a scan, our own recognition.

        Empty for documents without printed pages.

        Raises:
            NotFoundError: there is no such document.
        """
        self.document(identifier)
        return self._shared.pictures.sources(identifier)

    # --- the register ---

    def register_row(self, identifier: str) -> Mapping[str, str]:
        """What the register says of a document, by column, with names replaced as in the document.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: the register cannot be used.
        """
        document = self._real_document(identifier)
        row = read_register(self._register_file).row(document.path, document.id)
        names = Names() if self.viewer.real_names else self._names_in(identifier)
        return {name: names.rename(value) for name, value in row.values.items()} if row else {}

    def save_register_row(self, identifier: str, values: Mapping[str, str]) -> None:
        """Write what a person says of a document into the register, and make the index tell it.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: a value is not allowed, or the register cannot be used.
            IndexBusyError: the register is written, but the index is being written by another process, which
                will tell it at its next run.
        """
        document = self._real_document(identifier)
        names = self._names_in(identifier)
        with self._shared.register_lock:
            register = read_register(self._register_file)
            said = register.row(document.path, document.id)
            before = said.values if said else {}
            real = {
                name: before[name] if name in before and value == names.rename(before[name]) else value
                for name, value in values.items()
            }
            row = checked_row({**real, "id": document.id, "path": document.path})
            write_register(self._register_file, register.with_rows([row]))
        self._apply_register()

    def add_to_register(self, facts: Mapping[str, Mapping[str, str]]) -> None:
        """Write more of some documents into the register, beside what it says of them, and make the index tell it.

        Args:
            facts: by id of the document, by column.

        Raises:
            NotFoundError: there is no such document.
            RegisterError: a value is not allowed, or the register cannot be used.
            IndexBusyError: see `save_register_row`.
        """
        documents = {identifier: self._real_document(identifier) for identifier in facts}
        with self._shared.register_lock:
            register = read_register(self._register_file)
            rows = []
            for identifier, document in documents.items():
                said = register.row(document.path, document.id)
                place = {"id": document.id, "path": document.path}
                rows.append(checked_row({**(said.values if said else {}), **facts[identifier], **place}))
            write_register(self._register_file, register.with_rows(rows))
        apply_register(self.settings)

    def export_register(self, file: Path) -> int:
        """Write all documents with what is known of them as CSV or XLSX, real names included.

        Returns:
            How many documents.

        Raises:
            RegisterError: the file cannot be written, or the register cannot be used.
        """
        documents = self._real_documents()
        write_register(file, rows_of(documents, read_register(self._register_file)))
        return len(documents)

    def import_register(self, file: Path) -> int:
        """Take over what a person changed in an exported register, and make the index tell it.

        Returns:
            How many documents changed in the index.

        Raises:
            NotFoundError: there is no such file.
            RegisterError: the file holds mistakes; nothing is taken over.
            IndexBusyError: as with `save_register_row`.
        """
        if not file.exists():
            raise NotFoundError("There is no file {file}.", file=file)
        edited = read_register(file)
        with self._shared.register_lock:
            register = read_register(self._register_file)
            write_register(self._register_file, changes(edited, self._real_documents(), register))
        return self._apply_register()

    def _real_documents(self) -> tuple[Document, ...]:
        """All documents in the order of their ids, with their real names."""
        return tuple(sorted((row.document for row in self._catalog.rows().values()), key=lambda d: d.id))

    # --- pseudonyms ---

    def pseudonyms(self) -> Pseudonyms:
        """The table of names and what is shown in their place.

        Raises:
            PseudonymsError: it holds mistakes.
        """
        return self._pseudonyms.table()

    @property
    def pseudonyms_wait(self) -> bool:
        """Whether the table was changed by hand, so that the next run of the indexer has to show documents by it.

        Raises:
            PseudonymsError: it holds mistakes.
        """
        return self._pseudonyms.table().digest != self._catalog.pseudonyms

    def put_pseudonym(self, row: Pseudonym) -> int:
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
        return self._change_pseudonyms(lambda table: table.put(row))

    def remove_pseudonym(self, name: str, document: str = "") -> int:
        """Show a name again; see `put_pseudonym`.

        Raises:
            NotFoundError: the table does not hold it.
        """
        known = self._catalog.own_id(document) if document else ""
        return self._change_pseudonyms(lambda table: table.without(name, known))

    def import_pseudonyms(self, file: Path) -> int:
        """Put a table that was written in a spreadsheet in the place of the one that counts; see `put_pseudonym`.

        Raises:
            NotFoundError: there is no such file.
            RegisterError: it is no table.
        """
        if not file.exists():
            raise NotFoundError("There is no file {file}.", file=file)
        rows = tuple(replace(row, document=self._own_key(row.document)) for row in read_pseudonyms(file).rows)
        return self._change_pseudonyms(lambda _: checked(rows))

    def export_pseudonyms(self, file: Path) -> int:
        """Write the table as CSV or XLSX, readable for its owner alone.

        Returns:
            How many rows.
        """
        table = self.pseudonyms()
        write_pseudonyms(file, table)
        return len(table.rows)

    def _change_pseudonyms(self, change: Callable[[Pseudonyms], Pseudonyms]) -> int:
        file = self.settings.store / PSEUDONYMS
        with self._shared.register_lock:
            write_pseudonyms(file, change(read_pseudonyms(file)))
        return self._apply_register()

    def _own_key(self, document: str) -> str:
        """The id in the store of a document that a person names by an id or its path; empty for none."""
        if not document:
            return ""
        for row in self._catalog.rows().values():
            if document in (row.document.id, row.document.path, row.as_shown.id):
                return row.document.id
        raise NotFoundError("There is no document {identifier}.", identifier=document)

    def _names_in(self, identifier: str) -> Names:
        """The names that are replaced in a document."""
        return self._pseudonyms.names() if self.document(identifier).renamed else Names()

    def _apply_register(self) -> int:
        """Make the index tell what register and pseudonyms say; of what it told before, no vector remains."""
        changed = apply_register(self.settings)
        with suppress(IndexBusyError):  # whoever makes vectors drops those of passages that are gone
            drop_gone(self.settings.index)
        return changed

    @property
    def _register_file(self) -> Path:
        return self.settings.store / REGISTER

    # --- state ---

    def corpus_checksum(self) -> str:
        """SHA-256 of all documents' ids and checksums: which corpus was searched."""
        return self._texts.corpus_checksum()

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


def _document(catalog: Catalog, identifier: str) -> Document:
    document = catalog.document(identifier)
    if document is None:
        raise NotFoundError("There is no document {identifier}.", identifier=identifier)
    return document


def _real_document(catalog: Catalog, identifier: str) -> Document:
    row = catalog.row(identifier)
    return _document(catalog, identifier) if row is None else row.document


def _source_path(catalog: Catalog, identifier: str) -> Path:
    document = _real_document(catalog, identifier)
    corpus = catalog.corpus
    file = None if corpus is None else (corpus / document.path).resolve()
    if corpus is None or file is None or corpus not in file.parents or not file.is_file():
        raise NotFoundError("The file {path} is no longer in the corpus.", path=document.path)
    return file
