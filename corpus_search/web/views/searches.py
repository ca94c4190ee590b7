"""`/searches`: the journal of searches; a search saved as a theme's query, or kept because it found nothing."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import UsageError
from corpus_search.web.address import MAX_QUERY, read_request
from corpus_search.web.back import local_path, with_args
from corpus_search.web.current import workspace
from corpus_search.web.journal_entry import as_query, filters_of
from corpus_search.web.judging_form import MAX_MEMO, chosen_theme
from corpus_search.web.links import link
from corpus_search.web.person import who
from corpus_search.web.theme_names import theme_names

blueprint = Blueprint("searches", __name__)

PER_PAGE = 100


@blueprint.get("/searches")
def page() -> str:
    """The searches that were made, newest first, and those kept as findings."""
    opened = workspace()
    number = max(1, request.args.get("page", 1, type=int))
    found = opened.journal.searches(offset=(number - 1) * PER_PAGE, limit=PER_PAGE + 1)
    return render_template(
        "searches.html",
        entries=[
            (entry, f"{link('search.page', {'q': entry.query})}&{entry.filters}")
            for entry in found[:PER_PAGE]
        ],
        findings=opened.evidence.nothing_found(),
        previous_url=link("searches.page", {"page": number - 1}) if number > 1 else None,
        next_url=link("searches.page", {"page": number + 1}) if len(found) > PER_PAGE else None,
        names=theme_names(),
        corpus=opened.corpus_checksum(),
    )


@blueprint.get("/searches.json")
def json() -> Response:
    """All of it as JSON."""
    opened = workspace()
    return jsonify(
        searches=[asdict(entry) for entry in opened.journal.searches()],
        nothing_found=[asdict(one) for one in opened.evidence.nothing_found()],
    )


@blueprint.get("/searches.csv")
def table() -> Response:
    """All searches as a table, as PRISMA-S asks for them: what was searched, when, with what result."""
    made = workspace().exchange.export("searches")
    return Response(
        made.data,
        content_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


@blueprint.post("/searches/query")
def save_query() -> AnyResponse:
    """Save a search as a query of a theme, its filters as fields of the query."""
    theme = _theme()
    query = as_query(read_request(MultiDict(request.form)))
    if not query:
        raise UsageError("Type a search first.")
    workspace().themes.add_query(theme, workspace().finder.shown_query(query))
    return redirect(_back(theme, "query"), 303)


@blueprint.post("/searches/nothing")
def save_finding() -> AnyResponse:
    """Keep it as a finding for a theme that a search found nothing."""
    theme = _theme()
    asked = read_request(MultiDict(request.form))
    memo = request.form.get("memo", "").replace("\r\n", "\n").strip()
    if not asked.text or len(memo) > MAX_MEMO or len(asked.text) > MAX_QUERY:
        raise UsageError("Type a search first.")
    workspace().evidence.keep_nothing_found(
        theme, workspace().finder.shown_query(asked.text), filters=filters_of(asked), memo=memo, who=who()
    )
    return redirect(_back(theme, "finding"), 303)


def _theme() -> str:
    return chosen_theme(workspace(), request.form.get("theme", ""), request.form.get("new_theme", ""))


def _back(theme: str, what: str) -> str:
    back = local_path(request.form.get("back", ""), link("themes.page", {"identifier": theme}))
    return with_args(back, saved=what, theme=theme)
