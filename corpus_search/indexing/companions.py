"""What a corpus brings along for the store: a first register, codebook and glossary."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus_search.indexing.walk import COMPANIONS


def bring_along(corpus: Path, store: Path) -> tuple[str, ...]:
    """Copy the corpus's companions into an empty store.

    A store that already holds any of them is left alone: it belongs to people.

    Returns:
        The names of the files that were copied.
    """
    if any((store / name).exists() for name in COMPANIONS):
        return ()
    names = tuple(sorted(name for name in COMPANIONS if (corpus / name).is_file()))
    if names:
        store.mkdir(parents=True, exist_ok=True)
    for name in names:
        unfinished = store / f".{name}.tmp"
        shutil.copyfile(corpus / name, unfinished)
        unfinished.replace(store / name)
    return names
