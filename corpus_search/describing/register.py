"""The register: what people know better than the program, one row a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus_search.describing.sheets import read_rows, write_rows
from corpus_search.describing.vocabulary import access_of, canonical, kind_of, language_code
from corpus_search.errors import RegisterError
from corpus_search.model import Access, Document, Kind
from corpus_search.segmenting.dates import parse_date

COLUMNS = (
    "id",
    "path",
    "title",
    "kind",
    "date",
    "access",
    "language",
    "informant",
    "position",
    "place",
    "code",
    "consent",
    "embargo_until",
)
"""The columns of every register; a person may add others, which are kept as metadata."""
_FROM_METADATA = COLUMNS[COLUMNS.index("informant") :]
_DATES = "a date such as 2021-04-12, 2021-04 or 2021"

_CHECKS: Mapping[str, tuple[Callable[[str], str | None], str]] = {
    "kind": (kind_of, ", ".join(Kind)),
    "access": (access_of, ", ".join(Access)),
    "language": (language_code, "id, en"),
    "date": (parse_date, _DATES),
    "embargo_until": (parse_date, _DATES),
}
"""For a column: how its words are understood, and what is allowed."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What people say of one document."""

    values: Mapping[str, str]
    """By column; an empty cell says nothing and is left out. Kinds, access, languages and dates as in the model."""

    @property
    def says_something(self) -> bool:
        """Whether it holds more than the document's id and path."""
        return bool(self.values.keys() - {"id", "path"})

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What it may be found by: `path` and `id`, each with its value."""
        return tuple((name, self.values[name]) for name in ("path", "id") if self.values.get(name))


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, in the order of the file."""

    rows: tuple[RegisterRow, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    """Of the file that it was read from."""
    _places: Mapping[tuple[str, str], int] = field(init=False, repr=False, compare=False)
    """Index of the first row with a path or id: rows are looked up for each document of the corpus."""

    def __post_init__(self) -> None:
        places: dict[tuple[str, str], int] = {}
        for at, row in enumerate(self.rows):
            for key in row.keys:
                places.setdefault(key, at)
        object.__setattr__(self, "_places", places)

    def row(self, path: str, id: str | None = None) -> RegisterRow | None:
        """The row of a document: the one with its path, else the one with its id."""
        at = _place(self._places, path, id)
        return None if at is None else self.rows[at]

    def with_rows(self, rows: Iterable[RegisterRow]) -> Register:
        """The register with each row in the place of the one with the same path or id, or added."""
        kept: list[RegisterRow | None] = list(self.rows)
        places = dict(self._places)
        columns = dict.fromkeys(self.columns)
        for row in rows:
            at = _place(places, row.values.get("path", ""), row.values.get("id"))
            old = kept[at] if at is not None else None
            if at is not None and old is not None:
                kept[at] = None
                for key in old.keys:
                    places.pop(key, None)
            if row.says_something:
                places |= dict.fromkeys(row.keys, len(kept))
                kept.append(row)
            columns |= dict.fromkeys(row.values)
        return Register(tuple(row for row in kept if row is not None), tuple(columns))


def _place(places: Mapping[tuple[str, str], int], path: str, id: str | None) -> int | None:
    """The index of a document's row: the one with its path, else the one with its id."""
    at = places.get(("path", path))
    return places.get(("id", id or "")) if at is None else at


def read_register(path: Path) -> Register:
    """Read a register from CSV or XLSX; an empty one where there is no file.

    Column names may be Indonesian (`jenis`, `judul`, `tanggal` ...), and so may kinds and access.

    Raises:
        RegisterError: it holds mistakes; all of them are listed, with row, column and what is allowed.
    """
    if not path.exists():
        return Register()
    rows = read_rows(path)
    _, header = next(rows, (1, []))
    columns = tuple(canonical(name) if name else "" for name in header)
    mistakes = list(_header_mistakes(columns))
    if not mistakes:
        numbered: list[tuple[int, RegisterRow]] = []
        for number, cells in rows:
            if any(cells):
                row, found = _row(columns, cells, number)
                numbered.append((number, row))
                mistakes.extend(found)
        mistakes.extend(_repeated(numbered))
    if mistakes:
        raise RegisterError("{path} cannot be used:\n{mistakes}", path=path, mistakes="\n".join(mistakes))
    return Register(tuple(row for _, row in numbered), tuple(name for name in columns if name))


def without_rows(register: Register, identifier: str, paths: Collection[str]) -> Register:
    """A register that says nothing of a document.

    Args:
        register: as it is.
        identifier: of the document.
        paths: of its file and copies of it.
    """
    rows = (
        row
        for row in register.rows
        if row.values.get("id") != identifier and row.values.get("path") not in paths
    )
    return Register(tuple(rows), register.columns)


def checked_row(values: Mapping[str, str]) -> RegisterRow:
    """A row from what a person filled in.

    Raises:
        RegisterError: a value is not allowed; all of them are listed.
    """
    row, mistakes = _row(
        tuple(canonical(name) for name in values), [value.strip() for value in values.values()]
    )
    if mistakes:
        raise RegisterError("{mistakes}", mistakes="\n".join(mistakes))
    return row


def write_register(path: Path, register: Register) -> None:
    """Write a register as CSV or, by the file's name, XLSX; at every moment the old or the new one is there whole.

    Raises:
        RegisterError: it cannot be written there.
    """
    columns = [*COLUMNS, *(name for name in register.columns if name not in COLUMNS)]
    write_rows(path, columns, [row.values for row in register.rows])


def rows_of(documents: Iterable[Document], register: Register) -> Register:
    """All documents with what is known of them, for people to correct.

    Args:
        documents: as they are in the catalog, what the register says being part of them.
        register: its further columns are shown, too.
    """
    further = [name for name in register.columns if name not in COLUMNS]
    rows = []
    for document in documents:
        said = register.row(document.path, document.id)
        more = {name: said.values.get(name, "") for name in further} if said else {}
        values = {**_known(document), **more}
        rows.append(RegisterRow({name: value for name, value in values.items() if value}))
    return Register(tuple(rows), (*COLUMNS, *further))


def changes(edited: Register, documents: Iterable[Document], register: Register) -> Register:
    """The register after a person has edited an exported one.

    A cell that still says what was known of the document is no statement of a person: what the program finds there
    may change when it learns to read better. So only cells that differ are taken over, with what the register said
    before. An emptied cell takes its statement back.

    Args:
        edited: what the person hands in; documents and columns that it lacks stay as they are.
        documents: as they are in the catalog.
        register: as it is now.
    """
    known = {document.id: document for document in documents}
    by_path = {document.path: document for document in known.values()}
    rows = []
    for row in edited.rows:
        document = by_path.get(row.values.get("path", "")) or known.get(row.values.get("id", ""))
        rows.append(row if document is None else _changed(row, document, edited.columns, register))
    return register.with_rows(rows)


def _changed(
    row: RegisterRow, document: Document, columns: Collection[str], register: Register
) -> RegisterRow:
    """What the register is to say of a document, after a person has edited a row with these columns."""
    said = register.row(document.path, document.id)
    before = said.values if said else {}
    values = {name: value for name, value in before.items() if name not in columns}
    shown = {**before, **_known(document)}
    for name, value in row.values.items():
        if value != shown.get(name, ""):
            values[name] = value
        elif name in before:
            values[name] = before[name]
    return RegisterRow({**values, "id": document.id, "path": document.path})


def _known(document: Document) -> dict[str, str]:
    """A document in the columns of the register."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "kind": document.kind.value,
        "date": document.date or "",
        "access": document.access.value,
        "language": document.language,
        **{name: document.metadata.get(name, "") for name in _FROM_METADATA},
    }


def _header_mistakes(columns: Sequence[str]) -> Iterator[str]:
    if not {"id", "path"} & set(columns):
        yield "row 1: there is no column id and no column path, so no row can be told to belong to a document"
    for name in dict.fromkeys(columns):
        if name and columns.count(name) > 1:
            yield f"row 1: the column {name} stands {columns.count(name)} times; it may stand once"


def _row(
    columns: Sequence[str], cells: Sequence[str], number: int | None = None
) -> tuple[RegisterRow, list[str]]:
    """A row and the mistakes in it.

    Args:
        columns: names of the cells.
        cells: what stands in them.
        number: of the row, to be named with a mistake.
    """
    where = f"row {number}, " if number else ""
    values: dict[str, str] = {}
    mistakes = []
    for at, cell in enumerate(cells):
        name = columns[at] if at < len(columns) else ""
        if not cell:
            continue
        if not name:
            mistakes.append(f"{where}cell {at + 1}: {cell!r} stands in a column without a name")
            continue
        understand, allowed = _CHECKS.get(name, (str, ""))
        value = understand(cell)
        if value is None:
            mistakes.append(f"{where}column {name}: {cell!r} is not allowed; allowed: {allowed}")
        else:
            values[name] = str(value)
    if number and not {"id", "path"} & values.keys():
        mistakes.append(f"{where}columns id and path: one of them must name the document")
    return RegisterRow(values), mistakes


def _repeated(numbered: Sequence[tuple[int, RegisterRow]]) -> Iterator[str]:
    for name in ("id", "path"):
        first: dict[str, int] = {}
        for number, row in numbered:
            value = row.values.get(name)
            if value is not None and first.setdefault(value, number) != number:
                yield f"row {number}, column {name}: {value!r} stands already in row {first[value]}"
