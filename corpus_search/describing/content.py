"""What a document's own text tells of it: its kind, a regulation's title block, an identity block, its language."""

from __future__ import annotations

import re
from collections import Counter

from corpus_search.language import language_of
from corpus_search.law import TitleBlock, title_block
from corpus_search.model import Kind, LineRole
from corpus_search.segmenting.field_note_lines import NOTE_TITLE
from corpus_search.segmenting.text import DocumentText
from corpus_search.segmenting.transcript_marks import marks_of

_ENACTING = re.compile(r"\bM\s?enimbang\b|\bMENIMBANG\b|\bMEMUTUSKAN\b|\bM\s?engingat\b")
_ARTICLES = re.compile(
    r"(?:^|[.;:]\s+|\n\s*)Pasa[l1I]\s+[\dIlO]+[A-Z]?\b|(?:^|\n)\s*(?:KESATU|PERTAMA|KEDUA)\s*:"
)
_OPENING = 12_000
"""Characters in which the preamble of a regulation begins."""
_FIRST_LINES = 12
"""Lines in which field notes say that they are some."""
_TITLE_WORDS = re.compile(r"\s*(?:transkrip|verbatim)\b.*|.*\binterview transcript\b.*", re.IGNORECASE)
_SAMPLES = 40
_SAMPLE_WORDS = 40


def regulation_of(text: DocumentText) -> TitleBlock | None:
    """The title block of a text that is a regulation; None for one that only quotes or discusses regulations."""
    block = title_block(text.text)
    if block is None or not _ENACTING.search(text.text, 0, _OPENING) or not _ARTICLES.search(text.text):
        return None
    return block


def kind_by_content(text: DocumentText) -> Kind | None:
    """A transcript or field notes, known by the text alone; None where it is neither.

    A transcript has at least two speakers and most of its words within their turns; field notes say so in their
    title.
    """
    first = [line.line.text.strip() for line in text.lines if line.line.text.strip()][:_FIRST_LINES]
    if any(NOTE_TITLE.fullmatch(line) and len(line.split()) <= _FIRST_LINES for line in first[:3]):
        return Kind.FIELD_NOTE
    marks = [mark for mark in marks_of(text, {}) if not mark.heading]
    speakers = Counter(mark.speaker for mark in marks)
    if any(line.line.role is LineRole.CUE for line in text.lines):
        return Kind.TRANSCRIPT
    titled = any(_TITLE_WORDS.fullmatch(line) for line in first)
    if len(speakers) < 2 or len(marks) < (3 if titled else 6):
        return None
    filled = sum(1 for line in text.lines if line.line.text.strip())
    return Kind.TRANSCRIPT if titled or len(marks) * 4 >= filled else None


def language_by_content(text: str) -> str:
    """The language of most of a text's stretches, `id` or `en`; empty where it cannot be told."""
    words = text.split()
    step = max(_SAMPLE_WORDS, len(words) // _SAMPLES)
    votes = Counter(
        language
        for at in range(0, len(words), step)
        if (language := language_of(" ".join(words[at : at + _SAMPLE_WORDS])))
    )
    return votes.most_common(1)[0][0] if votes else ""
