"""`/care`: what wants a look, and the failures as CSV."""

from __future__ import annotations

import csv as csv_module
import io

from flask import Blueprint, Response, jsonify, render_template

from corpus_search.describing import missing
from corpus_search.model import Document, State
from corpus_search.searching.export import safe_cell
from corpus_search.web.current import workspace
from corpus_search.web.twins import document_json

blueprint = Blueprint("care", __name__)


@blueprint.get("/care")
def page() -> str:
    """Duplicates, files that could not be read whole, documents of which little is known."""
    documents = workspace().documents()
    return render_template(
        "care.html",
        duplicates=_duplicates(documents),
        failures=[document for document in documents if document.state.is_failure],
        thin=_thin(documents),
    )


@blueprint.get("/care.json")
def json() -> Response:
    """The same as JSON."""
    documents = workspace().documents()
    return jsonify(
        duplicates=[document_json(document) for document in _duplicates(documents)],
        failures=[document_json(document) for document in documents if document.state.is_failure],
        thin=[
            {"document": document_json(document), "missing": lacking}
            for document, lacking in _thin(documents)
        ],
    )


@blueprint.get("/failures.csv")
def csv() -> Response:
    """What could not be read whole, for a spreadsheet."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv_module.writer(out)
    writer.writerow(("id", "path", "state", "reason", "duplicate_of"))
    for document in workspace().documents():
        if document.state is not State.READ:
            row = (document.id, document.path, document.state, document.reason, document.duplicate_of or "")
            writer.writerow([safe_cell(value) for value in row])
    return Response(
        out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="failures.csv"'},
    )


def _duplicates(documents: tuple[Document, ...]) -> list[Document]:
    return [document for document in documents if document.state is State.DUPLICATE]


def _thin(documents: tuple[Document, ...]) -> list[tuple[Document, tuple[str, ...]]]:
    return [(document, lacking) for document in documents if (lacking := missing(document))]
