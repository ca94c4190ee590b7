"""Vectors of passages as they are kept: one file, written whole, mapped into memory when it is read.

The file begins with a line of JSON: the model, its version, the catalog that the keys belong to, how many rows of how
many dimensions. Behind it, filled up to a multiple of 64 bytes, stand the columns one after the other: keys, digests of
what was encoded, factors, values. A value times its row's factor is the vector's.

Vectors tell something of the texts that they were made of, and the texts may be confidential: only the account that
runs the program can read the file.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from corpus_search.errors import IndexBusyError, IndexDamagedError

FOLDER = "vectors"
"""Of the index."""
DIGEST_BYTES = 16
_FORMAT = 1
_ALIGNED = 64
_ROWS = 8192
"""Rows that are multiplied at a time: their numbers fit the processor's cache."""
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of passages, by one model."""

    model: str
    version: str
    catalog: str
    """Identity of the catalog that knows the keys."""
    keys: NDArray[np.int64]
    digests: NDArray[np.uint8]
    """Of the texts that were encoded, a row each: a passage that comes back under another key is not encoded anew."""
    factors: NDArray[np.float32]
    values: NDArray[np.int8]

    @classmethod
    def of(
        cls,
        keys: NDArray[np.int64],
        digests: NDArray[np.uint8],
        vectors: NDArray[np.float32],
        *,
        model: str,
        version: str,
        catalog: str,
    ) -> Vectors:
        """Vectors in a quarter of their room: each value in eight bits."""
        largest = np.abs(vectors).max(axis=1, initial=0.0)
        factors = (np.where(largest > 0, largest, 1) / 127).astype(np.float32)
        values = np.rint(vectors / factors[:, None]).astype(np.int8)
        return cls(model, version, catalog, keys, digests, factors, values)

    def taken(self, rows: NDArray[np.intp]) -> Vectors:
        """Some of the rows, in memory."""
        return Vectors(self.model, self.version, self.catalog, *(column[rows] for column in self.columns()))

    def followed_by(self, other: Vectors) -> Vectors:
        """These rows and then those of another, by the same model."""
        columns = zip(self.columns(), other.columns(), strict=True)
        return Vectors(self.model, self.version, self.catalog, *(np.concatenate(pair) for pair in columns))

    def likeness(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of each row with a vector of length 1."""
        found = np.empty(len(self.keys), np.float32)
        for at in range(0, len(found), _ROWS):
            found[at : at + _ROWS] = self.values[at : at + _ROWS].astype(np.float32) @ vector
        return found * self.factors

    def columns(self) -> tuple[NDArray[Any], ...]:
        """What is kept of them, a row each."""
        return self.keys, self.digests, self.factors, self.values


def read_vectors(index: Path) -> Vectors | None:
    """The vectors of an index; None where there are none.

    Raises:
        IndexDamagedError: the file is not whole, or of another version.
    """
    while (file := current_file(index)) is not None:
        with suppress(FileNotFoundError):  # others have just been put in its place
            return _read(file)
    return None


def current_file(index: Path) -> Path | None:
    """The file that counts; each writing makes one with a higher number."""
    return max(_files(index), key=_number, default=None)


def write_vectors(index: Path, vectors: Vectors) -> None:
    """Put vectors in the place of those that there are; at every moment the old or the new ones are whole.

    Raises:
        OSError: they cannot be written.
    """
    folder = _made(index)
    before = _files(index)
    head = _head(vectors)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=folder)  # readable for this account alone
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head)
            for column in vectors.columns():
                file.write(np.ascontiguousarray(column).data)
            file.flush()
            os.fsync(file.fileno())
        number = max([time.time_ns(), *(_number(file) + 1 for file in before)])
        temporary.replace(folder / f"{number}.vectors")
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _remove(before)


def remove_vectors(index: Path) -> None:
    """Delete all vectors."""
    _remove(_files(index))


@contextmanager
def only_maker(index: Path) -> Iterator[None]:
    """Keep other writers of vectors out for as long as the block lasts. What one that was killed has left goes.

    Raises:
        IndexBusyError: another process makes vectors.
    """
    try:
        with FileLock(_made(index) / _LOCK, timeout=0):
            _remove(list((index / FOLDER).glob(".*.tmp")))
            yield
    except Timeout as error:
        raise IndexBusyError(
            "Another process is making vectors for {index}. Wait until it is done, or stop it: what it has made is "
            "kept.",
            index=index,
        ) from error


def _made(index: Path) -> Path:
    folder = index / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _files(index: Path) -> list[Path]:
    return [file for file in (index / FOLDER).glob("*.vectors") if file.stem.isdigit()]


def _number(file: Path) -> int:
    return int(file.stem)


def _remove(files: Sequence[Path]) -> None:
    for file in files:
        with suppress(PermissionError):  # Windows keeps what a server has open; the next writing removes it
            file.unlink(missing_ok=True)


def _head(vectors: Vectors) -> bytes:
    rows, dimensions = vectors.values.shape
    told = {
        "format": _FORMAT,
        "model": vectors.model,
        "version": vectors.version,
        "catalog": vectors.catalog,
        "rows": rows,
        "dimensions": dimensions,
    }
    line = json.dumps(told).encode() + b"\n"
    return line + b"\0" * (-len(line) % _ALIGNED)


def _read(file: Path) -> Vectors:
    with file.open("rb") as opened:
        line = opened.readline(1 << 16)
    try:
        told = json.loads(line)
        columns = _mapped(file, len(line) + -len(line) % _ALIGNED, told["rows"], told["dimensions"])
        known = told["format"] == _FORMAT
        vectors = Vectors(told["model"], told["version"], told["catalog"], *columns)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise IndexDamagedError(
            "The vectors in {file} are not whole, or of another version of the program. Make them again with: "
            "corpus-search vectors --rebuild",
            file=file,
        )
    return vectors


def _mapped(file: Path, start: int, rows: int, dimensions: int) -> Iterator[NDArray[Any]]:
    """The columns of a file.

    Raises:
        ValueError: it has another size.
    """
    widths = ((np.int64, 1), (np.uint8, DIGEST_BYTES), (np.float32, 1), (np.int8, dimensions))
    sizes = [rows * width * np.dtype(kind).itemsize for kind, width in widths]
    data = np.memmap(file, np.uint8, "r")
    if len(data) != start + sum(sizes):
        raise ValueError
    for (kind, width), size in zip(widths, sizes, strict=True):
        column = data[start : start + size].view(kind)
        yield column if width == 1 else column.reshape(rows, width)
        start += size
