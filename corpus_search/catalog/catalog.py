"""The catalog as the rest of the program uses it. All methods may be called from several threads."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from uuid import uuid4

from corpus_search.access import EVERYTHING
from corpus_search.catalog.about import About
from corpus_search.catalog.citations import Citations
from corpus_search.catalog.connections import Connections
from corpus_search.catalog.extractions import Extractions
from corpus_search.catalog.records import (
    FileRow,
    unpack_file,
    unpack_gaps,
    unpack_outline,
    unpack_passage,
    unpack_row,
    unpack_swaps,
)
from corpus_search.catalog.schema import connect
from corpus_search.catalog.writer import Writer
from corpus_search.model import Access, Document, Found, Gap, Node, Passage
from corpus_search.pseudonyms import Alignment

_PASSAGE = "p.id, c.document, p.ordinal, p.article, p.span_start, p.span_end, p.data"
_FILE = "row, real_row, own_id, content"
_CHUNK = 500
"""Values bound in one statement; SQLite's own limit is higher."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """A document's text with its structure; equal to nothing but itself, since comparing it would take long."""

    document: Document
    text: str
    page_starts: tuple[tuple[int, int], ...]
    """Where each page begins in the text, with its number."""
    outline: tuple[Node, ...]
    passages: tuple[Passage, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class RealText:
    """A document's text as it stands in the file, and how what is shown of it is aligned with it."""

    text: str
    alignment: Alignment


