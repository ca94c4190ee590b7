"""`/documents/<id>/original`: the source file as it lies in the corpus."""

from __future__ import annotations

import codecs
from pathlib import Path

from flask import Blueprint, Response, send_file

from corpus_search.exchange import XLSX
from corpus_search.web.current import workspace

blueprint = Blueprint("original", __name__)

_INLINE = {
    "pdf": "application/pdf",
    "html": "text/html",
    "text": "text/plain",
    "markdown": "text/plain",
    "vtt": "text/plain",
    "srt": "text/plain",
    "csv": "text/plain",
    "whisper": "application/json",
}
"""Formats that a browser shows; all others are downloaded."""

_DOWNLOAD = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": XLSX,
    "epub": "application/epub+zip",
    "rtf": "application/rtf",
}

_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""A page from the corpus may look like itself, but runs nothing and loads nothing."""
_PDF = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The browser's own PDF viewer does not start in a sandbox."""
_PEEK = 1 << 16


@blueprint.get("/documents/<identifier>/original")
def file(identifier: str) -> Response:
    """The file, shown where a browser can, else downloaded."""
    opened = workspace()
    document = opened.document(identifier)
    path = opened.originals.path(identifier)
    shown = document.format in _INLINE
    kind = _INLINE.get(document.format) or _DOWNLOAD.get(document.format, "application/octet-stream")
    response = send_file(
        path, mimetype=kind, as_attachment=not shown, download_name=path.name, conditional=True, etag=True
    )
    if kind == "text/plain" or document.format == "html":
        response.headers["Content-Type"] = f"{kind}; charset=utf-8" if _is_utf8(path) else kind
    response.headers["Content-Security-Policy"] = _PDF if document.format == "pdf" else _SANDBOX
    return response


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as stream:
        start = stream.read(_PEEK)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True
