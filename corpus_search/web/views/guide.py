"""`/help`: how to search, with examples from this corpus."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.errors import IndexUnusableError
from corpus_search.web.current import workspace
from corpus_search.web.examples import Example, examples
from corpus_search.web.guide import KEYS, fields, syntax

blueprint = Blueprint("guide", __name__)


@blueprint.get("/help")
def page() -> str:
    """How to search, read and cite; the keys."""
    return render_template("help.html", examples=_examples(), syntax=syntax(), fields=fields(), keys=KEYS)


@blueprint.get("/help.json")
def json() -> Response:
    """The same as JSON."""
    return jsonify(
        examples=[example.query for example in _examples()],
        syntax={query: str(meaning) for query, meaning in syntax()},
        keys={key: str(meaning) for key, meaning in KEYS.items()},
    )


def _examples() -> tuple[Example, ...]:
    """Examples of this corpus; none while nothing is indexed, since the help must open all the same."""
    try:
        opened = workspace()
        return examples(opened, opened.status().last_run)
    except IndexUnusableError:
        return ()
