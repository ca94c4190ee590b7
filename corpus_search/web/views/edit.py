"""`/documents/<id>/edit`: the form for a document's row in the register."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import IndexBusyError, RegisterError
from corpus_search.web.current import workspace
from corpus_search.web.links import link
from corpus_search.web.register_form import form, mistakes, read_form
from corpus_search.web.wording import error_text

blueprint = Blueprint("edit", __name__)

UNUSABLE = 422
"""Unprocessable content: understood, but not to be used."""


@blueprint.get("/documents/<identifier>/edit")
def page(identifier: str) -> str:
    """The form, filled with what people have said so far."""
    return _shown(identifier, workspace().register.row(identifier), {})


@blueprint.get("/documents/<identifier>/edit.json")
def json(identifier: str) -> Response:
    """The row as JSON."""
    return jsonify(dict(workspace().register.row(identifier)))


@blueprint.post("/documents/<identifier>/edit")
def save(identifier: str) -> AnyResponse | tuple[str, int]:
    """Save the row and go back to the document; or show the form again with what is wrong."""
    opened = workspace()
    before = opened.register.row(identifier)
    row = {**before, **read_form(request.form, before)}
    errors = mistakes(row)
    if errors:
        return _shown(identifier, row, errors), UNUSABLE
    saved = "1"
    try:
        opened.register.save(identifier, row)
    except IndexBusyError:
        saved = "later"
    except RegisterError as error:
        return _shown(identifier, row, {"": error_text(error)}), error.http_status
    return redirect(link("reader.page", {"identifier": identifier, "saved": saved}), 303)


def _shown(identifier: str, row: Mapping[str, str], errors: Mapping[str, str]) -> str:
    document = workspace().document(identifier)
    return render_template("edit.html", document=document, form=form(document, row, errors), errors=errors)
