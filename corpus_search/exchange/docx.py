"""Blocks as DOCX (by python-docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus_search.exchange import docx_styles
from corpus_search.exchange.blocks import Block, Break, Heading, Look, Paragraph, Table
from corpus_search.exchange.characters import xml_text
from corpus_search.exchange.docx_tables import fill, write_table
from corpus_search.exchange.words import Language, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

_STYLES = {
    Look.BODY: "Normal",
    Look.FACT: "Evidence Fact",
    Look.QUOTE: "Evidence Quote",
    Look.MEMO: "Evidence Memo",
    Look.WARNING: "Evidence Warning",
    Look.ENTRY: "Source Entry",
    Look.CELL: docx_styles.TABLE_TEXT,
}
_OF_A_QUOTE = (Look.MEMO, Look.WARNING)
"""What stands on the same page as the words before it."""
_FREE = 0.02
"""Of the text's width, kept free so that a table's frame does not stand in the margin."""


def docx_of(blocks: Iterable[Block], *, title: str, language: Language, made: str) -> bytes:
    """A DOCX file of blocks.

    Args:
        blocks: in order; the first may be a break that sets how the first page lies.
        title: for the file's properties.
        language: of the words around quotes, for spelling checks.
        made: ISO time, for the file's properties, so that the same content gives the same file.
    """
    import docx

    document = docx.Document()
    docx_styles.set_up(document, language)
    docx_styles.lay_out(document.sections[0], landscape=False)
    _number_pages(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = xml_text(title), "corpus-search", ""
    properties.created = properties.modified = datetime.fromisoformat(made)
    _Writer(document, language).write(blocks)
    held = io.BytesIO()
    document.save(held)
    return _dated(held, datetime.fromisoformat(made))


def _dated(held: io.BytesIO, made: datetime) -> bytes:
    """A zip file whose members are of one time, so that the same content gives the same file."""
    dated = io.BytesIO()
    stamp = (made.year, made.month, made.day, made.hour, made.minute, made.second)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            fresh = zipfile.ZipInfo(member.filename, stamp)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(member))
    return dated.getvalue()


class _Writer:
    """Writes blocks one after another; counts tables."""

    def __init__(self, document: Document, language: Language) -> None:
        self._document = document
        self._language = language
        self._styles: dict[Look, str] = {}
        self._landscape = False
        self._tables = 0
        self._empty = True
        self._new_page = False

    def write(self, blocks: Iterable[Block]) -> None:
        for block, following in pairwise((*blocks, None)):
            match block:
                case Heading(text, level):
                    self._heading(text, level)
                case Paragraph():
                    paragraph = self._paragraph(block.look)
                    fill(paragraph, block)
                    if isinstance(following, Paragraph) and following.look in _OF_A_QUOTE:
                        paragraph.paragraph_format.keep_with_next = True
                case Table():
                    self._table(block)
                case Break(landscape):
                    self._break(landscape=landscape)
            self._empty = False

    def _paragraph(self, look: Look) -> DocxParagraph:
        """A new paragraph. The library would look through all styles for one by its name: ten milliseconds."""
        paragraph = self._document.add_paragraph()
        if look not in self._styles:
            self._styles[look] = self._document.styles[_STYLES[look]].style_id
        paragraph._p.style = self._styles[look]
        return paragraph

    def _heading(self, text: str, level: int) -> None:
        heading = self._document.add_heading(xml_text(text if level else text.upper()), level)
        heading.paragraph_format.page_break_before = self._new_page or None
        self._new_page = False

    def _break(self, *, landscape: bool) -> None:
        if self._empty:
            docx_styles.lay_out(self._document.sections[0], landscape=landscape)
        elif landscape == self._landscape:
            self._new_page = (
                True  # told to the paragraph that begins it: a break of its own leaves an empty line
            )
        else:
            docx_styles.lay_out(self._document.add_section(), landscape=landscape)
        self._landscape = landscape

    def _table(self, block: Table) -> None:
        if block.caption:
            self._caption(block.caption)
        width = docx_styles.text_width_cm(landscape=self._landscape) * (1 - _FREE)
        write_table(self._document, block, [share * width for share in block.widths])
        self._paragraph(Look.CELL)

    def _caption(self, text: str) -> None:
        """`Tabel 1. ...`, numbered by a field, so that it renumbers itself within a thesis."""
        self._tables += 1
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.add_run(f"{words(self._language)['table']} ")
        _field(paragraph, "SEQ Table \\* ARABIC", str(self._tables))
        paragraph.add_run(f". {xml_text(text)}")


def _number_pages(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(paragraph, "PAGE", "1")


def _field(paragraph: DocxParagraph, instruction: str, shown: str) -> None:
    """A field that an office program computes, and what is shown before it does."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
