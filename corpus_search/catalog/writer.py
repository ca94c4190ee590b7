"""`catalog.writer`: documents come and go, in two steps around the engine's commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.catalog.citations import Citations
from corpus_search.catalog.connections import Connections
from corpus_search.catalog.records import (
    FileRow,
    pack_gaps,
    pack_outline,
    pack_passage,
    pack_real,
    pack_row,
    pack_swaps,
    unpack_file,
)
from corpus_search.errors import IndexBusyError
from corpus_search.law import Link
from corpus_search.model import Passage, Segmentation
from corpus_search.pseudonyms import Alignment, Renamed
from corpus_search.storing import scrub


@dataclass(frozen=True, slots=True)
class Staged:
    """A content that waits for the engine."""

    content: int
    passages: tuple[tuple[int, Passage], ...]
    """Each with its key."""


class Writer:
    """The part of the catalog that writes documents."""

    def __init__(self, connections: Connections, folder: Path, citations: Citations) -> None:
        """Keep what is written to.

        Args:
            connections: to the catalog.
            folder: of the index.
            citations: keeps those of the documents.
        """
        self._connections = connections
        self._connect = connections.current
        self._folder = folder
        self._citations = citations

    def stage(
        self,
        row: FileRow,
        segmentation: Segmentation,
        page_starts: Sequence[tuple[int, int]],
        links: Sequence[Link] = (),
        renamed: Renamed | None = None,
    ) -> Staged:
        """Write a content with its citations that is not current yet, in one transaction.

        Args:
            row: the file.
            segmentation: of its text as it is.
            page_starts: where each page begins in it, with the page's number.
            links: the regulations that it cites.
            renamed: what is shown of all that, where names in it are replaced.
        """
        if renamed is None:
            shown, shown_starts, shown_links = segmentation, page_starts, links
        else:
            shown, shown_starts, shown_links = renamed.segmentation, renamed.page_starts, renamed.links
        with self._connections.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO contents (document, row, own_id, real_row, text, page_starts, outline, gaps) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row.as_shown.id,
                    pack_row(row),
                    row.document.id,
                    pack_real(row),
                    shown.text,
                    json.dumps(shown_starts),
                    pack_outline(shown.outline),
                    pack_gaps(shown.gaps),
                ),
            )
            content = cursor.lastrowid
            assert content is not None  # noqa: S101  (an INSERT just succeeded)
            keys = _keep_passages(connection, content, shown.passages)
            self._citations.keep(content, shown_links, shown.passages, links)
            if renamed is not None:
                _keep_real(connection, content, segmentation, page_starts, renamed.alignment)
        return Staged(content, tuple((key, p) for key, p in zip(keys, shown.passages, strict=True)))

    def settle(self, rows: Iterable[FileRow], removed: Iterable[str] = ()) -> None:
        """Make contents current whose passages the engine has committed, and drop what they replace.

        Args:
            rows: files with their new content (None where there is no text).
            removed: ids of documents that are gone.
        """
        with self._connections.writing() as connection:
            rows, removed = list(rows), list(removed)
            connection.executemany(
                "DELETE FROM documents WHERE id = ?", [(identifier,) for identifier in removed]
            )
            # A row of another document at one of these paths is stale: its file has moved on.
            connection.executemany(
                "DELETE FROM documents WHERE id = ? OR path = ?",
                [(row.as_shown.id, row.document.path) for row in rows],
            )
            connection.executemany(
                "INSERT INTO documents (id, path, content, row, own_id, real_row) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        row.as_shown.id,
                        row.document.path,
                        row.content,
                        pack_row(row),
                        row.document.id,
                        pack_real(row),
                    )
                    for row in rows
                ],
            )
            # Of a document whose id tells a name no longer, the old content goes by that old id.
            connection.executemany(
                "DELETE FROM contents WHERE document = ? AND id NOT IN "
                "(SELECT content FROM documents WHERE content NOT NULL)",
                [(identifier,) for identifier in (*removed, *(row.as_shown.id for row in rows))],
            )
            connection.execute("DELETE FROM contents WHERE document NOT IN (SELECT id FROM documents)")

    def contents_of(self, own: str) -> tuple[int, ...]:
        """All contents of a document, current or not, by its own id."""
        rows = self._connect().execute("SELECT id FROM contents WHERE own_id = ?", (own,))
        return tuple(content for (content,) in rows)

    def erase(self, own: str, checksum: str) -> None:
        """Forget a document and all that was read from its file, and leave no trace of it in the catalog's files.

        Args:
            own: the document's own id.
            checksum: of the file; copies of it are forgotten with it.

        Raises:
            IndexBusyError: another process is reading the catalog.
        """
        self._connect().execute("PRAGMA secure_delete = ON")
        with self._connections.writing() as connection:
            connection.execute(
                "DELETE FROM documents WHERE own_id = ? OR json_extract(row, '$.document.checksum') = ?",
                (own, checksum),
            )
            connection.execute("DELETE FROM contents WHERE own_id = ?", (own,))
            for table in ("extractions", "recognised"):
                connection.execute(f"DELETE FROM {table} WHERE checksum = ?", (checksum,))  # noqa: S608  (our own names)
        try:
            scrub(self._connect())
        except sqlite3.OperationalError as error:
            raise IndexBusyError(
                "The index {folder} is in use ({error}). Stop `corpus-search serve`, then run this again.",
                folder=self._folder,
                error=error,
            ) from error

    def staged(self) -> dict[int, FileRow]:
        """Contents that never became current, with their rows: what an interrupted run left."""
        rows = self._connect().execute(
            "SELECT row, real_row, own_id, id FROM contents "
            "WHERE id NOT IN (SELECT content FROM documents WHERE content NOT NULL)"
        )
        return {content: unpack_file(row, real, own, content) for row, real, own, content in rows}

    def drop_staged(self, contents: Iterable[int]) -> None:
        """Remove contents that never became current."""
        with self._connections.writing() as connection:
            connection.executemany("DELETE FROM contents WHERE id = ?", [(content,) for content in contents])

    def clear(self) -> None:
        """Forget all documents and what was read; what the index remembers of itself stays.

        So do the pages that were recognised, which takes long, and depends on a file's bytes alone.
        """
        with self._connections.writing() as connection:
            for table in ("documents", "contents", "extractions"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  (names from the line above)


def _keep_passages(connection: sqlite3.Connection, content: int, passages: Sequence[Passage]) -> list[int]:
    """Write the passages of a content; gives their keys."""
    keys = []
    for passage in passages:
        cursor = connection.execute(
            "INSERT INTO passages (content, id, ordinal, article, span_start, span_end, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                content,
                passage.id,
                passage.ordinal,
                passage.article,
                passage.start,
                passage.end,
                pack_passage(passage),
            ),
        )
        assert cursor.lastrowid is not None  # noqa: S101  (an INSERT just succeeded)
        keys.append(cursor.lastrowid)
    return keys


def _keep_real(
    connection: sqlite3.Connection,
    content: int,
    segmentation: Segmentation,
    page_starts: Sequence[tuple[int, int]],
    alignment: Alignment,
) -> None:
    """Keep beside what is shown of a content what stands in the file."""
    connection.execute(
        "UPDATE contents SET swaps = ?, real_text = ?, real_page_starts = ?, real_outline = ?, real_gaps = ? "
        "WHERE id = ?",
        (
            pack_swaps(alignment),
            segmentation.text,
            json.dumps(page_starts),
            pack_outline(segmentation.outline),
            pack_gaps(segmentation.gaps),
            content,
        ),
    )
    connection.executemany(
        "UPDATE passages SET real_start = ?, real_end = ?, real_data = ? WHERE content = ? AND ordinal = ?",
        [
            (passage.start, passage.end, pack_passage(passage), content, passage.ordinal)
            for passage in segmentation.passages
        ],
    )