class Catalog:
    """The catalog of one index folder."""

    def __init__(
        self,
        folder: Path,
        *,
        create: bool = False,
        real_names: bool = False,
        access: frozenset[Access] = EVERYTHING,
    ) -> None:
        """Open it.

        Args:
            folder: of the index.
            create: make an empty one where there is none.
            real_names: documents are told as they are, without pseudonyms.
            access: documents with another one are absent from all answers.

        Raises:
            IndexUnusableError: see `schema.connect`.
        """
        self._connections = Connections(folder, real_names=real_names, access=access)
        self._local = threading.local()
        self.about = About(self._connections, folder, access)
        self.extractions = Extractions(self._connections.current)
        self.citations = Citations(self._connections.current)
        self.writer = Writer(self._connections, folder, self.citations)
        connect(folder, create=create).close()

    def close(self) -> None:
        """Close the connections of all threads; no thread may be using one."""
        self._connections.close()

    @property
    def identity(self) -> str:
        """What tells this catalog from one that is made in its place: keys of passages mean nothing in another."""
        known = self._connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()
        if known is None:
            with self._connections.writing() as connection:
                # Another thread or process may have been faster: then that one's counts.
                known = connection.execute(
                    "INSERT INTO meta VALUES ('identity', ?) "
                    "ON CONFLICT (name) DO UPDATE SET value = value RETURNING value",
                    (uuid4().hex,),
                ).fetchone()
        return str(known[0])

    @property
    def seen(self) -> Hashable:
        """The same in a thread for as long as nothing at all was written: what was worked out till then holds."""
        connection = self._connection
        version = connection.execute("PRAGMA data_version").fetchone()[0]  # tells of others' changes
        return connection, version, connection.total_changes  # and this one of our own

    @property
    def generation(self) -> str:
        """Changes whenever a document comes, goes or gets another content: contents' numbers are never used again."""
        seen = self.seen
        known: tuple[Hashable, str] | None = getattr(self._local, "generation", None)
        if known is None or known[0] != seen:
            row = self._connection.execute(
                "SELECT count(*), coalesce(max(content), 0), coalesce(sum(content), 0) FROM documents"
            ).fetchone()
            known = self._local.generation = (seen, "-".join(map(str, row)))
        return known[1]

    # --- documents ---

    def rows(self) -> dict[str, FileRow]:
        """All files known, by their path."""
        rows = self._connection.execute(f"SELECT {_FILE} FROM documents ORDER BY path")  # noqa: S608  (from above)
        return {row.document.path: row for row in (unpack_file(*columns) for columns in rows)}

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of their ids."""
        rows = self._connection.execute("SELECT row FROM documents ORDER BY id")
        return tuple(unpack_row(text, None).document for (text,) in rows)

    def document(self, identifier: str) -> Document | None:
        """The document with this id."""
        row = self._connection.execute("SELECT row FROM documents WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else unpack_row(row[0], None).document

    def documents_of(self, identifiers: Sequence[str]) -> dict[str, Document]:
        """The documents with these ids; unknown ids are left out."""
        found: dict[str, Document] = {}
        for at in range(0, len(identifiers), _CHUNK):
            chunk = identifiers[at : at + _CHUNK]
            rows = self._connection.execute(
                f"SELECT id, row FROM documents WHERE id IN ({_marks(chunk)})",  # noqa: S608  (question marks)
                chunk,
            )
            found.update((identifier, unpack_row(text, None).document) for identifier, text in rows)
        return found

    def row(self, identifier: str) -> FileRow | None:
        """The file of the document with this id; its document is told as it is, with real names."""
        row = self._connection.execute(
            f"SELECT {_FILE} FROM documents WHERE id = ?",  # noqa: S608  (from above)
            (identifier,),
        ).fetchone()
        return None if row is None else unpack_file(*row)

    def shown_id(self, own: str) -> str:
        """The id by which a document is shown, by its own, which may tell a name; the same where it is gone."""
        row = self._connection.execute("SELECT id FROM documents WHERE own_id = ?", (own,)).fetchone()
        return own if row is None else str(row[0])

    def own_id(self, identifier: str) -> str:
        """The inverse of `shown_id`."""
        row = self._connection.execute("SELECT own_id FROM documents WHERE id = ?", (identifier,)).fetchone()
        return identifier if row is None else str(row[0])

    def real_text(self, identifier: str) -> RealText | None:
        """The text of a document as it stands in the file; None where it is shown so."""
        row = self._connection.execute(
            "SELECT c.real_text, c.swaps FROM documents d JOIN contents c ON c.id = d.content "
            "WHERE d.id = ? AND c.swaps NOT NULL",
            (identifier,),
        ).fetchone()
        return None if row is None else RealText(row[0], unpack_swaps(row[1]))

    def contents(self, identifier: str) -> Contents | None:
        """The text and structure of a document; None where it is not known or has no text."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT c.id, c.row, c.text, c.page_starts, c.outline, c.gaps "
                "FROM documents d JOIN contents c ON c.id = d.content WHERE d.id = ?",
                (identifier,),
            ).fetchone()
            if row is None:
                return None
            content, packed, text, starts, outline, gaps = row
            passages = connection.execute(
                f"SELECT {_PASSAGE} FROM passages p JOIN contents c ON c.id = p.content "  # noqa: S608  (our own names)
                "WHERE p.content = ? ORDER BY p.ordinal",
                (content,),
            )
            return Contents(
                document=unpack_row(packed, content).document,
                text=text,
                page_starts=tuple((start, number) for start, number in json.loads(starts)),
                outline=unpack_outline(outline),
                passages=tuple(map(unpack_passage, passages)),
                gaps=unpack_gaps(gaps),
            )

    def ordinals(self, identifier: str, keys: Collection[int]) -> frozenset[int]:
        """Which passages of a document the engine knows by these keys: their places in its reading order."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT p.key, p.ordinal FROM documents d JOIN passages p ON p.content = d.content WHERE d.id = ?",
                (identifier,),
            ).fetchall()
        wanted = frozenset(keys)
        return frozenset(ordinal for key, ordinal in rows if key in wanted)

    def passages(self, keys: Sequence[int]) -> dict[int, Found]:
        """The passages that the engine knows by these keys; unknown keys are left out."""
        found = {}
        documents: dict[int, Document] = {}
        texts: dict[int, str] = {}
        with self._connections.reading() as connection:
            for at in range(0, len(keys), _CHUNK):
                chunk = keys[at : at + _CHUNK]
                rows = connection.execute(
                    f"SELECT p.key, c.id, {_PASSAGE} FROM passages p JOIN contents c ON c.id = p.content "  # noqa: S608  (our own names)
                    f"WHERE p.key IN ({_marks(chunk)})",
                    chunk,
                ).fetchall()
                for key, content, *columns in rows:
                    if content not in texts:
                        packed, texts[content] = connection.execute(
                            "SELECT row, text FROM contents WHERE id = ?", (content,)
                        ).fetchone()
                        documents[content] = unpack_row(packed, content).document
                    passage = unpack_passage(columns)
                    text = texts[content][passage.start : passage.end]
                    found[key] = Found(documents[content], passage, text)
        return found

    def passage(self, identifier: str) -> Found | None:
        """The passage with this id, as it stands in the current content of its document."""
        row = self._connection.execute(
            "SELECT p.key FROM passages p JOIN documents d ON d.content = p.content WHERE p.id = ?",
            (identifier,),
        ).fetchone()
        return None if row is None else self.passages([row[0]]).get(row[0])

    def passage_keys(self, document: str) -> dict[str, int]:
        """The keys by which the engine knows the passages of a document, by their ids, in reading order."""
        rows = self._connection.execute(
            "SELECT p.id, p.key FROM passages p JOIN documents d ON d.content = p.content "
            "WHERE d.id = ? ORDER BY p.ordinal",
            (document,),
        )
        return dict(rows.fetchall())

    def all_keys(self) -> list[tuple[int, ...]]:
        """The keys by which the engine knows all passages: a document's together, in reading order."""
        rows = self._connection.execute(
            "SELECT d.content, p.key FROM documents d JOIN passages p ON p.content = d.content "
            "ORDER BY d.id, p.ordinal"
        )
        return [tuple(key for _, key in of_document) for _, of_document in groupby(rows, itemgetter(0))]

    def articles(self, document: str) -> frozenset[str]:
        """The numbers of the articles of a document."""
        rows = self._connection.execute(
            "SELECT DISTINCT p.article FROM passages p JOIN documents d ON d.content = p.content "
            "WHERE d.id = ? AND p.article != ''",
            (document,),
        )
        return frozenset(number for (number,) in rows)

    def keyed_passages(self, content: int) -> Iterator[tuple[int, Found]]:
        """The passages of a content with their keys, in reading order."""
        keys = [
            key
            for (key,) in self._connection.execute(
                "SELECT key FROM passages WHERE content = ? ORDER BY ordinal", (content,)
            )
        ]
        found = self.passages(keys)
        return ((key, found[key]) for key in keys)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._connections.current()


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
