"""Which documents are up to date, and making those anew that are not."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from datetime import date

from corpus_search.access import is_embargoed
from corpus_search.catalog import FileRow
from corpus_search.describing import DESCRIBING_VERSION, Register, assign_id, describe
from corpus_search.indexing.changes import Changes, Made
from corpus_search.indexing.extracting import Extracted
from corpus_search.indexing.plan import PlannedFile
from corpus_search.indexing.recognition import Say
from corpus_search.law import LINKING_VERSION, Link, find_links, own_identifier
from corpus_search.model import Access, Document, Extraction, Kind, Segmentation, State
from corpus_search.pseudonyms import Names, Pseudonyms, rename_text, shown_document
from corpus_search.reading import READING_VERSION
from corpus_search.segmenting import SEGMENTING_VERSION, segment
from corpus_search.segmenting.text import page_starts

_OUR_FAULT = (
    "The program failed on what stands in this file; that is a fault of the program. "
    "Please report it with what `corpus-search read FILE` prints."
)
_log = logging.getLogger(__name__)

Report = Callable[[int, int, str], None]
"""Called with the number of files done, their total, and the path of the one done last, or of one with what is
being done to it; from several threads."""
Recipe = Callable[[PlannedFile], str]
"""The recipe by which a file's scanned pages are to be recognised."""
Extract = Callable[[Sequence[PlannedFile], Say], Iterator[Extracted]]
"""What is in files, in the given order."""


