"""The content of an ODT, in reading order (ODF 1.3 part 3).

Kept: inserted text, text boxes, footnotes after the paragraph that they belong to, endnotes at the end, automatic
numbers. Left out: deleted text, comments, hidden sections, headers and footers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus_search.model import Line, LineRole
from corpus_search.reading.blocks import MAX_LEVEL, block_lines
from corpus_search.reading.odt_lists import OUTLINE, Lists, whole
from corpus_search.reading.office_xml import Element, attribute, child, children, name_of
from corpus_search.reading.tables import Cell, flat, table_lines

_LEFT_OUT = frozenset(
    (
        *("tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls"),
        *("desc", "ruby-text", "event-listeners", "shape", "note-citation", "dde-connection-decls"),
    )
)
_MAX_COLUMNS = 63
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Content:
    """What is found within a paragraph."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """The list item that blocks stand in."""

    style: str
    depth: int
    start: int | None


@dataclass(slots=True)
class Body:
    """Walks through an ODT once, counting its lists and notes."""

    lists: Lists
    _endnotes: list[Element] = field(default_factory=list)
    _notes: int = 0

    def lines(self, body: Element) -> Iterator[Line]:
        """Lines of the whole body, with the endnotes after it."""
        yield from self._blocks(body)
        for note in self._endnotes:
            yield from self._note(note)

    def _blocks(self, container: Element) -> Iterator[Line]:
        for element in container:
            yield from self._block(element)

    def _block(self, element: Element) -> Iterator[Line]:
        name = name_of(element)
        if name in _LEFT_OUT or (name == "section" and attribute(element, "display") == "none"):
            return
        if name in ("p", "h"):
            yield from self._paragraph(element, None)
        elif name == "list":
            yield from self._list(element, "", 1)
        elif name == "table":
            yield from self._table(element)
        else:  # sections, indexes, frames
            yield from self._blocks(element)

    def _paragraph(self, paragraph: Element, item: _Item | None) -> Iterator[Line]:
        """Lines of a paragraph, with its label if it is the first one of a list item."""
        content = _Content()
        _collect(paragraph, content)
        text = "".join(content.text)
        level, role = 0, LineRole.PARAGRAPH
        if name_of(paragraph) == "h":
            level, role = max(1, whole(attribute(paragraph, "outline-level"), 1, MAX_LEVEL)), LineRole.HEADING
            item = item or _Item(OUTLINE, level, None)
        label = self.lists.label(item.style, item.depth, item.start) if item else ""
        if text.strip() or any(char.isalpha() for char in label[1:-2]):
            yield from block_lines(label + text, role, level)
        for box in content.boxes:
            yield from self._blocks(box)
        for note in content.notes:
            if attribute(note, "note-class") == "endnote":
                self._endnotes.append(note)
            else:
                yield from self._note(note)

    def _list(self, element: Element, style: str, depth: int) -> Iterator[Line]:
        own = attribute(element, "style-name")
        if own and own != style:
            style = own
        continued = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if depth == 1 and not continued:
            self.lists.restart(style)
        for item in children(element, "list-item", "list-header"):
            start = attribute(item, "start-value")
            place: _Item | None = _Item(style, depth, whole(start, 1) if start else None)
            if name_of(item) == "list-header":
                place = None
            for block in item:
                name = name_of(block)
                if name == "list":
                    yield from self._list(block, style, depth + 1)
                elif name in ("p", "h"):
                    yield from self._paragraph(block, place)
                    place = None
                else:
                    yield from self._block(block)

    def _note(self, note: Element) -> Iterator[Line]:
        body = child(note, "note-body")
        text = flat(" ".join(line.text for line in self._blocks(body))) if body is not None else ""
        if text:
            self._notes += 1
            yield Line(f"[{self._notes}] {text}", role=LineRole.PARAGRAPH)

    def _table(self, table: Element) -> Iterator[Line]:
        rows = list(_rows(table))
        marked = child(table, "table-header-rows") is not None
        yield from table_lines([list(self._cells(row)) for row in rows], marked_header=marked)

    def _cells(self, row: Element) -> Iterator[Cell]:
        for cell in children(row, "table-cell", "covered-table-cell"):
            yield tuple(self._blocks(cell))
            repeated = whole(attribute(cell, "number-columns-repeated"), 1, _MAX_COLUMNS)
            yield from ((),) * (repeated - 1)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = name_of(element)
        if name == "table-row":
            yield element
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)


def _collect(element: Element, content: _Content) -> None:
    if element.text:
        content.text.append(_SPACES.sub(" ", element.text))
    for part in element:
        name = name_of(part)
        if name == "s":
            content.text.append(" " * whole(attribute(part, "c"), 1, 1000))
        elif name == "tab":
            content.text.append("\t")
        elif name == "line-break":
            content.text.append("\n")
        elif name == "note":
            content.notes.append(part)
        elif name == "text-box":
            content.boxes.append(part)
        elif name not in _LEFT_OUT:
            _collect(part, content)
        if part.tail:
            content.text.append(_SPACES.sub(" ", part.tail))
