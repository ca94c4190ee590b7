"""`evidence.sqlite3`: everything that people said of places in documents. Rows are appended, never changed.

All rows draw their numbers from one sequence, so that it is known which came first: a row that says "theme A is now
theme B" counts for what was kept before it.

When an informant withdraws, the words of quotes and memos are blanked where they stand, and the rows remain.

    anchors       spans of texts, as they were first marked
    placements    where an anchor stands now, as someone confirmed; the latest counts
    judgements    what someone said of an anchor for a theme; a row that retracts says nothing else
    moves         evidence that went to another theme: all of it (rename, merge) or one anchor's (split)
    words         the researcher's own words in the triangulation table, and the quotes chosen
    findings      searches kept because they found nothing
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.evidence.rows import NothingFound
from corpus_search.evidence.store_rows import (
    ANCHOR,
    JUDGEMENT,
    Move,
    anchor_columns,
    anchor_of,
    judgement_columns,
    judgement_of,
    theme_now,
)
from corpus_search.evidence.types import WITHDRAWN, Anchor, Judgement
from corpus_search.storing import Ledger, append_only, now

FILE = "evidence.sqlite3"

_SPAN = (
    "document TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, exact TEXT NOT NULL, "
    "prefix TEXT NOT NULL, suffix TEXT NOT NULL, checksum TEXT NOT NULL, citation TEXT NOT NULL, "
    "title TEXT NOT NULL"
)
_TABLES = ("anchors", "placements", "judgements", "moves", "words", "findings")
MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE sequence (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        f"CREATE TABLE anchors (id TEXT PRIMARY KEY, {_SPAN}, at TEXT NOT NULL)",
        f"CREATE TABLE placements (id INTEGER PRIMARY KEY, anchor TEXT NOT NULL REFERENCES anchors, {_SPAN}, "
        "who TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE TABLE judgements (id INTEGER PRIMARY KEY, theme TEXT NOT NULL, "
        "anchor TEXT NOT NULL REFERENCES anchors, verdict TEXT NOT NULL, stance TEXT, memo TEXT NOT NULL, "
        "who TEXT NOT NULL, at TEXT NOT NULL, query TEXT, query_total INTEGER, corpus TEXT, "
        "supersedes INTEGER REFERENCES judgements, retracts INTEGER REFERENCES judgements)",
        "CREATE TABLE moves (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, "
        "anchor TEXT REFERENCES anchors, who TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE TABLE words (id INTEGER PRIMARY KEY, theme TEXT NOT NULL, cell TEXT NOT NULL, "
        "text TEXT, quotes TEXT, who TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE TABLE findings (id INTEGER PRIMARY KEY, theme TEXT NOT NULL, query TEXT NOT NULL, "
        "filters TEXT NOT NULL, corpus TEXT NOT NULL, memo TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL)",
        *(statement for table in _TABLES for statement in append_only(table)),
    ),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the researcher wrote or chose for one cell of the triangulation table."""

    text: str = ""
    quotes: tuple[str, ...] = ()
    """Ids of anchors."""


def _all(_: str) -> bool:
    return True


