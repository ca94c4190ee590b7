"""A web page or a chapter: its bytes parsed, what its head says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from corpus_search.reading.characters import decode, tidy
from corpus_search.reading.office_xml import sensible_title

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
_XHTML = re.compile(r"\s*<\?xml|.{0,2000}<html[^>]{0,1000}\sxmlns\s*=", re.IGNORECASE | re.DOTALL)
_EMPTY_ELEMENT = re.compile(r"<([a-zA-Z][\w:.-]*)((?:\s[^<>]*)?)/>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_LATIN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"))
"""Names that browsers take for Windows-1252 (WHATWG Encoding Standard)."""
_DATES = (
    *("date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "created"),
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate"),
    *("citation_publication_date", "citation_date"),
)
_ISO = re.compile(r"\d{4}(?:[-/]\d\d){0,2}(?!\d)")


def parse_html(data: bytes) -> LexborHTMLParser:
    """Parse a page in the encoding that it declares.

    Raises:
        MemoryError: it needs more memory than there is; any other page can be parsed.
    """
    text = decode(data, _declared(data))
    if _XHTML.match(text):
        text = _EMPTY_ELEMENT.sub(_opened_and_closed, text)
    try:
        return LexborHTMLParser(text.replace("\0", ""))
    except SelectolaxError as error:
        raise MemoryError from error


def head_metadata(page: LexborHTMLParser) -> Mapping[str, str]:
    """Title, description, author, date and language of a page, as far as its head tells."""
    named: dict[str, str] = {}
    for meta in page.css("meta"):
        key = (
            meta.attributes.get("name") or meta.attributes.get("property") or meta.attributes.get("itemprop")
        )
        content = " ".join((meta.attributes.get("content") or "").split())
        if key and content:
            named.setdefault(key.strip().lower(), content)
    title = page.css_first("title")
    html = page.css_first("html")
    date = next((match[0] for key in _DATES if (match := _ISO.match(named.get(key, "")))), "")
    metadata = {
        "title": sensible_title(title.text() if title is not None else "")
        or sensible_title(named.get("og:title", "")),
        "description": named.get("description") or named.get("og:description", ""),
        "author": named.get("author") or named.get("dc.creator", ""),
        "date": date.replace("/", "-"),
        "language": (html.attributes.get("lang") or "").strip() if html is not None else "",
    }
    return {key: tidy(value) for key, value in metadata.items() if value}


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares in its first 4 KB."""
    found = _XML_ENCODING.match(data) or _CHARSET.search(data[:4096])
    if not found:
        return None
    name = found[1].decode("ascii", "replace").lower()
    if name.startswith("utf-16"):  # had it been UTF-16, the declaration could not have been read
        return None
    return "cp1252" if name in _LATIN else name


def _opened_and_closed(match: re.Match[str]) -> str:
    """An empty element of XHTML as HTML knows it; `<title/>` would take in the whole page."""
    return match[0] if match[1].lower() in _VOID else f"<{match[1]}{match[2]}></{match[1]}>"
