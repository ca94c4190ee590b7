"""Corpus -> catalog -> engine; only what changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus_search.catalog import Catalog
from corpus_search.catalog.schema import FILE as CATALOG_FILE
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, read_register
from corpus_search.engines import open_engine
from corpus_search.errors import IndexBusyError, IndexMissingError, IndexUnusableError
from corpus_search.indexing.companions import bring_along
from corpus_search.indexing.extracting import Extractor
from corpus_search.indexing.freshness import Report
from corpus_search.indexing.plan import checksum_of
from corpus_search.indexing.recognition import Recogniser
from corpus_search.indexing.recovery import recover
from corpus_search.indexing.run import Summary, apply, run
from corpus_search.making import Makers
from corpus_search.pseudonyms import FILE as PSEUDONYMS
from corpus_search.pseudonyms import read_pseudonyms
from corpus_search.reading import Limits
from corpus_search.storing import now, read_withdrawn, settle, write_whole

__all__ = [
    "Report",
    "Summary",
    "apply_register",
    "checksum_of",
    "index_corpus",
    "only_writer",
    "recover",
    "remembered_corpus",
]


_HOLDER = "lock.holder"
"""Says who has the lock; what a process that has ended wrote there is of no account."""


def index_corpus(settings: Settings, *, rebuild: bool = False, report: Report = lambda *_: None) -> Summary:
    """Index the corpus that the settings name.

    Args:
        settings: folders, jobs and limits.
        rebuild: throw the index away and make it from the files alone.
        report: told of each file that was read.

    Raises:
        CorpusError: the corpus is missing, or the index belongs to another one.
        ProgramMissingError: pages are to be recognised, but tesseract is not installed.
        RegisterError: the register cannot be used.
        PseudonymsError: the table of pseudonyms cannot be used.
        IndexUnusableError: the index is damaged, from another version, or being written by another process.
    """
    corpus = settings.corpus.expanduser().absolute().resolve()
    with only_writer(settings.index):
        settle(settings.store)
        bring_along(corpus, settings.store)
        register = read_register(settings.store / REGISTER)
        pseudonyms = read_pseudonyms(settings.store / PSEUDONYMS)
        withdrawn = read_withdrawn(settings.store)
        if rebuild:
            _start_anew(settings.index)
        with (
            closing(Catalog(settings.index, create=True)) as catalog,
            closing(open_engine(settings, create=True, anew=rebuild)) as engine,
        ):
            catalog.claim(corpus)
            mode = settings.ocr or catalog.ocr or "off"
            with _makers(settings) as makers:
                recogniser = Recogniser.of(mode, makers)
                catalog.ocr = mode
                summary = run(
                    corpus,
                    catalog=catalog,
                    engine=engine,
                    register=register,
                    pseudonyms=pseudonyms,
                    withdrawn=withdrawn,
                    extractor=Extractor(catalog, makers.pack, recogniser),
                    makers=makers,
                    report=report,
                )
            engine.publish()
            return summary


def remembered_corpus(index: Path) -> Path | None:
    """The folder that an index was made of; None where there is no index, or none that can be asked."""
    try:
        with closing(Catalog(index)) as catalog:
            return catalog.corpus
    except IndexUnusableError:
        return None


def apply_register(settings: Settings) -> int:
    """Make the index tell what register and pseudonyms say, of documents that were read before; no file is read.

    Returns:
        How many documents changed.

    Raises:
        RegisterError: the register cannot be used.
        PseudonymsError: the table of pseudonyms cannot be used.
        IndexUnusableError: there is no index, it is damaged, or another process is writing it.
    """
    register = read_register(settings.store / REGISTER)
    pseudonyms = read_pseudonyms(settings.store / PSEUDONYMS)
    with (
        only_writer(settings.index),
        closing(Catalog(settings.index)) as catalog,
        closing(open_engine(settings)) as engine,
        _makers(settings) as makers,
    ):
        return apply(catalog=catalog, engine=engine, register=register, pseudonyms=pseudonyms, makers=makers)


def _makers(settings: Settings) -> Makers:
    limits = Limits(memory=settings.worker_memory_mb << 20, seconds=settings.worker_seconds)
    return Makers(settings.effective_jobs, limits)


@contextmanager
def only_writer(index: Path) -> Iterator[None]:
    """Keep other writers out of an index for as long as the block lasts.

    Raises:
        IndexBusyError: another process is writing it.
        IndexUnusableError: it cannot be written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / "lock", timeout=0):
            write_whole(index / _HOLDER, f"{os.getpid()}, since {now()}".encode())
            yield
    except Timeout as error:
        raise IndexBusyError(
            "Another process ({process}) is writing the index {index}. Wait until it is done, or name another index "
            "with --index.",
            process=_holder(index),
            index=index,
        ) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise IndexUnusableError(
            "The index {index} cannot be written: {error}. Make room on its disk and check its permissions, then run "
            "the same command again: what was finished is kept. Or name another index with --index.",
            index=index,
            error=error,
        ) from error


def _holder(index: Path) -> str:
    """Number of the process that writes an index, and since when."""
    try:
        return (index / _HOLDER).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return "that has just begun"


def _start_anew(index: Path) -> None:
    """Empty the catalog in place, since a server may have it open; delete one that cannot even be opened."""
    try:
        with closing(Catalog(index)) as catalog:
            catalog.clear()
    except IndexMissingError:
        return
    except IndexUnusableError:
        for suffix in ("", "-wal", "-shm"):
            (index / (CATALOG_FILE + suffix)).unlink(missing_ok=True)