def signature_of(
    planned: PlannedFile, register: Register, recipe: str, names: Names, document: Document | None
) -> str:
    """All that a document's content depends on, as one short text.

    Args:
        planned: the file.
        register: what people know of the documents.
        recipe: how its scanned pages are recognised; empty where none is.
        names: those that are replaced in it.
        document: what the file is or was made into; an embargo on it ends without any change of the file.
    """
    row = register.row(planned.source.path, planned.known.document.id if planned.known else None)
    parts = [
        READING_VERSION,
        SEGMENTING_VERSION,
        DESCRIBING_VERSION,
        LINKING_VERSION,
        planned.checksum or planned.source.obstacle,  # a file that cannot be opened is read as soon as it can
        planned.source.path,
        planned.duplicate_of,
        sorted(row.values.items()) if row else None,
        recipe,
        [astuple(row) for row in names.rows],
        planned.withdrawal.at if planned.withdrawal else None,
        document is not None and is_embargoed(document.metadata, date.today()),  # noqa: DTZ011
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def bring_up_to_date(
    files: Sequence[PlannedFile],
    *,
    changes: Changes,
    register: Register,
    pseudonyms: Pseudonyms,
    recipe: Recipe,
    extract: Extract,
    report: Report,
) -> int:
    """Make those documents anew whose signature differs; the others are left as they are.

    Args:
        files: all files of the corpus, in the order of their paths.
        changes: takes what changed; committed at the end.
        register: what people know of the documents.
        pseudonyms: the names that are replaced.
        recipe: tells how a file is to be read, as far as that is known before it is read.
        extract: gives what is in files.
        report: told of each file.

    Returns:
        How many documents were made anew.
    """
    stale = []
    for planned in files:
        if planned.known is None or not is_fresh(
            planned, planned.known, register, recipe(planned), pseudonyms
        ):
            stale.append(planned)
        elif (planned.known.mtime_ns, planned.known.hashed_ns) != (
            planned.source.mtime_ns,
            planned.hashed_ns,
        ):
            changes.touch(
                replace(planned.known, mtime_ns=planned.source.mtime_ns, hashed_ns=planned.hashed_ns)
            )
    ids = {planned.source.path: planned.known.document.id for planned in files if planned.known}
    shown_ids = {planned.source.path: planned.known.as_shown.id for planned in files if planned.known}
    finished: list[str] = []
    for extracted in extract(stale, lambda words: report(len(finished), len(stale), words)):
        planned = extracted.planned
        document, made = _make(planned, extracted.extraction, register, ids, shown_ids)
        ids[planned.source.path] = document.id
        shown_ids.pop(planned.source.path, None)
        names = _names(document, pseudonyms)
        shown = shown_document(document, names, set(shown_ids.values())) if names else None
        shown_ids[planned.source.path] = (shown or document).id
        row = FileRow(
            document,
            planned.source.mtime_ns,
            planned.hashed_ns,
            signature_of(planned, register, extracted.recipe, names, document),
            extracted.recipe,
            shown=shown,
        )
        changes.replace(planned.known, row, made if shown is None else _renamed(made, names, shown.id))
        finished.append(planned.source.path)
        report(len(finished), len(stale), planned.source.path)
    changes.commit()
    return len(stale)


def is_fresh(
    planned: PlannedFile, known: FileRow, register: Register, recipe: str, pseudonyms: Pseudonyms
) -> bool:
    """Whether nothing has changed that a document's content depends on."""
    names = _names(known.document, pseudonyms)
    return known.signature == signature_of(planned, register, recipe, names, known.document)


def _names(document: Document, pseudonyms: Pseudonyms) -> Names:
    """The names that are replaced in a document; of one that is not read it is not known what it is."""
    if document.duplicate_of is not None or document.state is State.WITHDRAWN:
        return pseudonyms.all
    return pseudonyms.of(document.kind, document.id, document.path)


def _renamed(made: Made | None, names: Names, identifier: str) -> Made | None:
    if made is None:
        return None
    renamed = rename_text(made.segmentation, made.page_starts, made.links, names, identifier)
    return replace(made, renamed=renamed)


def _make(
    planned: PlannedFile,
    extraction: Extraction,
    register: Register,
    ids: dict[str, str],
    shown_ids: dict[str, str],
) -> tuple[Document, Made | None]:
    """A document and, where it has text, what becomes of it.

    Whatever stands in a file, it must not stop the others: a fault of ours is told as the document's state, and
    the log has the rest.
    """
    try:
        return _cut(_document(planned, extraction, register, ids, shown_ids), extraction)
    except Exception:  # noqa: BLE001  (the reason stands above)
        _log.exception("%s could not be cut into passages", planned.source.path)
        failed = Extraction(State.UNREADABLE, extraction.format, reason=_OUR_FAULT)
        return _document(planned, failed, register, ids, shown_ids), None


def _cut(document: Document, extraction: Extraction) -> tuple[Document, Made | None]:
    if not document.state.has_text:
        return document, None
    segmentation = segment(extraction.pages, document.kind, document=document.id, metadata=document.metadata)
    made = Made(segmentation, tuple(page_starts(extraction.pages)), _links(document, segmentation))
    return replace(document, passages=len(segmentation.passages)), made


def _links(document: Document, segmentation: Segmentation) -> tuple[Link, ...]:
    """The regulations that a document cites."""
    if document.kind is not Kind.REGULATION:
        return find_links(segmentation.text)
    amended = document.metadata.get("amends", "")
    return find_links(
        segmentation.text,
        segmentation.outline,
        own=own_identifier(document.metadata) or document.id,
        amends=[name.strip() for name in amended.split(",") if name.strip()],
    )


def _document(
    planned: PlannedFile,
    extraction: Extraction,
    register: Register,
    ids: dict[str, str],
    shown_ids: dict[str, str],
) -> Document:
    path = planned.source.path
    known_id = planned.known.document.id if planned.known else None
    description = describe(path, extraction, register.row(path, known_id))
    owner = shown_ids.get(planned.duplicate_of) if planned.duplicate_of else None
    stem = planned.withdrawal.id if planned.withdrawal else description.id_stem
    return Document(
        id=known_id or assign_id(stem, {*ids.values(), *shown_ids.values()}),
        path=path,
        checksum=planned.checksum,
        format=extraction.format,
        state=extraction.state,
        kind=description.kind,
        title=description.title,
        collection=path.split("/")[0] if "/" in path else "",
        language=description.language,
        date=description.date,
        access=Access.WITHHELD if extraction.state is State.WITHDRAWN else description.access,
        metadata=description.metadata,
        reason=extraction.reason,
        size=planned.source.size,
        pages=len(extraction.pages),
        has_pages=extraction.has_pages,
        duplicate_of=owner,
    )
