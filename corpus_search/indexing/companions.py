"""What a corpus brings along for the store: a first register, codebook and glossary."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus_search.indexing.walk import COMPANIONS


def bring_along(corpus: Path, store: Path) -> tuple[str, ...]:
    """Copy the corpus's companions into an empty store.

    A store that already holds any of them is left alone: it belongs to people. All of them arrive, also when the
    program is killed in between: what was copied whole is moved by the next run.

    Returns:
        The names of the files that were copied.
    """
    brought = store / ".brought"
    if not brought.exists():
        names = [name for name in COMPANIONS if (corpus / name).is_file()]
        if not names or any((store / name).exists() for name in COMPANIONS):
            return ()
        unfinished = store / ".bringing"
        unfinished.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(corpus / name, unfinished / name)
        unfinished.replace(brought)
    copied = sorted(brought.iterdir())
    for file in copied:
        file.replace(store / file.name)
    brought.rmdir()
    return tuple(file.name for file in copied)
