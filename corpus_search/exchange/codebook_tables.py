"""A codebook as CSV or XLSX, out and in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path

from corpus_search.describing.sheets import read_rows
from corpus_search.errors import UsageError
from corpus_search.evidence import Codebook, Theme
from corpus_search.evidence.codebook import COLOUR, ID
from corpus_search.exchange.receipt import Remark, remark
from corpus_search.exchange.sheets import Sheet, csv_of, xlsx_of
from corpus_search.exchange.tables import theme_row
from corpus_search.segmenting.slugs import slug

NO_THEMES = Codebook()
COLUMNS = tuple(item.name for item in fields(Theme))
_WIDTHS = {"id": 24, "name": 28, "definition": 50, "include": 40, "exclude": 40, "queries": 40}
_TEXTS = tuple(name for name in COLUMNS if name not in ("id", "name", "parent", "queries"))
_ALSO = {
    "nama": "name",
    "tema": "name",
    "kode": "name",
    "code": "name",
    "theme": "name",
    "nama_lain": "name_other",
    "definisi": "definition",
    "description": "definition",
    "deskripsi": "definition",
    "mencakup": "include",
    "tidak_mencakup": "exclude",
    "induk": "parent",
    "warna": "colour",
    "color": "colour",
    "kueri": "queries",
    "query": "queries",
    "pernyataan": "statement",
    "rumusan_masalah": "question",
    "research_question": "question",
    "sumber": "source",
}
"""Other names of columns, as people write them."""


def codebook_csv(themes: Iterable[Theme]) -> bytes:
    """Themes as CSV, a row each; the queries of a theme stand on lines of their own in one cell."""
    return csv_of(_sheet(themes))


def codebook_xlsx(themes: Iterable[Theme]) -> bytes:
    """Themes as XLSX."""
    return xlsx_of([_sheet(themes)])


def _sheet(themes: Iterable[Theme]) -> Sheet:
    return Sheet(
        "codebook",
        COLUMNS,
        tuple(theme_row(theme, COLUMNS) for theme in themes),
        tuple(_WIDTHS.get(name, 18) for name in COLUMNS),
    )


def read_codebook_table(
    path: Path, codebook: Codebook = NO_THEMES
) -> tuple[tuple[Theme, ...], tuple[Remark, ...]]:
    """Themes from a CSV or XLSX file with a header, and what of it is no part of a codebook.

    A column `name` (`nama`, `tema`, `kode`, `code`) must be there; other columns are those of the export, in
    English or Indonesian. A parent is told by its id or its name; it stands in the table or in the codebook.

    Raises:
        UsageError: there is no column of names, or a row cannot be used; it is named.
        RegisterError: the file is no table.
    """
    rows = list(read_rows(path))
    columns = [_column(cell) for cell in rows[0][1]] if rows else []
    if "name" not in columns:
        raise UsageError(
            "{path} has no column name. The first row names the columns: {known}.",
            path=path,
            known=", ".join(COLUMNS),
        )
    themes: list[Theme] = []
    numbers: dict[str, int] = {}
    parents = {theme.name.casefold(): theme.id for theme in codebook.themes}
    for number, cells in rows[1:]:
        values = dict(zip(columns, cells, strict=False))
        if any(values.values()):
            theme = _theme(path, number, values, Codebook(tuple(themes)), parents)
            parents[theme.name.casefold()] = theme.id
            numbers[theme.id] = number
            themes.append(theme)
    ids = numbers.keys() | {theme.id for theme in codebook.themes}
    # A parent may stand below its child: names are looked up once all rows are read.
    placed = tuple(
        theme
        if theme.parent in ids or not theme.parent
        else replace(theme, parent=parents.get(theme.parent.casefold(), theme.parent))
        for theme in themes
    )
    for theme in placed:
        if theme.parent and theme.parent not in ids:
            raise UsageError(
                "{path}, row {number}: no theme {parent!r} to stand above it is in the table or the codebook.",
                path=path,
                number=numbers[theme.id],
                parent=theme.parent,
            )
    return placed, _unused(rows[0][1], columns, empty=not placed)


def _unused(header: Sequence[str], columns: Sequence[str], *, empty: bool) -> tuple[Remark, ...]:
    """What is in a table that a codebook does not have."""
    known = [*COLUMNS, *_ALSO]
    names = []
    for cell, column in zip(header, columns, strict=True):
        if column and column not in COLUMNS:
            near = get_close_matches(column, known, n=1)
            names.append(f"{cell} ({near[0]}?)" if near else cell)
    told = (
        [
            remark(
                "Columns that a codebook does not have: {names}. Its columns are: {known}.",
                names=", ".join(names),
                known=", ".join(COLUMNS),
            )
        ]
        if names
        else []
    )
    return (*told, *([remark("The table has no theme below its first row.")] if empty else ()))


def _column(cell: str) -> str:
    name = "_".join(cell.casefold().split())
    return _ALSO.get(name, name)


def _theme(
    path: Path, number: int, values: dict[str, str], known: Codebook, parents: dict[str, str]
) -> Theme:
    """The theme of a row.

    Args:
        path: of the table, for messages.
        number: of the row.
        values: its cells by column.
        known: themes of the rows before.
        parents: their ids by their names.
    """
    name = values.get("name", "") or values.get("id", "")
    identifier = values.get("id", "")
    mistake = _mistake(name, identifier, values.get("colour", ""), known)
    if mistake:
        raise UsageError("{path}, row {number}: {mistake}", path=path, number=number, mistake=mistake)
    parent = values.get("parent", "")
    parent = parents.get(parent.casefold(), parent)
    told = {column: values.get(column, "") for column in _TEXTS}
    return Theme(
        id=identifier or known.free_id(name, parent if ID.fullmatch(parent) else ""),
        name=name,
        parent=parent,
        queries=tuple(line.strip() for line in values.get("queries", "").splitlines() if line.strip()),
        **told,
    )


def _mistake(name: str, identifier: str, colour: str, known: Codebook) -> str:
    """What is wrong with a row; empty where nothing is."""
    if not name:
        return "the theme has no name."
    if identifier and not ID.fullmatch(identifier):
        proposed = slug(identifier) or "tema-1"
        return f"{identifier!r} cannot be an id. Use small letters, digits and - _ /, as {proposed}."
    if identifier in known:
        return f"the id {identifier} stands in two rows."
    if colour and not COLOUR.fullmatch(colour):
        return f"the colour {colour!r} must be written as #RRGGBB."
    return ""
