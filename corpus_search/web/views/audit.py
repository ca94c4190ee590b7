"""`/journal`: who saw, judged, exported and changed what, for a lead."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.errors import UsageError
from corpus_search.exchange.sheets import Sheet, csv_of
from corpus_search.journal import What
from corpus_search.web.current import workspace
from corpus_search.web.links import link

blueprint = Blueprint("audit", __name__)

PER_PAGE = 200
MOST_PAGES = 100_000
COLUMNS = ("at", "who", "what", "about")


@blueprint.get("/journal")
def page() -> str:
    """What was done, newest first; by one person or of one sort."""
    who, what = _asked()
    number = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    found = workspace().journal.events(who=who, what=what, offset=(number - 1) * PER_PAGE, limit=PER_PAGE + 1)
    args = {name: value for name, value in (("who", who), ("what", what)) if value}
    return render_template(
        "journal.html",
        events=found[:PER_PAGE],
        who=who,
        what=what,
        kinds=tuple(What),
        csv_url=link("audit.csv", args),
        json_url=link("audit.json", args),
        previous_url=link("audit.page", {**args, "page": number - 1}) if number > 1 else None,
        next_url=link("audit.page", {**args, "page": number + 1}) if len(found) > PER_PAGE else None,
    )


@blueprint.get("/journal.json")
def json() -> Response:
    """The same as JSON, all of it."""
    who, what = _asked()
    return jsonify(events=[asdict(event) for event in workspace().journal.events(who=who, what=what)])


@blueprint.get("/journal.csv")
def csv() -> Response:
    """The same for a spreadsheet."""
    who, what = _asked()
    rows = [asdict(event) for event in workspace().journal.events(who=who, what=what)]
    sheet = Sheet("journal", COLUMNS, tuple(tuple(str(row[name]) for name in COLUMNS) for row in rows))
    return Response(
        csv_of(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="journal.csv"'},
    )


def _asked() -> tuple[str, What | None]:
    what = request.args.get("what", "")
    if what and what not in set(What):
        raise UsageError(
            "{name} cannot be {value}. It is one of: {known}.", name="what", value=what, known=", ".join(What)
        )
    return request.args.get("who", ""), What(what) if what else None
