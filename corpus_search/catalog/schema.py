"""The catalog's tables, and opening the file that holds them.

    meta          what the index remembers of itself: schema version, its corpus, the last run
    extractions   what a reader made of some bytes, by their SHA-256: a new segmenter needs no second reading
    recognised    pages on which text was recognised, one by one; without data where that failed
    contents      a document's text, outline and description as of one indexing
    passages      the spans of a content; `key` is what the engine knows a passage by
    citations     the regulations that a content cites, each with the place
    documents     the files of the corpus, each with the content that is current

Where names are replaced, the columns hold what is shown, so that whatever is asked can tell no real name. Columns
that begin with `real` hold what stands in the file, where that differs; `own_id` is a document's id by its own name.

A content is written before the engine takes its passages and becomes current after the engine has committed.
In between, hits on the old and on the new passages both find their text.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from corpus_search.errors import IndexDamagedError, IndexMissingError, IndexUnusableError, IndexVersionError

FILE = "catalog.sqlite3"
SCHEMA_VERSION = 4
_BUSY_MS = 10_000

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE extractions (
    checksum TEXT NOT NULL, recipe TEXT NOT NULL, version INTEGER NOT NULL, unread INTEGER NOT NULL,
    layers INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (checksum, recipe)
) WITHOUT ROWID;
CREATE TABLE recognised (
    checksum TEXT NOT NULL, method TEXT NOT NULL, page INTEGER NOT NULL, data BLOB,
    PRIMARY KEY (checksum, method, page)
) WITHOUT ROWID;
CREATE TABLE contents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, row TEXT NOT NULL,
    text TEXT NOT NULL, page_starts TEXT NOT NULL, outline BLOB NOT NULL, gaps TEXT NOT NULL,
    own_id TEXT NOT NULL, swaps TEXT, real_row TEXT, real_text TEXT, real_page_starts TEXT, real_outline BLOB,
    real_gaps TEXT
);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE,
    id TEXT NOT NULL, ordinal INTEGER NOT NULL, article TEXT NOT NULL, span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL, data TEXT NOT NULL, real_start INTEGER, real_end INTEGER, real_data TEXT
);
CREATE UNIQUE INDEX passages_in_order ON passages (content, ordinal);
CREATE INDEX passages_by_id ON passages (id);
CREATE TABLE citations (
    content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE, span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL, target TEXT NOT NULL, pasal TEXT NOT NULL, ayat TEXT NOT NULL, huruf TEXT NOT NULL,
    angka TEXT NOT NULL, relation TEXT NOT NULL, name TEXT NOT NULL, ordinal INTEGER,
    real_start INTEGER, real_end INTEGER,
    PRIMARY KEY (content, span_start)
) WITHOUT ROWID;
CREATE INDEX citations_by_target ON citations (target);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, content INTEGER REFERENCES contents, row TEXT NOT NULL,
    own_id TEXT NOT NULL, real_row TEXT
) WITHOUT ROWID;
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_own_id ON documents (own_id);
CREATE INDEX documents_by_content ON documents (content);
"""


_MISSING = "Nothing has been indexed in {folder} yet. Run: corpus-search index FOLDER"


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the catalog of an index folder.

    Args:
        folder: the index.
        create: make the folder and an empty catalog where there is none.

    Raises:
        IndexMissingError: there is none, and none was to be made.
        IndexVersionError: another version of the program made it.
        IndexDamagedError: the file is no catalog, or not whole.
        IndexUnusableError: there is no room for it, or no right to use it.
    """
    file = folder / FILE
    if create:
        folder.mkdir(parents=True, exist_ok=True)
    elif not file.exists():
        raise IndexMissingError(_MISSING, folder=folder)
    try:
        connection = _opened(file, create=create)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if create:
            _make_tables(connection)
        elif not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.close()  # a first run was killed before it had made the tables
            raise IndexMissingError(_MISSING, folder=folder)
        _check_version(connection, file)
    except sqlite3.DatabaseError as error:
        raise unusable(file, error) from error
    return connection


def _opened(file: Path, *, create: bool) -> sqlite3.Connection:
    """The file open; without a trace beside it where nothing may be written, and so nobody writes."""
    if create or os.access(file.parent, os.W_OK):
        return sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    address = f"{file.resolve().as_uri()}?immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def unusable(file: Path, error: sqlite3.Error) -> IndexUnusableError:
    """What is wrong when SQLite refuses: only what is damaged is to be made again."""
    if isinstance(error, sqlite3.OperationalError):
        return IndexUnusableError(
            "{file} cannot be used now ({error}). Make room on its disk, or check its permissions, and run the same "
            "command again; what was finished is kept.",
            file=file,
            error=error,
        )
    return IndexDamagedError(
        "{file} is damaged ({error}). Make it again with: corpus-search index --rebuild",
        file=file,
        error=error,
    )


def file_identity(folder: Path) -> tuple[int, int] | None:
    """What tells the catalog's file from another one in its place; None where there is none."""
    try:
        status = (folder / FILE).stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", (str(SCHEMA_VERSION),))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _check_version(connection: sqlite3.Connection, file: Path) -> None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()
    if row is None or row[0] != str(SCHEMA_VERSION):
        raise IndexVersionError(
            "{file} was made by another version of corpus-search (schema {found}, this one reads {known}). "
            "Make it again with: corpus-search index --rebuild",
            file=file,
            found=row[0] if row else "?",
            known=SCHEMA_VERSION,
        )
