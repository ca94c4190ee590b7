"""`/status`: what the index holds, what could not be read and why."""

from __future__ import annotations

import platform
from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template

from corpus_search import __version__
from corpus_search.web.current import settings, workspace
from corpus_search.web.twins import document_json

blueprint = Blueprint("state", __name__)


@blueprint.get("/status")
def page() -> str:
    """Counts, failures with their remedies, the last run, versions."""
    status = workspace().status()
    return render_template(
        "status.html", status=status, settings=settings(), python=platform.python_version()
    )


@blueprint.get("/status.json")
def json() -> Response:
    """The same as JSON."""
    status = workspace().status()
    return jsonify(
        version=__version__,
        documents=status.documents,
        passages=status.passages,
        kinds=dict(status.kinds),
        states=dict(status.states),
        failures=[document_json(document) for document in status.failures],
        last_run=None if status.last_run is None else asdict(status.last_run),
    )
