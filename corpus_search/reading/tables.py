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
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus_search.model import Line, LineRole
from corpus_search.reading.characters import tidy

Texts = Sequence[str]
Cell = Sequence[Line]

_SPACES = re.compile(r"\s+")
_TRANSCRIPT_HEADER = re.compile(
    r"\b(?:pertanyaan|jawaban|jawab|tanya|penutur|pembicara|transkrip|percakapan|ucapan|tuturan|ujaran"
    r"|question|answer|response|speaker|utterance|transcript|dialogue?)s?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_].{0,39}|\(.{1,38}\)|(?:19|20)\d\d|%")
"""A column's name: it begins with a letter and is no longer than a line, or it is a year, as `2021`."""


def flat(text: str) -> str:
    """A cell's text as one line: line breaks and runs of white space become a space."""
    return _SPACES.sub(" ", tidy(text)).strip()


def text_cell(text: str) -> Cell:
    """A cell that holds nothing but a text."""
    return (Line(text, role=LineRole.PARAGRAPH),) if text else ()


def table_lines(rows: Sequence[Sequence[Cell]], *, marked_header: bool = False) -> Iterator[Line]:
    """Lines of a table, one for each row that holds anything; the header of a data table gives none.

    Rows with one filled cell above a table of three columns or more are its title: they stay as they are. So
    do the lines of a table of one column, which is a frame around text. In tables that are no data, the last
    filled cell of a row may hold several paragraphs, as a long answer does: the ones after the first follow
    the row as lines of their own.

    Args:
        rows: cells by column, each with its lines; short rows end early.
        marked_header: whether the document itself says that the first row is the header.
    """
    rows = [row for row in rows if any(map(_text_of, row))]
    width = max(map(len, rows), default=0)
    if width >= 3:
        titles = list(takewhile(lambda row: sum(map(bool, map(_text_of, row))) == 1, rows))
        rows = rows[len(titles) :]
        yield from (line for row in titles for cell in row for line in cell)
    if width == 1:
        yield from (line for row in rows for cell in row for line in cell)
        return
    texts = [[_text_of(cell) for cell in row] for row in rows]
    if texts and _is_data_table(texts, marked_header=marked_header):
        header, *body = texts
        yield from (named_row(header, row) for row in body)
        return
    for row in rows:
        yield from _joined(row)


def named_row(header: Texts, row: Texts) -> Line:
    """A row whose cells are named: `Name: Sri | Age: 31`; empty cells are left out."""
    names = [*header, *("" for _ in row[len(header) :])]
    cells = (f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell)
    return Line(" | ".join(cells), role=LineRole.ROW)


def names_columns(header: Texts, body: Sequence[Texts]) -> bool:
    """Whether a row looks like names of columns: short, distinct, and none found below in its column."""
    if len(set(header)) < len(header) or not all(map(_is_name, header)):
        return False
    return not any(name in (row[at] for row in body if at < len(row)) for at, name in enumerate(header))


def _is_data_table(rows: Sequence[Texts], *, marked_header: bool) -> bool:
    """Whether the first row names the cells of the others: see the rule at the top of this module."""
    header = rows[0]
    if len(rows) < 2 or len(header) < 3 or any(_TRANSCRIPT_HEADER.search(cell) for cell in header):
        return False
    return marked_header or names_columns(header, rows[1:])


def _joined(row: Sequence[Cell]) -> Iterator[Line]:
    last = max(at for at, cell in enumerate(row) if _text_of(cell))
    lines = [line for line in row[last] if line.text]
    texts = [*map(_text_of, row[:last]), flat(lines[0].text)]
    yield Line("\t".join(texts), role=LineRole.ROW)
    yield from lines[1:]


def _text_of(cell: Cell) -> str:
    return flat(" ".join(line.text for line in cell))


def _is_name(cell: str) -> bool:
    ends_sentence = cell.endswith((".", ";", "?", "!", ",")) and len(cell) > 4  # `No.` is a name
    return _NAME.fullmatch(cell) is not None and not ends_sentence
