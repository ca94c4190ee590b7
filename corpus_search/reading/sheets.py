"""Sheets of cells to Lines: what XLSX and CSV share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from corpus_search.model import Line, LineRole
from corpus_search.reading.tables import Texts, named_row

MAX_ROWS = 200_000
"""Rows that are read of one file."""

TOO_MANY = (
    f"Only the first {MAX_ROWS:,} rows were read; part it into several files, or take out what is not needed."
)


def sheet_lines(rows: Iterable[Texts]) -> Iterator[Line]:
    """Lines of a sheet: its first row with two filled cells names the columns, each further row is a Line.

    Rows above it with one filled cell are the sheet's title. In a sheet of one column the first row is the
    header. A header without rows is a Line itself.

    Args:
        rows: flat texts of cells; rows without any are left out.
    """
    rows = iter(rows)
    titles: list[Texts] = []
    header: Texts = ()
    for row in rows:
        if sum(map(bool, row)) > 1:
            header = row
            break
        if any(row):
            titles.append(row)
    if not header and titles:
        header, rows, titles = titles[0], iter(titles[1:]), []
    yield from (Line("".join(title), role=LineRole.PARAGRAPH) for title in titles)
    first = next((row for row in rows if any(row)), None)
    if first is None:
        names = " | ".join(filter(None, header))
        yield from (Line(name, role=LineRole.ROW) for name in (names,) if name)
        return
    yield from (named_row(header, row) for row in chain((first,), rows) if any(row))
