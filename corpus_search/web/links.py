"""Addresses of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus, urlencode

from flask import request, url_for

from corpus_search.model import Document

_PLAIN = "!$'()*,/:;?@"
"""Characters that stand for themselves in a parameter, ..."""
_PLAIN_IN_ANCHOR = _PLAIN + "%#&+="
"""... and behind the `#`: as Flask writes them."""


def link(endpoint: str, args: Mapping[str, object] | None = None, *, anchor: str | None = None) -> str:
    """The address of an endpoint.

    Args:
        endpoint: `blueprint.function`.
        args: parts of the path and parameters; a list gives a repeated parameter.
        anchor: the place on the page, without `#`.
    """
    return url_for(endpoint, _anchor=anchor, **(args or {}))  # type: ignore[arg-type]  # any value becomes text


def with_parameter(address: str, name: str, value: str) -> str:
    """An address with one more parameter: a page has hundreds that differ in it alone, and writes the rest once.

    Args:
        address: with or without parameters, and without an anchor.
        name: of the parameter.
        value: of the parameter.
    """
    return f"{address}{'&' if '?' in address else '?'}{name}={quote_plus(value, _PLAIN)}"


def reader_url(document: str, passage: str | None = None, sought: Mapping[str, object] | None = None) -> str:
    """Address of a document, at a passage, with the words of a search marked.

    Args:
        document: the document's id.
        passage: the passage's whole id.
        sought: parameters that say what was searched for (`address.sought_args`).
    """
    if passage is None:
        return link("reader.page", {"identifier": document, **(sought or {})})
    return passage_urls(sought or {})(document, passage)


def passage_urls(sought: Mapping[str, object]) -> Callable[[str, str], str]:
    """The same for many passages, by the ids of document and passage: the words are written once for all."""
    words = urlencode(sought, doseq=True, safe=_PLAIN)

    def address(document: str, passage: str) -> str:
        local = passage.removeprefix(f"{document}/")
        path = link("reader.page", {"identifier": document})
        at = with_parameter(f"{path}?{words}" if words else path, "at", local)
        return f"{at}#{quote(local, _PLAIN_IN_ANCHOR)}"

    return address


def absolute(path: str) -> str:
    """An address of this application with the host that the request names."""
    return request.host_url.rstrip("/") + path


def document_name(document: Document) -> str:
    """What a link to a document says: the short name of a regulation, else the title."""
    return document.metadata.get("short") or document.title
