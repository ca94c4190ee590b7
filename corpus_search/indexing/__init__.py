"""Corpus -> catalog -> engine; only what changed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus_search.catalog import Catalog
from corpus_search.catalog.schema import FILE as CATALOG_FILE
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, read_register
from corpus_search.engines import open_engine
from corpus_search.errors import IndexMissingError, IndexUnusableError
from corpus_search.indexing.companions import bring_along
from corpus_search.indexing.extracting import Extractor
from corpus_search.indexing.freshness import Report
from corpus_search.indexing.locking import only_writer
from corpus_search.indexing.plan import checksum_of
from corpus_search.indexing.recognition import Recogniser
from corpus_search.indexing.recovery import recover
from corpus_search.indexing.run import Summary, apply, run
from corpus_search.indexing.shards import (
    Shard,
    erase_from_shards,
    forget_shards,
    open_shards,
    read_shard,
)
from corpus_search.indexing.walk import must_be_there, walk
from corpus_search.making import Makers
from corpus_search.pseudonyms import FILE as PSEUDONYMS
from corpus_search.pseudonyms import read_pseudonyms
from corpus_search.reading import Limits
from corpus_search.storing import read_withdrawn, settle

__all__ = [
    "Report",
    "Shard",
    "Summary",
    "apply_register",
    "checksum_of",
    "corpus_of",
    "erase_from_shards",
    "index_corpus",
    "index_shard",
    "only_writer",
    "recover",
]


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
    corpus = _corpus(settings)
    with only_writer(settings.index):
        settle(settings.store)
        bring_along(corpus, settings.store)
        register = read_register(settings.store / REGISTER)
        pseudonyms = read_pseudonyms(settings.store / PSEUDONYMS)
        withdrawn = read_withdrawn(settings.store)
        files = walk(corpus)
        if rebuild:
            _start_anew(settings.index)
            forget_shards(settings.index)
        with closing(Catalog(settings.index, create=True)) as catalog, _makers(settings) as makers:
            catalog.about.claim(corpus)
            if (rebuild or catalog.about.last_run is None) and len(files) >= makers.count:
                makers.start()  # all will have work; they load what they need while the engine is opened
            with (
                closing(open_engine(settings, create=True, anew=rebuild)) as engine,
                open_shards(settings.index) as shards,
                makers,  # whatever happens, they end before what they use is closed
            ):
                mode = settings.ocr or catalog.about.ocr or "off"
                recogniser = Recogniser.of(mode, makers)
                catalog.about.ocr = mode
                summary = run(
                    files,
                    catalog=catalog,
                    engine=engine,
                    register=register,
                    pseudonyms=pseudonyms,
                    withdrawn=withdrawn,
                    extractor=Extractor(catalog, makers.pack, recogniser, shards.get),
                    makers=makers,
                    report=report,
                )
                engine.publish()
                return summary


def index_shard(settings: Settings, shard: Shard, *, report: Report = lambda *_: None) -> int:
    """Read one of several parts of the corpus ahead; the next `index_corpus` takes it in.

    Args:
        settings: folders, jobs and limits; where they do not say what is to be recognised, nothing is.
        shard: which part.
        report: told of each file.

    Returns:
        How many files the part has.

    Raises:
        CorpusError: the corpus is missing, or the shard has read of another one.
        ProgramMissingError: pages are to be recognised, but tesseract is not installed.
        IndexUnusableError: what it has read is damaged, from another version, or used by another process.
    """
    corpus = _corpus(settings)
    folder = shard.folder(settings.index)
    with (
        only_writer(folder),
        closing(Catalog(folder, create=True)) as kept,
        _makers(settings) as makers,
    ):
        kept.about.claim(corpus)
        recogniser = Recogniser.of(settings.ocr or "off", makers)
        return read_shard(
            shard,
            corpus,
            kept,
            extractor=Extractor(kept, makers.pack, recogniser),
            makers=makers,
            withdrawn=tuple(read_withdrawn(settings.store)),
            report=report,
        )


def corpus_of(settings: Settings) -> Path:
    """The folder to index where nobody names one: the one that is set, else the one that the index was made of."""
    if settings.corpus != Settings().corpus:
        return settings.corpus
    try:
        with closing(Catalog(settings.index)) as catalog:
            return catalog.about.corpus or settings.corpus
    except IndexUnusableError:
        return settings.corpus


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


def _start_anew(index: Path) -> None:
    """Empty the catalog in place, since a server may have it open; delete one that cannot even be opened."""
    try:
        with closing(Catalog(index)) as catalog:
            catalog.writer.clear()
    except IndexMissingError:
        return
    except IndexUnusableError:
        for suffix in ("", "-wal", "-shm"):
            (index / (CATALOG_FILE + suffix)).unlink(missing_ok=True)


def _corpus(settings: Settings) -> Path:
    corpus = settings.corpus.expanduser().absolute().resolve()
    must_be_there(corpus)
    return corpus
