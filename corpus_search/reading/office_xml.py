"""XML of office documents and books: parsed safely, its names looked at without their namespaces.

Names are compared without namespaces since DOCX comes in two sets of them (ECMA-376 Transitional and Strict) that
mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus_search.model import State
from corpus_search.reading.characters import tidy
from corpus_search.reading.failures import RefusedError
from corpus_search.reading.zips import GuardedZip

Element = etree._Element

DAMAGE = (etree.XMLSyntaxError, etree.LxmlError)
"""What lxml raises for XML that is not well formed."""

_NO_TITLE = re.compile(
    r"microsoft (?:office )?word\b.*|untitled.*|tanpa judul.*|(?:document|dokumen)\s*\d*|title|judul"
    r"|.*\.(?:docx?|odt|rtf)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def parse_xml(data: bytes) -> Element:
    """Parse XML without entities, network or document type.

    Raises:
        RefusedError: it has a document type: office programs write none, attackers do.
        lxml.etree.XMLSyntaxError: it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(State.UNREADABLE, "It holds a document type, which is unsafe; save it again.")
    return root


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element, as an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: Element, *names: str) -> Iterator[Element]:
    """Direct children of one of the names."""
    return (child for child in element if name_of(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names below another one."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a switch of DOCX is there and not turned off (ECMA-376-1, 22.9.2.7)."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def properties(archive: GuardedZip, name: str) -> dict[str, str]:
    """Title, author and date of creation from an office document's properties, where they say anything."""
    if name not in archive.names:
        return {}
    try:
        root = parse_xml(archive.read(name))
    except DAMAGE:  # properties are a help, no more
        return {}
    found = {name_of(element): " ".join(tidy(element.text or "").split()) for element in root.iter()}
    created = _DATE.match(found.get("created") or found.get("creation-date") or "")
    metadata = {
        "title": sensible_title(found.get("title", "")),
        "author": found.get("initial-creator") or found.get("creator", ""),
        "created": created[0] if created else "",
    }
    return {key: value for key, value in metadata.items() if value}


def sensible_title(title: str) -> str:
    """A title, unless it is one that a program made up: `Microsoft Word - Draft.doc`, `Document1`; then empty."""
    title = " ".join(tidy(title).split())
    return "" if _NO_TITLE.fullmatch(title) else title
