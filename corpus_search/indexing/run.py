"""One run of the indexer: corpus -> catalog -> engine, only what changed, resumable at any moment."""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from corpus_search.catalog import Catalog, FileRow, LastRun
from corpus_search.describing import DESCRIBING_VERSION, Register, assign_id, describe
from corpus_search.engines.base import Engine, IndexedPassage
from corpus_search.indexing.plan import PlannedFile, make_plan
from corpus_search.indexing.recovery import indexed, recover
from corpus_search.indexing.walk import walk
from corpus_search.model import Document, Extraction, Found, State
from corpus_search.reading import READING_VERSION
from corpus_search.segmenting import SEGMENTING_VERSION, segment
from corpus_search.segmenting.text import page_starts

_BATCH_PASSAGES = 5_000
_BATCH_DOCUMENTS = 200
"""What is read is committed whenever one of these is reached: a crash loses no more than that."""
_AHEAD = 4
"""Files read ahead of the one that is segmented, a worker."""

Report = Callable[[int, int, str], None]
"""Called with the number of files done, their total, and the path of the one done last."""


class Reader(Protocol):
    """Reads files outside this process, several at a time."""

    count: int

    def read(self, path: Path) -> Extraction:
        """What is in the file; for a bad one a state with a reason."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `read` counts new documents, `failed` all that are in no readable state."""

    read: int
    changed: int
    unchanged: int
    moved: int
    removed: int
    duplicates: int
    failed: int
    passages: int
    """In the whole index."""
    seconds: float
    failures: tuple[Document, ...]


def run(
    corpus: Path,
    *,
    catalog: Catalog,
    engine: Engine,
    register: Register,
    reader: Reader,
    report: Report,
) -> Summary:
    """Make the index tell what the corpus holds.

    Args:
        corpus: the folder of documents.
        catalog: the index's catalog, claimed for this corpus.
        engine: the index's engine.
        register: what people know of the documents.
        reader: reads the files.
        report: told of each file.

    Raises:
        CorpusError: the corpus cannot be read.
        IndexUnusableError: the index cannot be written.
    """
    begun = time.monotonic()
    recover(catalog, engine)
    plan = make_plan(walk(corpus), catalog.rows())
    changes = _Changes(catalog, engine)
    for row in plan.gone:
        changes.remove(row)
    changes.commit()
    stale = []
    counts = dict.fromkeys(("read", "changed", "unchanged", "moved"), 0)
    for planned in plan.files:
        signature = _signature(planned, register)
        counts[_sort(planned, signature)] += 1
        if planned.known is None or planned.known.signature != signature:
            stale.append((planned, signature))
        elif _touched(planned):
            changes.touch(
                replace(planned.known, mtime_ns=planned.source.mtime_ns, hashed_ns=planned.hashed_ns)
            )
    taken = {row.document.id for row in catalog.rows().values()}
    ids_by_path = {p.source.path: p.known.document.id for p in plan.files if p.known}
    with ThreadPoolExecutor(reader.count) as pool:
        for done, (planned, signature, extraction) in enumerate(_extractions(pool, stale, catalog, reader)):
            document = _document(planned, extraction, register, taken, ids_by_path)
            taken.add(document.id)
            ids_by_path[planned.source.path] = document.id
            row = FileRow(document, planned.source.mtime_ns, planned.hashed_ns, signature)
            changes.replace(planned.known, row, extraction)
            report(done + 1, len(stale), planned.source.path)
    changes.commit()
    catalog.forget_extractions()
    return _summary(counts, len(plan.gone), catalog, engine, time.monotonic() - begun)


class _Changes:
    """Collects changes and commits them in batches: catalog, engine, catalog."""

    def __init__(self, catalog: Catalog, engine: Engine) -> None:
        self._catalog, self._engine = catalog, engine
        self._clear()

    def _clear(self) -> None:
        self._rows: list[FileRow] = []
        self._removed: list[str] = []
        self._old: list[int] = []
        self._new: list[IndexedPassage] = []

    def remove(self, row: FileRow) -> None:
        self._removed.append(row.document.id)
        self._forget_content(row)

    def touch(self, row: FileRow) -> None:
        self._rows.append(row)

    def replace(self, known: FileRow | None, row: FileRow, extraction: Extraction) -> None:
        if row.document.state.has_text:
            row = self._stage(row, extraction)
        self._rows.append(row)
        self._forget_content(known)
        if len(self._new) >= _BATCH_PASSAGES or len(self._rows) >= _BATCH_DOCUMENTS:
            self.commit()

    def _stage(self, row: FileRow, extraction: Extraction) -> FileRow:
        document = row.document
        segmentation = segment(
            extraction.pages, document.kind, document=document.id, metadata=document.metadata
        )
        row = replace(row, document=replace(document, passages=len(segmentation.passages)))
        staged = self._catalog.stage(row, segmentation, page_starts(extraction.pages))
        found = (
            (key, Found(row.document, passage, segmentation.text[passage.start : passage.end]))
            for key, passage in staged.passages
        )
        self._new.extend(indexed(staged.content, found))
        return replace(row, content=staged.content)

    def _forget_content(self, row: FileRow | None) -> None:
        if row is not None and row.content is not None:
            self._old.append(row.content)

    def commit(self) -> None:
        if self._old or self._new:
            with self._engine.batch() as batch:
                batch.remove(self._old)
                batch.put(self._new)
        if self._rows or self._removed:
            self._catalog.settle(self._rows, self._removed)
        self._clear()


