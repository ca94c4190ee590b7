"""Tables to Lines: one Line of role ROW a row, by one rule for tables of data and for transcripts in tables.

A row of a *data table* names its cells, so that it can be read alone: `Desa: Karanganyar | Peserta: 31`. A
row of any other table is its cells joined by tabs, since names would disturb what is in it: a speaker and what
was said, or a number, a question and an answer.

It is a data table when it has at least three columns and a header row: one that the document marks as such, or
a first row whose cells all hold a short name, no two the same and none found again below in its column. A
header that names questions, answers or speakers makes a transcript, never a data table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_search.model import Line, LineRole
from corpus_search.reading.characters import tidy

Cells = Sequence[str]

_SPACES = re.compile(r"\s+")
_TRANSCRIPT_HEADER = re.compile(
    r"\b(?:pertanyaan|jawaban|jawab|tanya|penutur|pembicara|narasumber|informan|responden|pewawancara|peneliti"
    r"|transkrip|ucapan|tuturan|ujaran|question|answer|response|speaker|utterance|transcript|interviewe[er])s?\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 40
"""Characters in the name of a column; longer ones are sentences."""


def flat(text: str) -> str:
    """A cell's text as one line: line breaks and runs of white space become a space."""
    return _SPACES.sub(" ", tidy(text)).strip()


def row_lines(rows: Sequence[Cells], *, marked_header: bool = False) -> list[Line]:
    """Lines of a table, one for each row that holds anything; the header of a data table is none of its own.

    Args:
        rows: cells by column; short rows end early.
        marked_header: whether the document itself says that the first row is the header.
    """
    rows = [[flat(cell) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if is_data_table(rows, marked_header=marked_header):
        header, *body = rows
        return [named_row(header, row) for row in body]
    return [joined_row(row) for row in rows]


def is_data_table(rows: Sequence[Cells], *, marked_header: bool = False) -> bool:
    """Whether the first row names the cells of the others: see the rule at the top of this module.

    Args:
        rows: at least their filled cells, flat.
        marked_header: whether the document itself says that the first row is the header.
    """
    if len(rows) < 2 or len(rows[0]) < 3 or any(_TRANSCRIPT_HEADER.search(cell) for cell in rows[0]):
        return False
    return marked_header or _looks_like_header(rows[0], rows[1:])


def named_row(header: Cells, row: Cells) -> Line:
    """A row whose cells are named: `Name: Sri | Age: 31`; empty cells are left out."""
    names = [*header, *("" for _ in row[len(header) :])]
    cells = (f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell)
    return Line(" | ".join(cells), role=LineRole.ROW)


def joined_row(row: Cells) -> Line:
    """A row whose filled cells are joined by tabs."""
    return Line("\t".join(cell for cell in row if cell), role=LineRole.ROW)


def _looks_like_header(header: Cells, body: Sequence[Cells]) -> bool:
    if len(set(header)) < len(header) or not all(map(_is_name, header)):
        return False
    return not any(name in (row[at] for row in body if at < len(row)) for at, name in enumerate(header))


def _is_name(cell: str) -> bool:
    return (
        0 < len(cell) <= _LONGEST_NAME
        and any(char.isalpha() for char in cell)
        and not any(char.isdigit() for char in cell)
        and cell[-1] not in ".;?!,"
    )
