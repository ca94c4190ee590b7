"""What was read from files, by the files' checksums, so that a new segmenter needs no second reading.

A recipe says how scanned pages were recognised; the empty one is what the file itself holds. Pages that were
recognised are kept one by one, too: whoever stops the recognition of a long scan loses no page.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from corpus_search.model import Extraction, Page
from corpus_search.reading import Packed, from_json
from corpus_search.reading.wire import page_from_json, page_to_json


@dataclass(frozen=True, slots=True)
class Scans:
    """How many pages of a file text recognition could read."""

    unread: int
    """Without readable text of their own."""
    layers: int
    """With a text layer behind a scan."""


class Extractions:
    """The part of the catalog that keeps what was read."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """Keep how to come by the calling thread's connection."""
        self._connect = connect

    def get(self, checksum: str, version: int, recipe: str = "") -> Extraction | None:
        """What this version of the reading room made of these bytes by a recipe, if it is known."""
        data = self.data(checksum, version, recipe)
        return None if data is None else from_json(data)

    def data(self, checksum: str, version: int, recipe: str = "") -> bytes | None:
        """The same as bytes, as the reading room's `wire` writes it."""
        row = self._row("data", checksum, version, recipe)
        return None if row is None else zlib.decompress(row[0])

    def has(self, checksum: str, version: int, recipe: str = "") -> bool:
        """Whether `get` would know it."""
        return self._row("1", checksum, version, recipe) is not None

    def keep(self, checksum: str, version: int, read: Packed, recipe: str = "") -> None:
        """Keep what was read."""
        self._connect().execute(
            "INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?, ?)",
            (
                checksum,
                recipe,
                version,
                read.unread,
                read.layers,
                zlib.compress(read.data, 6),
            ),
        )

    def scans(self, version: int) -> Mapping[str, Scans]:
        """The files that have pages for text recognition, by checksum."""
        rows = self._connect().execute(
            "SELECT checksum, unread, layers FROM extractions "
            "WHERE recipe = '' AND version = ? AND (unread OR layers)",
            (version,),
        )
        return {checksum: Scans(unread, layers) for checksum, unread, layers in rows}

    def recognised(self, checksum: str, method: str) -> dict[int, Page | None]:
        """Pages of a file that were recognised by a method, by number; None where that failed."""
        rows = self._connect().execute(
            "SELECT page, data FROM recognised WHERE checksum = ? AND method = ?", (checksum, method)
        )
        return {
            number: None if data is None else page_from_json(zlib.decompress(data)) for number, data in rows
        }

    def keep_recognised(self, checksum: str, method: str, number: int, page: Page | None) -> None:
        """Keep a page that was recognised, or that this failed."""
        data = None if page is None else zlib.compress(page_to_json(page), 6)
        self._connect().execute(
            "INSERT OR REPLACE INTO recognised VALUES (?, ?, ?, ?)", (checksum, method, number, data)
        )

    def forget_others(self, checksums: Collection[str]) -> None:
        """Let go of what was read from any other files than these."""
        connection = self._connect()
        kept = json.dumps(list(checksums))
        for table in ("recognised", "extractions"):
            connection.execute(
                f"DELETE FROM {table} WHERE checksum NOT IN (SELECT value FROM json_each(?))",  # noqa: S608  (our own names)
                (kept,),
            )

    def forget_unused(self) -> None:
        """Let go of what no document was read from any more."""
        used = "SELECT json_extract(row, '$.document.checksum') FROM documents"
        connection = self._connect()
        connection.execute(f"DELETE FROM recognised WHERE checksum NOT IN ({used})")  # noqa: S608  (from above)
        connection.execute(f"DELETE FROM extractions WHERE checksum NOT IN ({used})")  # noqa: S608  (our own names)
        connection.execute(
            "DELETE FROM extractions WHERE recipe != '' AND NOT EXISTS (SELECT 1 FROM documents "
            "WHERE json_extract(row, '$.document.checksum') = checksum "
            "AND json_extract(row, '$.recipe') = recipe)"
        )

    def _row(self, columns: str, checksum: str, version: int, recipe: str) -> tuple[bytes, ...] | None:
        row: tuple[bytes, ...] | None = (
            self._connect()
            .execute(
                f"SELECT {columns} FROM extractions "  # noqa: S608  (names from this class)
                "WHERE checksum = ? AND recipe = ? AND version = ?",
                (checksum, recipe, version),
            )
            .fetchone()
        )
        return row
