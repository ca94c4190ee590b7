"""Styles, scripts and fonts: a page names each by what is in it, so that a browser keeps it and asks no more."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
"""For fonts, which styles name without saying what is in them, and which stay as they were published."""


def ship(app: Flask) -> None:
    """Give the addresses of static files a version, and let browsers keep what has one."""
    folder = Path(app.static_folder or "")

    @cache
    def version(name: str) -> str:
        file = folder / name
        return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""

    @app.url_defaults
    def name_by_content(endpoint: str, values: dict[str, object]) -> None:
        name = str(values.get("filename"))
        if endpoint == "static" and not _is_font(name) and version(name):
            values.setdefault("v", version(name))

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 304):
            name = str((request.view_args or {}).get("filename"))
            if _is_font(name):
                response.headers["Cache-Control"] = _A_DAY
            elif request.args.get("v", "-") == version(name):
                response.headers["Cache-Control"] = _FOR_EVER
        return response


def _is_font(name: str) -> bool:
    return name.endswith(".woff2")
