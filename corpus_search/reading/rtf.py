"""RTF: what Word and others exchanged before DOCX; many a `.doc` is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from corpus_search.model import Extraction, Line, LineRole, Page, State
from corpus_search.reading import rtf_marks as marks
from corpus_search.reading.blocks import block_lines
from corpus_search.reading.characters import decode
from corpus_search.reading.failures import reads
from corpus_search.reading.office_xml import sensible_title
from corpus_search.reading.tables import Cell, flat, table_lines

_PROPERTY = re.compile(r"\{\\(title|author)\s+((?:[^{}\\]|\\.)*)\}", re.DOTALL)
_CREATED = re.compile(r"\{\\creatim\\yr([12]\d{3})\\mo(\d{1,2})\\dy(\d{1,2})")
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_HEADING = re.compile(f"{marks.HEADING}([1-6])")


@reads("rtf", ValueError, LookupError, TypeError, OverflowError)
def read(path: Path) -> Extraction:
    """Read an RTF: paragraphs and headings with their automatic numbers, rows of tables, footnotes."""
    rtf = decode(path.read_bytes())
    text, *notes = _text(marks.mark(rtf)).split(marks.NOTE)
    numbered = [f"[{number}] {flat(marks.ALL.sub(' ', note))}" for number, note in enumerate(notes, 1)]
    return Extraction(
        State.READ, "rtf", (Page(1, tuple(_lines(text, iter(numbered)))),), metadata=_metadata(rtf)
    )


def _text(rtf: str) -> str:
    return str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]  # striprtf has no types


def _lines(text: str, notes: Iterator[str]) -> Iterator[Line]:
    """Lines of the text, each footnote after the paragraph or the table that refers to it."""
    *rows, rest = text.split(marks.ROW)
    table: list[str] = []
    for row in rows:
        before, begun, cells = row.partition(marks.ROW_START)
        if begun and before.strip():
            yield from _table(table, notes)
            yield from _paragraphs(before, notes)
            table = []
        table.append((cells if begun else before).replace(marks.ROW_START, "").strip("\n"))
    yield from _table(table, notes)
    yield from _paragraphs(rest, notes)


def _paragraphs(text: str, notes: Iterator[str]) -> Iterator[Line]:
    for paragraph in text.split("\n"):
        yield from _block(paragraph)
        yield from _notes_of(paragraph, notes)


def _table(rows: Sequence[str], notes: Iterator[str]) -> Iterator[Line]:
    yield from table_lines(
        [[_cell(cell) for cell in row.removesuffix(marks.CELL).split(marks.CELL)] for row in rows]
    )
    yield from _notes_of("".join(rows), notes)


def _cell(text: str) -> Cell:
    return tuple(line for paragraph in text.split("\n") for line in _block(paragraph))


def _block(paragraph: str) -> Iterator[Line]:
    heading = _HEADING.search(paragraph)
    level, role = (int(heading[1]), LineRole.HEADING) if heading else (0, LineRole.PARAGRAPH)
    text = _HEADING.sub("", paragraph).replace(marks.BREAK, "\n")
    yield from block_lines(marks.ALL.sub("", text), role, level)


def _notes_of(text: str, notes: Iterator[str]) -> Iterator[Line]:
    """The footnotes that a text refers to, by their order."""
    return (Line(note, role=LineRole.PARAGRAPH) for note in islice(notes, text.count(marks.NOTE_HERE)))


def _metadata(rtf: str) -> Mapping[str, str]:
    code_page = _CODE_PAGE.search(rtf)
    prefix = "{\\rtf1\\ansi" + (code_page[0] if code_page else "")
    found = {key: flat(_text(f"{prefix} {value}}}")) for key, value in _PROPERTY.findall(rtf)}
    created = _CREATED.search(rtf)
    metadata = {
        "title": sensible_title(found.get("title", "")),
        "author": found.get("author", ""),
        "created": f"{created[1]}-{int(created[2]):02d}-{int(created[3]):02d}" if created else "",
    }
    return {key: value for key, value in metadata.items() if value}
