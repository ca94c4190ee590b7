"""Following the law: places by address, previews, who cites whom, changes side by side, the text on a date."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.errors import NotFoundError, UsageError
from corpus_search.following import Named, Reading, changes_of, reads_on
from corpus_search.law import parse_reference
from corpus_search.model import Document, Kind
from corpus_search.web.address import read_sought, sought_args
from corpus_search.web.auditing import shows
from corpus_search.web.current import workspace
from corpus_search.web.identifiers import akn_portion, akn_work, legislation
from corpus_search.web.law_page import (
    cited_groups,
    citing_groups,
    outline_of,
    place_label,
    sides,
    status_words,
)
from corpus_search.web.law_page import (
    preview as preview_of,
)
from corpus_search.web.links import absolute, document_name, link, reader_url
from corpus_search.web.places import find_place
from corpus_search.web.twins import document_json, passage_json

blueprint = Blueprint("law", __name__)


@blueprint.get("/documents/<identifier>/<path:place>")
def place(identifier: str, place: str) -> AnyResponse:
    """`/documents/perpres-2020-36/pasal-12/ayat-1`: to the passage in its document."""
    opened = workspace()
    document = opened.document(identifier)
    passage = find_place(opened.contents(identifier), place)
    if passage is None:
        raise NotFoundError(
            "{document} has no {place}, as it was read.", document=document_name(document), place=place
        )
    return redirect(reader_url(identifier, passage.id, sought_args(read_sought(request.args))))


@blueprint.get("/documents/<identifier>/<path:place>.json")
def place_json(identifier: str, place: str) -> Response:
    """The passage at a place, with its document, citation and identifier."""
    opened = workspace()
    document = opened.document(identifier)
    contents = opened.contents(identifier)
    passage = find_place(contents, place)
    if passage is None:
        raise NotFoundError(
            "{document} has no {place}, as it was read.", document=document_name(document), place=place
        )
    work = akn_work(document)
    return jsonify(
        document=document_json(document),
        passage=passage_json(passage, contents.text[passage.start : passage.end]),
        citation=opened.cite(document, passage),
        akn=f"{work}/{akn_portion(place)}" if work and akn_portion(place) else work,
    )


@blueprint.get("/preview.json")
def preview() -> Response:
    """What a link to a regulation (`document`) or a place in one (`place`) shows before it is followed."""
    opened = workspace()
    identifier = request.args.get("document", "")
    document = opened.document(identifier)
    shows((document,))
    standing = opened.lawbook.standing(document)
    return jsonify(preview_of(document, opened.contents(identifier), request.args.get("place", ""), standing))


@blueprint.get("/go")
def go() -> AnyResponse | str | tuple[str, int]:
    """The jump box: `perpres 36/2020 ps 12` to the place; anything else is searched for."""
    opened = workspace()
    asked = " ".join(request.args.get("to", "").split())
    reference = parse_reference(asked)
    if reference is None:
        return redirect(link("search.page", {"q": asked}))
    target = opened.lawbook.regulation(reference.identifier) if reference.type else None
    if not reference.type and request.args.get("in"):
        target = opened.document(request.args["in"])
    if target is None:
        named = reference.name if reference.type else ""
        return render_template("not_here.html", asked=asked, called=named), 404
    steps = ("pasal", "ayat", "huruf", "angka")
    place = "/".join(f"{step}-{getattr(reference, step)}" for step in steps if getattr(reference, step))
    if not place:
        return redirect(reader_url(target.id))
    passage = find_place(opened.contents(target.id), place)
    if passage is None:
        name = f"{document_name(target)} {reference.place}"
        return render_template("not_here.html", asked=asked, called=name, document=target), 404
    return redirect(reader_url(target.id, passage.id))


@blueprint.get("/documents/<identifier>/relations")
def relations(identifier: str) -> str:
    """Who cites a document, what it cites, what of that is not in this corpus, and its standing."""
    opened = workspace()
    document = opened.document(identifier)
    contents = opened.contents(identifier)
    cited = cited_groups(document, contents, opened.lawbook)
    article = request.args.get("article", "")
    is_regulation = document.kind is Kind.REGULATION
    standing = opened.lawbook.standing(document) if is_regulation else None
    citing = opened.lawbook.cited_by(document, article) if is_regulation else ()
    shows(one.document for one in citing)
    return render_template(
        "relations.html",
        document=document,
        standing=standing,
        status=status_words(standing) if standing else "",
        cited=[group for group in cited if group.url],
        not_here=[group for group in cited if not group.url],
        citing=citing_groups(citing, opened.contents),
        article=article,
        articles=opened.lawbook.cited_articles(document) if is_regulation else {},
        work=akn_work(document),
    )


@blueprint.get("/documents/<identifier>/relations.json")
def relations_json(identifier: str) -> Response:
    """The same as JSON, all places."""
    opened = workspace()
    document = opened.document(identifier)
    lawbook = opened.lawbook
    return jsonify(
        document=document_json(document),
        akn=akn_work(document),
        standing=_standing_json(document) if document.kind is Kind.REGULATION else None,
        cites=[
            {
                "identifier": cited.named.identifier,
                "name": cited.named.name,
                "document": cited.named.document.id if cited.named.document else None,
                "places": [
                    {"start": one.start, "end": one.end, "place": place_label(one), "relation": one.relation}
                    for one in cited.links
                ],
            }
            for cited in lawbook.cites(document)
        ],
        cited_by=[
            {
                "document": citing.document.id,
                "title": citing.document.title,
                "kind": citing.document.kind,
                "places": [
                    {"start": one.link.start, "end": one.link.end, "place": place_label(one.link)}
                    for one in citing.places
                ],
            }
            for citing in lawbook.cited_by(document)
        ],
    )


def _standing_json(document: Document) -> dict[str, object]:
    standing = workspace().lawbook.standing(document)

    def names(field: str) -> list[dict[str, object]]:
        return [
            {
                "identifier": one.identifier,
                "name": one.name,
                "document": one.document.id if one.document else None,
                "partly": one.partly,
            }
            for one in getattr(standing, field)
        ]

    related = {field: names(field) for field in ("amends", "amended_by", "repeals", "repealed_by")}
    return {
        **related,
        "enacted": standing.enacted,
        "promulgated": standing.promulgated,
        "in_force_from": standing.in_force_from,
        "repeal_found": bool(standing.repealed_by),
    }


@blueprint.get("/documents/<identifier>.jsonld")
def jsonld(identifier: str) -> Response:
    """A regulation as schema.org `Legislation`."""
    opened = workspace()
    document = opened.document(identifier)
    if document.kind is not Kind.REGULATION:
        raise NotFoundError("{document} is no regulation.", document=document_name(document))
    described = legislation(document, opened.lawbook.standing(document), absolute)
    response = jsonify(described)
    response.mimetype = "application/ld+json"
    return response


@blueprint.get("/documents/<identifier>/changes")
def changes(identifier: str) -> str:
    """What an amending regulation changes in another one (`of`): each article beside its old wording."""
    opened = workspace()
    document = opened.document(identifier)
    amended, chosen = _chosen(document)
    return render_template(
        "changes.html",
        document=document,
        amended=amended,
        chosen=chosen,
        changes=sides(document, chosen, opened.lawbook, opened.contents),
    )


@blueprint.get("/documents/<identifier>/changes.json")
def changes_json(identifier: str) -> Response:
    """The same as JSON."""
    opened = workspace()
    document = opened.document(identifier)
    amended, chosen = _chosen(document)
    return jsonify(
        document=document_json(document),
        amends=[one.identifier for one in amended],
        of=chosen.identifier,
        changes=[
            {
                "article": compared.change.number,
                "order": compared.change.order,
                "before": compared.before.text if compared.before else None,
                "after": compared.change.article.text if compared.change.article else None,
            }
            for compared in changes_of(document, chosen, opened.lawbook, opened.contents)
        ],
    )


def _chosen(document: Document) -> tuple[tuple[Named, ...], Named]:
    """All that a regulation amends, and the one that is asked for, the first by default."""
    amended = workspace().lawbook.standing(document).amends
    wanted = request.args.get("of", "")
    for one in amended:
        if wanted in ("", one.identifier):
            return amended, one
    if wanted:
        raise NotFoundError(
            "{document} does not amend {other}.", document=document_name(document), other=wanted
        )
    raise NotFoundError("{document} amends no other regulation.", document=document_name(document))


@blueprint.get("/documents/<identifier>/amended")
def amended(identifier: str) -> str:
    """A regulation as it reads on a date, today by default: a working text."""
    opened = workspace()
    document = opened.document(identifier)
    on = _day(request.args.get("on", ""))
    read = reads_on(document, on, opened.lawbook, opened.contents)
    return render_template(
        "amended.html", document=document, read=read, on=on.isoformat(), items=outline_of(read.items)
    )


@blueprint.get("/documents/<identifier>/amended.json")
def amended_json(identifier: str) -> Response:
    """The same as JSON."""
    opened = workspace()
    document = opened.document(identifier)
    on = _day(request.args.get("on", ""))
    read = reads_on(document, on, opened.lawbook, opened.contents)
    return jsonify(
        document=document_json(document),
        on=on.isoformat(),
        official=False,
        applied=[one.id for one in read.applied],
        later=[one.id for one in read.later],
        articles=[
            {
                "number": item.number,
                "text": item.article.text if item.article else None,
                "source": item.source.id if item.source else document.id,
            }
            for item in read.items
            if isinstance(item, Reading)
        ],
        unplaced=[{"document": one.id, **asdict(change)} for one, change in read.unplaced],
    )


def _day(text: str) -> date:
    if not text:
        return date.today()  # noqa: DTZ011  (a reader's today)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("{value} is no date. Write it as 2022-12-31.", value=text) from None


@blueprint.get("/not-here")
def not_here() -> str:
    """Regulations that documents cite and that are not in this corpus."""
    return render_template("cited_elsewhere.html", named=workspace().lawbook.not_here())


@blueprint.get("/not-here.json")
def not_here_json() -> Response:
    """The same as JSON."""
    return jsonify(
        regulations=[
            {"identifier": named.identifier, "name": named.name, "documents": count}
            for named, count in workspace().lawbook.not_here()
        ]
    )
