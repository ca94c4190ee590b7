"""`catalog.about`: what an index remembers of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus_search.access import EVERYTHING
from corpus_search.catalog.connections import Connections
from corpus_search.errors import CorpusError
from corpus_search.model import Access


@dataclass(frozen=True, slots=True)
class LastRun:
    """The summary of a run of the indexer. `finished` is an ISO time with its zone, `seconds` its length."""

    finished: str
    seconds: float
    counts: Mapping[str, int]


class About:
    """The part of the catalog that tells of the index as a whole."""

    def __init__(self, connections: Connections, folder: Path, access: frozenset[Access]) -> None:
        """Keep how to come by it.

        Args:
            connections: to the catalog.
            folder: of the index.
            access: of the documents that the catalog tells of.
        """
        self._connections = connections
        self._connect = connections.current
        self._folder = folder
        self._access = access

    @property
    def corpus(self) -> Path | None:
        """The folder that was indexed; None before the first run."""
        value = self._meta("corpus")
        return None if value is None else Path(value)

    def claim(self, corpus: Path) -> None:
        """Remember the corpus of a new index, or make sure that it is the same.

        Args:
            corpus: an absolute path.

        Raises:
            CorpusError: the index belongs to another folder.
        """
        known = self.corpus
        if known is None:
            self._set_meta("corpus", str(corpus))
        elif known != corpus:
            raise CorpusError(
                "The index in {index} belongs to {known}, not to {corpus}. "
                "Name another index for this folder, as: corpus-search index {corpus} --index OTHER-FOLDER",
                index=self._folder,
                known=known,
                corpus=corpus,
            )

    @property
    def last_run(self) -> LastRun | None:
        """The summary of the last finished run, which counts all documents; None for those who do not see all."""
        if self._access != EVERYTHING:
            return None
        value = self._meta("last_run")
        return None if value is None else LastRun(**json.loads(value))

    def remember_run(self, run: LastRun) -> None:
        """Keep the summary of a run."""
        self._set_meta("last_run", json.dumps(asdict(run)))

    @property
    def ocr(self) -> str:
        """Which scans are recognised in this index, as it was last said; empty before."""
        return self._meta("ocr") or ""

    @ocr.setter
    def ocr(self, mode: str) -> None:
        self._set_meta("ocr", mode)

    @property
    def pseudonyms(self) -> str:
        """Which table of pseudonyms its documents are shown by: its digest; empty before there was one."""
        return self._meta("pseudonyms") or ""

    @pseudonyms.setter
    def pseudonyms(self, digest: str) -> None:
        self._set_meta("pseudonyms", digest)

    def _meta(self, name: str) -> str | None:
        row = self._connect().execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _set_meta(self, name: str, value: str) -> None:
        self._connect().execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
