"""Before anything is there to search."""

from __future__ import annotations

from corpus_search.errors import CorpusError
from corpus_search.workspace import Workspace


def empty_corpus(opened: Workspace) -> CorpusError:
    """What to say of an index that was made of an empty corpus."""
    return CorpusError(
        "There is no document in {corpus} yet. Put files there and run `corpus-search index`.",
        corpus=opened.settings.corpus,
    )
