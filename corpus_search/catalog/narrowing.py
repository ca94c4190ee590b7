"""A catalog for those who may not see everything."""

from __future__ import annotations

import sqlite3

from corpus_search.model import Access


def narrow(connection: sqlite3.Connection, access: frozenset[Access]) -> None:
    """Let a connection see only documents with these accesses, as if the others had never been indexed.

    Views of this connection alone take the names of the tables, so every statement of the catalog is narrowed. Passages
    and citations are only ever read joined with one of the two. A duplicate is as closed as the file that it repeats.
    """
    allowed = "({})".format(", ".join(f"'{one.value}'" for one in sorted(access)))
    connection.execute(
        "CREATE TEMP VIEW contents AS SELECT * FROM main.contents "  # noqa: S608  (values of an enumeration)
        f"WHERE json_extract(row, '$.document.access') IN {allowed}"
    )
    connection.execute(
        "CREATE TEMP VIEW documents AS SELECT * FROM main.documents d "  # noqa: S608  (our own names)
        f"WHERE json_extract(d.row, '$.document.access') IN {allowed} "
        "AND (json_extract(d.row, '$.document.duplicate_of') IS NULL OR EXISTS (SELECT 1 FROM main.documents o "
        "WHERE o.id = json_extract(d.row, '$.document.duplicate_of') "
        f"AND json_extract(o.row, '$.document.access') IN {allowed}))"
    )
