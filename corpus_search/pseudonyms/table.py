"""The table of pseudonyms: `pseudonyms.csv` in the store, which only leads may read.

Its columns are `name`, `pseudonym`, `variants` (parted by semicolons) and `document`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_search.describing.sheets import read_rows, write_rows
from corpus_search.errors import NotFoundError, PseudonymsError
from corpus_search.model import Kind
from corpus_search.pseudonyms.names import Names, Pseudonym

FILE = "pseudonyms.csv"
COLUMNS = ("name", "pseudonym", "variants", "document")
_IN_INDONESIAN = {
    "nama": "name",
    "nama asli": "name",
    "samaran": "pseudonym",
    "nama samaran": "pseudonym",
    "varian": "variants",
    "dokumen": "document",
}
_CONFIDED = frozenset({Kind.TRANSCRIPT, Kind.FIELD_NOTE})
"""Kinds in which a name without a document of its own is replaced."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """All rows, in the order of the file."""

    rows: tuple[Pseudonym, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, kind: Kind, *keys: str) -> Names:
        """The names that are replaced in a document.

        Args:
            kind: of the document.
            keys: its id and its path in the corpus.
        """
        return Names(
            tuple(row for row in self.rows if (row.document in keys if row.document else kind in _CONFIDED))
        )

    @property
    def all(self) -> Names:
        """The names that are replaced anywhere: for words of which it is not known where they are from."""
        return Names(self.rows)

    @property
    def digest(self) -> str:
        """What tells this table from others, without telling names; empty for one without rows."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest() if self.rows else ""

    def put(self, row: Pseudonym) -> Pseudonyms:
        """The table with a row, in the place of the one for the same name and document or at the end.

        Raises:
            PseudonymsError: the table would hold a mistake.
        """
        at = self._place(row.name, row.document)
        rows = (*self.rows, row) if at is None else (*self.rows[:at], row, *self.rows[at + 1 :])
        return checked(rows)

    def without(self, name: str, document: str = "") -> Pseudonyms:
        """The table without a row.

        Raises:
            NotFoundError: there is none for this name and document.
        """
        at = self._place(name, document)
        if at is None:
            raise NotFoundError("There is no pseudonym for {name}.", name=name)
        return Pseudonyms((*self.rows[:at], *self.rows[at + 1 :]))

    def _place(self, name: str, document: str) -> int | None:
        wanted = name.casefold(), document
        return next(
            (at for at, row in enumerate(self.rows) if (row.name.casefold(), row.document) == wanted), None
        )


def read_pseudonyms(file: Path) -> Pseudonyms:
    """Read a table from CSV or XLSX; an empty one where there is no file.

    Raises:
        PseudonymsError: it holds mistakes; all of them are listed.
        RegisterError: it is no such file.
    """
    if not file.exists():
        return Pseudonyms()
    rows = read_rows(file)
    _, header = next(rows, (1, []))
    columns = tuple(_IN_INDONESIAN.get(name.casefold(), name.casefold()) for name in header)
    if missing := [name for name in COLUMNS[:2] if name not in columns]:
        raise PseudonymsError(
            "{file} cannot be used: row 1 names no column {missing}.",
            file=file,
            missing=" and ".join(missing),
        )
    found = [(number, _row(dict(zip(columns, cells, strict=False)))) for number, cells in rows if any(cells)]
    mistakes = list(_mistakes(found))
    if mistakes:
        raise PseudonymsError("{file} cannot be used:\n{mistakes}", file=file, mistakes="\n".join(mistakes))
    return Pseudonyms(tuple(row for _, row in found))


def checked(rows: Iterable[Pseudonym]) -> Pseudonyms:
    """A table of rows.

    Raises:
        PseudonymsError: they hold mistakes; all of them are listed.
    """
    rows = tuple(rows)
    if mistakes := list(_mistakes(list(enumerate(rows, 2)))):
        raise PseudonymsError("{mistakes}", mistakes="\n".join(mistakes))
    return Pseudonyms(rows)


def write_pseudonyms(file: Path, table: Pseudonyms) -> None:
    """Write a table as CSV or XLSX, readable for its owner alone; at every moment the old or the new one is whole.

    Raises:
        RegisterError: it cannot be written there, or its name ends otherwise.
    """
    write_rows(
        file,
        COLUMNS,
        [
            {
                "name": row.name,
                "pseudonym": row.shown,
                "variants": "; ".join(row.variants),
                "document": row.document,
            }
            for row in table.rows
        ],
    )


def split_variants(cell: str) -> tuple[str, ...]:
    """The variants of a cell: parted by semicolons or lines, each once."""
    parts = (" ".join(part.split()) for part in cell.replace("\n", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _row(cells: Mapping[str, str]) -> Pseudonym:
    name = " ".join(cells.get("name", "").split())
    variants = tuple(one for one in split_variants(cells.get("variants", "")) if one != name)
    return Pseudonym(name, " ".join(cells.get("pseudonym", "").split()), variants, cells.get("document", ""))


def _mistakes(numbered: Sequence[tuple[int, Pseudonym]]) -> Iterator[str]:
    everyone = Names(tuple(row for _, row in numbered if row.name))
    first: dict[tuple[str, str], int] = {}
    for number, row in numbered:
        where = f"row {number}"
        if not row.name or not row.shown:
            yield f"{where}: a name and a pseudonym must stand in each row"
            continue
        for spelling in row.spellings:
            if not any(map(str.isalpha, spelling)):
                yield f"{where}: {spelling!r} holds no letters"
            known = first.setdefault((spelling.casefold(), row.document), number)
            if known != number:
                yield f"{where}: {spelling!r} stands already in row {known}"
        if everyone.rename(row.shown) != row.shown:
            yield f"{where}: the pseudonym {row.shown!r} holds a real name of this table; choose another"
