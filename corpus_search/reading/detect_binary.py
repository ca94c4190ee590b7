"""Files that are no text: old office files, pictures, recordings, archives."""

from __future__ import annotations

import struct
from pathlib import Path

import puremagic

from corpus_search.reading.characters import decode

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("__properties_version1.0", "msg"),
)
_OLE_ENTRY = 128
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f\x85")
"""Control characters that stand in texts: white space, end marks of DOS, separators, escape."""


def is_ole(head: bytes) -> bool:
    """Whether a file is an OLE compound file: what Office wrote before 2007, and what it encrypts."""
    return head.startswith(_OLE)


def ole_format(path: Path) -> str:
    """Name the format of an OLE compound file by the streams that its directory names."""
    with path.open("rb") as file:
        data = file.read(64 << 20)
    try:
        streams = _stream_names(data)
    except (struct.error, IndexError):
        return "damaged"
    return next((format_name for name, format_name in _OLE_STREAMS if name in streams), "office")


def _stream_names(data: bytes) -> set[str]:
    """Names in the directory of a compound file ([MS-CFB] 2.2, 2.3, 2.6).

    Only the 109 sectors of the allocation table that the header lists are followed: enough for 7 MB, and the
    directory stands early in larger ones too.
    """
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        part = data[(sector + 1) * size : (sector + 2) * size]
        if sector < 0xFFFFFFFA and len(part) == size:
            table.extend(struct.unpack(f"<{size // 4}I", part))
    names = set()
    seen = set()
    sector = struct.unpack_from("<I", data, 48)[0]
    while sector < 0xFFFFFFFA and sector not in seen:
        seen.add(sector)
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - _OLE_ENTRY + 1), _OLE_ENTRY):
            length = min(struct.unpack_from("<H", data, at + 64)[0], 64)
            names.add(data[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"))
        sector = table[sector] if sector < len(table) else 0xFFFFFFFE
    return names


def is_binary(head: bytes) -> bool:
    """Whether a file's beginning is no text: over a twentieth of it is control or undefined characters.

    A file whose very beginning holds one is binary, too, if it is of a known sort: pictures may go on with
    long descriptions in plain text.
    """
    text = decode(head[:8192])
    odd = [at for at, char in enumerate(text) if _is_odd(char)]
    return len(odd) > 0.05 * len(text) or bool(odd and odd[0] < 16 and _known_endings(head))


def _is_odd(char: str) -> bool:
    return char == "\ufffd" or (char < "\xa0" and not char.isprintable() and char not in _TEXT_CONTROLS)


def binary_format(head: bytes, ending: str) -> str:
    """Name the format of a file that is no text, by its ending where several formats begin alike."""
    endings = _known_endings(head)
    if ending in endings:
        return ending
    return endings[0] if endings else "unknown"


def _known_endings(head: bytes) -> list[str]:
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return []
    return [match.extension.lstrip(".") for match in matches if match.extension]
