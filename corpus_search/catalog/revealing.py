"""A catalog for those who may see real names."""

from __future__ import annotations

import sqlite3

_VIEWS = {
    "documents": "id, path, content, coalesce(real_row, row) AS row, own_id, real_row",
    "contents": "id, document, coalesce(real_row, row) AS row, coalesce(real_text, text) AS text, "
    "coalesce(real_page_starts, page_starts) AS page_starts, coalesce(real_outline, outline) AS outline, "
    "coalesce(real_gaps, gaps) AS gaps, own_id, NULL AS swaps, real_row, real_text",
    "passages": "key, content, id, ordinal, article, coalesce(real_start, span_start) AS span_start, "
    "coalesce(real_end, span_end) AS span_end, coalesce(real_data, data) AS data",
    "citations": "content, coalesce(real_start, span_start) AS span_start, coalesce(real_end, span_end) AS span_end, "
    "target, pasal, ayat, huruf, angka, relation, name, ordinal",
}


def reveal(connection: sqlite3.Connection) -> None:
    """Let a connection see documents as they are, without pseudonyms; their ids stay the ones that are shown.

    Views of this connection alone take the names of the tables, so every statement of the catalog reads real words.
    """
    for table, columns in _VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table}")  # noqa: S608  (our own names)
