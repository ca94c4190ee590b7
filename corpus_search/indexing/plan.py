"""What has to be done so that the index tells what the corpus holds: compares files with the catalog."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.catalog import FileRow
from corpus_search.indexing.walk import SourceFile
from corpus_search.storing import Withdrawal

_RACY_NS = 2_000_000_000
"""A file that changed this shortly before it was hashed may have changed again within the clock's grain."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file with its checksum: SHA-256, empty where it could not be read."""

    source: SourceFile
    checksum: str
    hashed_ns: int


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file as it stands now, and what is known of it."""

    source: SourceFile
    checksum: str
    """SHA-256; empty where the file could not be read."""
    hashed_ns: int
    known: FileRow | None
    """Its row: found by its path, or by its checksum where it moved."""
    moved: bool = False
    duplicate_of: str | None = None
    """Path of the file with the same bytes that is indexed in its place."""
    withdrawal: Withdrawal | None = None
    """The document was withdrawn, and its file is not read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All files in the order of their paths, and the rows of those that are gone."""

    files: tuple[PlannedFile, ...]
    gone: tuple[FileRow, ...]


def make_plan(files: Iterable[SourceFile], rows: Mapping[str, FileRow]) -> Plan:
    """Compare the files with the catalog's rows: by path, size and time first, then by SHA-256.

    A file is known by its path and bytes, else by its bytes (it moved and keeps its id), else by its path (it
    changed). Of several files with the same bytes one is indexed: the one that was before, else the first.

    Args:
        files: in the order of their paths.
        rows: by path.
    """
    hashed = [Hashed(source, *_checksum(source, rows.get(source.path))) for source in files]
    known, moved = _match(hashed, rows)
    owners = _owners(hashed, known)
    planned = tuple(
        PlannedFile(
            source=file.source,
            checksum=file.checksum,
            hashed_ns=file.hashed_ns,
            known=known.get(file.source.path),
            moved=file.source.path in moved,
            duplicate_of=_other(owners.get(file.checksum), file.source.path),
        )
        for file in hashed
    )
    kept = {row.document.id for row in known.values()}
    return Plan(planned, tuple(row for row in rows.values() if row.document.id not in kept))


def without_withdrawn(plan: Plan, withdrawn: Iterable[Withdrawal]) -> Plan:
    """A plan in which files of documents that were withdrawn are marked."""
    withdrawn = tuple(withdrawn)

    def marked(planned: PlannedFile) -> PlannedFile:
        found = next((one for one in withdrawn if one.names(planned.source.path, planned.checksum)), None)
        return planned if found is None else replace(planned, withdrawal=found, duplicate_of=None)

    return replace(plan, files=tuple(map(marked, plan.files)))


def _checksum(source: SourceFile, row: FileRow | None) -> tuple[str, int]:
    if (
        row is not None
        and row.document.checksum
        and (row.document.size, row.mtime_ns) == (source.size, source.mtime_ns)
        and row.mtime_ns < row.hashed_ns - _RACY_NS
    ):
        return row.document.checksum, row.hashed_ns
    now = time.time_ns()
    if source.obstacle:
        return "", now
    try:
        return checksum_of(source.file), now
    except OSError:  # the worker that reads it will say why
        return "", now


def checksum_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hex.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _match(hashed: list[Hashed], rows: Mapping[str, FileRow]) -> tuple[dict[str, FileRow], set[str]]:
    """The row of each file that is known, by the file's path, and the paths that files moved to."""
    known = {
        file.source.path: row
        for file in hashed
        if (row := rows.get(file.source.path)) and file.checksum and row.document.checksum == file.checksum
    }
    matched = {row.document.id for row in known.values()}
    free: dict[str, list[FileRow]] = {}
    for row in rows.values():
        if row.document.id not in matched and row.document.checksum:
            free.setdefault(row.document.checksum, []).append(row)
    for candidates in free.values():  # a document before its duplicates
        candidates.sort(key=lambda row: (row.document.duplicate_of is not None, row.document.path))
    moved = set()
    for file in hashed:
        row = known.get(file.source.path)
        candidates = free.get(file.checksum, [])
        takes_over = row is not None and row.document.duplicate_of is not None and _is_document(candidates)
        if candidates and (row is None or takes_over):
            known[file.source.path] = candidates.pop(0)
            moved.add(file.source.path)
    taken = {row.document.id for row in known.values()}
    for file in hashed:
        row = rows.get(file.source.path)
        if row is not None and file.source.path not in known and row.document.id not in taken:
            known[file.source.path] = row
    return known, moved


def _other(owner: str | None, path: str) -> str | None:
    return None if owner == path else owner


def _is_document(rows: list[FileRow]) -> bool:
    return bool(rows) and rows[0].document.duplicate_of is None


def _owners(hashed: list[Hashed], known: Mapping[str, FileRow]) -> dict[str, str]:
    """Per checksum the path of the file that is indexed."""
    owners: dict[str, str] = {}
    settled = set()
    for file in hashed:
        row = known.get(file.source.path)
        was_owner = (
            row is not None and row.document.checksum == file.checksum and row.document.duplicate_of is None
        )
        if file.checksum and (file.checksum not in owners or (was_owner and file.checksum not in settled)):
            owners[file.checksum] = file.source.path
            if was_owner:
                settled.add(file.checksum)
    return owners


def as_it_was(row: FileRow, paths: Mapping[str, str]) -> PlannedFile:
    """A file as its row tells it, without a look at the corpus.

    Args:
        row: its row.
        paths: the path of each document, by the id that is shown.
    """
    document = row.document
    source = SourceFile(document.path, Path(document.path), document.size, row.mtime_ns)
    owner = paths.get(document.duplicate_of) if document.duplicate_of else None
    return PlannedFile(source, document.checksum, row.hashed_ns, row, duplicate_of=owner)
