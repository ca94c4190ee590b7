"""Our own engines in the benchmark: Whoosh's tuned, and a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from engine_corpus import Row
from engine_peer import DEEP, FACETS, TOP, Answer, Peer
from engine_queries import Asked

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    Engine,
    Fuzzy,
    IndexedPassage,
    Or,
    Pattern,
    Phrase,
    Query,
    TextField,
    Word,
)
from corpus_search.engines.fields import STEMMERS
from corpus_search.engines.opensearch import OpenSearchEngine, Place
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.model import Access

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.search_cluster import running

STEMMERS_MODULE = "corpus_search.engines.fields"

_NO_STEMMERS = f"import {STEMMERS_MODULE}\n{STEMMERS_MODULE}.STEMMERS.clear()\n"
"""For the processes that help to write: nothing else reaches them."""


class CorpusSearch(Peer):
    """Ours, one text field."""

    name = "corpus_search"
    shares_work = True
    where: TextField = "text"
    stemmed = False

    def begin(self) -> None:
        if not self.stemmed:
            STEMMERS.clear()
            (self.folder / "sitecustomize.py").write_text(_NO_STEMMERS)
            os.environ["PYTHONPATH"] = os.pathsep.join((str(self.folder), os.environ.get("PYTHONPATH", "")))
        self._engine = self._opened(create=True)
        self._stack = ExitStack()
        self._batch = self._stack.enter_context(self._engine.batch())

    def add(self, rows: Sequence[Row]) -> None:
        self._batch.put(self._passages(rows))

    def finish(self) -> None:
        self._stack.close()
        self._engine.close()

    def open(self) -> None:
        if not self.stemmed:
            STEMMERS.clear()
        self._engine = self._opened()

    def _opened(self, *, create: bool = False) -> Engine:
        return WhooshEngine.open(self.folder / "engine", create=create, processes=self.processes)

    def ask(self, asked: Asked) -> Answer:
        query = Query(
            self._clause(asked),
            filters=(Among("kind", (asked.kind,)), Between("year", *map(str, asked.years)))
            if asked.kind
            else (),
            facets=FACETS if asked.name == "facet" else (),
            offset=DEEP if asked.name == "deep" else 0,
            limit=TOP,
        )
        results = self._engine.search(query)
        return Answer(results.total, [hit.key for hit in results.hits])

    def _passages(self, rows: Sequence[Row]) -> Iterator[IndexedPassage]:
        for row in rows:
            yield IndexedPassage(
                key=row.key,
                group=row.key,
                text=row.text,
                headings=row.headings if self.stemmed else "",
                title=row.title if self.stemmed else "",
                document=row.document,
                kind=row.kind,
                access=Access.PUBLIC,
                collection=row.collection,
                language=row.language,
                year=row.year,
                speaker=row.speaker,
            )

    def _clause(self, asked: Asked) -> Clause:
        words = tuple(Word(word, self.where, self.stemmed) for word in asked.words)
        match asked.name:
            case "or3":
                return Or(words)
            case "and3":
                return And(words)
            case "phrase":
                return Phrase(asked.words, where=self.where)
            case "prefix":
                return Pattern(asked.words[0] + "*", self.where)
            case "fuzzy":
                return Fuzzy(asked.words[0], prefix=0, where=self.where)
            case _:
                return words[0]


class Product(CorpusSearch):
    """Ours as people use it: all fields, and stems."""

    name = "corpus_search_product"
    shares_work = (
        False  # its second process would spend its time on stems of made-up words, as the first does
    )
    where = "any"
    stemmed = True


class OpenSearch(CorpusSearch):
    """Ours on a cluster: one node of 512 MB on this machine, one shard, one text field."""

    name = "opensearch"
    shares_work = False

    def __init__(self, folder: Path, processes: int = 1) -> None:
        super().__init__(folder, processes)
        self._nodes = ExitStack()
        self._cluster = self._nodes.enter_context(running(folder, 1))

    def close(self) -> None:
        """End the cluster."""
        self._nodes.close()

    def _opened(self, *, create: bool = False) -> Engine:
        return OpenSearchEngine.open(Place(self._cluster.urls, replicas=0), create=create)


class OpenSearchProduct(OpenSearch):
    """The same as people use it."""

    name = "opensearch_product"
    where = "any"
    stemmed = True
