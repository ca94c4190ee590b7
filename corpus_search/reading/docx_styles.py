"""Styles of a DOCX: which are headings, and which number their paragraphs.

Style ids are localised (`Judul1`, `berschrift1`); the names of built-in styles and the outline level are not
(ECMA-376-1, 17.7.4.9 and 17.3.1.20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus_search.reading.blocks import MAX_LEVEL
from corpus_search.reading.office_xml import Element, attribute, child, children

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: the list's id, and its level where one is named."""

    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says itself."""

    level: int
    """Of a heading, 1 to 6; 0 where it says nothing of it."""
    body: bool
    """Whether it says that it is no heading."""
    place: ListPlace | None
    based_on: str | None


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles by id."""

    by_id: Mapping[str, Style]
    default: str | None

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Styles of the part `styles.xml`; none where it is missing."""
        by_id = {}
        default = None
        for style in children(root, "style") if root is not None else ():
            style_id = attribute(style, "styleId")
            if style_id is not None and attribute(style, "type") in (None, "paragraph"):
                by_id[style_id] = _style(style)
                if attribute(style, "default") in ("1", "true", "on"):
                    default = style_id
        return cls(by_id, default)

    def heading_level(self, style_id: str | None) -> int:
        """Level of a heading in this style, 0 where it is none."""
        for style in self._chain(style_id):
            if style.level or style.body:
                return style.level
        return 0

    def list_place(self, style_id: str | None) -> ListPlace | None:
        """The list that a style numbers its paragraphs by."""
        level = None
        for style in self._chain(style_id):
            if style.place is not None:
                level = style.place.level if level is None else level
                if style.place.list_id:
                    return ListPlace(style.place.list_id, level)
        return None

    def _chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those that it is based on, each once."""
        seen = set()
        at = style_id if style_id is not None else self.default
        while at is not None and at in self.by_id and at not in seen:
            seen.add(at)
            yield self.by_id[at]
            at = self.by_id[at].based_on


def list_place(paragraph_properties: Element | None) -> ListPlace | None:
    """The list that paragraph properties name; its id is empty where they name only a level."""
    numbering = child(paragraph_properties, "numPr")
    if numbering is None:
        return None
    list_id, level = child(numbering, "numId"), child(numbering, "ilvl")
    return ListPlace(
        (attribute(list_id, "val") or "") if list_id is not None else "",
        number(level) if level is not None else None,
    )


def outline_level(paragraph_properties: Element | None) -> int | None:
    """Level of a heading that paragraph properties name, 0 for body text, None where they name none."""
    outline = child(paragraph_properties, "outlineLvl")
    if outline is None:
        return None
    level = number(outline)
    return min(level + 1, MAX_LEVEL) if 0 <= level < 9 else 0


def number(element: Element, otherwise: int = 0) -> int:
    """The `val` of an element as a number, within what a counter may hold."""
    value = attribute(element, "val") or ""
    return int(value) if re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else otherwise


def _style(style: Element) -> Style:
    paragraph_properties = child(style, "pPr")
    outline = outline_level(paragraph_properties)
    name = child(style, "name")
    level = outline or _level_by_name((attribute(name, "val") or "") if name is not None else "")
    base = child(style, "basedOn")
    return Style(
        level=0 if outline == 0 else level,
        body=outline == 0,
        place=list_place(paragraph_properties),
        based_on=attribute(base, "val") if base is not None else None,
    )


def _level_by_name(name: str) -> int:
    if name.lower() == "title":
        return 1
    heading = _HEADING_NAME.fullmatch(name)
    return min(int(heading[1]), MAX_LEVEL) if heading else 0
