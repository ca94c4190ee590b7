"""`/`: the first page."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.web.current import workspace
from corpus_search.web.examples import examples
from corpus_search.web.first_run import empty_corpus
from corpus_search.web.person import who
from corpus_search.workspace import Status, Workspace

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def page() -> str:
    """The search box, what is in the corpus, and ways in."""
    opened, status = _opened()
    return render_template(
        "start.html",
        status=status,
        examples=examples(opened, status.last_run),
        saved=len(opened.saved.list(who())),
    )


@blueprint.get("/index.json")
def json() -> Response:
    """The same as JSON."""
    opened, status = _opened()
    return jsonify(
        documents=status.documents,
        passages=status.passages,
        kinds=dict(status.kinds),
        examples=[example.query for example in examples(opened, status.last_run)],
    )


def _opened() -> tuple[Workspace, Status]:
    opened = workspace()
    status = opened.status()
    if not status.documents:
        raise empty_corpus(opened)
    return opened, status
