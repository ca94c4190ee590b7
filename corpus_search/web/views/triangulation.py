"""`/tables/triangulation`: the triangulation table as theses print it, with the researcher's own words."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import UsageError
from corpus_search.evidence import Evidence, EvidenceFilter, Technique, Verdict
from corpus_search.evidence.rows import TriangulationRow
from corpus_search.web.auditing import shows_evidence
from corpus_search.web.current import workspace
from corpus_search.web.evidence_address import read_filter
from corpus_search.web.evidence_twins import evidence_json
from corpus_search.web.links import link
from corpus_search.web.person import who
from corpus_search.web.theme_names import theme_names

blueprint = Blueprint("triangulation", __name__)

MAX_WORDS = 20_000
"""Characters of a summary or conclusion."""


@blueprint.get("/tables/triangulation")
def page() -> str:
    """The table: theme, interviews, observation, documents, conclusion."""
    rows = _rows()
    return render_template("triangulation.html", rows=rows, techniques=tuple(Technique), names=theme_names())


@blueprint.get("/tables/triangulation.json")
def json() -> Response:
    """The same as JSON."""
    rows = _rows()
    return jsonify(rows=[_row_json(row) for row in rows])


@blueprint.get("/tables/triangulation/<path:theme>")
def row(theme: str) -> str:
    """One row as a form: summaries, the quotes in each cell, the conclusion."""
    opened = workspace()
    rows = opened.tables.triangulation(EvidenceFilter(themes=(theme,)))
    relevant = opened.evidence.list(EvidenceFilter(themes=(theme,), verdicts=(Verdict.RELEVANT,)))
    shows_evidence(relevant)
    return render_template(
        "triangulation_row.html",
        theme=opened.themes.codebook().theme(theme),
        row=next((one for one in rows if one.theme.id == theme), None),
        quotes=[(technique, _of(relevant, technique)) for technique in Technique],
        names=theme_names(),
    )


@blueprint.post("/tables/triangulation/<path:theme>")
def save(theme: str) -> AnyResponse:
    """Save what was sent of a row: one cell's words, or all of it."""
    opened = workspace()
    opened.themes.codebook().theme(theme)
    tables = opened.tables
    for technique in Technique:
        words = _words(f"summary-{technique}")
        if words is not None:
            tables.save_summary(theme, technique, words, who=who())
        if f"choosing-{technique}" in request.form:
            tables.choose_quotes(theme, technique, request.form.getlist(f"quote-{technique}"), who=who())
    conclusion = _words("conclusion")
    if conclusion is not None:
        tables.save_conclusion(theme, conclusion, who=who())
    return redirect(link("triangulation.page", anchor=f"row-{theme}"), 303)


def _rows() -> tuple[TriangulationRow, ...]:
    rows = workspace().tables.triangulation(read_filter(request.args))
    shows_evidence(quote for row in rows for cell in row.cells.values() for quote in cell.quotes)
    return rows


def _words(name: str) -> str | None:
    """A text of the form; None where it was not sent."""
    if name not in request.form:
        return None
    words = request.form[name].replace("\r\n", "\n").strip()
    if len(words) > MAX_WORDS:
        raise UsageError("This is too long: up to {most} characters.", most=MAX_WORDS)
    return words


def _of(evidence: Sequence[Evidence], technique: Technique) -> list[Evidence]:
    return [
        one for one in evidence if one.place.document and Technique.of(one.place.document.kind) is technique
    ]


def _row_json(made: TriangulationRow) -> dict[str, object]:
    return {
        "theme": made.theme.id,
        "depth": made.depth,
        "conclusion": made.conclusion,
        "cells": {
            technique.value: {
                "summary": cell.summary,
                "total": cell.total,
                "chosen": cell.chosen,
                "quotes": [evidence_json(one) for one in cell.quotes],
            }
            for technique, cell in made.cells.items()
        },
    }
