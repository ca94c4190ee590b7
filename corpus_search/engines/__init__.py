"""The inverted index behind one narrow contract (`base`); Whoosh is the default."""

from __future__ import annotations

from pathlib import Path

from corpus_search.engines.base import Engine


def open_engine(index: Path, *, create: bool = False) -> Engine:
    """Open the engine of an index folder.

    Args:
        index: the index folder; the engine keeps its files in a folder of their own there.
        create: make an empty one where there is none.

    Raises:
        IndexUnusableError: missing, damaged, or made by another version.
    """
    from corpus_search.engines.whoosh import WhooshEngine

    return WhooshEngine.open(index / "engine", create=create)
