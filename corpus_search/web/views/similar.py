"""`/passages/<id>/similar`: passages like one, and the same as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.searching import Results, results_json
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.links import reader_url

blueprint = Blueprint("similar", __name__)


@blueprint.get("/passages/<path:identifier>/similar")
def page(identifier: str) -> str:
    """The passage, and others that have its telling words."""
    return render_template(
        "similar.html",
        found=workspace().passage(identifier),
        results=_results(identifier),
        url=lambda hit: reader_url(hit.document.id, hit.passage.id),
    )


@blueprint.get("/passages/<path:identifier>/similar.json")
def json(identifier: str) -> Response:
    """The same as JSON, in the shape of `/search.json`."""
    return jsonify(results_json(_results(identifier)))


def _results(identifier: str) -> Results:
    results = workspace().finder.similar(identifier)
    shows(hit.document for hit in results.hits)
    return results
