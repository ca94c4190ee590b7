"""What is in the files: kept from an earlier run, or read now, with scanned pages recognised where that is wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.catalog import Catalog, Scans
from corpus_search.indexing.plan import PlannedFile
from corpus_search.indexing.recognition import Recogniser, Say
from corpus_search.indexing.walk import SourceFile
from corpus_search.model import Extraction, State
from corpus_search.reading import READING_VERSION, layer_pages, unread_pages

_AHEAD = 4
"""Files read ahead of the one that is segmented, a worker."""

Read = Callable[[Path], Extraction]

_CHANGED = "It changed while it was being read; run the same command again when nobody writes to it."


@dataclass(frozen=True, slots=True)
class Extracted:
    """What is in a file, and the recipe by which its scanned pages were recognised (empty where none was)."""

    planned: PlannedFile
    extraction: Extraction
    recipe: str = ""


class Extractor:
    """Comes by what is in files."""

    def __init__(self, catalog: Catalog, read: Read, jobs: int, recogniser: Recogniser | None = None) -> None:
        """Look up what is known.

        Args:
            catalog: knows what was read before, and keeps what is read.
            read: reads a file; called from `jobs` threads.
            jobs: how many files are read at the same time.
            recogniser: recognises scanned pages; None to leave them.
        """
        self._kept = catalog.extractions
        self._read, self._jobs, self._recogniser = read, jobs, recogniser
        self._scans = self._kept.scans(READING_VERSION) if recogniser is not None else {}

    def recipe(self, planned: PlannedFile) -> str:
        """The recipe that a file is to be read by, as far as it is known from an earlier run."""
        scans = self._scans.get(planned.checksum)
        unread = planned.duplicate_of is not None or planned.withdrawal is not None
        if scans is None or self._recogniser is None or unread:
            return ""
        return self._recogniser.recipe(scans)

    def extract(self, files: Sequence[PlannedFile], say: Say) -> Iterator[Extracted]:
        """What is in each file, in the given order; some files are read ahead."""
        waiting: deque[Future[Extracted]] = deque()
        pool = ThreadPoolExecutor(self._jobs)
        try:
            for planned in files:
                waiting.append(pool.submit(self._extracted, planned, say))
                if len(waiting) > self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            # Not waiting: after an interruption whoever owns the workers stops them, and so the threads.
            pool.shutdown(wait=False, cancel_futures=True)

    def _extracted(self, planned: PlannedFile, say: Say) -> Extracted:
        unread = _unread(planned)
        if unread is not None:
            return Extracted(planned, unread)
        recipe = self.recipe(planned)
        kept = self._kept.get(planned.checksum, READING_VERSION, recipe)
        if kept is not None:
            return Extracted(planned, kept, recipe)
        own = self._own(planned)
        if _has_changed(planned.source):  # what was read may be neither the old file nor the new one
            torn = Extraction(State.UNREADABLE, own.format, reason=_CHANGED)
            return Extracted(replace(planned, checksum=""), torn)
        if self._recogniser is None or not planned.checksum:
            return Extracted(planned, own)
        recipe = self._recogniser.recipe(Scans(len(unread_pages(own)), len(layer_pages(own))))
        if not recipe:
            return Extracted(planned, own)
        source = planned.source
        extraction = self._recogniser.recognise(
            source.file, planned.checksum, own, self._kept, lambda words: say(f"{source.path}, {words}")
        )
        self._kept.keep(planned.checksum, READING_VERSION, extraction, recipe)
        return Extracted(planned, extraction, recipe)

    def _own(self, planned: PlannedFile) -> Extraction:
        """What the file itself holds."""
        kept = self._kept.get(planned.checksum, READING_VERSION)
        if kept is not None:
            return kept
        if planned.source.obstacle:
            return Extraction(State.UNREADABLE, "special", reason=planned.source.obstacle)
        extraction = self._read(planned.source.file)
        if planned.checksum and not _has_changed(planned.source):
            self._kept.keep(planned.checksum, READING_VERSION, extraction)
        return extraction


def _has_changed(source: SourceFile) -> bool:
    """Whether a file is no longer as it was when the corpus was looked at."""
    if source.obstacle:
        return False
    try:
        status = source.file.stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (source.size, source.mtime_ns)


def _unread(planned: PlannedFile) -> Extraction | None:
    """What is told of a file that is not to be read; None for the others."""
    if planned.withdrawal is not None:
        reason = f"withdrawn on {planned.withdrawal.at[:10]}; delete the file from the corpus"
        return Extraction(State.WITHDRAWN, format="", reason=reason)
    return None if planned.duplicate_of is None else Extraction(State.DUPLICATE, format="")
