"""Whether everything that the program needs is in place: folders, permissions, versions, other programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, read_register
from corpus_search.engines import open_engine
from corpus_search.errors import CorpusSearchError, IndexMissingError, ProgramMissingError
from corpus_search.indexing import corpus_of
from corpus_search.pseudonyms import FILE as PSEUDONYMS
from corpus_search.pseudonyms import read_pseudonyms
from corpus_search.reading.tesseract import LANGUAGES, installed_languages

Verdict = Literal["good", "advice", "bad"]

_FEWEST_FREE = 500 << 20
"""Bytes free on a disk that is written to, below which it is said."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    verdict: Verdict
    """`advice`: it works without, but something cannot be done."""
    told: str
    """What was found, and what to do where it is not good."""


def checks(settings: Settings) -> Iterator[Check]:
    """Look at everything; nothing is changed."""
    yield _python()
    corpus = corpus_of(settings)
    yield _corpus(corpus)
    yield from _index(settings, corpus)
    yield from _store(settings.store)
    yield _recognition()


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    library = sqlite3.sqlite_version
    return Check("program", "good", f"Python {version}, SQLite {library}.")


def _corpus(corpus: Path) -> Check:
    if not corpus.is_dir():
        return Check(
            "corpus",
            "bad",
            f"There is no folder {corpus}. Name yours: corpus-search index FOLDER, or set corpus.",
        )
    if not os.access(corpus, os.R_OK | os.X_OK):
        return Check("corpus", "bad", f"{corpus} cannot be read. Check its permissions.")
    return Check("corpus", "good", f"{corpus.resolve()}")


def _index(settings: Settings, corpus: Path) -> Iterator[Check]:
    index = settings.index
    yield _writable("index", index)
    try:
        with closing(Catalog(index)) as catalog, closing(open_engine(settings)) as engine:
            known, run, shown_by = catalog.about.corpus, catalog.about.last_run, catalog.about.pseudonyms
            failures = sum(document.state.is_failure for document in catalog.documents())
            passages = engine.count()
    except IndexMissingError as error:
        yield Check("index content", "advice", str(error))
        return
    except CorpusSearchError as error:
        yield Check("index content", "bad", str(error))
        return
    when = f"last run {run.finished}" if run else "no run has finished yet"
    yield Check("index content", "good", f"Passages: {passages:,}, {when}.")
    if known is not None and known != corpus.absolute().resolve() and not known.is_dir():
        yield Check(
            "indexed corpus",
            "bad",
            f"The indexed folder {known} is gone: its files cannot be opened.",
        )
    yield from _pseudonyms(settings.store, shown_by)
    if failures:
        yield Check(
            "documents", "advice", f"{failures} could not be read whole. See: corpus-search documents check"
        )


def _pseudonyms(store: Path, shown_by: str) -> Iterator[Check]:
    """Whether documents are shown by the table that is there."""
    try:
        digest = read_pseudonyms(store / PSEUDONYMS).digest
    except CorpusSearchError as error:
        yield Check("pseudonyms", "bad", str(error))
        return
    if digest != shown_by:
        told = "changed by hand: documents are shown as before until you run: corpus-search index"
        yield Check("pseudonyms", "bad", f"{store / PSEUDONYMS} was {told}")


def _store(store: Path) -> Iterator[Check]:
    yield _writable("store", store)
    try:
        read_register(store / REGISTER)
    except CorpusSearchError as error:
        yield Check("register", "bad", str(error))
    else:
        yield Check("register", "good", f"{store / REGISTER}")


def _writable(name: str, folder: Path) -> Check:
    place = folder
    while not place.exists() and place.parent != place:
        place = place.parent
    if not os.access(place, os.W_OK | os.X_OK) or not place.is_dir():
        return Check(
            name, "bad", f"{folder} cannot be written. Check its permissions, or name another folder."
        )
    free = shutil.disk_usage(place).free
    if free < _FEWEST_FREE:
        return Check(name, "advice", f"{folder}: only {free >> 20} MB are free on its disk.")
    made = "" if folder.exists() else " It will be made when it is first needed."
    return Check(name, "good", f"{folder}, {free >> 30} GB free.{made}")


def _recognition() -> Check:
    try:
        languages = installed_languages()
    except ProgramMissingError as error:
        return Check("text recognition", "advice", str(error))
    missing = [language for language in LANGUAGES if language not in languages]
    if missing:
        return Check(
            "text recognition", "advice", f"tesseract is installed, but does not know: {', '.join(missing)}."
        )
    return Check("text recognition", "good", f"tesseract with {', '.join(languages)}.")
