"""`/`: the first page."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.web.current import workspace
from corpus_search.web.examples import examples
from corpus_search.web.first_run import require_documents

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def page() -> str:
    """The search box, what is in the corpus, and ways in."""
    opened = workspace()
    require_documents(opened)
    return render_template("start.html", status=opened.status(), examples=examples(opened))


@blueprint.get("/index.json")
def json() -> Response:
    """The same as JSON."""
    opened = workspace()
    require_documents(opened)
    status = opened.status()
    return jsonify(
        documents=status.documents,
        passages=status.passages,
        kinds=dict(status.kinds),
        examples=[example.query for example in examples(opened)],
    )
