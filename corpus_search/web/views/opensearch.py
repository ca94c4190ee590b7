"""For browsers and programs: OpenSearch, suggestions, and what addresses there are."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from corpus_search.web.current import settings, workspace
from corpus_search.web.links import absolute, link
from corpus_search.web.openapi import document

blueprint = Blueprint("opensearch", __name__)

_LONGEST_NAME = 16
"""Characters of a ShortName in OpenSearch."""


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """The OpenSearch description: lets a browser's address bar search the corpus."""
    text = render_template(
        "opensearch.xml",
        short_name=settings().name[:_LONGEST_NAME],
        icon=absolute(link("static", {"filename": "icon.svg"})),
        search=absolute(link("search.page")) + "?q={searchTerms}",
        suggestions=absolute(link("opensearch.suggestions")) + "?q={searchTerms}",
        own=absolute(link("opensearch.description")),
    )
    return Response(text, mimetype="application/opensearchdescription+xml")


@blueprint.get("/suggestions.json")
def suggestions() -> Response:
    """Words of the corpus that begin like the last one typed, as browsers expect suggestions."""
    typed = request.args.get("q", "")[:200]
    before, _, last = typed.rpartition(" ")
    found = workspace().finder.completions(last.lower()) if last else ()
    response = jsonify([typed, [f"{before} {word}".strip() for word in found]])
    response.mimetype = "application/x-suggestions+json"
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """All addresses for programs, as OpenAPI 3.1."""
    return jsonify(document(current_app, request.host_url.rstrip("/")))


@blueprint.get("/api")
def page() -> str:
    """The same for people, with an example."""
    told = document(current_app, request.host_url.rstrip("/"))
    return render_template("api.html", paths=told["paths"], server=request.host_url.rstrip("/"))