def _extractions(
    pool: ThreadPoolExecutor, stale: Sequence[tuple[PlannedFile, str]], catalog: Catalog, reader: Reader
) -> Iterator[tuple[PlannedFile, str, Extraction]]:
    """What is in each file, in the given order, read a few files ahead by the reader's workers."""

    def extract(planned: PlannedFile) -> Extraction:
        if planned.duplicate_of is not None:
            return Extraction(State.DUPLICATE, planned.known.document.format if planned.known else "")
        kept = catalog.extraction(planned.checksum, READING_VERSION)
        if kept is not None:
            return kept
        extraction = reader.read(planned.source.file)
        if planned.checksum:
            catalog.keep_extraction(planned.checksum, READING_VERSION, extraction)
        return extraction

    waiting: deque[tuple[PlannedFile, str, Future[Extraction]]] = deque()
    try:
        for planned, signature in stale:
            waiting.append((planned, signature, pool.submit(extract, planned)))
            if len(waiting) > reader.count * _AHEAD:
                first, its_signature, future = waiting.popleft()
                yield first, its_signature, future.result()
        while waiting:
            first, its_signature, future = waiting.popleft()
            yield first, its_signature, future.result()
    finally:
        for _, _, future in waiting:
            future.cancel()


def _signature(planned: PlannedFile, register: Register) -> str:
    """All that a document's content depends on."""
    row = register.row(planned.source.path, planned.known.document.id if planned.known else None)
    parts = [
        READING_VERSION,
        SEGMENTING_VERSION,
        DESCRIBING_VERSION,
        planned.checksum or planned.hashed_ns,  # a file that cannot be read is tried again each time
        planned.source.path,
        planned.duplicate_of,
        sorted(row.values.items()) if row else None,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _sort(planned: PlannedFile, signature: str) -> str:
    """Under what a file is counted."""
    if planned.known is None:
        return "read"
    if planned.moved:
        return "moved"
    return "unchanged" if planned.known.signature == signature else "changed"


def _touched(planned: PlannedFile) -> bool:
    """Whether only the file's time of change differs, or its checksum was taken too early to be trusted."""
    known = planned.known
    return known is not None and (known.mtime_ns, known.hashed_ns) != (
        planned.source.mtime_ns,
        planned.hashed_ns,
    )


def _document(
    planned: PlannedFile,
    extraction: Extraction,
    register: Register,
    taken: set[str],
    ids_by_path: dict[str, str],
) -> Document:
    known_id = planned.known.document.id if planned.known else None
    path = planned.source.path
    known = describe(path, extraction, register.row(path, known_id))
    return Document(
        id=known_id or assign_id(known.id_stem, taken),
        path=path,
        checksum=planned.checksum,
        format=extraction.format,
        state=extraction.state,
        kind=known.kind,
        title=known.title,
        collection=path.split("/")[0] if "/" in path else "",
        language=known.language,
        date=known.date,
        access=known.access,
        metadata=known.metadata,
        reason=extraction.reason,
        size=planned.source.size,
        pages=len(extraction.pages),
        has_pages=extraction.has_pages,
        duplicate_of=ids_by_path.get(planned.duplicate_of) if planned.duplicate_of else None,
    )


def _summary(
    counts: dict[str, int], removed: int, catalog: Catalog, engine: Engine, seconds: float
) -> Summary:
    documents = catalog.documents()
    summary = Summary(
        **counts,
        removed=removed,
        duplicates=sum(document.state is State.DUPLICATE for document in documents),
        failed=sum(document.state.is_failure for document in documents),
        passages=engine.count(),
        seconds=seconds,
        failures=tuple(document for document in documents if document.state.is_failure),
    )
    numbers = {
        name: getattr(summary, name)
        for name in ("read", "changed", "unchanged", "moved", "removed", "duplicates", "failed", "passages")
    }
    catalog.remember_run(LastRun(datetime.now(UTC).isoformat(timespec="seconds"), round(seconds, 3), numbers))
    return summary
