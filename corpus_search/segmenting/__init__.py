"""Pages -> text, outline and passages: one module a kind of document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus_search.model import Kind, Page, Segmentation
from corpus_search.segmenting.dates import find_day
from corpus_search.segmenting.document import document_structure
from corpus_search.segmenting.field_note import field_note_structure
from corpus_search.segmenting.identity import IDENTITY, identity_of
from corpus_search.segmenting.passages import passages_of
from corpus_search.segmenting.piece import Structure
from corpus_search.segmenting.text import DocumentText
from corpus_search.segmenting.transcript import transcript_structure

SEGMENTING_VERSION = 4
"""Raised whenever the same pages may give other passages: documents are then segmented again."""

_FIRST_LINES, _FEW_WORDS = 5, 14
"""Where an interview that has no identity block tells its day."""


def segment(
    pages: Sequence[Page], kind: Kind, *, document: str, metadata: Mapping[str, str] | None = None
) -> Segmentation:
    """A document's text, outline and passages.

    Args:
        pages: as they were read.
        kind: what sort of document it is.
        document: its id: the passages' ids begin with it.
        metadata: what is known of it (`date`, `informant`, `interviewer` ...).

    Returns:
        The segmentation; `text[passage.start:passage.end]` is a passage, always.
    """
    text = DocumentText.of(pages)
    structure = _structure(text, kind, pages, metadata or {})
    return Segmentation(
        text.text, structure.outline, passages_of(text, structure.pieces, document), structure.gaps
    )


def _structure(
    text: DocumentText, kind: Kind, pages: Sequence[Page], metadata: Mapping[str, str]
) -> Structure:
    match kind:
        case Kind.REGULATION:
            from corpus_search.segmenting.regulation import structure

            return structure(text)
        case Kind.TRANSCRIPT:
            return transcript_structure(text, metadata)
        case Kind.FIELD_NOTE:
            return field_note_structure(text, metadata)
        case Kind.DOCUMENT:
            return document_structure(text, {page.number: page.label for page in pages if page.label})


def identity_of_document(text: DocumentText, kind: Kind) -> Mapping[str, str]:
    """What a transcript or field notes say of themselves before the first turn or entry (`informant`, `date` ...).

    Other kinds have no identity block.
    """
    if kind is Kind.TRANSCRIPT:
        structure = transcript_structure(text, {})
    elif kind is Kind.FIELD_NOTE:
        structure = field_note_structure(text, {})
    else:
        return {}
    block = next((node for root in structure.outline for node in root.walk() if node.label == IDENTITY), None)
    above = text.text[block.start : block.end] if block else ""
    fields = identity_of(above.split("\n"))
    if kind is Kind.FIELD_NOTE and "interviewer" in fields:
        fields.setdefault("observer", fields.pop("interviewer"))
    dated = next((piece.date for piece in structure.pieces if piece.date), None)
    if dated is None and "date" not in fields:
        dated = _day_above(above.split("\n") if block else [line.line.text for line in text.lines])
    return {**fields, "date": dated} if dated else fields


def _day_above(lines: Sequence[str]) -> str | None:
    """The day that a short line among the first ones tells: `Wawancara dengan Mas Budi, 3 Juni 2022`."""
    first = [line for line in lines if line.strip()][:_FIRST_LINES]
    short = (line for line in first if len(line.split()) <= _FEW_WORDS and not line.rstrip().endswith("?"))
    return next((day for line in short if (day := find_day(line))), None)
