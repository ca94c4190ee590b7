"""The program's addresses for other programs, as OpenAPI: told by the routes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flask import Flask
from werkzeug.routing import Rule

from corpus_search import __version__
from corpus_search.exchange import XLSX

_FORMS = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".xlsx": XLSX,
    ".jsonld": "application/ld+json",
    ".webp": "image/webp",
    ".xml": "application/opensearchdescription+xml",
}
"""Endings of addresses that are made for programs, with what they answer."""
_VARIABLE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")

_FILTERS = {
    "q": "What is searched for, in the query language of the help page.",
    "kind": "regulation, transcript, field_note or document; may be repeated.",
    "year": "2020, 2020..2022, 2020.. or ..2022.",
    "collection": "A folder of the corpus; may be repeated.",
    "language": "id or en; may be repeated.",
    "speaker": "Who speaks; may be repeated.",
    "document": "Id of a document; may be repeated.",
}
_SEARCH = {
    **_FILTERS,
    "any": "1: passages with some of the words count like those with all.",
    "semantic": "1: find by meaning too, where there are vectors; 0: by words alone.",
    "sort": "relevance, newest or oldest.",
    "page": "From 1.",
    "limit": "Hits on a page, up to 1,000.",
}
_CONCORDANCE = {
    **_FILTERS,
    "sort": "left, right, document or date.",
    "by": "none, kind, document or speaker.",
}
PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "search.json": _SEARCH,
    "search.csv": _SEARCH,
    "search.xlsx": _SEARCH,
    "concordance.json": _CONCORDANCE,
    "concordance.csv": _CONCORDANCE,
    "documents.json": {"kind": _FILTERS["kind"], "year": _FILTERS["year"]},
    "library.law_json": {
        "type": "Key of a type of regulation: uu, pp, perpres ...",
        "year": "Of the regulation's number.",
        "issuer": "Who issued it.",
        "subject": "A word of its subject.",
    },
    "law.preview": {"document": "Id of a regulation.", "place": "pasal-12/ayat-1."},
    "law.changes_json": {"of": "Identifier of the amended regulation; the first by default."},
    "law.amended_json": {"on": "The date, as 2022-12-31; today by default."},
    "pages.json": {
        "at": "A passage's id within the document.",
        "q": "Whose words are framed.",
        "zoom": "0.5 to 3.",
    },
    "pages.picture": {"scale": "0.5, 1, 1.5, 2 or 3, of 96 pixels an inch."},
    "opensearch.suggestions": {"q": "The beginning of a word."},
}
"""Parameters of addresses, by endpoint, with what they say."""


def document(app: Flask, server: str) -> dict[str, object]:
    """The OpenAPI document of all addresses that answer programs.

    Args:
        app: whose routes are told.
        server: address of the server.
    """
    paths: dict[str, object] = {}
    for rule in sorted(_rules(app), key=lambda rule: rule.rule):
        paths[_VARIABLE.sub(lambda match: f"{{{match['name']}}}", rule.rule)] = {"get": _operation(app, rule)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "corpus-search",
            "version": __version__,
            "description": "Search, reading and citing over one corpus. Offsets are Unicode code points in "
            "a document's text, from 0, start included, end excluded.",
        },
        "servers": [{"url": server}],
        "paths": paths,
    }


def _rules(app: Flask) -> Iterable[Rule]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule.endswith(tuple(_FORMS)) and rule.endpoint != "static":
            yield rule


def _told(app: Flask, endpoint: str) -> str:
    return " ".join((app.view_functions[endpoint].__doc__ or "").split())


def _told_of_page(app: Flask, path: str) -> str:
    """What the page says of itself whose twin an address is."""
    page = next(
        (rule for rule in app.url_map.iter_rules() if rule.rule in (path, "/" if path == "/index" else path)),
        None,
    )
    return _told(app, page.endpoint) if page else ""


def _operation(app: Flask, rule: Rule) -> dict[str, object]:
    ending, form = next(item for item in _FORMS.items() if rule.rule.endswith(item[0]))
    told = _told(app, rule.endpoint)
    if told.startswith("The same"):
        told = f"{_told_of_page(app, rule.rule.removesuffix(ending))} {told}".strip()
    in_path = [
        {
            "name": match["name"],
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if match["kind"] == "int" else "string"},
        }
        for match in _VARIABLE.finditer(rule.rule)
    ]
    in_query = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in PARAMETERS.get(rule.endpoint, {}).items()
    ]
    return {
        "operationId": rule.endpoint,
        "summary": told,
        "parameters": in_path + in_query,
        "responses": {
            "200": {"description": told, "content": {form: {}}},
            "default": {
                "description": "An error: its code and message.",
                "content": {"application/json": {}},
            },
        },
    }
