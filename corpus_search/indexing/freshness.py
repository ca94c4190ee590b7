"""Which documents are up to date, and making those anew that are not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import partial

from corpus_search.access import is_embargoed
from corpus_search.catalog import FileRow
from corpus_search.describing import DESCRIBING_VERSION, Register, assign_id
from corpus_search.indexing.ahead import worked_ahead
from corpus_search.indexing.changes import Changes, Made
from corpus_search.indexing.plan import PlannedFile
from corpus_search.indexing.workshop import Workshop
from corpus_search.law import LINKING_VERSION
from corpus_search.making import Content, Workpiece
from corpus_search.model import Access, Document, State
from corpus_search.pseudonyms import Names, Pseudonyms, rename_text, shown_document
from corpus_search.reading import READING_VERSION
from corpus_search.segmenting import SEGMENTING_VERSION

Report = Callable[[int, int, str], None]
"""Called with the number of files done, their total, and the path of the one done last, or of one with what is
being done to it; from several threads."""
Recipe = Callable[[PlannedFile], str]
"""The recipe by which a file's scanned pages are to be recognised."""


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
    workshop: Workshop,
    pseudonyms: Pseudonyms,
    recipe: Recipe,
    report: Report,
) -> int:
    """Make those documents anew whose signature differs; the others are left as they are.

    Args:
        files: all files of the corpus, in the order of their paths.
        changes: takes what changed; committed at the end.
        workshop: makes documents of files.
        pseudonyms: the names that are replaced.
        recipe: tells how a file is to be read, as far as that is known before it is read.
        report: told of each file.

    Returns:
        How many documents were made anew.
    """
    register = workshop.register
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
    work = partial(workshop.work, say=lambda words: report(len(finished), len(stale), words))
    for worked in worked_ahead(work, stale, workshop.makers.count, lambda file: file.source.size):
        planned = worked.planned
        piece = worked.piece
        if planned.known is None:
            stem = planned.withdrawal.id if planned.withdrawal else piece.description.id_stem
            identifier = assign_id(stem, {*ids.values(), *shown_ids.values()})
            if identifier != piece.document:  # the one that it was made with is taken
                piece = workshop.make(worked.extracted, identifier)
        owner = shown_ids.get(planned.duplicate_of) if planned.duplicate_of else None
        document = _document(planned, piece, owner)
        ids[planned.source.path] = document.id
        shown_ids.pop(planned.source.path, None)
        names = _names(document, pseudonyms)
        shown = shown_document(document, names, set(shown_ids.values())) if names else None
        shown_ids[planned.source.path] = (shown or document).id
        row = FileRow(
            document,
            planned.source.mtime_ns,
            planned.hashed_ns,
            signature_of(planned, register, worked.extracted.recipe, names, document),
            worked.extracted.recipe,
            shown=shown,
        )
        made = _made(piece.content)
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


def _document(planned: PlannedFile, piece: Workpiece, owner: str | None) -> Document:
    path = planned.source.path
    description, content = piece.description, piece.content
    return Document(
        id=piece.document,
        path=path,
        checksum=planned.checksum,
        format=piece.format,
        state=piece.state,
        kind=description.kind,
        title=description.title,
        collection=path.split("/")[0] if "/" in path else "",
        language=description.language,
        date=description.date,
        access=Access.WITHHELD if piece.state is State.WITHDRAWN else description.access,
        metadata=description.metadata,
        reason=piece.reason,
        size=planned.source.size,
        pages=piece.pages,
        has_pages=piece.has_pages,
        passages=len(content.segmentation.passages) if content else 0,
        duplicate_of=owner,
    )


def _made(content: Content | None) -> Made | None:
    return None if content is None else Made(content.segmentation, content.page_starts, content.links)
