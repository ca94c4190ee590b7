"""Making the index tell what people wrote into the store."""

from __future__ import annotations

from contextlib import suppress

from corpus_search.config import Settings
from corpus_search.errors import IndexBusyError
from corpus_search.indexing import apply_register
from corpus_search.semantic import drop_gone


def tell_index(settings: Settings) -> int:
    """Make the index tell what register and pseudonyms say; of what it told before, no vector remains.

    Returns:
        How many documents changed in it.

    Raises:
        IndexBusyError: it is being written by another process, which will tell it at its next run.
    """
    changed = apply_register(settings)
    with suppress(IndexBusyError):  # whoever makes vectors drops those of passages that are gone
        drop_gone(settings.index)
    return changed
