"""`workspace.finder`: from what a person typed to passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpus_search.access import Right, Viewer
from corpus_search.catalog import Catalog, Contents
from corpus_search.citing import Citer
from corpus_search.engines.base import Engine
from corpus_search.errors import IndexUnusableError, ProgramMissingError, SettingsError
from corpus_search.exchange import Exchange
from corpus_search.language import Glossary
from corpus_search.model import Found, Passage
from corpus_search.pseudonyms import for_shown
from corpus_search.searching import (
    MOST_PASSAGES,
    Concordance,
    Grouping,
    Lookup,
    Note,
    Order,
    Records,
    concordance,
    every_key,
    looked_for,
    marks,
    search,
    similar,
)
from corpus_search.searching.results import Results, SearchRequest
from corpus_search.workspace.documents import existing_passage
from corpus_search.workspace.shared import Shared

_MOST_FOUND = 10_000
"""Passages that are looked through for a saved search."""


class Finder:
    """Searches one corpus as a viewer sees it. Safe for threads."""

    def __init__(
        self,
        shared: Shared,
        catalog: Catalog,
        engine: Engine,
        viewer: Viewer,
        *,
        exchange: Exchange,
        contents: Callable[[str], Contents],
    ) -> None:
        """Keep what is searched.

        Args:
            shared: the glossary, the pseudonyms and the vectors.
            catalog: holds what the viewer may see, as does the engine.
            engine: see there.
            viewer: for whom it is.
            exchange: cites by the templates of the store.
            contents: text and structure of a document.
        """
        self._shared = shared
        self._catalog = catalog
        self._engine = engine
        # Records hold what is shown to all, pseudonyms in the place of names.
        by_records = engine.keeps_records and not viewer.real_names
        self._lookup: Lookup = Records(engine) if by_records else catalog
        self._viewer = viewer
        self._exchange = exchange
        self._contents = contents

    def search(self, request: SearchRequest) -> Results:
        """Passages for a request, cited by the templates of the store.

        A real name in it finds what is shown in its place, besides documents that hold the name itself.
        """
        glossary, notes = self._shared.glossary.current()
        asked, told = self._with_shown_names(request, glossary)
        results = self._by_words_and_meaning(asked, glossary)
        return replace(results, notes=results.notes + notes + told)

    def _by_words_and_meaning(self, request: SearchRequest, glossary: Glossary) -> Results:
        """What words find, and meaning where it is asked for; where meaning cannot be told, a note says why."""
        wanted = self._shared.settings.semantic if request.semantic is None else request.semantic
        results: Results | None = None
        citer, notes = self._citer()
        cite = citer.cite
        try:
            if wanted or self._shared.meaning.exists:
                asked = replace(request, semantic=wanted)
                results = search(
                    asked, self._engine, self._lookup, glossary, meaning=self._shared.meaning, cite=cite
                )
        except (ProgramMissingError, SettingsError, IndexUnusableError) as error:
            notes += (Note("no_meaning", str(error)),) if wanted else ()
        results = results or search(request, self._engine, self._lookup, glossary, cite=cite)
        return replace(results, request=request, notes=results.notes + notes)

    def _citer(self) -> tuple[Citer, tuple[Note, ...]]:
        """What cites the hits: they may come from the engine alone, and the catalog be out of reach."""
        try:
            return self._exchange.citer(), ()
        except IndexUnusableError as error:
            return self._exchange.citer_as_known(), (Note("no_catalog", str(error)),)

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
        keys = self._keys(request, _MOST_FOUND)
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
        found = existing_passage(self._catalog, identifier)
        return similar(found, self._engine, self._lookup, limit=limit, cite=self._exchange.citer().cite)

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
        contents = self._contents(identifier)
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
        return for_shown(text, self._shared.pseudonyms.names()) if self._viewer.may(Right.NAMES) else text

    def completions(self, prefix: str) -> tuple[str, ...]:
        """Words of the index that begin so, most frequent first."""
        return tuple(suggestion.word for suggestion in self._engine.completions(prefix))
