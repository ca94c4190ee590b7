"""The inverted index behind one narrow contract (`base`); Whoosh is the default."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus_search.config import Settings
from corpus_search.engines.base import Engine
from corpus_search.errors import (
    IndexDamagedError,
    IndexMissingError,
    IndexUnusableError,
    IndexVersionError,
    ProgramMissingError,
)

_FOLDER = "engine"


def open_engine(settings: Settings, *, create: bool = False, anew: bool = False) -> Engine:
    """Open the engine that the settings name.

    Args:
        settings: which engine; the default one keeps its files in a folder of its own in the index folder.
        create: to write to it; make an empty one where there is none, or where what is there cannot be read.
        anew: to fill it from nothing; what cannot be used is thrown away. Readers of a cluster see what was there
            until `publish`.

    Raises:
        IndexUnusableError: missing, damaged, or made by another version; a cluster does not answer.
        ProgramMissingError: what another engine needs is not installed.
        SettingsError: a cluster is wanted, but none is named.
    """
    if settings.engine == "opensearch":
        return _open_cluster(settings, create=create, anew=anew)
    from corpus_search.engines.whoosh import WhooshEngine

    folder = settings.index / _FOLDER
    if anew:
        _throw_away(folder, IndexUnusableError)
    elif create:
        _throw_away(folder, IndexDamagedError, IndexVersionError)
    return WhooshEngine.open(folder, create=create or anew)


def _throw_away(folder: Path, *faults: type[IndexUnusableError]) -> None:
    """Delete an index with such a fault: the catalog has all that it was made of."""
    from corpus_search.engines.whoosh import WhooshEngine

    try:
        WhooshEngine.open(folder).close()
    except IndexMissingError:
        return
    except faults:
        shutil.rmtree(folder, ignore_errors=True)


def _open_cluster(settings: Settings, *, create: bool, anew: bool) -> Engine:
    try:
        from corpus_search.engines.opensearch import OpenSearchEngine, Place
    except ModuleNotFoundError as error:
        raise ProgramMissingError(
            "The engine `opensearch` needs its client: pip install 'corpus-search[opensearch]'"
        ) from error
    return OpenSearchEngine.open(Place.of(settings), create=create, anew=anew)