class Store:
    """The evidence of one store folder."""

    def __init__(self, folder: Path) -> None:
        """Say where it is; the file is made when something is first kept."""
        self._ledger = Ledger(folder / FILE, MIGRATIONS)
        self._who: str | None = None
        self._visible: Callable[[str], bool] = _all

    def narrowed(self, who: str | None, visible: Callable[[str], bool]) -> Store:
        """The same store for someone who may not see everything in it.

        Args:
            who: whose judgements, words and findings are seen; None for everybody's.
            visible: whether a document, by its id, may be seen; nothing that was said of others is there.
        """
        narrowed = copy(self)
        narrowed._who, narrowed._visible = who, visible
        return narrowed

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    # --- anchors ---

    def anchors(self, documents: Iterable[str] = ()) -> dict[str, Anchor]:
        """The anchors as last placed, of these documents or of all, by their ids."""
        with self._ledger.reading() as connection:
            first = connection.execute(f"SELECT id, {ANCHOR} FROM anchors").fetchall()  # noqa: S608  (our own names)
            placed = connection.execute(f"SELECT anchor, {ANCHOR} FROM placements ORDER BY id")  # noqa: S608  (our own names)
            found = {row[0]: anchor_of(*row) for row in (*first, *placed)}
        wanted = frozenset(documents)
        seen = {one.document: self._visible(one.document) for one in found.values()}
        return {
            name: one
            for name, one in found.items()
            if seen[one.document] and (not wanted or one.document in wanted)
        }

    def place(self, identifier: str, anchor: Anchor, who: str) -> None:
        """Keep where an anchor stands now.

        Args:
            identifier: of the anchor.
            anchor: the place; its own id is of no account.
            who: the person who confirms it.

        Raises:
            NotFoundError: there is no such anchor.
        """
        with self._ledger.writing() as connection:
            if not connection.execute("SELECT 1 FROM anchors WHERE id = ?", (identifier,)).fetchone():
                raise NotFoundError("There is no evidence {identifier}.", identifier=identifier)
            connection.execute(
                f"INSERT INTO placements (id, anchor, {ANCHOR}, who, at) "  # noqa: S608  (our own names)
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_next(connection), identifier, *anchor_columns(anchor), who, now()),
            )

    # --- an informant withdraws ---

    def erase(self, document: str, at: str) -> None:
        """Blank the words of all quotes of a document, and the memos on them; that they were judged remains.

        Args:
            document: its id in the store.
            at: ISO time of the withdrawal.
        """
        if not self._ledger.file.exists():
            return
        blank = "exact = '', prefix = '', suffix = '', citation = '', title = '', checksum = ?"
        of_it = "SELECT id FROM anchors WHERE document = :own UNION SELECT anchor FROM placements WHERE document = :own"
        with self._ledger.erasing("anchors", "placements", "judgements") as connection:
            connection.execute(
                f"UPDATE judgements SET memo = '' WHERE anchor IN ({of_it})",  # noqa: S608  (our own names)
                {"own": document},
            )
            for table in ("anchors", "placements"):
                connection.execute(
                    f"UPDATE {table} SET {blank} WHERE document = ?",  # noqa: S608  (our own names)
                    (f"{WITHDRAWN}{at}", document),
                )

    def erase_queries(self, quotes: Callable[[str], bool], note: Callable[[Sequence[str]], None]) -> None:
        """Blank the words of searches for which `quotes` holds, after noting them."""
        self._ledger.blank("judgements", ("query",), quotes, note)
        self._ledger.blank("findings", ("query", "memo"), quotes, note)

    def held(self, document: str) -> dict[str, int]:
        """How many quotes of a document, and memos on them, are kept with their words."""
        with self._ledger.reading() as connection:
            (quotes,) = connection.execute(
                "SELECT count(*) FROM anchors WHERE document = ? AND exact != ''", (document,)
            ).fetchone()
            (memos,) = connection.execute(
                "SELECT count(*) FROM judgements WHERE memo != '' AND anchor IN "
                "(SELECT id FROM anchors WHERE document = ?)",
                (document,),
            ).fetchone()
        return {"quotes": quotes, "memos": memos}

    # --- judgements ---

    def judge(self, judgement: Judgement, anchor: Anchor) -> Judgement:
        """Append a judgement, and its anchor where it is new.

        Args:
            judgement: its `id` and `at` are given here; without `supersedes`, the same person's last one of the same
                anchor for the same theme is named.
            anchor: the one that it speaks of.

        Raises:
            NotFoundError: the judgement that it supersedes is not there.
            UsageError: that one is another person's.
        """
        with self._ledger.writing() as connection:
            before = self._own(_judgements(connection))
            if judgement.supersedes is None:
                known = [
                    row.id
                    for row in live(before)
                    if (row.who, row.anchor, row.theme) == (judgement.who, anchor.id, judgement.theme)
                ]
                judgement = replace(judgement, supersedes=known[-1] if known else None)
            else:
                _own(before, judgement.supersedes, judgement.who)
            connection.execute(
                f"INSERT OR IGNORE INTO anchors (id, {ANCHOR}, at) "  # noqa: S608  (our own names)
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (anchor.id, *anchor_columns(anchor), now()),
            )
            return _append(connection, replace(judgement, anchor=anchor.id))

    def retract(self, identifier: int, who: str) -> Judgement:
        """Append that a judgement is taken back.

        Raises:
            NotFoundError: it is not there, or taken back already.
            UsageError: it is another person's.
        """
        with self._ledger.writing() as connection:
            before = self._own(_judgements(connection))
            judgement = _own(before, identifier, who)
            if judgement.retracts is not None or any(row.retracts == identifier for row in before):
                raise NotFoundError("Judgement {identifier} is undone already.", identifier=identifier)
            return _append(
                connection,
                replace(judgement, stance=None, memo="", origin=None, supersedes=None, retracts=identifier),
            )

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements and retractions, in their order, each with the theme that it counts for now."""
        anchors = None if self._visible is _all else self.anchors()
        with self._ledger.reading() as connection:
            return tuple(
                row for row in self._own(_judgements(connection)) if anchors is None or row.anchor in anchors
            )

    # --- themes ---

    def move(self, source: str, target: str, who: str, anchors: Sequence[str] | None = None) -> None:
        """Append that all evidence of a theme, or that of some anchors, counts for another theme from now on."""
        with self._ledger.writing() as connection:
            for anchor in [None] if anchors is None else anchors:
                connection.execute(
                    "INSERT INTO moves (id, source, target, anchor, who, at) VALUES (?, ?, ?, ?, ?, ?)",
                    (_next(connection), source, target, anchor, who, now()),
                )

    # --- the triangulation table ---

    def write(
        self, theme: str, cell: str, who: str, *, text: str | None = None, quotes: Sequence[str] | None = None
    ) -> None:
        """Append words for a cell, or the quotes chosen for it."""
        chosen = None if quotes is None else json.dumps(list(quotes))
        with self._ledger.writing() as connection:
            connection.execute(
                "INSERT INTO words (id, theme, cell, text, quotes, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_next(connection), theme, cell, text, chosen, who, now()),
            )

    def words(self) -> dict[tuple[str, str], Words]:
        """The latest words and quotes by theme and cell."""
        found: dict[tuple[str, str], Words] = {}
        with self._ledger.reading() as connection:
            moves = _moves(connection)
            rows = connection.execute("SELECT id, theme, cell, text, quotes, who FROM words ORDER BY id")
            for number, theme, cell, text, quotes, who in rows:
                if self._who not in (None, who):
                    continue
                key = theme_now(theme, number, None, moves), cell
                known = found.get(key, Words())
                found[key] = Words(
                    known.text if text is None else text,
                    known.quotes if quotes is None else tuple(json.loads(quotes)),
                )
        return found

    # --- nothing found ---

    def keep_finding(self, finding: NothingFound) -> NothingFound:
        """Append a finding; its `id` and `at` are given here."""
        with self._ledger.writing() as connection:
            kept = replace(finding, id=_next(connection), at=now())
            connection.execute(
                "INSERT INTO findings (id, theme, query, filters, corpus, memo, who, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (kept.id, kept.theme, kept.query, kept.filters, kept.corpus, kept.memo, kept.who, kept.at),
            )
        return kept

    def findings(self) -> tuple[NothingFound, ...]:
        """All findings, in their order, each with the theme that it counts for now."""
        with self._ledger.reading() as connection:
            moves = _moves(connection)
            rows = connection.execute(
                "SELECT id, theme, query, filters, corpus, memo, who, at FROM findings ORDER BY id"
            ).fetchall()
        found = (
            NothingFound(number, theme_now(theme, number, None, moves), *rest)
            for number, theme, *rest in rows
        )
        return tuple(one for one in found if self._who in (None, one.who))

    def _own(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        return tuple(row for row in judgements if self._who in (None, row.who))


def live(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of all judgements those that count: the latest per person, anchor and theme that is not taken back.

    What took the place of another one and was itself taken back lets the other one count again.
    """
    retracted = {row.retracts for row in judgements if row.retracts is not None}
    said = [row for row in judgements if row.retracts is None and row.id not in retracted]
    replaced = {row.supersedes for row in said}
    latest = {(row.who, row.anchor, row.theme): row for row in said if row.id not in replaced}
    return tuple(sorted(latest.values(), key=lambda row: row.id))


