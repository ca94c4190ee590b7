"""`/codebook/templates`: frameworks from the literature to start a codebook from."""

from __future__ import annotations

from dataclasses import asdict, replace

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.evidence.codebook import Theme
from corpus_search.evidence.templates import Template, template, templates
from corpus_search.web import i18n
from corpus_search.web.current import workspace
from corpus_search.web.links import link
from corpus_search.web.theme_names import theme_name

blueprint = Blueprint("starters", __name__)


@blueprint.get("/codebook/templates")
def page() -> str:
    """The frameworks with their themes and sources."""
    codebook = workspace().themes.codebook()
    return render_template(
        "starters.html",
        starters=[
            (one, _named(one), all(theme.id in codebook for theme in one.themes))
            for one in templates("en" if i18n.language() == "en" else "id")
        ],
        theme_name=theme_name,
    )


@blueprint.get("/codebook/templates.json")
def json() -> Response:
    """The same as JSON."""
    return jsonify(
        templates=[
            {"id": one.id, "source": one.source, "note": one.note, "themes": [asdict(t) for t in one.themes]}
            for one in templates("id")
        ]
    )


@blueprint.post("/codebook/templates")
def start() -> AnyResponse:
    """Add the themes of a framework to the codebook; those that are there already stay as they are."""
    chosen = template(request.form.get("template", ""), "en" if i18n.language() == "en" else "id")
    themes = workspace().themes
    codebook = themes.codebook()
    themes.put_all(
        (theme for theme in _named(chosen) if theme.id not in codebook), checksum=codebook.checksum
    )
    return redirect(link("codebook.page"), 303)


def _named(chosen: Template) -> tuple[Theme, ...]:
    """Its themes, with definitions in the language of the page; a codebook's names are Indonesian first."""
    if i18n.language() != "en":
        return chosen.themes
    return tuple(
        replace(theme, name=theme.name_other or theme.name, name_other=theme.name) for theme in chosen.themes
    )
