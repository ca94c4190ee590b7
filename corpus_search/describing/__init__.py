"""What is known of a document: register > front matter > content > folder; and the register itself."""

from corpus_search.describing.description import Description, describe
from corpus_search.describing.ids import assign_id
from corpus_search.describing.register import (
    COLUMNS,
    Register,
    RegisterRow,
    changes,
    checked_row,
    read_register,
    rows_of,
    without_rows,
    write_register,
)
from corpus_search.describing.thin import missing

DESCRIBING_VERSION = 6
"""Raised whenever the same file may be described otherwise: documents are then described again."""

REGISTER = "documents.csv"
"""The register's file in the store, and in a corpus that brings one along."""

__all__ = [
    "COLUMNS",
    "DESCRIBING_VERSION",
    "REGISTER",
    "Description",
    "Register",
    "RegisterRow",
    "assign_id",
    "changes",
    "checked_row",
    "describe",
    "missing",
    "read_register",
    "rows_of",
    "without_rows",
    "write_register",
]
