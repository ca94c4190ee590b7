"""`/documents/<id>`: a document as it is read, and `/passages/<id>`: the lasting address of a passage."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.catalog import Contents
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import read_sought, sought_args
from corpus_search.web.blocks import passage_at
from corpus_search.web.current import workspace
from corpus_search.web.facts import facts
from corpus_search.web.law_page import standing_of
from corpus_search.web.linked import tags
from corpus_search.web.links import reader_url
from corpus_search.web.person import viewer
from corpus_search.web.reader_page import reader_page
from corpus_search.web.sheet import Sheet, has_pictures, sheet
from corpus_search.web.stretches import Asked, stretch, window
from corpus_search.web.stripes import coded
from corpus_search.web.theme_names import theme_names
from corpus_search.web.twins import contents_json, document_json, passage_json
from corpus_search.workspace import Workspace

blueprint = Blueprint("reader", __name__)


@blueprint.get("/documents/<identifier>")
def page(identifier: str) -> str:
    """The document, at the passage that is asked for, with the words of `q` marked."""
    asked = _asked()
    revealed = request.args.get("names") == "real"
    opened = workspace().seen_by(replace(viewer(), real_names=revealed))
    document = opened.document(identifier)
    original = opened.originals.shows(document)
    if not document.state.has_text:
        return render_template("unread.html", document=document, original=original)
    contents = opened.contents(identifier)
    span = window(contents, asked)
    hits = opened.finder.hits_in(identifier, asked.sought) if asked.query else ()
    marks = _marks(opened, contents.text, asked.sought, stretch(contents, span))
    held = coded(opened.evidence, identifier, contents.passages[slice(*span)], theme_names())
    shown = reader_page(
        contents,
        asked,
        hits=hits,
        marks=marks,
        span=span,
        facts=facts(document, opened.document),
        tags=tags(contents, stretch(contents, span), opened.lawbook),
        lines=held.lines,
        original=original,
    )
    return render_template(
        "reader.html",
        page=shown,
        query=asked.query,
        sought=sought_args(asked.sought),
        revealed=revealed,
        cite=partial(opened.exchange.citer().cite, document),
        law=standing_of(document, opened.lawbook),
        sheet=_sheet(opened, contents, span, asked),
        stripes=held.beside,
    )


@blueprint.get("/documents/<identifier>.json")
def json(identifier: str) -> Response:
    """The document whole: text, outline, gaps, passages."""
    opened = workspace()
    document = opened.document(identifier)
    if not document.state.has_text:
        return jsonify(document=document_json(document))
    return jsonify(contents_json(opened.contents(identifier)))


@blueprint.get("/passages/<path:identifier>")
def passage(identifier: str) -> AnyResponse:
    """To the passage in its document."""
    found = workspace().passage(identifier)
    return redirect(reader_url(found.document.id, found.passage.id))


@blueprint.get("/passages/<path:identifier>.json")
def passage_twin(identifier: str) -> Response:
    """The passage with its document and citation."""
    opened = workspace()
    found = opened.passage(identifier)
    return jsonify(
        document=document_json(found.document),
        passage=passage_json(found.passage, found.text),
        citation=opened.cite(found.document, found.passage),
    )


def _sheet(opened: Workspace, contents: Contents, span: tuple[int, int], asked: Asked) -> Sheet | None:
    """The printed page of the passage that is asked for, else of the first one; None where there are no pictures."""
    if not has_pictures(opened, contents.document) or not contents.passages:
        return None
    here = passage_at(contents.passages, asked.at)
    page = (here or contents.passages[span[0]]).page
    return sheet(opened, contents, page, passage=here, sought=asked.sought)


def _asked() -> Asked:
    start = request.args.get("from", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else None
    return Asked(read_sought(request.args), request.args.get("at") or None, number)


def _marks(
    opened: Workspace, text: str, sought: SearchRequest, span: tuple[int, int]
) -> list[tuple[int, int]]:
    """Where what was searched for stands in a stretch of the text, by offsets in the text."""
    if not sought.text:
        return []
    start, end = span
    return [(low + start, high + start) for low, high in opened.finder.marks(text[start:end], sought)]
