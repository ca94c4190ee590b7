"""Documents and passages of the catalog that there must be."""

from __future__ import annotations

from corpus_search.catalog import Catalog
from corpus_search.errors import NotFoundError
from corpus_search.model import Document, Found


def existing_document(catalog: Catalog, identifier: str) -> Document:
    """The document with this id, under pseudonyms where its names are replaced.

    Raises:
        NotFoundError: there is none.
    """
    document = catalog.document(identifier)
    if document is None:
        raise NotFoundError("There is no document {identifier}.", identifier=identifier)
    return document


def real_document(catalog: Catalog, identifier: str) -> Document:
    """The same with its real names, as the corpus and the register know it."""
    row = catalog.row(identifier)
    return existing_document(catalog, identifier) if row is None else row.document


def existing_passage(catalog: Catalog, identifier: str) -> Found:
    """The passage with this id.

    Raises:
        NotFoundError: there is none.
    """
    found = catalog.passage(identifier)
    if found is None:
        raise NotFoundError("There is no document or passage {identifier}.", identifier=identifier)
    return found
