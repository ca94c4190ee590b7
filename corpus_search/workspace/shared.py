"""What is opened once, whoever looks at it, and what of it each viewer may see."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from corpus_search.access import EVERYTHING, Right, Viewer
from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.engines.base import Engine
from corpus_search.engines.narrowed import Narrowed
from corpus_search.errors import ForbiddenError
from corpus_search.evidence import KeptFeatures, Store, Texts
from corpus_search.journal import Journal
from corpus_search.model import Access
from corpus_search.pseudonyms import KeptPseudonyms
from corpus_search.saved import SavedSearches
from corpus_search.searching import OwnGlossary
from corpus_search.semantic import Nearness
from corpus_search.workspace.originals import pictures_of


class Seen(NamedTuple):
    """Catalog, engine and store as one viewer sees them: what the viewer may not see is not there."""

    catalog: Catalog
    engine: Engine
    store: Store


class Shared:
    """The parts of a workspace that are the same for all viewers. Safe for threads."""

    def __init__(self, settings: Settings, catalog: Catalog, engine: Engine, store: Store) -> None:
        """Keep what was opened.

        Args:
            settings: of the corpus.
            catalog: holds everything, as do the engine and the store.
            engine: see there.
            store: see there.
        """
        self.settings = settings
        self.register_lock = threading.Lock()
        self.glossary = OwnGlossary(settings.store)
        self.pictures = pictures_of(settings, catalog)
        self.journal = Journal(settings.store, lambda words: self.pseudonyms.names().rename(words))
        self.saved = SavedSearches(settings.store)
        self.pseudonyms = KeptPseudonyms(settings.store)
        self.meaning = Nearness(settings.index, lambda: catalog.identity)
        self._whole = Seen(catalog, engine, store)
        self._narrowed: dict[frozenset[Access], Catalog] = {EVERYTHING: catalog}
        self._revealed: Catalog | None = None
        self._texts: dict[Catalog, tuple[Texts, KeptFeatures]] = {}
        self._lock = threading.Lock()

    def seen_by(self, viewer: Viewer) -> Seen:
        """What a viewer sees.

        Raises:
            ForbiddenError: the viewer may not know the real names that are asked for.
        """
        if viewer.real_names:
            return self._whole._replace(catalog=self._with_real_names(viewer))
        if viewer.access == EVERYTHING:
            return self._whole
        return self._narrowed_for(viewer)

    def texts_of(self, catalog: Catalog, make: Callable[[], Texts]) -> tuple[Texts, KeptFeatures]:
        """The texts of a catalog, and what screening knows of them: one for all who see the same documents."""
        with self._lock:
            if catalog not in self._texts:
                texts = make()
                self._texts[catalog] = texts, KeptFeatures(texts)
            return self._texts[catalog]

    def close(self) -> None:
        """Release the files, end the workers."""
        self.pictures.close()
        self.journal.close()
        self.saved.close()
        self._whole.store.close()
        self._whole.engine.close()
        for catalog in self._narrowed.values():
            catalog.close()
        if self._revealed is not None:
            self._revealed.close()

    def _with_real_names(self, viewer: Viewer) -> Catalog:
        if not (viewer.may(Right.NAMES) and viewer.access == EVERYTHING):
            raise ForbiddenError("Only leads see the names behind pseudonyms.")
        with self._lock:
            self._revealed = self._revealed or Catalog(self.settings.index, real_names=True)
            return self._revealed

    def _narrowed_for(self, viewer: Viewer) -> Seen:
        access, everything = viewer.access, self._whole.catalog
        with self._lock:
            if access not in self._narrowed:
                self._narrowed[access] = Catalog(self.settings.index, access=access)
            catalog = self._narrowed[access]

        def visible(document: str) -> bool:
            """Of a document that is gone nobody knows what it was."""
            shown = everything.shown_id(document)
            if everything.document(shown) is None:
                return Access.RESTRICTED in access
            return catalog.document(shown) is not None

        store = self._whole.store.narrowed(None if viewer.may(Right.OTHERS) else viewer.name, visible)
        return Seen(catalog, Narrowed(self._whole.engine, access), store)
