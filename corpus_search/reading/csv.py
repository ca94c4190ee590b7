"""CSV and its kin: a Line for each row, its cells named by the header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.characters import decode
from corpus_search.reading.delimiters import DELIMITERS, delimiter_of
from corpus_search.reading.failures import reads
from corpus_search.reading.sheets import MAX_ROWS, TOO_MANY, sheet_lines
from corpus_search.reading.tables import flat

_DECLARED = re.compile(r"sep=(.)\r?(?:\n|$)", re.IGNORECASE)
_MOST_BREAKS = 200
"""Line breaks in a cell that are believed; more mean a quotation mark that was never closed."""


@reads("csv", csv.Error)
def read(path: Path) -> Extraction:
    """Read a table in text: cells parted by comma, semicolon, tab or bar, quoted or not."""
    text = decode(path.read_bytes()).replace("\0", "")
    declared = _DECLARED.match(text)
    if declared and declared[1] in DELIMITERS:
        text, delimiter = text[declared.end() :], declared[1]
    else:
        delimiter = delimiter_of(text)
    rows = _rows(text, delimiter)
    page = Page(1, tuple(sheet_lines(_flat(rows[:MAX_ROWS]))))
    if len(rows) > MAX_ROWS:
        return Extraction(State.PARTLY_READ, "csv", (page,), reason=TOO_MANY)
    return Extraction(State.READ, "csv", (page,))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Rows, one more than are kept at most."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may hold a whole interview
    rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_ROWS + 1))
    if any(cell.count("\n") > _MOST_BREAKS for row in rows for cell in row):
        lines = io.StringIO(text, newline="")
        rows = list(islice(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE), MAX_ROWS + 1))
    return rows


def _flat(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    return ([flat(cell) for cell in row] for row in rows)
