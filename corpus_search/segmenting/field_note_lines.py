"""What a line of field notes is: the head of an entry, a section's heading, an observer's comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus_search.model import LineRole
from corpus_search.segmenting.dates import date_line, find_day
from corpus_search.segmenting.identity import identity_pair
from corpus_search.segmenting.text import TextLine

_SECTION_NAME = (
    r"(?:deskripsi|description|descriptive\s+notes?|reflective\s+notes?|analytic\s+(?:notes?|memos?)"
    r"|catatan\s+(?:deskriptif|reflektif|refleksi|analitik|analitis|metodologis|teoretis|peneliti)"
    r"|(?:hasil\s+)?(?:observasi|pengamatan)|observations?|refleksi|reflections?|analisis|analysis|interpretasi"
    r"|interpretations?|tafsiran|komentar|comments?|observer(?:['’]?s)?\s+comments?|memo|jottings?|rencana"
    r"|tindak\s+lanjut|follow[- ]?up|next\s+steps|kesan|impressions?|kutipan|quotes?|percakapan|latar|setting"
    r"|konteks|context|pertanyaan|ringkasan|summary)"
    r"(?:\s+(?:awal|umum|peneliti|sementara|singkat|latar|lapangan|kegiatan|suasana|initial|general))?"
)
_SECTION = re.compile(rf"\s*(?:[A-Z]\.|\d{{1,2}}[.)]|[IVX]+\.)?\s*{_SECTION_NAME}\s*:?\s*", re.IGNORECASE)
_SECTION_INLINE = re.compile(
    r"\s*(?:deskripsi|description|refleksi|reflections?|catatan\s+(?:deskriptif|reflektif|refleksi|analitik)|analisis|analysis|memo|interpretasi|tindak\s+lanjut)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"\s*[\[(*_]{0,3}(?:O\.?\s?C\.?|observer(?:['’]?s)?\s+comments?|komentar\s+peneliti)\s*:[*_]{0,2}\s*(?=\S)",
    re.IGNORECASE,
)
NOTE_TITLE = re.compile(
    r"\s*(?:(?:catatan|jurnal)\s+(?:lapangan|observasi|harian)|lembar\s+(?:observasi|pengamatan)|field\s*-?\s*notes?"
    r"|field(?:work)?\s+(?:journal|diary|log)|observation\s+(?:notes?|sheet|log))\b.*",
    re.IGNORECASE,
)
_MOST_WORDS = 14
"""Most words of a title or of the value in an identity block."""


class Role(Enum):
    """What a line does in field notes."""

    ENTRY = auto()
    """A title or date: heads an entry."""
    IDENTITY = auto()
    SECTION = auto()
    COMMENT = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line with its role; `words` is where the text begins after a mark such as `OC:`, else the line's end."""

    role: Role
    line: TextLine
    words: int


def note_lines(lines: Sequence[TextLine]) -> Iterator[NoteLine]:
    """Each line with its role, as far as the line itself tells."""
    for line in lines:
        words = line.line.text
        stripped = words.strip()
        if _SECTION.fullmatch(stripped):
            yield NoteLine(Role.SECTION, line, line.end)
        elif date_line(stripped) or _is_title(stripped) or _is_dated_heading(line):
            yield NoteLine(Role.ENTRY, line, line.end)
        elif line.line.role is LineRole.HEADING and stripped:
            yield NoteLine(Role.SECTION, line, line.end)
        elif comment := _COMMENT.match(words):
            yield NoteLine(Role.COMMENT, line, line.start + comment.end())
        elif inline := _SECTION_INLINE.match(words):
            yield NoteLine(Role.SECTION, line, line.start + inline.end())
        elif (pair := identity_pair(words)) and len(pair[1].split()) <= _MOST_WORDS:
            yield NoteLine(Role.IDENTITY, line, line.end)
        else:
            yield NoteLine(Role.TEXT, line, line.start)


def _is_title(words: str) -> bool:
    return (
        NOTE_TITLE.fullmatch(words) is not None
        and len(words.split()) <= _MOST_WORDS
        and not words.endswith(".")
    )


def _is_dated_heading(line: TextLine) -> bool:
    return line.line.role is LineRole.HEADING and find_day(line.line.text) is not None
