"""`/suggest.json`: what the words typed so far may become, for the list under the search box."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from corpus_search.language import tokens, words
from corpus_search.web.current import workspace
from corpus_search.web.links import reader_url

blueprint = Blueprint("suggest", __name__)

FEWEST_LETTERS = 3
MOST = 8
MOST_TITLES = 3


@blueprint.get("/suggest.json")
def json() -> Response:
    """Queries with the last word written out, and documents whose title has all the words; eight at most."""
    typed = request.args.get("q", "")[:200]
    titles = _titles(typed)
    queries = _queries(typed)[: MOST - len(titles)]
    return jsonify({"suggestions": [{"text": text, "url": None} for text in queries] + titles})


def _queries(typed: str) -> list[str]:
    found = tokens(typed)
    if not found or found[-1].end != len(typed) or len(found[-1].text) < FEWEST_LETTERS:
        return []
    last = found[-1]
    return [
        typed[: last.start] + word for word in workspace().finder.completions(last.text) if word != last.text
    ]


def _titles(typed: str) -> list[dict[str, str]]:
    wanted = words(typed)
    if not wanted or len(wanted[-1]) < FEWEST_LETTERS:
        return []
    *whole, beginning = wanted
    found = []
    for document in workspace().documents():
        title = words(document.title)
        if (
            document.state.has_text
            and set(whole) <= set(title)
            and any(w.startswith(beginning) for w in title)
        ):
            found.append({"text": document.title, "url": reader_url(document.id)})
    return found[:MOST_TITLES]
