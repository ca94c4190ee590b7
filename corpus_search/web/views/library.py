"""`/library`: regulations in their hierarchy, interviews by person and place, field notes on a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.errors import NotFoundError
from corpus_search.law import TYPES
from corpus_search.model import Document, Kind
from corpus_search.web.current import workspace
from corpus_search.web.law_page import status_words
from corpus_search.web.shelves import (
    Informant,
    informants,
    issuers,
    regulations,
    subject_words,
    subjects,
    type_of,
    type_shelves,
)
from corpus_search.web.twins import document_json, passage_json

blueprint = Blueprint("library", __name__)

MOST = 300
"""Documents on one page."""


@blueprint.get("/library")
def page() -> str:
    """What there is, by kind, with the ways in."""
    documents = workspace().documents()
    return render_template(
        "library.html",
        kinds=Counter(document.kind.value for document in documents),
        shelves=type_shelves(documents),
        people=informants(documents, workspace().contents),
        notes=_notes(documents),
    )


@blueprint.get("/library.json")
def json() -> Response:
    """The same as JSON."""
    documents = workspace().documents()
    return jsonify(
        kinds=dict(Counter(document.kind.value for document in documents)),
        regulations=[
            {"type": s.type, "name": s.name, "rank": s.rank, "total": s.total, "years": dict(s.years)}
            for s in type_shelves(documents)
        ],
        informants=[_person_json(one) for one in informants(documents, workspace().contents)],
    )


@blueprint.get("/library/regulations")
def law() -> str:
    """All regulations by type in the order of their hierarchy, or those of an issuer or on a subject."""
    return _regulations("", None)


@blueprint.get("/library/regulations/<type_>")
def of_type(type_: str) -> str:
    """The regulations of one type."""
    return _regulations(type_, None)


@blueprint.get("/library/regulations/<type_>/<int:year>")
def of_year(type_: str, year: int) -> str:
    """The regulations of one type and year."""
    return _regulations(type_, year)


@blueprint.get("/library/regulations.json")
def law_json() -> Response:
    """The regulations as JSON, in the order of their hierarchy; `type`, `year`, `issuer` and `subject` narrow them."""
    year = request.args.get("year", "")
    found = _narrowed(
        regulations(workspace().documents()),
        request.args.get("type", ""),
        int(year) if year.isdigit() else None,
    )
    return jsonify(total=len(found), documents=[document_json(document) for document in found])


def _regulations(type_: str, year: int | None) -> str:
    every = regulations(workspace().documents())
    found = _narrowed(every, type_, year)
    if (type_ or year) and not found:
        raise NotFoundError("There is no regulation of this type and year.")
    lawbook = workspace().lawbook
    shown = [
        (TYPES[key].name if key in TYPES else key, key, number, tuple(group))
        for (key, number), group in groupby(found[:MOST], key=lambda d: (type_of(d), d.year))
    ]
    return render_template(
        "regulations.html",
        shelves=type_shelves(every),
        issuers=issuers(every),
        subjects=subjects(every),
        groups=shown,
        total=len(found),
        more=max(0, len(found) - MOST),
        type=type_,
        type_name=TYPES[type_].name if type_ in TYPES else type_,
        year=year,
        issuer=request.args.get("issuer", ""),
        subject=request.args.get("subject", ""),
        standing=lawbook.standing,
        status=status_words,
    )


def _narrowed(documents: Sequence[Document], type_: str, year: int | None) -> list[Document]:
    issuer, subject = request.args.get("issuer", ""), request.args.get("subject", "").casefold()
    return [
        document
        for document in documents
        if (not type_ or type_of(document) == type_)
        and (year is None or document.year == year)
        and (not issuer or document.metadata.get("issuer") == issuer)
        and (not subject or subject in subject_words(document))
    ]


@blueprint.get("/library/interviews")
def interviews() -> str:
    """Interviews by date, with the people and places."""
    documents = [d for d in workspace().documents() if d.kind is Kind.TRANSCRIPT]
    place = request.args.get("place", "")
    shown = [d for d in documents if not place or d.metadata.get("place") == place]
    return render_template(
        "interviews.html",
        documents=sorted(shown, key=lambda d: (d.date or "9999", d.title)),
        people=informants(documents, workspace().contents),
        places=_counted(documents, "place"),
        place=place,
    )


@blueprint.get("/library/interviews.json")
def interviews_json() -> Response:
    """The same as JSON."""
    documents = [d for d in workspace().documents() if d.kind is Kind.TRANSCRIPT]
    return jsonify(
        documents=[document_json(d) for d in documents],
        informants=[_person_json(one) for one in informants(documents, workspace().contents)],
        places=dict(_counted(documents, "place")),
    )


@blueprint.get("/library/informants/<path:key>")
def informant(key: str) -> str:
    """All that one informant says."""
    return render_template("informant.html", person=_person(key), contents=workspace().contents)


@blueprint.get("/library/informants/<path:key>.json")
def informant_json(key: str) -> Response:
    """The same as JSON."""
    person = _person(key)
    told = _person_json(person)
    told["turns"] = [
        passage_json(passage, workspace().contents(turns.document.id).text[passage.start : passage.end])
        for turns in person.turns
        for passage in turns.passages
    ]
    return jsonify(told)


@blueprint.get("/library/field-notes")
def notes() -> str:
    """Field notes on a timeline."""
    found = _notes(workspace().documents())
    months = [(month, tuple(group)) for month, group in groupby(found, key=lambda d: (d.date or "")[:7])]
    return render_template("field_notes.html", months=months, total=len(found))


@blueprint.get("/library/field-notes.json")
def notes_json() -> Response:
    """The same as JSON."""
    return jsonify(documents=[document_json(d) for d in _notes(workspace().documents())])


def _notes(documents: Sequence[Document]) -> list[Document]:
    found = [document for document in documents if document.kind is Kind.FIELD_NOTE]
    return sorted(found, key=lambda d: (d.date or "9999", d.title))


def _counted(documents: Sequence[Document], field: str) -> list[tuple[str, int]]:
    counts = Counter(value for document in documents if (value := document.metadata.get(field)))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _person(key: str) -> Informant:
    for person in informants(workspace().documents(), workspace().contents):
        if person.key == key:
            return person
    raise NotFoundError("There is no informant {name}.", name=key)


def _person_json(person: Informant) -> dict[str, object]:
    return {
        "key": person.key,
        "name": person.name,
        "position": person.position,
        "passages": person.total,
        "documents": [turns.document.id for turns in person.turns],
    }
