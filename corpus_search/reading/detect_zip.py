"""What an archive is: an office document, a book, or only an archive."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from corpus_search.reading.zips import DAMAGE, METHODS

_MIMETYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.graphics": "odg",
    "application/epub+zip": "epub",
}
_MAIN_TYPE = re.compile(
    r'ContentType\s*=\s*["\']([^"\']+?\.main\+xml|[^"\']+?\.sheet\.binary[^"\']*)["\']', re.I
)
_CONTENT_TYPES = (
    ("wordprocessingml", "docx"),
    ("ms-word.document", "docx"),  # with macros; they are not looked at
    ("ms-word.template", "docx"),
    ("sheet.binary", "xlsb"),
    ("spreadsheetml", "xlsx"),
    ("ms-excel.sheet", "xlsx"),
    ("ms-excel.template", "xlsx"),
    ("presentationml", "pptx"),
    ("ms-powerpoint", "pptx"),
)
_TELLING_MEMBERS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("META-INF/container.xml", "epub"),
    ("Index/Document.iwa", "iwork"),
    ("Index.zip", "iwork"),
)
_MOST = 1 << 20
"""Bytes that are looked at in one member: what tells the format stands in small ones."""


def zip_format(path: Path) -> str:
    """Name the format of a file that begins like a zip archive: `damaged` where it is cut short."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _format_of(archive)
    except DAMAGE:
        return "damaged"


def _format_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    known = _MIMETYPES.get(_start_of(archive, names, "mimetype").strip())
    if known:
        return known
    for content_type in _MAIN_TYPE.findall(_start_of(archive, names, "[Content_Types].xml")):
        for part, format_name in _CONTENT_TYPES:
            if part in content_type.lower():
                return format_name
    for name, format_name in _TELLING_MEMBERS:
        if name in names:
            return format_name
    return "office" if "[Content_Types].xml" in names else "zip"


def _start_of(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    if name not in names:
        return ""
    member = archive.getinfo(name)
    if member.flag_bits & 0x1 or member.compress_type not in METHODS:
        return ""
    with archive.open(member) as opened:
        return opened.read(_MOST).decode("utf-8", "replace")
