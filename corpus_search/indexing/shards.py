"""Reading split over several processes, or machines that share the folders: what one writer takes in.

A shard reads its part of the files, and recognises their scanned pages, into a catalog of its own in the index folder.
What is read depends on a file's bytes alone. So the writer, which makes documents of it, takes from the shards what it
would read itself, and reads what they have not: it can come before them or after, and any of them can be stopped.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from corpus_search.catalog import Catalog
from corpus_search.errors import IndexBusyError, IndexUnusableError, UsageError
from corpus_search.indexing.ahead import worked_ahead
from corpus_search.indexing.extracting import Extractor
from corpus_search.indexing.freshness import Report
from corpus_search.indexing.locking import only_writer
from corpus_search.indexing.plan import make_plan, without_withdrawn
from corpus_search.indexing.walk import walk
from corpus_search.making import Makers
from corpus_search.model import Extraction
from corpus_search.reading import READING_VERSION
from corpus_search.storing import Withdrawal

_FOLDER: Final = "shards"
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts of a corpus."""

    number: int
    """From 1."""
    count: int

    @classmethod
    def of(cls, text: str) -> Shard:
        """The shard that a text names: `2/3`.

        Raises:
            UsageError: it names none.
        """
        match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
        number, count = map(int, match.groups()) if match else (0, 0)
        if not 1 <= number <= count <= _MOST:
            raise UsageError("{text} is no part of a whole. Name one as 1/3, 2/3, 3/3.", text=text)
        return cls(number, count)

    def holds(self, path: str) -> bool:
        """Whether a file belongs to it, by its path in the corpus."""
        return int(sha256(path.encode()).hexdigest()[:8], 16) % self.count == self.number - 1

    def folder(self, index: Path) -> Path:
        """Where it keeps what it has read."""
        return index / _FOLDER / f"{self.number}-of-{self.count}"


def read_shard(
    shard: Shard,
    corpus: Path,
    kept: Catalog,
    *,
    extractor: Extractor,
    makers: Makers,
    withdrawn: tuple[Withdrawal, ...],
    report: Report,
) -> int:
    """Read the files of a shard that it has not read before.

    Args:
        shard: which part.
        corpus: the folder of documents.
        kept: the shard's catalog.
        extractor: reads into it.
        makers: the workers.
        withdrawn: documents whose files are not read.
        report: told of each file.

    Returns:
        How many files it has.
    """
    plan = without_withdrawn(
        make_plan((file for file in walk(corpus) if shard.holds(file.path)), {}), withdrawn
    )
    total, done = len(plan.files), 0
    kept.extractions.forget_others({planned.checksum for planned in plan.files if planned.withdrawal is None})

    def say(words: str) -> None:
        report(done, total, words)

    for extracted in worked_ahead(
        lambda planned: extractor.extract(planned, say),
        plan.files,
        makers.count,
        lambda file: file.source.size,
    ):
        done += 1
        report(done, total, extracted.planned.source.path)
    return total


class Shards:
    """What shards have read; of those at work at the moment nothing is known."""

    def __init__(self, catalogs: list[Catalog]) -> None:
        """Use `open_shards`."""
        self._catalogs = catalogs

    def get(self, checksum: str, recipe: str = "") -> Extraction | None:
        """What is in a file with these bytes, its scanned pages recognised by a recipe."""
        found = (catalog.extractions.get(checksum, READING_VERSION, recipe) for catalog in self._catalogs)
        return next((extraction for extraction in found if extraction is not None), None)


@contextmanager
def open_shards(index: Path) -> Iterator[Shards]:
    """What the shards of an index have read, held so that none begins to work meanwhile."""
    with ExitStack() as stack:
        catalogs = []
        for folder in folders(index):
            with suppress(IndexBusyError, IndexUnusableError):  # at work, or of another version
                stack.enter_context(only_writer(folder))
                catalogs.append(stack.enter_context(closing(Catalog(folder))))
        yield Shards(catalogs)


def forget_shards(index: Path) -> None:
    """Throw away what shards have read."""
    shutil.rmtree(index / _FOLDER, ignore_errors=True)


def erase_from_shards(index: Path, own: str, checksum: str) -> None:
    """Leave no trace of a file in what shards have read; see `Catalog.erase`."""
    for folder in folders(index):
        with only_writer(folder), closing(Catalog(folder)) as catalog:
            catalog.writer.erase(own, checksum)


def folders(index: Path) -> list[Path]:
    """The shards' own folders."""
    return sorted((index / _FOLDER).glob("*-of-*"))
