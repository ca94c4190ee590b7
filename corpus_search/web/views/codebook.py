"""`/themes`: the codebook as a tree; `/codebook/...`: its themes made and changed."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import CodebookConflictError, CodebookError
from corpus_search.evidence import Codebook, Theme
from corpus_search.web.codebook_form import digest, mistakes, read_theme
from corpus_search.web.current import workspace
from corpus_search.web.evidence_twins import theme_json
from corpus_search.web.links import link
from corpus_search.web.tallies import Tally, tallies
from corpus_search.web.theme_names import ThemeNames
from corpus_search.web.wording import error_text

blueprint = Blueprint("codebook", __name__)

UNUSABLE = 422
CONFLICT = 409


@blueprint.get("/themes")
def page() -> str | AnyResponse:
    """All themes with how much is judged for each."""
    opened = workspace()
    try:
        codebook = opened.themes.codebook()
    except CodebookError:
        return redirect(link("codebook.text"))
    counted = tallies(opened.evidence.list())
    return render_template(
        "codebook.html",
        codebook=codebook,
        names=ThemeNames(codebook),
        tallies=counted,
        nothing=Tally(),
        orphans={theme: tally for theme, tally in counted.items() if theme not in codebook},
        look=sum(tally.look for tally in counted.values()),
        file=opened.themes.file,
    )


@blueprint.get("/themes.json")
def json() -> Response:
    """The same as JSON."""
    opened = workspace()
    codebook = opened.themes.codebook()
    counted = tallies(opened.evidence.list())
    return jsonify(
        checksum=codebook.checksum,
        themes=[
            {**theme_json(theme), "evidence": dict(counted.get(theme.id, Tally()).verdicts)}
            for theme in codebook.themes
        ],
    )


# --- one theme ---


@blueprint.get("/codebook/new")
def new() -> str:
    """The form for a new theme."""
    codebook = workspace().themes.codebook()
    parent = request.args.get("parent", "")
    theme = Theme("", request.args.get("name", ""), parent=parent if parent in codebook else "")
    return _form(theme, codebook, {})


@blueprint.post("/codebook/new")
def add() -> AnyResponse | tuple[str, int]:
    """Add a theme and go to it."""
    themes = workspace().themes
    codebook = themes.codebook()
    theme = read_theme(request.form, Theme("", ""))
    errors = mistakes(theme, codebook)
    if errors:
        return _form(theme, codebook, errors), UNUSABLE
    made = read_theme(request.form, Theme(codebook.free_id(theme.name, theme.parent), ""))
    themes.put(made, checksum=codebook.checksum)
    return redirect(link("themes.page", {"identifier": made.id}), 303)


@blueprint.get("/codebook/edit/<path:identifier>")
def edit(identifier: str) -> str:
    """The form for a theme."""
    codebook = workspace().themes.codebook()
    return _form(codebook.theme(identifier), codebook, {})


@blueprint.post("/codebook/edit/<path:identifier>")
def save(identifier: str) -> AnyResponse | tuple[str, int]:
    """Save a theme, if nobody else changed it since the form was opened."""
    themes = workspace().themes
    codebook = themes.codebook()
    before = codebook.theme(identifier)
    theme = read_theme(request.form, before)
    errors = mistakes(theme, codebook)
    if errors:
        return _form(theme, codebook, errors), UNUSABLE
    if request.form.get("seen") != digest(before):
        return _form(theme, codebook, {}, other=before), CONFLICT
    try:
        themes.put(theme, checksum=codebook.checksum)
    except CodebookConflictError:
        codebook = themes.codebook()
        return _form(theme, codebook, {}, other=codebook.theme(identifier)), CONFLICT
    return redirect(link("themes.page", {"identifier": identifier}), 303)


def _form(theme: Theme, codebook: Codebook, errors: Mapping[str, str], other: Theme | None = None) -> str:
    """The form of a theme.

    Args:
        theme: what stands in the fields.
        codebook: as it is now.
        errors: what is wrong, by field.
        other: what someone else wrote in the meantime.
    """
    names = ThemeNames(codebook)
    current = codebook.theme(theme.id) if theme.id in codebook else theme
    return render_template(
        "theme_edit.html",
        theme=theme,
        names=names,
        parents=names.options(without=theme.id if theme.id in codebook else ""),
        seen=digest(current),
        errors=errors,
        other=other,
    )


# --- the file ---


@blueprint.get("/codebook/text")
def text() -> str:
    """The codebook's file as text, with what is wrong with it."""
    return _text("", "", "")


@blueprint.post("/codebook/text")
def save_text() -> AnyResponse | tuple[str, int]:
    """Write the file, if it is still as it was when the page was opened."""
    sent = request.form.get("text", "").replace("\r\n", "\n")
    try:
        workspace().themes.save_text(sent, checksum=request.form.get("checksum", ""))
    except CodebookError as error:
        return _text(sent, error_text(error), request.form.get("checksum", "")), error.http_status
    return redirect(link("codebook.page"), 303)


def _text(sent: str, error: str, seen: str) -> str:
    themes = workspace().themes
    current, checksum = themes.text()
    if not error:
        try:
            themes.codebook()
        except CodebookError as mistake:
            error = error_text(mistake)
    conflict = bool(seen) and seen != checksum
    return render_template(
        "codebook_text.html",
        text=sent or current,
        current=current if conflict else "",
        checksum=checksum,
        error=error,
        file=themes.file,
    )
