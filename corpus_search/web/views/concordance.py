"""`/concordance`: words in context, and the same as JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import LazyString, gettext, lazy_gettext

from corpus_search.errors import UsageError
from corpus_search.searching import (
    GROUPINGS,
    ORDERS,
    Concordance,
    Grouping,
    Order,
    SearchRequest,
    concordance_csv,
    concordance_json,
)
from corpus_search.web import wording
from corpus_search.web.address import choices, read_request, url_args, without_choice
from corpus_search.web.also import also_searched
from corpus_search.web.auditing import shows
from corpus_search.web.bars import bars
from corpus_search.web.current import workspace
from corpus_search.web.facets import choice_labels
from corpus_search.web.links import document_name, link

blueprint = Blueprint("concordance", __name__)

_ORDER_NAMES: Mapping[Order, LazyString] = {
    "left": lazy_gettext("words before"),
    "right": lazy_gettext("words after"),
    "document": lazy_gettext("document"),
    "date": lazy_gettext("date"),
}
_GROUPING_NAMES: Mapping[Grouping, LazyString] = {
    "none": lazy_gettext("not at all"),
    "kind": lazy_gettext("kind"),
    "document": lazy_gettext("document"),
    "speaker": lazy_gettext("speaker"),
}
PER_PAGE = 200
"""Lines on one page."""
MOST_SPREAD = 25
"""Documents whose spread is drawn."""


@blueprint.get("/concordance")
def page() -> str:
    """The occurrences of a query with the words around them, and how they are spread."""
    asked, order, by = _asked()
    opened = workspace()
    made = opened.finder.concordance(asked, order=order, by=by) if asked.text else None
    shows(spread.document for spread in (made.spread if made else ()))
    number = _page_number()
    first = (number - 1) * PER_PAGE
    args = {**url_args(asked), "sort": order, "by": by}
    return render_template(
        "concordance.html",
        query=asked.text,
        made=made,
        groups=_window(made, first) if made else (),
        names=_names(made, by) if made else {},
        also=also_searched(asked, made.also if made else (), "concordance.page", {"sort": order, "by": by}),
        bars=bars(made.years) if made else None,
        spread=made.spread[:MOST_SPREAD] if made else (),
        orders=[
            (_ORDER_NAMES[one], link("concordance.page", {**args, "sort": one}), one == order)
            for one in ORDERS
        ],
        groupings=[
            (_GROUPING_NAMES[one], link("concordance.page", {**args, "by": one}), one == by)
            for one in GROUPINGS
        ],
        chips=[
            (label, link("concordance.page", url_args(without_choice(asked, choice))))
            for choice, label in choice_labels(choices(asked), opened.documents_of).items()
        ],
        downloads={form: link(f"concordance.{form}", args) for form in ("csv", "json")},
        search_url=link("search.page", url_args(asked)),
        previous_url=link("concordance.page", {**args, "page": number - 1}) if number > 1 else None,
        next_url=link("concordance.page", {**args, "page": number + 1})
        if made and first + PER_PAGE < made.occurrences
        else None,
        document_name=document_name,
    )


@blueprint.get("/concordance.json")
def json() -> Response:
    """The same as JSON, all lines."""
    return jsonify(concordance_json(_made()))


@blueprint.get("/concordance.csv")
def csv() -> Response:
    """The lines as a table for a spreadsheet."""
    return Response(
        concordance_csv(_made()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="concordance.csv"'},
    )


def _made() -> Concordance:
    asked, order, by = _asked()
    made = workspace().finder.concordance(asked, order=order, by=by)
    shows(spread.document for spread in made.spread)
    return made


def _asked() -> tuple[SearchRequest, Order, Grouping]:
    """What the address asks for; `sort` means the order of the lines here."""
    args = request.args.copy()
    order, by = args.pop("sort", "right"), args.pop("by", "none")
    args.poplist("page")
    for name, value, known in (("sort", order, ORDERS), ("by", by, GROUPINGS)):
        if value not in known:
            raise UsageError(
                "{name} cannot be {value}. It is one of: {known}.",
                name=name,
                value=value,
                known=", ".join(known),
            )
    return replace(read_request(args), sort="relevance"), order, by  # type: ignore[return-value]  # checked above


def _page_number() -> int:
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text)):
        raise UsageError(
            "{name} cannot be {value}. It is a number from 1 to {most}.", name="page", value=text, most=99_999
        )
    return int(text)


def _window(made: Concordance, first: int) -> list[dict[str, object]]:
    """The groups with their lines on a page, and how many lines each has in all."""
    shown: list[dict[str, object]] = []
    at = 0
    for group in made.groups:
        low, high = max(0, first - at), first + PER_PAGE - at
        lines = group.lines[low:high] if high > 0 else ()
        if lines:
            shown.append({"key": group.key, "total": len(group.lines), "lines": lines})
        at += len(group.lines)
    return shown


def _names(made: Concordance, by: Grouping) -> dict[str, str]:
    """What the groups are called."""
    names = {}
    for group in made.groups:
        if by == "kind":
            names[group.key] = wording.word(wording.KINDS, group.key)
        elif by == "document":
            names[group.key] = document_name(group.lines[0].document)
        else:
            names[group.key] = group.key or gettext("no speaker")
    return names
