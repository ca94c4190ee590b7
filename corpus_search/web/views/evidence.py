"""`/evidence`: what was judged, with filters; one piece with its history; and what needs a look."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import UsageError
from corpus_search.evidence import Evidence, EvidenceFilter
from corpus_search.web.auditing import shows_evidence
from corpus_search.web.back import local_path
from corpus_search.web.current import workspace
from corpus_search.web.evidence_address import filter_args, read_filter
from corpus_search.web.evidence_page import evidence_page
from corpus_search.web.evidence_twins import evidence_json, judgement_json
from corpus_search.web.judging_form import read_verdict
from corpus_search.web.links import link, reader_url
from corpus_search.web.person import who
from corpus_search.web.theme_names import theme_names

blueprint = Blueprint("evidence", __name__)

MAX_PAGE = 100_000


@blueprint.get("/evidence")
def page() -> str:
    """The evidence that the filters let through."""
    opened = workspace()
    names = theme_names()
    shown = evidence_page(
        opened.evidence, read_filter(request.args), _number("page", 1), names, opened.document
    )
    shows_evidence(shown.items)
    return render_template("evidence.html", page=shown, names=names)


@blueprint.get("/evidence.json")
def json() -> Response:
    """The same as JSON, all at once."""
    found = workspace().evidence.list(read_filter(request.args))
    shows_evidence(found)
    return jsonify(total=len(found), evidence=[evidence_json(one) for one in found])


@blueprint.get("/evidence/<path:key>")
def one(key: str) -> str:
    """A piece of evidence: its words in their place, what was said of it, by whom and when."""
    opened = workspace()
    found = opened.evidence.get(key)
    shows_evidence((found,))
    return render_template(
        "evidence_one.html",
        one=found,
        history=opened.evidence.history(theme=found.theme, anchor=found.anchor.id)[::-1],
        mine=next((row for row in found.judgements if row.who == who()), None),
        elsewhere=[
            other
            for other in opened.evidence.list(EvidenceFilter(documents=(found.anchor.document,)))
            if other.anchor.id == found.anchor.id and other.theme != found.theme
        ],
        diff=opened.evidence.diff(found) if found.needs_look else (),
        url=_read_url(found),
        names=theme_names(),
    )


@blueprint.get("/evidence/<path:key>.json")
def one_json(key: str) -> Response:
    """The same as JSON."""
    opened = workspace()
    found = opened.evidence.get(key)
    shows_evidence((found,))
    history = opened.evidence.history(theme=found.theme, anchor=found.anchor.id)
    return jsonify(evidence_json(found) | {"history": [judgement_json(row) for row in history]})


@blueprint.post("/evidence/<path:key>")
def judge(key: str) -> AnyResponse:
    """Judge it anew: another verdict, stance or memo."""
    opened = workspace()
    found = opened.evidence.get(key)
    verdict, stance, memo = read_verdict(request.form)
    opened.evidence.judge_anchor(found.theme, found.anchor.id, verdict, stance=stance, memo=memo, who=who())
    return redirect(link("evidence.one", {"key": key}), 303)


# --- what needs a look ---


@blueprint.get("/evidence/check")
def check() -> str:
    """Evidence whose words moved, changed or are lost, one in the focus."""
    opened = workspace()
    chosen = replace(read_filter(request.args), needs_look=True)
    waiting = opened.evidence.list(chosen)
    skip = min(_number("skip", 0), max(0, len(waiting) - 1))
    focus = waiting[skip] if waiting else None
    shows_evidence(waiting[skip : skip + 5])
    args = filter_args(replace(chosen, needs_look=False))
    return render_template(
        "evidence_check.html",
        total=len(waiting),
        focus=focus,
        ahead=waiting[skip + 1 : skip + 5],
        diff=opened.evidence.diff(focus) if focus else (),
        url=_read_url(focus) if focus else "",
        here_url=link("evidence.check", args | ({"skip": str(skip)} if skip else {})),
        skip_url=link("evidence.check", args | {"skip": str(skip + 1)}) if skip + 1 < len(waiting) else None,
        start_url=link("evidence.check", args) if skip else None,
        names=theme_names(),
    )


@blueprint.get("/evidence/check.json")
def check_json() -> Response:
    """The same as JSON."""
    checked = workspace().evidence.check()
    shows_evidence(checked.look)
    return jsonify(
        counts=dict(checked.counts),
        without_theme=dict(checked.without_theme),
        look=[evidence_json(one) for one in checked.look],
    )


@blueprint.post("/evidence/<anchor>/confirm")
def confirm(anchor: str) -> AnyResponse:
    """Confirm that an anchor stands where it was found again, if that is still where the person saw it."""
    opened = workspace()
    document, start, end = (request.form.get(name, "") for name in ("document", "start", "end"))
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise UsageError("This form is not whole. Open the page again.")
    now = opened.contents(document).text[int(start) : int(end)]
    if request.form.get("words", "").split() != now.split():
        raise UsageError(
            "The document has changed since this page was opened. Open it again and select the words anew."
        )
    opened.evidence.confirm(anchor, who=who(), document=document, start=int(start), end=int(end))
    return redirect(local_path(request.form.get("back", ""), link("evidence.check")), 303)


def _read_url(evidence: Evidence) -> str:
    """Where its words are read; empty where the document is gone."""
    place = evidence.place
    if place.document is None or not place.document.state.has_text:
        return ""
    return reader_url(place.document.id, place.passage.id if place.passage else None)


def _number(name: str, default: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 7 and default <= int(text)):
        raise UsageError(
            "{name} cannot be {value}. It is a number from 1 to {most}.", name=name, value=text, most=MAX_PAGE
        )
    return int(text)
