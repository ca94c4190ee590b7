"""The guard before every format that is a zip file: DOCX, ODT, EPUB, XLSX.

Refused are zip bombs (by the sizes declared, and again by the bytes that really come out, since declared
sizes can lie), encrypted members, and names that point out of the archive.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus_search.model import State
from corpus_search.reading.failures import RefusedError

MAX_BYTES = 200 << 20
"""Of all members together, unpacked."""
MAX_RATIO = 200
"""Of unpacked to packed bytes, where there are more than `RATIO_FROM` unpacked ones."""
RATIO_FROM = 10 << 20
MAX_MEMBERS = 5000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways to pack members that office documents and books use (ISO/IEC 21320-1)."""

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
"""What zipfile raises for archives that are damaged or of a version that it does not know."""

_REMEDY = "open it in the program that made it, take out what makes it so large and save it again."


class GuardedZip:
    """An open archive whose members are read under the guard."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Take an archive that passed `_check`."""
        self._archive = archive
        self._read = 0
        self.names: frozenset[str] = frozenset(archive.namelist())

    def read(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            RefusedError: it is missing, or the archive unpacks to more than it declared.
        """
        if name not in self.names:
            raise RefusedError(
                State.UNREADABLE, "Its part {name} is missing; save it again or copy it anew.", name=name
            )
        with self._archive.open(name) as member:
            data = member.read(MAX_BYTES - self._read + 1)
        self._read += len(data)
        if self._read > MAX_BYTES:
            raise RefusedError(State.TOO_LARGE, "It unpacks to over {mb} MB; " + _REMEDY, mb=MAX_BYTES >> 20)
        return data

    def verify(self) -> None:
        """Unpack every member once, for readers that open the archive themselves.

        Raises:
            RefusedError: a member's checksum is wrong: it is damaged, or longer than it declares.
        """
        damaged = self._archive.testzip()
        if damaged is not None:
            reason = "Its part {name} is damaged; save it again or copy it anew."
            raise RefusedError(State.UNREADABLE, reason, name=damaged)


@contextmanager
def open_zip(path: Path) -> Iterator[GuardedZip]:
    """Open an archive that passes the guard.

    Raises:
        RefusedError: it breaks a limit, is encrypted, or names members outside of itself.
        zipfile.BadZipFile: it is no whole archive (see `DAMAGE`).
    """
    with zipfile.ZipFile(path) as archive:
        _check(archive.infolist())
        yield GuardedZip(archive)


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise RefusedError(State.TOO_LARGE, "It holds over {count} parts; " + _REMEDY, count=MAX_MEMBERS)
    if any(member.flag_bits & 0x1 for member in members):
        raise RefusedError(State.PASSWORD, "It is encrypted; save a copy without a password.")
    if any(member.compress_type not in METHODS for member in members):
        raise RefusedError(State.UNREADABLE, "It is packed in an unusual way; save it again.")
    if any(_points_outside(member.filename) for member in members):
        raise RefusedError(
            State.UNREADABLE, "It names parts outside of itself and is not opened; save it again."
        )
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_BYTES or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise RefusedError(State.TOO_LARGE, "It unpacks to {mb} MB; " + _REMEDY, mb=unpacked >> 20)


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":")
