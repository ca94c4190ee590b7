"""Bytes to characters, and characters to lines that hold neither line breaks nor control characters."""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = {
    code: " " for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029) if code not in (0x00, 0x09)
} | {0x00: None, 0x00A0: " ", 0x2007: " ", 0x202F: " "}


def decode(data: bytes, declared: str | None = None) -> str:
    """Turn a file's bytes into text; never raises.

    A byte order mark decides, then the encoding that the file declares, then the pattern of NULs of UTF-16
    without a mark, then UTF-8. Bytes that are no UTF-8 are taken as Windows-1252, the usual encoding of older
    Indonesian and English files, one by one: so a whole file in Windows-1252 comes out right, and so does a
    file in UTF-8 into which something in Windows-1252 was pasted.

    Args:
        data: the bytes of the whole file.
        declared: name of the encoding that the file itself declares, if any; unknown names are ignored.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if declared:
        try:
            return data.decode(declared, "replace")
        except (LookupError, ValueError):  # no such encoding, or one that is none of text
            pass
    return data.decode(_utf16_without_mark(data) or "utf-8", _WINDOWS_1252)


def tidy(text: str) -> str:
    """Make a single line of a text: NULs gone; other control characters, line breaks and hard spaces a space.

    Tabs stay. Halves of surrogate pairs are joined, lone ones replaced by U+FFFD.
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_CONTROLS)


def split_lines(text: str) -> list[str]:
    """Split a text at line breaks of every kind into tidy lines, without spaces at their ends."""
    return [tidy(line).rstrip() for line in text.splitlines()]


def _utf16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 by its NULs: in Latin script every second byte is one."""
    sample = data[:4096]
    first, second = sample[0::2], sample[1::2]
    if not second:
        return None
    if second.count(0) > 0.4 * len(second) and first.count(0) <= 0.05 * len(first):
        return "utf-16-le"
    if first.count(0) > 0.4 * len(first) and second.count(0) <= 0.05 * len(second):
        return "utf-16-be"
    return None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS_1252 = "corpus_search.windows_1252"
codecs.register_error(_WINDOWS_1252, _as_windows_1252)
