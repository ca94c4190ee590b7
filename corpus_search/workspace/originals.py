"""`workspace.originals`: the files themselves, and pictures of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus_search.access import Right, Viewer
from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.errors import ForbiddenError, NotFoundError
from corpus_search.model import Document, Frame, Source
from corpus_search.picturing import Pictures
from corpus_search.workspace.documents import existing_document, real_document


class Originals:
    """The original of each document, as far as a viewer may see it: real names stand there."""

    def __init__(self, catalog: Catalog, pictures: Pictures, viewer: Viewer) -> None:
        """Keep what is asked.

        Args:
            catalog: holds what the viewer may see.
            pictures: of all documents.
            viewer: for whom it is.
        """
        self._catalog = catalog
        self._pictures = pictures
        self._viewer = viewer

    def shows(self, document: Document) -> bool:
        """Whether the viewer may see the file of a document, and pictures of its pages."""
        return not document.renamed or self._viewer.may(Right.NAMES)

    def path(self, identifier: str) -> Path:
        """The original file of a document, inside the corpus.

        Raises:
            NotFoundError: there is no such document, or its file is gone.
            ForbiddenError: real names stand in it.
        """
        self._must_show(identifier)
        return _source_path(self._catalog, identifier)

    def picture(self, identifier: str, page: int, scale: float = 1.0) -> bytes:
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
        self._must_show(identifier)
        return self._pictures.picture(identifier, page, scale)

    def frames(self, identifier: str, start: int, end: int) -> Mapping[int, tuple[Frame, ...]]:
        """Where a span of a document's text stands on the pictures of its pages: frames by page, a line each.

        Empty for documents without printed pages.

        Raises:
            NotFoundError: there is no such document.
        """
        existing_document(self._catalog, identifier)
        return self._pictures.frames(identifier, start, end, real=self._viewer.real_names)

    def page_size(self, identifier: str, page: int) -> tuple[float, float] | None:
        """Width and height of a page's picture, in points; None where they are not known.

        Raises:
            NotFoundError: there is no such document.
        """
        existing_document(self._catalog, identifier)
        return self._pictures.size(identifier, page)

    def page_sources(self, identifier: str) -> Mapping[int, Source]:
        """Where the text of each page came from: the file itself, a layer behind a scan, our own recognition.

        Empty for documents without printed pages.

        Raises:
            NotFoundError: there is no such document.
        """
        existing_document(self._catalog, identifier)
        return self._pictures.sources(identifier)

    def _must_show(self, identifier: str) -> None:
        if not self.shows(existing_document(self._catalog, identifier)):
            raise ForbiddenError(
                "{identifier} is shown under pseudonyms. Its file and the pictures of its pages hold real names, and "
                "are for leads only.",
                identifier=identifier,
            )


def pictures_of(settings: Settings, catalog: Catalog) -> Pictures:
    """Pictures of the pages of all documents, drawn from their files in the corpus."""
    return Pictures(settings, catalog, lambda identifier: _source_path(catalog, identifier))


def _source_path(catalog: Catalog, identifier: str) -> Path:
    document = real_document(catalog, identifier)
    corpus = catalog.about.corpus
    file = None if corpus is None else (corpus / document.path).resolve()
    if corpus is None or file is None or corpus not in file.parents or not file.is_file():
        raise NotFoundError("The file {path} is no longer in the corpus.", path=document.path)
    return file
