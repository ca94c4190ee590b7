r"""A file of named arrays, mapped and never decoded.

    file      = section* directory trailer
    section   = the bytes of one array, little-endian, beginning at a multiple of 64
    directory = JSON, UTF-8: {"name": [dtype, offset, count], ...}
    trailer   = length of the directory u32, CRC-32 of the directory u32, format version u32, magic "CSCOLUMN"

The dtypes are numpy's: `|u1`, `<u2`, `<u4`, `<u8`. A name is `field/part` (`exact/ids`); `columns.py` tells which
parts there are. The trailer comes last, so a file that was not written to its end has none; since sections are
checked against the file's size, a file that opens is as long as it was when it was closed.

A mapping is released when the last array over it is: nothing has to be closed by hand, and searches that are
still under way on an older state keep what they use.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from corpus_search.errors import IndexDamagedError, IndexVersionError

FORMAT_VERSION = 3
_MAGIC = b"CSCOLUMN"
_TRAILER = struct.Struct("<III8s")
_DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8"})
_ALIGNMENT = 64

Array = NDArray[np.unsignedinteger[Any]]


def narrow(values: NDArray[np.integer[Any]]) -> Array:
    """The same numbers (0 and above) in the narrowest type that holds them all."""
    highest = int(values.max()) if len(values) else 0
    for dtype in (np.uint8, np.uint16, np.uint32):
        if highest <= np.iinfo(dtype).max:
            return values.astype(dtype)
    return values.astype(np.uint64)


def ends(counts: NDArray[np.integer[Any]]) -> Array:
    """Counts as one more running ends, from 0: stretch `i` is `ends[i]:ends[i + 1]`."""
    out = np.zeros(len(counts) + 1, np.uint64)
    np.cumsum(counts, out=out[1:])
    return out.astype(np.uint32) if out[-1] <= np.iinfo(np.uint32).max else out


class SectionsWriter:
    """Writes a file of arrays; a section may be written in pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._at = 0

    def begin(self, name: str, dtype: np.dtype[Any] | type[np.unsignedinteger[Any]]) -> None:
        """Start a section; `extend` adds to the one started last."""
        padding = -self._at % _ALIGNMENT
        self._file.write(bytes(padding))
        self._at += padding
        self._name, self._dtype, self._count = name, np.dtype(dtype).newbyteorder("<"), 0
        self._enter()

    def extend(self, values: Array) -> None:
        """Add values to the section started last."""
        values = np.ascontiguousarray(values, self._dtype)
        if len(values):
            self._file.write(values.data.cast("B"))
        self._at += values.nbytes
        self._count += len(values)
        self._enter()

    def add(self, name: str, values: Array) -> None:
        """Write a whole section."""
        self.begin(name, values.dtype)
        self.extend(values)

    def close(self) -> None:
        """Write the directory and close the file."""
        directory = json.dumps(self._directory).encode()
        self._file.write(directory)
        self._file.write(_TRAILER.pack(len(directory), zlib.crc32(directory), FORMAT_VERSION, _MAGIC))
        self._file.close()

    def _enter(self) -> None:
        start = self._at - self._count * self._dtype.itemsize
        self._directory[self._name] = (self._dtype.str, start, self._count)


class Sections:
    """The arrays of one file, read-only."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Map a file; it may be closed afterwards.

        Args:
            file: open for reading.
            name: what to call it in messages.

        Raises:
            IndexDamagedError: not whole, or not such a file.
            IndexVersionError: such a file in another format.
        """
        self._name = name
        try:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file cannot be mapped
            raise self._damaged() from None
        self._directory = self._read_directory()

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> Array:
        if name not in self._directory:
            raise self._damaged()
        dtype, start, count = self._directory[name]
        return np.frombuffer(self._data, dtype, count, start)

    def names(self) -> list[str]:
        """Names of all sections, as written."""
        return list(self._directory)

    def _read_directory(self) -> dict[str, tuple[str, int, int]]:
        size = len(self._data)
        if size < _TRAILER.size:
            raise self._damaged()
        length, checksum, version, magic = _TRAILER.unpack(self._data[size - _TRAILER.size :])
        if magic != _MAGIC:
            raise self._damaged()
        if version != FORMAT_VERSION:
            raise version_error(version, FORMAT_VERSION)
        start = size - _TRAILER.size - length
        raw = self._data[max(start, 0) : size - _TRAILER.size]
        if start < 0 or zlib.crc32(raw) != checksum:
            raise self._damaged()
        directory: dict[str, tuple[str, int, int]] = {
            name: (str(dtype), int(offset), int(count))
            for name, (dtype, offset, count) in json.loads(raw).items()
        }
        for dtype, offset, count in directory.values():
            if dtype not in _DTYPES or offset + count * np.dtype(dtype).itemsize > start:
                raise self._damaged()
        return directory

    def _damaged(self) -> IndexDamagedError:
        return damaged_error(self._name)


def damaged_error(name: str) -> IndexDamagedError:
    """A file of the index cannot be used."""
    return IndexDamagedError(
        "The search index is damaged: its file {file} is not whole or not ours. "
        "Run `corpus-search index` to make it anew; no file is read again.",
        file=name,
    )


def version_error(found: object, wanted: object) -> IndexVersionError:
    """The index was written by another version."""
    return IndexVersionError(
        "The search index has format {found}; this version of the program reads format {wanted}. "
        "Run `corpus-search index` to make it anew; no file is read again.",
        found=found,
        wanted=wanted,
    )
