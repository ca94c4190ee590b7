"""`/search`: the results page, and the same as JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import IndexUnusableError
from corpus_search.exchange import XLSX, results_sheet, xlsx_of
from corpus_search.model import Document
from corpus_search.searching import Results, read_years, results_csv, results_json
from corpus_search.web.address import read_request, url_args, write_years
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.examples import Example, examples
from corpus_search.web.first_run import empty_corpus
from corpus_search.web.journal_entry import keep_search
from corpus_search.web.links import link
from corpus_search.web.person import who
from corpus_search.web.results_page import results_page
from corpus_search.workspace import Workspace

blueprint = Blueprint("search", __name__)

_NO_TIME = "1980-01-01T00:00:00"
"""In a workbook's properties, so that the same results are the same bytes."""


@blueprint.get("/search")
def page() -> str | AnyResponse:
    """The passages for a query, with filters."""
    if "year_from" in request.args or "year_to" in request.args:
        return redirect(_with_years())
    asked = read_request(request.args)
    opened = workspace()
    results = opened.finder.search(replace(asked, collapse=True))
    if asked.text:
        keep_search(opened, asked, results.total, who())
    shows(hit.document for hit in results.hits)
    suggestions: tuple[Example, ...] = ()
    if not results.hits:
        status = opened.status()
        if not status.documents:
            raise empty_corpus(opened)
        suggestions = examples(opened, status.last_run)[:2]
    shown = results_page(
        results,
        partial(_documents, opened),
        lambda other: opened.finder.search(other).total,
        opened.originals.shows,
    )
    return render_template("search.html", page=shown, query=asked.text, examples=suggestions)


@blueprint.get("/search.json")
def json() -> Response:
    """The same as JSON; `limit` up to 1,000."""
    return jsonify(results_json(_results()))


@blueprint.get("/search.csv")
def csv() -> Response:
    """The same as a table for a spreadsheet; `limit` up to 1,000."""
    return Response(
        results_csv(_results()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="search.csv"'},
    )


@blueprint.get("/search.xlsx")
def xlsx() -> Response:
    """The same as a workbook; `limit` up to 1,000."""
    return Response(
        xlsx_of([results_sheet(_results())], made=_NO_TIME),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="search.xlsx"'},
    )


def _results() -> Results:
    results = workspace().finder.search(read_request(request.args))
    shows(hit.document for hit in results.hits)
    return results


def _documents(opened: Workspace, identifiers: Sequence[str]) -> Mapping[str, Document]:
    """Documents by their ids; none while only the engine can be asked, which a note of the results tells."""
    try:
        return opened.documents_of(identifiers)
    except IndexUnusableError:
        return {}


def _with_years() -> str:
    """The address with the two fields of the year form put together as one range."""
    first, last = (request.args.get(name, "").strip() for name in ("year_from", "year_to"))
    years = read_years(f"{first}..{last}")
    rest = request.args.copy()
    for name in ("year_from", "year_to", "year", "page"):
        rest.poplist(name)
    args = url_args(read_request(rest))
    if years is not None:
        args["year"] = write_years(years)
    return link("search.page", args)
