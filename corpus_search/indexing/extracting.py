"""What is in the files: kept from an earlier run, or read now, with scanned pages recognised where that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.catalog import Catalog, Scans
from corpus_search.indexing.plan import PlannedFile
from corpus_search.indexing.recognition import Recogniser, Say
from corpus_search.indexing.walk import SourceFile
from corpus_search.model import Extraction, State
from corpus_search.reading import READING_VERSION, Packed, to_json

Read = Callable[[Path], Packed]
Ahead = Callable[[str, str], Extraction | None]
"""Gives what others have read of some bytes by a recipe, if they have."""

_CHANGED = "It changed while it was being read; run the same command again when nobody writes to it."


@dataclass(frozen=True, slots=True)
class Extracted:
    """What is in a file, and the recipe by which its scanned pages were recognised (empty where none was)."""

    planned: PlannedFile
    data: bytes
    """As the reading room's `wire` writes it."""
    recipe: str = ""


class Extractor:
    """Comes by what is in files. It may be asked from several threads."""

    def __init__(
        self,
        catalog: Catalog,
        read: Read,
        recogniser: Recogniser | None = None,
        ahead: Ahead = lambda *_: None,
    ) -> None:
        """Look up what is known.

        Args:
            catalog: knows what was read before, and keeps what is read.
            read: reads a file.
            recogniser: recognises scanned pages; None to leave them.
            ahead: asked before a file is read.
        """
        self._kept = catalog.extractions
        self._read, self._recogniser, self._ahead = read, recogniser, ahead
        self._scans = self._kept.scans(READING_VERSION) if recogniser is not None else {}

    def recipe(self, planned: PlannedFile) -> str:
        """The recipe that a file is to be read by, as far as it is known from an earlier run."""
        scans = self._scans.get(planned.checksum)
        unread = planned.duplicate_of is not None or planned.withdrawal is not None
        if scans is None or self._recogniser is None or unread:
            return ""
        return self._recogniser.recipe(scans)

    def extract(self, planned: PlannedFile, say: Say) -> Extracted:
        """What is in a file; `say` is told of progress."""
        if (unread := unread_file(planned)) is not None:
            return unread
        recipe = self.recipe(planned)
        kept = self._kept.data(planned.checksum, READING_VERSION, recipe)
        if kept is not None:
            return Extracted(planned, kept, recipe)
        own = self._own(planned)
        if _has_changed(planned.source):  # what was read may be neither the old file nor the new one
            torn = Extraction(State.UNREADABLE, own.format, reason=_CHANGED)
            return Extracted(replace(planned, checksum=""), to_json(torn))
        if self._recogniser is None or not planned.checksum:
            return Extracted(planned, own.data)
        return self._recognised(planned, own, self._recogniser, say)

    def _recognised(self, planned: PlannedFile, own: Packed, recogniser: Recogniser, say: Say) -> Extracted:
        """A file that was read, with its scanned pages recognised, if there are any."""
        recipe = recogniser.recipe(Scans(own.unread, own.layers))
        if not recipe:
            return Extracted(planned, own.data)
        if (taken := self._taken(planned.checksum, recipe)) is not None:
            return Extracted(planned, taken.data, recipe)
        source = planned.source
        recognised = recogniser.recognise(
            source.file,
            planned.checksum,
            own.extraction(),
            self._kept,
            lambda words: say(f"{source.path}, {words}"),
        )
        packed = Packed.of(recognised)
        self._kept.keep(planned.checksum, READING_VERSION, packed, recipe)
        return Extracted(planned, packed.data, recipe)

    def _own(self, planned: PlannedFile) -> Packed:
        """What the file itself holds."""
        kept = self._kept.get(planned.checksum, READING_VERSION)
        if kept is not None:
            return Packed.of(kept)
        if planned.checksum and (taken := self._taken(planned.checksum)) is not None:
            return taken
        if planned.source.obstacle:
            return Packed.of(Extraction(State.UNREADABLE, "special", reason=planned.source.obstacle))
        packed = self._read(planned.source.file)
        if planned.checksum and not _has_changed(planned.source):
            self._kept.keep(planned.checksum, READING_VERSION, packed)
        return packed

    def _taken(self, checksum: str, recipe: str = "") -> Packed | None:
        """What others have read, kept from now on."""
        read = self._ahead(checksum, recipe)
        if read is None:
            return None
        packed = Packed.of(read)
        self._kept.keep(checksum, READING_VERSION, packed, recipe)
        return packed


def _has_changed(source: SourceFile) -> bool:
    """Whether a file is no longer as it was when the corpus was looked at."""
    if source.obstacle:
        return False
    try:
        status = source.file.stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (source.size, source.mtime_ns)


def unread_file(planned: PlannedFile) -> Extracted | None:
    """What is told of a file that is not to be read; None for the others."""
    if planned.withdrawal is not None:
        reason = f"withdrawn on {planned.withdrawal.at[:10]}; delete the file from the corpus"
        return Extracted(planned, to_json(Extraction(State.WITHDRAWN, format="", reason=reason)))
    if planned.duplicate_of is not None:
        return Extracted(planned, to_json(Extraction(State.DUPLICATE, format="")))
    return None
