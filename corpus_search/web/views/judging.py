"""`/judgements`: what a person says of a passage for a theme, and how it is taken back."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import UsageError
from corpus_search.searching.results import SearchRequest
from corpus_search.web.back import local_path, with_args
from corpus_search.web.current import workspace
from corpus_search.web.evidence_twins import judgement_json
from corpus_search.web.failures import wants_json
from corpus_search.web.judging_form import keep, read_said
from corpus_search.web.links import link, reader_url
from corpus_search.web.passage_text import passage_html
from corpus_search.web.person import who
from corpus_search.web.theme_names import theme_names
from corpus_search.web.wording import error_text

blueprint = Blueprint("judging", __name__)


@blueprint.get("/judgements/new")
def form() -> str:
    """The form to keep a passage, or words of it, as evidence for a theme."""
    return _shown("")


@blueprint.post("/judgements")
def judge() -> AnyResponse | tuple[str, int] | tuple[Response, int]:
    """Keep a judgement and go back to where it was made; or show the form again with what is wrong."""
    opened = workspace()
    try:
        kept = keep(opened, read_said(request.form), who())
    except UsageError as error:
        if wants_json():
            raise
        return _shown(error_text(error)), error.http_status
    if wants_json():
        return jsonify(judgement_json(kept)), 201
    back = local_path(request.form.get("back", ""), link("themes.page", {"identifier": kept.theme}))
    shown_there = back.startswith(link("themes.page", {"identifier": kept.theme}))
    return redirect(back if shown_there else with_args(back, kept=str(kept.id)), 303)


@blueprint.post("/judgements/<int:identifier>/undo")
def undo(identifier: int) -> AnyResponse | tuple[Response, int]:
    """Take a judgement of one's own back."""
    opened = workspace()
    taken = opened.evidence.judgement(identifier)
    retraction = opened.evidence.undo(identifier, who=who())
    if wants_json():
        return jsonify(judgement_json(retraction)), 201
    back = local_path(request.form.get("back", ""), link("themes.page", {"identifier": taken.theme}))
    return redirect(back, 303)


def _shown(error: str) -> str:
    """The form, filled with what is known from the address or was sent."""
    opened = workspace()
    found = opened.passage(request.values.get("passage", ""))
    query = request.values.get("query", "")
    back = local_path(
        request.values.get("back", ""),
        reader_url(found.document.id, found.passage.id, {"q": query} if query else None),
    )
    marks = opened.finder.marks(found.text, SearchRequest(query)) if query else ()
    return render_template(
        "judge.html",
        found=found,
        html=passage_html(found.text, found.document.format, marks),
        names=theme_names(),
        sent=request.values,
        back=back,
        error=error,
    )
