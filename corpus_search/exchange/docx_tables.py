"""Tables of DOCX, their rows made as XML: through the library a row takes ten milliseconds, and transcripts are long.

Elements are those of ECMA-376-1, 17.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus_search.exchange.blocks import Cell, Paragraph, Span, Table, paragraph
from corpus_search.exchange.characters import xml_text
from corpus_search.exchange.docx_styles import TABLE_TEXT
from corpus_search.reading.office_xml import Element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

_TWIPS = 1440 / 2.54
"""Twentieths of a point in a centimetre."""
_WHOLE = 700
"""Characters of a cell up to which its row stays on one page."""


def write_table(document: Document, block: Table, widths_cm: Sequence[float]) -> None:
    """Write a table at the end of a document; its header is printed again at the top of each page."""
    table = document.add_table(rows=0, cols=len(widths_cm), style="Table Grid")
    table.autofit = False
    twips = [round(width * _TWIPS) for width in widths_cm]
    for column, width in zip(table.columns, twips, strict=True):
        column._gridCol.set(_name("w:w"), str(width))
    style = document.styles[TABLE_TEXT].style_id
    header = tuple((paragraph(Span(text, bold=True)),) for text in block.header)
    table._tbl.append(_row(header, twips, style, header=True))
    for row in block.rows:
        table._tbl.append(_row(row, twips, style))


def fill(target: DocxParagraph, block: Paragraph) -> None:
    """Put a paragraph's spans into one of a document."""
    for span in block.spans:
        run = target.add_run(xml_text(span.text))
        run.italic = span.italic or None
        run.bold = span.bold or None


def _row(cells: Sequence[Cell], twips: Sequence[int], style: str, *, header: bool = False) -> Element:
    row = _element("w:tr")
    if header or _length(cells) <= _WHOLE:
        properties = _below(row, "w:trPr")
        _below(properties, "w:cantSplit")
        if header:
            _below(properties, "w:tblHeader")
    for blocks, width in zip(cells, twips, strict=True):
        cell = _below(row, "w:tc")
        _below(_below(cell, "w:tcPr"), "w:tcW", {"w:w": str(width), "w:type": "dxa"})
        for block in blocks or (paragraph(),):  # a cell holds at least one paragraph
            _fill(_below(cell, "w:p"), block, style)
    return row


def _length(cells: Sequence[Cell]) -> int:
    """Characters of the longest cell."""
    return max(
        (sum(len(span.text) for block in blocks for span in block.spans) for blocks in cells), default=0
    )


def _fill(element: Element, block: Paragraph, style: str) -> None:
    from docx.text.paragraph import Paragraph as DocxParagraph

    _below(_below(element, "w:pPr"), "w:pStyle", {"w:val": style})
    fill(DocxParagraph(element, None), block)  # type: ignore[arg-type]  # no parent is asked for runs


def _below(parent: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    child = _element(name)
    for key, value in (attributes or {}).items():
        child.set(_name(key), value)
    parent.append(child)
    return child


def _element(name: str) -> Element:
    from docx.oxml.parser import OxmlElement

    return OxmlElement(name)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
