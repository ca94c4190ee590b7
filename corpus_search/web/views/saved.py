"""`/saved`: searches that someone keeps, each with what is new since the last look."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import NotFoundError
from corpus_search.saved import SavedSearch
from corpus_search.web.address import read_request, url_args
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.links import link, reader_url
from corpus_search.web.passage_text import passage_html
from corpus_search.web.person import who
from corpus_search.web.saved_search import asked_by, mark_seen, news, save
from corpus_search.web.twins import passage_json

blueprint = Blueprint("saved", __name__)

MOST_SHOWN = 100
"""New passages on one page; the button says how many are taken for seen with it."""


@blueprint.get("/saved")
def page() -> str:
    """The searches that are kept."""
    opened = workspace()
    return render_template(
        "saved.html",
        searches=[(one, len(news(opened, one)), _url(one)) for one in opened.saved.list(who())],
    )


@blueprint.get("/saved.json")
def json() -> Response:
    """The same as JSON."""
    opened = workspace()
    return jsonify(
        searches=[asdict(one) | {"new": len(news(opened, one))} for one in opened.saved.list(who())]
    )


@blueprint.post("/saved")
def add() -> AnyResponse:
    """Keep a search."""
    asked = read_request(MultiDict(request.form))
    saved = save(workspace(), request.form.get("name", ""), asked, who())
    return redirect(link("saved.page", {"kept": saved.id}), 303)


@blueprint.get("/saved/<int:identifier>")
def one(identifier: int) -> str:
    """What a saved search finds that it had not shown yet."""
    opened = workspace()
    saved = _own(identifier)
    fresh = news(opened, saved)
    shows(found.document for found in fresh[:MOST_SHOWN])
    return render_template(
        "saved_one.html",
        saved=saved,
        url=_url(saved),
        total=len(fresh),
        items=[
            (
                found,
                reader_url(found.document.id, found.passage.id, {"q": saved.query}),
                opened.cite(found.document, found.passage),
                passage_html(found.text, found.document.format),
            )
            for found in fresh[:MOST_SHOWN]
        ],
        corpus=opened.corpus_checksum(),
    )


@blueprint.get("/saved/<int:identifier>.json")
def one_json(identifier: int) -> Response:
    """The same as JSON."""
    saved = _own(identifier)
    fresh = news(workspace(), saved)
    shows(found.document for found in fresh)
    return jsonify(
        search=asdict(saved),
        new=[{"document": found.document.id, **passage_json(found.passage, found.text)} for found in fresh],
    )


@blueprint.post("/saved/<int:identifier>/seen")
def seen(identifier: int) -> AnyResponse:
    """Take what was shown for seen; where the corpus has changed since it was shown, show it anew instead."""
    opened = workspace()
    saved = _own(identifier)
    if request.form.get("corpus") != opened.corpus_checksum():
        return redirect(link("saved.one", {"identifier": saved.id, "changed": 1}), 303)
    mark_seen(opened, saved)
    return redirect(link("saved.page", {}), 303)


@blueprint.post("/saved/<int:identifier>/remove")
def remove(identifier: int) -> AnyResponse:
    """Keep a search no longer."""
    workspace().saved.remove(_own(identifier).id)
    return redirect(link("saved.page", {}), 303)


def _own(identifier: int) -> SavedSearch:
    """A saved search of the person at work.

    Raises:
        NotFoundError: there is none with this id, or it is another person's.
    """
    saved = workspace().saved.one(identifier)
    if saved.who != who():
        raise NotFoundError("There is no saved search {identifier}.", identifier=identifier)
    return saved


def _url(saved: SavedSearch) -> str:
    return link("search.page", url_args(asked_by(saved)))
