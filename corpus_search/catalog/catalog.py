"""The catalog as the rest of the program uses it. All methods may be called from several threads."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from uuid import uuid4

from corpus_search.access import EVERYTHING
from corpus_search.catalog.citations import Citations
from corpus_search.catalog.extractions import Extractions
from corpus_search.catalog.narrowing import narrow
from corpus_search.catalog.records import (
    FileRow,
    pack_gaps,
    pack_outline,
    pack_passage,
    pack_real,
    pack_row,
    pack_swaps,
    unpack_file,
    unpack_gaps,
    unpack_outline,
    unpack_passage,
    unpack_row,
    unpack_swaps,
)
from corpus_search.catalog.revealing import reveal
from corpus_search.catalog.schema import connect, file_identity
from corpus_search.errors import CorpusError, IndexBusyError
from corpus_search.law import Link
from corpus_search.model import Access, Document, Found, Gap, Node, Passage, Segmentation
from corpus_search.pseudonyms import Alignment, Renamed
from corpus_search.storing import scrub

_PASSAGE = "p.id, c.document, p.ordinal, p.article, p.span_start, p.span_end, p.data"
_FILE = "row, real_row, own_id, content"
_CHUNK = 500
"""Values bound in one statement; SQLite's own limit is higher."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A content that waits for the engine."""

    content: int
    passages: tuple[tuple[int, Passage], ...]
    """Each with its key."""


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


@dataclass(frozen=True, slots=True)
class LastRun:
    """The summary of a run of the indexer. `finished` is an ISO time with its zone, `seconds` its length."""

    finished: str
    seconds: float
    counts: Mapping[str, int]


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
        self._folder = folder
        self._real_names = real_names
        self._access = access
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self.extractions = Extractions(lambda: self._connection)
        self.citations = Citations(lambda: self._connection)
        connect(folder, create=create).close()

    def close(self) -> None:
        """Close the connections of all threads; no thread may be using one."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    # --- what the index remembers of itself ---

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
    def identity(self) -> str:
        """What tells this catalog from one that is made in its place: keys of passages mean nothing in another."""
        if (known := self._meta("identity")) is None:
            with self._writing() as connection:
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?)", (uuid4().hex,))
            known = self._meta("identity")
            assert known is not None  # noqa: S101  (it has just been written)
        return known

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

    def clear(self) -> None:
        """Forget all documents and what was read; what the index remembers of itself stays.

        So do the pages that were recognised, which takes long, and depends on a file's bytes alone.
        """
        with self._writing() as connection:
            for table in ("documents", "contents", "extractions"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  (names from the line above)

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
        with self._reading() as connection:
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
        with self._reading() as connection:
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
        with self._reading() as connection:
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

    # --- writing, in two steps around the engine's commit ---

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
        with self._writing() as connection:
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
            keys = []
            for passage in shown.passages:
                cursor.execute(
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
                keys.append(cursor.lastrowid)
            self.citations.keep(content, shown_links, shown.passages, links)
            if renamed is not None:
                _keep_real(connection, content, segmentation, page_starts, renamed.alignment)
        return Staged(content, tuple((key, p) for key, p in zip(keys, shown.passages, strict=True) if key))

    def settle(self, rows: Iterable[FileRow], removed: Iterable[str] = ()) -> None:
        """Make contents current whose passages the engine has committed, and drop what they replace.

        Args:
            rows: files with their new content (None where there is no text).
            removed: ids of documents that are gone.
        """
        with self._writing() as connection:
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
        rows = self._connection.execute("SELECT id FROM contents WHERE own_id = ?", (own,))
        return tuple(content for (content,) in rows)

    def erase(self, own: str, checksum: str) -> None:
        """Forget a document and all that was read from its file, and leave no trace of it in the catalog's files.

        Args:
            own: the document's own id.
            checksum: of the file; copies of it are forgotten with it.

        Raises:
            IndexBusyError: another process is reading the catalog.
        """
        self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM documents WHERE own_id = ? OR json_extract(row, '$.document.checksum') = ?",
                (own, checksum),
            )
            connection.execute("DELETE FROM contents WHERE own_id = ?", (own,))
            for table in ("extractions", "recognised"):
                connection.execute(f"DELETE FROM {table} WHERE checksum = ?", (checksum,))  # noqa: S608  (our own names)
        try:
            scrub(self._connection)
        except sqlite3.OperationalError as error:
            raise IndexBusyError(
                "The index {folder} is in use ({error}). Stop `corpus-search serve`, then run this again.",
                folder=self._folder,
                error=error,
            ) from error

    def staged(self) -> dict[int, FileRow]:
        """Contents that never became current, with their rows: what an interrupted run left."""
        rows = self._connection.execute(
            "SELECT row, real_row, own_id, id FROM contents "
            "WHERE id NOT IN (SELECT content FROM documents WHERE content NOT NULL)"
        )
        return {content: unpack_file(row, real, own, content) for row, real, own, content in rows}

    def drop_staged(self, contents: Iterable[int]) -> None:
        """Remove contents that never became current."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM contents WHERE id = ?", [(content,) for content in contents])

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

    # --- inside ---

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; a new one after the file was replaced by a rebuild."""
        identity = file_identity(self._folder)
        if getattr(self._local, "identity", None) != identity:
            connection = connect(self._folder)
            if self._real_names:
                reveal(connection)
            elif self._access != EVERYTHING:
                narrow(connection, self._access)
            self._local.connection, self._local.identity = connection, identity
            with self._lock:
                self._connections.append(connection)
        known: sqlite3.Connection = self._local.connection
        return known

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        connection.execute(begin)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _meta(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _set_meta(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


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
