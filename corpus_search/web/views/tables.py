"""`/tables/...`: themes by kind, document or informant; themes together; answers side by side; saturation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import get_args

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.errors import UsageError
from corpus_search.evidence import EvidenceFilter, Verdict
from corpus_search.evidence.rows import Axis, Matrix, Saturation
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.evidence_address import filter_args, read_filter
from corpus_search.web.evidence_twins import theme_json
from corpus_search.web.figures import saturation_figure
from corpus_search.web.links import link
from corpus_search.web.theme_names import theme_names
from corpus_search.web.twins import Json, document_json

blueprint = Blueprint("tables", __name__)

PARAMETERS: Mapping[Axis, str] = {
    "kind": "kind",
    "document": "document",
    "informant": "informant",
    "category": "category",
}
"""The filter of the list of evidence that a column of a matrix stands for."""
MAX_QUESTION = 2_000


# --- themes by something ---


@blueprint.get("/tables/matrix")
def matrix() -> str:
    """How much relevant evidence there is for each theme in each column."""
    opened = workspace()
    axis, chosen = _axis(), read_filter(request.args)
    made = opened.tables.matrix(axis, chosen)
    return render_template(
        "matrix.html",
        matrix=made,
        names=theme_names(),
        axes=[
            (name, link("tables.matrix", {**filter_args(chosen), "axis": name})) for name in get_args(Axis)
        ],
        cell_url=lambda theme, column: _cell_url(made, theme, column, chosen),
    )


@blueprint.get("/tables/matrix.json")
def matrix_json() -> Response:
    """The same as JSON."""
    made = workspace().tables.matrix(_axis(), read_filter(request.args))
    return jsonify(
        axis=made.axis,
        columns=[asdict(column) for column in made.columns],
        rows=[
            {
                "theme": row.theme.id,
                "depth": row.depth,
                "cells": {key: len(cell) for key, cell in row.cells.items()},
            }
            for row in made.rows
        ],
    )


def _axis() -> Axis:
    wanted = request.args.get("axis", "kind")
    for axis in get_args(Axis):
        if axis == wanted:
            return axis  # type: ignore[no-any-return]  # one of the literals
    raise UsageError(
        "{name} cannot be {value}. It is one of: {known}.",
        name="axis",
        value=wanted,
        known=", ".join(get_args(Axis)),
    )


def _cell_url(made: Matrix, theme: str, column: str, chosen: EvidenceFilter) -> str:
    rest = replace(chosen, themes=(theme,), below=False, verdicts=(Verdict.RELEVANT,))
    return link("evidence.page", filter_args(rest) | {PARAMETERS[made.axis]: column})


# --- themes together ---


@blueprint.get("/tables/together")
def together() -> str:
    """Themes that have relevant evidence in the same passages."""
    pairs = workspace().tables.together(read_filter(request.args))
    return render_template(
        "together.html",
        pairs=pairs,
        most=max((pair.passages for pair in pairs), default=0),
        names=theme_names(),
    )


@blueprint.get("/tables/together.json")
def together_json() -> Response:
    """The same as JSON."""
    pairs = workspace().tables.together(read_filter(request.args))
    return jsonify(
        pairs=[
            {"first": pair.first.id, "second": pair.second.id, "passages": pair.passages} for pair in pairs
        ]
    )


# --- answers to one question ---


@blueprint.get("/tables/answers")
def answers() -> str:
    """What each informant answered to a question; without one, the questions that were asked."""
    tables = workspace().tables
    question = _question()
    answers = tables.answers(question) if question else ()
    shows(answer.document for answer in answers)
    return render_template(
        "answers.html",
        question=question,
        answers=answers,
        questions=tables.questions(),
        names=theme_names(),
    )


@blueprint.get("/tables/answers.json")
def answers_json() -> Response:
    """The same as JSON."""
    tables = workspace().tables
    question = _question()
    if not question:
        return jsonify(
            questions=[{"text": one.text, "interviews": one.interviews} for one in tables.questions()]
        )
    answers = tables.answers(question)
    shows(answer.document for answer in answers)
    return jsonify(
        question=question,
        answers=[
            {
                "document": answer.document.id,
                "informant": answer.informant,
                "question": answer.question,
                "passages": [passage.id for passage in answer.passages],
                "texts": list(answer.texts),
                "similarity": answer.similarity,
            }
            for answer in answers
        ],
    )


def _question() -> str:
    question = request.args.get("question", "").strip()
    if len(question) > MAX_QUESTION:
        raise UsageError(
            "The query has {length} characters; up to {most} are searched. Shorten it.",
            length=len(question),
            most=MAX_QUESTION,
        )
    return question


# --- saturation ---


@blueprint.get("/tables/saturation")
def saturation() -> str:
    """Whether more interviews bring new themes."""
    made = _saturation()
    return render_template(
        "saturation.html", saturation=made, figure=saturation_figure(made), names=theme_names()
    )


@blueprint.get("/tables/saturation.json")
def saturation_json() -> Response:
    """The same as JSON."""
    made = _saturation()
    points: list[Json] = [
        {
            "document": document_json(point.document),
            "new": [theme_json(theme) for theme in point.new],
            "total": point.total,
            "share": point.share,
        }
        for point in made.points
    ]
    return jsonify(
        base=made.base,
        run=made.run,
        threshold=made.threshold,
        reached_at=made.reached_at,
        themes=[theme.id for theme in made.themes],
        points=points,
    )


def _saturation() -> Saturation:
    return workspace().tables.saturation(
        read_filter(request.args),
        base=_small("base", 4),
        run=_small("run", 2),
        threshold=_small("threshold", 5, least=0) / 100,
    )


def _small(name: str, default: int, *, least: int = 1) -> int:
    text = request.args.get(name, "") or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 3 and least <= int(text)):
        raise UsageError(
            "{name} cannot be {value}. It is a number from {least} to 99.", name=name, value=text, least=least
        )
    return int(text)
