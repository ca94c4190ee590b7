"""What format a file is in, by its content; its ending only decides where the content cannot."""

from __future__ import annotations

import re
from pathlib import Path

from corpus_search.reading.characters import decode
from corpus_search.reading.detect_binary import binary_format, is_binary, is_ole, ole_format
from corpus_search.reading.detect_text import text_format
from corpus_search.reading.detect_zip import zip_format

_SAMPLE = 64 << 10
_PDF_HEADER = re.compile(rb"%PDF-\d")
_PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b|startxref")
_PDF_JUNK = 1024
"""Bytes that may stand before a PDF's header: what readers bear, by the notes to ISO 32000."""
_RTF_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")


def detect(path: Path) -> str:
    """Name a file's format.

    Returns:
        A key of `formats.READERS`, or a name that `formats.refusal` explains.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head:
        return "empty"
    if _is_pdf(head):
        return "pdf"
    if _RTF_HEADER.match(head):
        return "rtf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_format(path)
    if is_ole(head):
        return ole_format(path)
    return _by_characters(path, head)


def _by_characters(path: Path, head: bytes) -> str:
    ending = path.suffix.lower().lstrip(".")
    if is_binary(head):
        return binary_format(head, ending)
    return text_format(decode(head), ending, whole=lambda: decode(path.read_bytes()))


def _is_pdf(head: bytes) -> bool:
    """Whether it is a PDF.

    One that begins with other bytes must show an object too, lest a text
    that speaks of PDF is taken for one.
    """
    if _PDF_HEADER.match(head):
        return True
    header = _PDF_HEADER.search(head[: _PDF_JUNK + 8])
    return header is not None and _PDF_OBJECT.search(head, header.end()) is not None
