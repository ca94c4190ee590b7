"""Pages -> text, outline and passages: one module a kind of document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus_search.model import Kind, Page, Segmentation
from corpus_search.segmenting.document import document_structure
from corpus_search.segmenting.field_note import field_note_structure
from corpus_search.segmenting.passages import passages_of
from corpus_search.segmenting.piece import Structure
from corpus_search.segmenting.text import DocumentText
from corpus_search.segmenting.transcript import transcript_structure

SEGMENTING_VERSION = 1
"""Raised whenever the same pages may give other passages: what was segmented before is then segmented again."""


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
