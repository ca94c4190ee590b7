"""Interviews and field notes as a word processor saves them: DOCX and ODT, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import odfdo
from docx.document import Document as DocxDocument
from docx.shared import Cm, Pt

NOTICE = "Dokumen contoh, rekaan untuk corpus-search"
SAVED = datetime(2022, 12, 1, 9, 0, tzinfo=UTC)
TURN = re.compile(r"(?P<speaker>Peneliti|Informan \d+): (?P<words>.+)")
MIMETYPE = "mimetype"


def make_interview(source: Path, target: Path) -> None:
    """A title, a block of metadata, then a paragraph a turn: `Peneliti: ...`."""
    title, metadata, turns = _parts(source)
    document = _new_docx(title)
    for line in metadata:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_paragraph()
    for speaker, words in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(words)
    _save_docx(document, target)


def make_interview_table(source: Path, target: Path) -> None:
    """The same with the turns in a table of two columns: who speaks, and what is said."""
    title, metadata, turns = _parts(source)
    document = _new_docx(title)
    for line in metadata:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    rows = [("Penutur", "Ujaran"), *turns]
    for _ in turns:
        table.add_row()
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, cells, (Cm(3), Cm(13)), strict=True):
            cell.width = width
            cell.text = text
    _save_docx(document, target)


def _parts(source: Path) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Title, lines of metadata, and turns of a transcript's source."""
    head, _, body = source.read_text(encoding="utf-8").partition("\n\n")
    title, *metadata = head.splitlines()
    turns = [
        (match["speaker"], match["words"]) for line in body.splitlines() if (match := TURN.fullmatch(line))
    ]
    assert len(turns) == len(body.splitlines()), f"a line of {source.name} is no turn"
    return title, metadata, turns


def _new_docx(title: str) -> DocxDocument:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(12)
    properties = document.core_properties
    properties.title = title
    properties.author = "corpus-search (dokumen contoh)"
    properties.subject = properties.comments = NOTICE
    properties.created = properties.modified = SAVED
    document.sections[0].footer.paragraphs[0].text = NOTICE
    document.add_heading(title, level=1)
    return document


def _save_docx(document: DocxDocument, target: Path) -> None:
    memory = io.BytesIO()
    document.save(memory)
    target.write_bytes(_fixed_dates(memory.getvalue()))


def make_field_note(source: Path, target: Path) -> None:
    """Headings (`#`, `##`, `###`) and paragraphs as an ODT."""
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    styles = document.get_part("styles.xml")
    assert isinstance(styles, odfdo.XmlPart)
    for level in styles.get_elements("//text:outline-level-style"):
        # the template numbers headings; field notes do not
        for name in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(name, "")
    for line in source.read_text(encoding="utf-8").splitlines():
        marks, _, words = line.partition(" ")
        if marks and set(marks) == {"#"}:
            body.append(odfdo.Header(len(marks), words))
        elif line:
            body.append(odfdo.Paragraph(line))
    meta = document.meta
    meta.title = source.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    meta.subject = NOTICE
    meta.creation_date = meta.date = SAVED.replace(tzinfo=None)
    meta.generator = "corpus-search sample corpus"
    memory = io.BytesIO()
    document.save(memory)
    target.write_bytes(_fixed_dates(memory.getvalue()))


def _fixed_dates(data: bytes) -> bytes:
    """A zip file again, its members in a fixed order and with a fixed date."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != MIMETYPE, name)):
            member = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            # ODF wants its type first and uncompressed, so that it can be read at a fixed place
            member.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return memory.getvalue()
