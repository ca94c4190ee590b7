"""Which documents are up to date, and making those anew that are not."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from corpus_search.catalog import Catalog, FileRow
from corpus_search.describing import DESCRIBING_VERSION, Register, assign_id, describe
from corpus_search.indexing.changes import Changes, Made
from corpus_search.indexing.plan import PlannedFile
from corpus_search.model import Document, Extraction, State
from corpus_search.reading import READING_VERSION
from corpus_search.segmenting import SEGMENTING_VERSION, segment
from corpus_search.segmenting.text import page_starts

_AHEAD = 4
"""Files read ahead of the one that is segmented, a worker."""

_OUR_FAULT = (
    "The program failed on what stands in this file; that is a fault of the program. "
    "Please report it with what `corpus-search read FILE` prints."
)
_log = logging.getLogger(__name__)

Read = Callable[[Path], Extraction]
Report = Callable[[int, int, str], None]
"""Called with the number of files done, their total, and the path of the one done last."""


def signature_of(planned: PlannedFile, register: Register) -> str:
    """All that a document's content depends on, as one short text."""
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


def bring_up_to_date(
    files: Sequence[PlannedFile],
    *,
    catalog: Catalog,
    changes: Changes,
    register: Register,
    read: Read,
    jobs: int,
    report: Report,
) -> int:
    """Make those documents anew whose signature differs; the others are left as they are.

    Args:
        files: all files of the corpus, in the order of their paths.
        catalog: knows what was read before.
        changes: takes what changed; committed at the end.
        register: what people know of the documents.
        read: reads a file; called from `jobs` threads.
        jobs: how many files are read at the same time.
        report: told of each file.

    Returns:
        How many documents were made anew.
    """
    stale = []
    for planned in files:
        signature = signature_of(planned, register)
        if planned.known is None or planned.known.signature != signature:
            stale.append((planned, signature))
        elif (planned.known.mtime_ns, planned.known.hashed_ns) != (
            planned.source.mtime_ns,
            planned.hashed_ns,
        ):
            changes.touch(
                replace(planned.known, mtime_ns=planned.source.mtime_ns, hashed_ns=planned.hashed_ns)
            )
    ids = {planned.source.path: planned.known.document.id for planned in files if planned.known}
    for done, (planned, signature, extraction) in enumerate(_extractions(stale, catalog, read, jobs), 1):
        document, made = _make(planned, extraction, register, ids)
        ids[planned.source.path] = document.id
        row = FileRow(document, planned.source.mtime_ns, planned.hashed_ns, signature)
        changes.replace(planned.known, row, made)
        report(done, len(stale), planned.source.path)
    changes.commit()
    return len(stale)


def _extractions(
    stale: Sequence[tuple[PlannedFile, str]], catalog: Catalog, read: Read, jobs: int
) -> Iterator[tuple[PlannedFile, str, Extraction]]:
    """What is in each file, in the given order; some files are read ahead."""

    def extract(planned: PlannedFile) -> Extraction:
        if planned.duplicate_of is not None:
            return Extraction(State.DUPLICATE, format="")
        kept = catalog.extraction(planned.checksum, READING_VERSION)
        if kept is not None:
            return kept
        extraction = read(planned.source.file)
        if planned.checksum:
            catalog.keep_extraction(planned.checksum, READING_VERSION, extraction)
        return extraction

    waiting: deque[tuple[PlannedFile, str, Future[Extraction]]] = deque()
    pool = ThreadPoolExecutor(jobs)
    try:
        for planned, signature in stale:
            waiting.append((planned, signature, pool.submit(extract, planned)))
            if len(waiting) > jobs * _AHEAD:
                first, its_signature, future = waiting.popleft()
                yield first, its_signature, future.result()
        while waiting:
            first, its_signature, future = waiting.popleft()
            yield first, its_signature, future.result()
    finally:
        # Not waiting: after an interruption whoever owns the workers stops them, and so the threads.
        pool.shutdown(wait=False, cancel_futures=True)


def _make(
    planned: PlannedFile, extraction: Extraction, register: Register, ids: dict[str, str]
) -> tuple[Document, Made | None]:
    """A document and, where it has text, what becomes of it.

    Whatever stands in a file, it must not stop the others: a fault of ours is told as the document's state, and
    the log has the rest.
    """
    try:
        return _cut(_document(planned, extraction, register, ids), extraction)
    except Exception:  # noqa: BLE001  (the reason stands above)
        _log.exception("%s could not be cut into passages", planned.source.path)
        failed = Extraction(State.UNREADABLE, extraction.format, reason=_OUR_FAULT)
        return _document(planned, failed, register, ids), None


def _cut(document: Document, extraction: Extraction) -> tuple[Document, Made | None]:
    if not document.state.has_text:
        return document, None
    segmentation = segment(extraction.pages, document.kind, document=document.id, metadata=document.metadata)
    made = Made(segmentation, tuple(page_starts(extraction.pages)))
    return replace(document, passages=len(segmentation.passages)), made


def _document(
    planned: PlannedFile, extraction: Extraction, register: Register, ids: dict[str, str]
) -> Document:
    path = planned.source.path
    known_id = planned.known.document.id if planned.known else None
    description = describe(path, extraction, register.row(path, known_id))
    owner = ids.get(planned.duplicate_of) if planned.duplicate_of else None
    return Document(
        id=known_id or assign_id(description.id_stem, set(ids.values())),
        path=path,
        checksum=planned.checksum,
        format=extraction.format,
        state=extraction.state,
        kind=description.kind,
        title=description.title,
        collection=path.split("/")[0] if "/" in path else "",
        language=description.language,
        date=description.date,
        access=description.access,
        metadata=description.metadata,
        reason=extraction.reason,
        size=planned.source.size,
        pages=len(extraction.pages),
        has_pages=extraction.has_pages,
        duplicate_of=owner,
    )
