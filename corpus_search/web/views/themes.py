"""`/themes/<id>`: the passages that may bear on a theme, one in the focus, to be judged."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.evidence import EvidenceFilter
from corpus_search.web.address import read_request
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.evidence_twins import candidates_json
from corpus_search.web.person import who
from corpus_search.web.tallies import Tally, tallies
from corpus_search.web.theme_address import read_asked
from corpus_search.web.theme_names import ThemeNames
from corpus_search.web.theme_page import theme_page

blueprint = Blueprint("themes", __name__)


@blueprint.get("/themes/<path:identifier>")
def page(identifier: str) -> str:
    """The theme, its progress, and the next passage to judge."""
    opened = workspace()
    codebook = opened.themes.codebook()
    shown = theme_page(opened, read_asked(identifier, request.args), codebook, who())
    shows(one.document for one in (shown.focus, *shown.ahead, shown.last) if one is not None)
    family = (shown.theme, *shown.below)
    if shown.path and not shown.below:
        family = codebook.children(shown.theme.parent)
    counted = tallies(opened.evidence.list(EvidenceFilter(themes=tuple(theme.id for theme in family))))
    return render_template(
        "theme.html",
        page=shown,
        names=ThemeNames(codebook),
        matrix=[(theme, counted.get(theme.id, Tally())) for theme in family],
        look=sum(tally.look for tally in counted.values()),
        findings=opened.evidence.nothing_found((shown.theme.id,)),
        query="",
    )


@blueprint.get("/themes/<path:identifier>.json")
def json(identifier: str) -> Response:
    """The candidates as JSON; `limit` up to 1,000."""
    asked = read_asked(identifier, request.args)
    limit = read_request(request.args).limit
    found = workspace().desk.candidates(
        identifier,
        replace(asked.request, limit=limit),
        order=asked.order,
        judged=None if asked.everything else False,
    )
    shows(item.document for item in found.items)
    return jsonify(candidates_json(found))