def _own(judgements: Sequence[Judgement], identifier: int, who: str) -> Judgement:
    for row in judgements:
        if row.id == identifier:
            if row.who != who:
                raise UsageError(
                    "Judgement {identifier} is {owner}'s, not {who}'s.",
                    identifier=identifier,
                    owner=row.who,
                    who=who,
                )
            return row
    raise NotFoundError("There is no judgement {identifier}.", identifier=identifier)


def _next(connection: sqlite3.Connection) -> int:
    number = connection.execute("INSERT INTO sequence DEFAULT VALUES").lastrowid
    assert number is not None  # noqa: S101  (an INSERT just succeeded)
    return number


def _append(connection: sqlite3.Connection, judgement: Judgement) -> Judgement:
    kept = replace(judgement, id=_next(connection), at=now())
    connection.execute(
        f"INSERT INTO judgements ({JUDGEMENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  (our own names)
        judgement_columns(kept),
    )
    return kept


def _judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    moves = _moves(connection)
    rows = connection.execute(f"SELECT {JUDGEMENT} FROM judgements ORDER BY id")  # noqa: S608  (our own names)
    return tuple(judgement_of(moves, *row) for row in rows)


def _moves(connection: sqlite3.Connection) -> tuple[Move, ...]:
    rows = connection.execute("SELECT id, source, target, anchor FROM moves ORDER BY id")
    return tuple(Move(*row) for row in rows)
