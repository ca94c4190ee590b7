"""The content of a DOCX, in reading order (ECMA-376-1, 17).

Kept: inserted text, content controls, text boxes (once, though they are stored twice), nested tables, footnotes
after the paragraph that they belong to, endnotes at the end, automatic numbers. Left out: deleted and hidden
text, comments, field codes, headers and footers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus_search.model import Line, LineRole
from corpus_search.reading.blocks import block_lines
from corpus_search.reading.docx_numbering import Numbering
from corpus_search.reading.docx_styles import ListPlace, Styles, list_place, number, outline_level
from corpus_search.reading.office_xml import Element, attribute, child, is_on, name_of
from corpus_search.reading.tables import Cell, flat, table_lines

_LEFT_OUT = frozenset(
    (
        *("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "sdtPr", "sdtEndPr", "sectPr", "rt"),
        *("Fallback", "annotationRef", "footnoteRef", "endnoteRef", "docPartObj"),
    )
)  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a DOCX beside its main one."""

    styles: Styles
    numbering: Numbering
    footnotes: Mapping[str, Element]
    """By id."""
    endnotes: Mapping[str, Element]


@dataclass(slots=True)
class _Content:
    """What is found within a paragraph."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes that are anchored in it."""
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)
    """Open fields, outermost first: whether the part that is shown has begun."""


@dataclass(slots=True)
class Body:
    """Walks through a DOCX once, counting its lists and notes."""

    parts: Parts
    _endnotes: list[str] = field(default_factory=list)
    _notes: int = 0
    _carried: list[str] = field(default_factory=list)
    """Text of paragraphs whose end was deleted: it goes on in the next one."""

    def lines(self, body: Element) -> Iterator[Line]:
        """Lines of the whole body, with the endnotes after it."""
        yield from self._blocks(body)
        yield from block_lines(self._take_carried())
        for note in self._endnotes:
            yield from self._note(self.parts.endnotes.get(note))

    def _blocks(self, container: Element) -> Iterator[Line]:
        for element in container:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self._blocks(_choice(element))
            elif name not in _LEFT_OUT:  # sdt, sdtContent, customXml, ins, moveTo ... wrap blocks
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        paragraph_properties = child(paragraph, "pPr")
        content = _Content()
        _collect(paragraph, content)
        text = self._take_carried() + "".join(content.text)
        if child(paragraph_properties, "rPr", "del") is not None:  # it was joined to the next one
            self._carried.append(text)
            return
        level = self._heading_level(paragraph_properties)
        role = LineRole.HEADING if level else LineRole.PARAGRAPH
        label = self._label(paragraph_properties)
        if text.strip() or any(char.isalpha() for char in label[1:-1]):
            yield from block_lines(label + text, role, level)
        for box in content.boxes:
            yield from self._blocks(box)
        for note in content.footnotes:
            yield from self._note(self.parts.footnotes.get(note))
        self._endnotes.extend(content.endnotes)

    def _take_carried(self) -> str:
        carried, self._carried = "".join(self._carried), []
        return carried

    def _heading_level(self, paragraph_properties: Element | None) -> int:
        own = outline_level(paragraph_properties)
        return self.parts.styles.heading_level(_style_id(paragraph_properties)) if own is None else own

    def _label(self, paragraph_properties: Element | None) -> str:
        style_id = _style_id(paragraph_properties)
        own, inherited = list_place(paragraph_properties), self.parts.styles.list_place(style_id)
        place = own or inherited
        if place is not None and not place.list_id and inherited is not None:
            place = ListPlace(inherited.list_id, place.level)
        return self.parts.numbering.label(place, style_id) if place is not None else ""

    def _note(self, note: Element | None) -> Iterator[Line]:
        if note is None:
            return
        text = flat(" ".join(line.text for line in self._blocks(note)))
        if text:
            self._notes += 1
            yield Line(f"[{self._notes}] {text}", role=LineRole.PARAGRAPH)

    def _table(self, table: Element) -> Iterator[Line]:
        rows = [row for row in _wrapped(table, "tr") if child(row, "trPr", "del") is None]
        marked = bool(rows) and is_on(child(rows[0], "trPr", "tblHeader"))
        yield from table_lines([list(self._cells(row)) for row in rows], marked_header=marked)

    def _cells(self, row: Element) -> Iterator[Cell]:
        """Cells by column: a cell over several columns is followed by empty ones."""
        skipped = child(row, "trPr", "gridBefore")
        for _ in range(_columns(skipped) if skipped is not None else 0):
            yield ()
        for cell in _wrapped(row, "tc"):
            yield tuple(self._blocks(cell))
            span = child(cell, "tcPr", "gridSpan")
            for _ in range(_columns(span) - 1 if span is not None else 0):
                yield ()


def _columns(element: Element) -> int:
    """How many columns an element counts, within what a table of Word can have (63)."""
    return max(0, min(number(element), 63))


def _style_id(paragraph_properties: Element | None) -> str | None:
    style = child(paragraph_properties, "pStyle")
    return attribute(style, "val") if style is not None else None


def _wrapped(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where content controls or insertions wrap them."""
    for element in parent:
        found = name_of(element)
        if found == name:
            yield element
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _wrapped(element, name)


def _choice(alternatives: Element) -> Element:
    """The one of several representations of the same that is read: the first, else the fallback."""
    choice = child(alternatives, "Choice")
    if choice is None:
        choice = child(alternatives, "Fallback")
    return alternatives if choice is None else choice


def _collect(element: Element, content: _Content) -> None:
    for part in element:
        name = name_of(part)
        if name in _LEFT_OUT or (name == "r" and is_on(child(part, "rPr", "vanish"))):
            continue
        if name == "AlternateContent":
            _collect(_choice(part), content)
        elif name == "txbxContent":
            content.boxes.append(part)
        elif name in ("footnoteReference", "endnoteReference"):
            notes = content.footnotes if name == "footnoteReference" else content.endnotes
            notes.append(attribute(part, "id") or "")
        elif name == "fldChar":
            _follow_field(attribute(part, "fldCharType"), content.codes)
        elif name == "t" or name in _CHARACTERS:
            if all(content.codes):
                content.text.append(_CHARACTERS.get(name) or _text(part))
        elif not (name == "sdt" and is_on(child(part, "sdtPr", "showingPlcHdr"))):
            _collect(part, content)


def _text(element: Element) -> str:
    """A run's text: its own line breaks are white space of the XML and mean a space."""
    return " ".join((element.text or "").splitlines())


def _follow_field(step: str | None, codes: list[bool]) -> None:
    """Keep track of whether what follows is a field's code or what it shows."""
    if step == "begin":
        codes.append(False)
    elif step == "separate" and codes:
        codes[-1] = True
    elif step == "end" and codes:
        codes.pop()
