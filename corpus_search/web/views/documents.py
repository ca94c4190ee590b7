"""`/documents`: everything in the corpus, by kind and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, jsonify, render_template, request

from corpus_search.errors import UsageError
from corpus_search.model import Document, Kind
from corpus_search.searching import read_years
from corpus_search.web import wording
from corpus_search.web.current import workspace
from corpus_search.web.first_run import empty_corpus
from corpus_search.web.links import link
from corpus_search.web.twins import document_json

blueprint = Blueprint("documents", __name__)

MOST = 200
"""Documents on one page."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A link that narrows the list, or widens it again where it is chosen."""

    label: str
    kind: str
    """Class of the kind's shape; empty for a year."""
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The list of documents."""

    total: int
    groups: tuple[tuple[str, int | None, tuple[Document, ...]], ...]
    """Kind and year with their documents, in order."""
    kinds: tuple[Narrowing, ...]
    years: tuple[Narrowing, ...]
    page: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    years: tuple[int | None, int | None] | None
    year: str
    page: int


@blueprint.get("/documents")
def page() -> str:
    """All documents, or those of a kind and year."""
    asked = _asked()
    opened = workspace()
    documents = opened.documents()
    if not documents:
        raise empty_corpus(opened)
    return render_template("documents.html", page=_page(documents, asked))


@blueprint.get("/documents.json")
def json() -> Response:
    """The same as JSON, all at once."""
    asked = _asked()
    found = [document for document in workspace().documents() if _matches(document, asked)]
    return jsonify(total=len(found), documents=[document_json(document) for document in found])


def _asked() -> _Asked:
    kind = request.args.get("kind", "")
    if kind and kind not in tuple(Kind):
        raise UsageError(
            "{name} cannot be {value}. It is one of: {known}.", name="kind", value=kind, known=", ".join(Kind)
        )
    number = request.args.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= len(number) < 6 and int(number)):
        raise UsageError(
            "{name} cannot be {value}. It is a number from 1 to {most}.",
            name="page",
            value=number,
            most=99_999,
        )
    year = request.args.get("year", "")
    return _Asked(kind, read_years(year), year, int(number))


def _page(documents: Sequence[Document], asked: _Asked) -> DocumentsPage:
    found = [document for document in documents if _matches(document, asked)]
    start = (asked.page - 1) * MOST
    shown = found[start : start + MOST]
    groups = tuple(
        (kind, year, tuple(group)) for (kind, year), group in groupby(shown, lambda d: (d.kind.value, d.year))
    )
    return DocumentsPage(
        total=len(found),
        groups=groups,
        kinds=_kinds(documents, asked),
        years=_years(documents, asked),
        page=asked.page,
        previous_url=_url(asked.kind, asked.year, asked.page - 1) if asked.page > 1 else None,
        next_url=_url(asked.kind, asked.year, asked.page + 1) if start + MOST < len(found) else None,
    )


def _matches(document: Document, asked: _Asked) -> bool:
    return _of_kind(document, asked) and _of_year(document, asked)


def _of_kind(document: Document, asked: _Asked) -> bool:
    return not asked.kind or document.kind == asked.kind


def _of_year(document: Document, asked: _Asked) -> bool:
    if asked.years is None:
        return True
    first, last = asked.years
    year = document.year
    return year is not None and (first is None or first <= year) and (last is None or year <= last)


def _kinds(documents: Sequence[Document], asked: _Asked) -> tuple[Narrowing, ...]:
    counts = Counter(d.kind.value for d in documents if _of_year(d, asked))
    return tuple(
        Narrowing(
            label=wording.word(wording.KINDS, kind),
            kind=kind,
            count=counts[kind],
            url=_url("" if kind == asked.kind else kind, asked.year),
            chosen=kind == asked.kind,
        )
        for kind in Kind
        if counts[kind] or kind == asked.kind
    )


def _years(documents: Sequence[Document], asked: _Asked) -> tuple[Narrowing, ...]:
    counts = Counter(d.year for d in documents if d.year is not None and _of_kind(d, asked))
    return tuple(
        Narrowing(
            label=str(year),
            kind="",
            count=counts[year],
            url=_url(asked.kind, "" if str(year) == asked.year else str(year)),
            chosen=str(year) == asked.year,
        )
        for year in sorted(counts, reverse=True)
    )


def _url(kind: str, year: str, page: int = 1) -> str:
    args = {"kind": kind, "year": year, "page": str(page) if page > 1 else ""}
    return link("documents.page", {name: value for name, value in args.items() if value})
