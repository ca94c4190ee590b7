"""Addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus

from flask import request, url_for

from corpus_search.model import Document


def link(endpoint: str, args: Mapping[str, object] | None = None, *, anchor: str | None = None) -> str:
    """The address of an endpoint.

    Args:
        endpoint: `blueprint.function`.
        args: parts of the path and parameters; a list gives a repeated parameter.
        anchor: the place on the page, without `#`.
    """
    return url_for(endpoint, _anchor=anchor, **(args or {}))  # type: ignore[arg-type]  # any value becomes text


def with_parameter(address: str, name: str, value: str) -> str:
    """An address with one more parameter: a page has hundreds that differ in it alone.

    Args:
        address: with or without parameters, and without an anchor.
        name: of the parameter.
        value: of the parameter.
    """
    return f"{address}{'&' if '?' in address else '?'}{name}={quote_plus(value)}"


def reader_url(document: str, passage: str | None = None, sought: Mapping[str, object] | None = None) -> str:
    """Address of a document, at a passage, with the words of a search marked.

    Args:
        document: the document's id.
        passage: the passage's whole id.
        sought: parameters that say what was searched for (`address.sought_args`).
    """
    args: dict[str, object] = {"identifier": document, **(sought or {})}
    if passage is None:
        return link("reader.page", args)
    local = passage.removeprefix(f"{document}/")
    return link("reader.page", args | {"at": local}, anchor=local)


def absolute(path: str) -> str:
    """An address of this application with the host that the request names."""
    return request.host_url.rstrip("/") + path


def document_name(document: Document) -> str:
    """What a link to a document says: the short name of a regulation, else the title."""
    return document.metadata.get("short") or document.title
