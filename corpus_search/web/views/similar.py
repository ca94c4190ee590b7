"""`/passages/<id>/similar`: passages like one, and the same as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.searching import results_json
from corpus_search.web.current import workspace
from corpus_search.web.links import reader_url

blueprint = Blueprint("similar", __name__)


@blueprint.get("/passages/<path:identifier>/similar")
def page(identifier: str) -> str:
    """The passage, and others that have its telling words."""
    opened = workspace()
    return render_template(
        "similar.html",
        found=opened.passage(identifier),
        results=opened.similar(identifier),
        url=lambda hit: reader_url(hit.document.id, hit.passage.id),
    )


@blueprint.get("/passages/<path:identifier>/similar.json")
def json(identifier: str) -> Response:
    """The same as JSON, in the shape of `/search.json`."""
    return jsonify(results_json(workspace().similar(identifier)))
