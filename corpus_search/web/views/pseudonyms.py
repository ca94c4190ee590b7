"""`/pseudonyms`: for leads, the table of real names and what is shown in their place."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.access import Right
from corpus_search.errors import (
    CorpusSearchError,
    ForbiddenError,
    IndexBusyError,
    NotFoundError,
    PseudonymsError,
)
from corpus_search.pseudonyms import Pseudonym, split_variants
from corpus_search.web.current import workspace
from corpus_search.web.links import link
from corpus_search.web.person import viewer
from corpus_search.web.wording import error_text

blueprint = Blueprint("pseudonyms", __name__)

_NOBODY = Pseudonym("", "")


@blueprint.before_request
def _for_leads() -> None:
    if not viewer().may(Right.NAMES):
        raise ForbiddenError("Only leads see the names behind pseudonyms.")


@blueprint.get("/pseudonyms")
def page() -> str:
    """The table, and the form for a row of it: a new one, or the one with the number `row`."""
    rows = workspace().pseudonyms.table().rows
    number = request.args.get("row", "")
    chosen = (
        rows[int(number)] if number.isascii() and number.isdigit() and int(number) < len(rows) else _NOBODY
    )
    return _shown(chosen)


@blueprint.get("/pseudonyms.json")
def json() -> Response:
    """The table as JSON."""
    rows = workspace().pseudonyms.table().rows
    return jsonify(
        pseudonyms=[
            {"name": r.name, "pseudonym": r.shown, "variants": r.variants, "document": r.document}
            for r in rows
        ]
    )


@blueprint.post("/pseudonyms")
def put() -> AnyResponse | tuple[str, int]:
    """Keep a row, in the place of the one for the same name, and show documents by it; or say what is wrong."""
    told = {name: " ".join(request.form.get(name, "").split()) for name in ("name", "pseudonym", "document")}
    variants = split_variants(request.form.get("variants", ""))
    row = Pseudonym(
        told["name"], told["pseudonym"], tuple(v for v in variants if v != told["name"]), told["document"]
    )
    try:
        workspace().pseudonyms.put(row)
    except IndexBusyError:
        return redirect(link("pseudonyms.page", {"saved": "later"}), 303)
    except (PseudonymsError, NotFoundError) as error:
        return _shown(row, error), error.http_status
    return redirect(link("pseudonyms.page", {"saved": "1"}), 303)


@blueprint.post("/pseudonyms/remove")
def remove() -> AnyResponse:
    """Show a name again."""
    saved = "1"
    try:
        workspace().pseudonyms.remove(request.form.get("name", ""), request.form.get("document", ""))
    except IndexBusyError:
        saved = "later"
    return redirect(link("pseudonyms.page", {"saved": saved}), 303)


def _shown(row: Pseudonym, error: CorpusSearchError | None = None) -> str:
    opened = workspace()
    return render_template(
        "pseudonyms.html",
        rows=opened.pseudonyms.table().rows,
        waiting=opened.pseudonyms.waiting,
        row=row,
        error=error_text(error) if error else "",
    )
