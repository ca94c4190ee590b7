"""Making and reading REFI-QDA's XML."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from corpus_search.errors import ReadingError
from corpus_search.exchange.characters import xml_text
from corpus_search.reading.office_xml import DAMAGE, Element, name_of, parse_xml

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "corpus-search"


class Maker:
    """Makes elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        """Keep the namespace."""
        self._namespace = namespace

    def root(self, name: str, attributes: Mapping[str, str]) -> Element:
        """The root element."""
        namespaces: dict[str | None, str] = {None: self._namespace}
        root = etree.Element(f"{{{self._namespace}}}{name}", nsmap=namespaces)  # type: ignore[arg-type]  # stubs
        _set(root, attributes)
        return root

    def below(
        self, parent: Element, name: str, attributes: Mapping[str, str] | None = None, text: str = ""
    ) -> Element:
        """A new last child; empty values of attributes are left out."""
        element = etree.SubElement(parent, f"{{{self._namespace}}}{name}")
        _set(element, attributes or {})
        if text:
            element.text = xml_text(text)
        return element


def _set(element: Element, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        if value:
            element.set(name, xml_text(value))


def serialized(root: Element) -> bytes:
    """A document as UTF-8."""
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=False)


def parsed(data: bytes, name: str, expected: str) -> Element:
    """Parse a document without entities, network or document type.

    Raises:
        ReadingError: it is not well formed or not safe, or its root is another element.
    """
    try:
        root = parse_xml(data)
    except DAMAGE as error:
        raise ReadingError(
            "{name} is no whole XML ({error}). Export it again from the program that made it.",
            name=name,
            error=str(error).partition(" (<string>")[0],
        ) from error
    if name_of(root) != expected:
        raise ReadingError(
            "{name} is no REFI-QDA file: its root is {found}, not {expected}.",
            name=name,
            found=name_of(root),
            expected=expected,
        )
    return root
