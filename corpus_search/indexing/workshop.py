"""From a file to a document that only lacks its place in the catalog: what is done ahead, by workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus_search.describing import Register
from corpus_search.indexing.extracting import Extracted
from corpus_search.indexing.plan import PlannedFile
from corpus_search.indexing.recognition import Say
from corpus_search.making import Makers, Workpiece

Extract = Callable[[PlannedFile, Say], Extracted]
"""Gives what is in a file."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A file with what was made of it."""

    extracted: Extracted
    piece: Workpiece

    @property
    def planned(self) -> PlannedFile:
        """The file."""
        return self.extracted.planned


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes documents of files."""

    extract: Extract
    makers: Makers
    register: Register

    def work(self, planned: PlannedFile, say: Say) -> Worked:
        """Make a document; `say` is told of progress within the file."""
        extracted = self.extract(planned, say)
        known_id = planned.known.document.id if planned.known else ""
        return Worked(extracted, self.make(extracted, known_id))

    def make(self, extracted: Extracted, document: str) -> Workpiece:
        """Make a document with an id; with an empty one it gets the id that it should have."""
        planned = extracted.planned
        row = self.register.row(planned.source.path, planned.known.document.id if planned.known else None)
        said = dict(row.values) if row else None
        return self.makers.make(planned.source.path, extracted.data, said, document)
