"""Before anything is there to search."""

from __future__ import annotations

from corpus_search.errors import CorpusError
from corpus_search.workspace import Workspace


def require_documents(opened: Workspace) -> None:
    """Go on only where there is a document.

    Raises:
        CorpusError: the index was made of an empty corpus.
    """
    if not opened.status().documents:
        raise CorpusError(
            "There is no document in {corpus} yet. Put files there and run `corpus-search index`.",
            corpus=opened.settings.corpus,
        )
