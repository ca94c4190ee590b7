"""Text recognition of scanned pages while indexing: which pages, by which recipe, resumable page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus_search.catalog import Extractions, Scans
from corpus_search.model import Extraction
from corpus_search.reading import (
    OCR_VERSION,
    Workers,
    installed_languages,
    pages_to_recognise,
    with_recognised,
)

Say = Callable[[str], None]
"""Told of progress within a file."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Recognises the pages that a mode asks for."""

    mode: str
    """`scans` or `all`."""
    languages: tuple[str, ...]
    workers: Workers

    @classmethod
    def of(cls, mode: str, workers: Workers) -> Recogniser | None:
        """A recogniser for a mode of `config.OCR_MODES`; None for `off`.

        Raises:
            ProgramMissingError: tesseract or its languages are not installed.
        """
        return None if mode == "off" else cls(mode, installed_languages(), workers)

    @property
    def method(self) -> str:
        """All that the text of a recognised page depends on, beside the page."""
        return f"{OCR_VERSION} {'+'.join(self.languages)}"

    def recipe(self, scans: Scans) -> str:
        """All that a file's text depends on, beside its bytes; empty where there is nothing to recognise."""
        if self.mode == "all" and scans.layers:
            return f"all {self.method}"
        return f"scans {self.method}" if scans.unread else ""

    def recognise(
        self, file: Path, checksum: str, extraction: Extraction, kept: Extractions, say: Say
    ) -> Extraction:
        """A file with its scanned pages recognised.

        Args:
            file: a PDF.
            checksum: of its bytes.
            extraction: what was read from the file itself.
            kept: where pages are kept as they are done, and found again.
            say: told of progress.

        Raises:
            WorkersStoppedError: the workers were stopped meanwhile.
        """
        wanted = pages_to_recognise(extraction, self.mode)
        done = {
            number: page
            for number, page in kept.recognised(checksum, self.method).items()
            if number in wanted
        }
        missing = sorted(set(wanted) - done.keys())
        for number, page in self.workers.recognise(file, missing, self.languages):
            kept.keep_recognised(checksum, self.method, number, page)
            done[number] = page
            say(f"text recognition: {len(done)} of {len(wanted)} pages")
        return with_recognised(extraction, done)
