"""Pictures of documents' pages, and where passages stand on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from corpus_search.catalog import Catalog, FileRow
from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, UsageError
from corpus_search.indexing import checksum_of
from corpus_search.model import Frame, Page, Source
from corpus_search.reading import READING_VERSION, Limits, PictureCache, View, Workers, frames_of
from corpus_search.segmenting.text import DocumentText

SCALES = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
"""At which pages are drawn, of 96 pixels an inch: few, so that few pictures are kept."""
_WORKERS = 2
_SECONDS = 30.0
"""That drawing one page may take: someone waits for it."""
_KEPT_DOCUMENTS = 8
_CHANGED = "The file {path} has changed since it was indexed. Run: corpus-search index"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A document's pages and its text with the lines that it is made of."""

    pages: Mapping[int, Page]
    text: DocumentText


class Pictures:
    """Draws pages, in workers and once, and tells where passages stand on them. Safe for threads."""

    def __init__(self, settings: Settings, catalog: Catalog, source_path: Callable[[str], Path]) -> None:
        """Prepare; a worker starts with the first page that has to be drawn.

        Args:
            settings: the index and the limits.
            catalog: knows what was read.
            source_path: the original file of a document, by its id; raises NotFoundError.
        """
        self._catalog = catalog
        self._source_path = source_path
        self._cache = PictureCache(settings.index, settings.pictures_mb << 20)
        self._workers = Workers(_WORKERS, Limits(memory=settings.worker_memory_mb << 20, seconds=_SECONDS))
        self._known = lru_cache(_KEPT_DOCUMENTS)(self._read_printed)

    def close(self) -> None:
        """End the workers."""
        self._workers.stop()

    def picture(self, identifier: str, page: int, scale: float) -> bytes:
        """A page of a document; see `workspace.originals.picture`."""
        if scale not in SCALES:
            raise UsageError("A page is shown at one of the scales {scales}.", scales=SCALES)
        row = self._row(identifier)
        document = row.document
        if document.format != "pdf" or not 1 <= page <= document.pages:
            raise NotFoundError("{title} has no page {page} to show.", title=document.title, page=page)
        kept = self._cache.get(document.checksum, page, scale)
        if kept is not None:
            return kept
        file = self._source_path(identifier)
        if not _is_as_indexed(file, row):
            raise NotFoundError(_CHANGED, path=document.path)
        picture = self._workers.picture(file, page, scale)
        self._cache.keep(document.checksum, page, scale, picture)
        return picture

    def frames(
        self, identifier: str, start: int, end: int, *, real: bool = False
    ) -> dict[int, tuple[Frame, ...]]:
        """Where a span of a document's text, as it is shown or as it is, stands; see `workspace.originals.frames`."""
        row = self._row(identifier)
        printed = self._printed(row)
        if printed is None or not printed.pages:
            return {}
        there = None if real else self._catalog.real_text(identifier)
        if there is not None:
            start, end = there.alignment.to_real(start, end)
        found = {}
        for number, pieces in groupby(printed.text.pieces(start, end), lambda piece: piece[0].page):
            lines = ((piece.line, first, last) for piece, first, last in pieces)
            if frames := frames_of(printed.pages[number], lines):
                found[number] = frames
        return found

    def size(self, identifier: str, page: int) -> tuple[float, float] | None:
        """Width and height of a page's picture; see `workspace.originals.page_size`."""
        printed = self._printed(self._row(identifier))
        view = View.of(printed.pages[page]) if printed and page in printed.pages else None
        return view.size if view else None

    def sources(self, identifier: str) -> dict[int, Source]:
        """Where the text of each page came from; see `workspace.originals.page_sources`."""
        row = self._row(identifier)
        printed = self._printed(row)
        return {} if printed is None else {number: page.source for number, page in printed.pages.items()}

    def _row(self, identifier: str) -> FileRow:
        row = self._catalog.row(identifier)
        if row is None:
            raise NotFoundError("There is no document {identifier}.", identifier=identifier)
        return row

    def _printed(self, row: FileRow) -> _Printed | None:
        try:
            return self._known(row.document.checksum, row.recipe)
        except KeyError:
            return None

    def _read_printed(self, checksum: str, recipe: str) -> _Printed:
        """The pages of a document.

        Raises:
            KeyError: this version of the program has not read it.
        """
        extraction = self._catalog.extractions.get(checksum, READING_VERSION, recipe)
        if extraction is None:
            raise KeyError(checksum)
        pages = {page.number: page for page in extraction.pages if extraction.has_pages}
        return _Printed(pages, DocumentText.of(extraction.pages))


def _is_as_indexed(file: Path, row: FileRow) -> bool:
    """Whether a file still holds the bytes that were indexed."""
    status = file.stat()
    if (status.st_size, status.st_mtime_ns) == (row.document.size, row.mtime_ns):
        return True
    return checksum_of(file) == row.document.checksum
