"""`/documents/<id>/pages/<number>`: a page as it is printed, framed; and its picture."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.http import quote_etag

from corpus_search.errors import UsageError
from corpus_search.model import Frame, Passage
from corpus_search.web.address import read_sought, sought_args
from corpus_search.web.blocks import local_id, passage_at
from corpus_search.web.current import workspace
from corpus_search.web.sheet import ZOOMS, Sheet, sheet

blueprint = Blueprint("pages", __name__)


@blueprint.get("/documents/<identifier>/pages/<int:number>.webp")
def picture(identifier: str, number: int) -> Response:
    """The picture of a page at a `scale`."""
    opened = workspace()
    document = opened.document(identifier)
    scale = _scale("scale")
    tag = f"{document.checksum[:32]}-{number}-{scale:g}"
    if quote_etag(tag) in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers={"ETag": quote_etag(tag)})
    response = Response(opened.originals.picture(identifier, number, scale), mimetype="image/webp")
    response.set_etag(tag)
    return response


@blueprint.get("/documents/<identifier>/pages/<int:number>")
def page(identifier: str, number: int) -> str:
    """The page beside what is written on it, with a passage (`at`) and searched words (`q`) framed."""
    opened = workspace()
    contents = opened.contents(identifier)
    passage = _passage(contents.passages)
    on_page = [p for p in contents.passages if p.page == number]
    return render_template(
        "page.html",
        document=contents.document,
        sheet=_sheet(identifier, number, passage),
        passages=[(p, local_id(p), contents.text[p.start : p.end]) for p in on_page],
        here=local_id(passage) if passage else None,
        passage=passage,
        sought=sought_args(read_sought(request.args)),
    )


@blueprint.get("/documents/<identifier>/pages/<int:number>.json")
def json(identifier: str, number: int) -> Response:
    """The page's picture and frames as JSON; frames are shares of the picture's size, from its top left."""
    shown = _sheet(identifier, number, _passage(workspace().contents(identifier).passages))
    return jsonify(
        page=shown.page,
        total=shown.total,
        picture=shown.url,
        size=shown.size,
        frames=[_frame(frame) for frame in shown.frames],
        words=[_frame(frame) for frame in shown.words],
        previous=shown.previous_url,
        next=shown.next_url,
        url=shown.page_url,
    )


def _sheet(identifier: str, number: int, passage: Passage | None) -> Sheet:
    opened = workspace()
    return sheet(
        opened,
        opened.contents(identifier),
        number,
        passage=passage,
        sought=read_sought(request.args),
        zoom=_scale("zoom"),
    )


def _passage(passages: tuple[Passage, ...]) -> Passage | None:
    return passage_at(passages, request.args.get("at"))


def _scale(name: str) -> float:
    text = request.args.get(name, "1")
    for zoom in ZOOMS:
        if text == f"{zoom:g}":
            return zoom
    raise UsageError(
        "{name} cannot be {value}. It is one of: {known}.",
        name=name,
        value=text,
        known=", ".join(f"{zoom:g}" for zoom in ZOOMS),
    )


def _frame(frame: Frame) -> list[float]:
    return [round(value, 5) for value in (frame.left, frame.top, frame.right, frame.bottom)]
