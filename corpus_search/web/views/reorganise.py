"""`/codebook/reorganise/<id>`: a theme renamed, moved, merged, split or removed, with its evidence."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import CodebookError, NotFoundError, UsageError
from corpus_search.evidence import EvidenceFilter, Theme
from corpus_search.evidence.codebook import ID
from corpus_search.web.current import workspace
from corpus_search.web.links import link
from corpus_search.web.person import who
from corpus_search.web.theme_names import theme_names
from corpus_search.web.wording import error_text

blueprint = Blueprint("reorganise", __name__)

Answer = AnyResponse | tuple[str, int]


@blueprint.get("/codebook/reorganise/<path:identifier>")
def page(identifier: str) -> str:
    """What can be done with a theme as a whole."""
    return _shown(identifier, "")


@blueprint.post("/codebook/rename/<path:identifier>")
def rename(identifier: str) -> Answer:
    """Give a theme another id."""
    return _answer(identifier, _rename)


@blueprint.post("/codebook/move/<path:identifier>")
def move(identifier: str) -> Answer:
    """Put a theme with all below it under another one."""
    return _answer(identifier, _move)


@blueprint.post("/codebook/merge/<path:identifier>")
def merge(identifier: str) -> Answer:
    """Make two themes one."""
    return _answer(identifier, _merge)


@blueprint.post("/codebook/split/<path:identifier>")
def split(identifier: str) -> Answer:
    """Take some of the evidence into another theme."""
    return _answer(identifier, _split)


@blueprint.post("/codebook/remove/<path:identifier>")
def remove(identifier: str) -> Answer:
    """Take a theme out of the codebook; its judgements stay in the store."""
    return _answer(identifier, _remove)


def _answer(identifier: str, act: Callable[[str], str]) -> Answer:
    """Do something to a theme and go where it leads; or show the page again with what is wrong."""
    try:
        return redirect(act(identifier), 303)
    except (CodebookError, UsageError) as error:
        return _shown(identifier, error_text(error)), error.http_status


def _rename(identifier: str) -> str:
    new = request.form.get("new", "").strip()
    if not ID.fullmatch(new):
        raise CodebookError(
            "{value} is no id. Write small letters, digits, hyphens and slashes, as budiani/sosialisasi.",
            value=new,
        )
    workspace().themes.rename(identifier, new, who=who())
    return link("themes.page", {"identifier": new})


def _move(identifier: str) -> str:
    workspace().themes.move(identifier, request.form.get("parent", ""))
    return link("codebook.page")


def _merge(identifier: str) -> str:
    target = request.form.get("target", "")
    if not target:
        raise UsageError("Choose a theme, or name a new one.")
    workspace().themes.merge(identifier, target, who=who())
    return link("themes.page", {"identifier": target})


def _split(identifier: str) -> str:
    themes = workspace().themes
    codebook = themes.codebook()
    theme = codebook.theme(identifier)
    name, target = " ".join(request.form.get("new_theme", "").split()), request.form.get("theme", "")
    anchors = request.form.getlist("anchor")
    if not (name or target):
        raise UsageError("Choose a theme, or name a new one.")
    if not anchors:
        raise UsageError("Choose the evidence that goes to the other theme.")
    fresh = Theme(codebook.free_id(name, theme.parent), name, parent=theme.parent)
    other = fresh if name else codebook.theme(target)
    themes.split(identifier, other, anchors, who=who())
    return link("themes.page", {"identifier": other.id})


def _remove(identifier: str) -> str:
    workspace().themes.remove(identifier)
    return link("codebook.page")


def _shown(identifier: str, error: str) -> str:
    """The page; also for a theme that has evidence but is no longer in the codebook."""
    opened = workspace()
    names = theme_names()
    evidence = opened.evidence.list(EvidenceFilter(themes=(identifier,)))
    known = identifier in names.codebook
    if not (known or evidence):
        raise NotFoundError("There is no theme {identifier}.", identifier=identifier)
    return render_template(
        "theme_reorganise.html",
        identifier=identifier,
        theme=names.codebook.theme(identifier) if known else None,
        names=names,
        others=names.options(without=identifier if known else ""),
        evidence=evidence,
        error=error,
    )
