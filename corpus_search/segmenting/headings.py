"""Headings: those that a reader marked, and in plain print those that are plainly headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.model import LineRole
from corpus_search.segmenting.text import TextLine

_CHAPTER = re.compile(
    r"(?:BAB|CHAPTER|BAGIAN|PART|LAMPIRAN|APPENDIX)\s+(?:[IVXLC]+|\d{1,2}|[A-Z])\b[.:]?(?:\s+\S.*)?"
)
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+[^\W\d_].*")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}|[A-Z]|[IVX]{1,5})\.\s+(?P<words>[^\W\d_].*)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){3,}|…{2,}|\s\d{1,4}$")
_MOST_WORDS = 12
_MOST_LINES = 3
_SENTENCE_END = (".", "?", "!", ":", ";")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 and its words as written."""

    level: int
    words: str


def heading_of(paragraph: Sequence[TextLine], *, printed: bool) -> Heading | None:
    """The heading that a paragraph is, if it is one.

    Args:
        paragraph: its lines.
        printed: look for headings that only print tells (`BAB I`, `1.2 Judul`, a short line in capitals); to be used
            where the reader marked none.
    """
    words = " ".join(" ".join(line.line.text.split()) for line in paragraph)
    first = paragraph[0].line
    if first.role is LineRole.HEADING:
        return Heading(min(max(first.level, 1), 6), words)
    if not printed or first.role is not LineRole.LINE or len(paragraph) > _MOST_LINES:
        return None
    level = _printed_level(words)
    return Heading(level, words) if level else None


def printed_heading(lines: Sequence[TextLine], at: int) -> int:
    """How many lines from `at` on are a numbered heading that no empty line need set apart.

    `BAB I` with its title in capitals on the lines below, or `1.2 Judul` after the end of a sentence; 0 for others.
    """
    line = lines[at].line
    words = " ".join(line.text.split())
    if line.role is not LineRole.LINE or not _printed_level(words):
        return 0
    if _CHAPTER.fullmatch(words):
        count = 1
        while count < _MOST_LINES and at + count < len(lines) and _is_capitals(lines[at + count].line.text):
            count += 1
        return count
    above = lines[at - 1].line.text.strip() if at else ""
    ended = not above or above.endswith(_SENTENCE_END) or _printed_level(above) > 0
    return 1 if _DECIMAL.fullmatch(words) and ended else 0


def _is_capitals(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS and words.isupper() and not _CHAPTER.fullmatch(words.strip())


def _printed_level(words: str) -> int:
    """Level of a heading known by its print; 0 where it is none."""
    if (
        len(words.split()) > _MOST_WORDS
        or words.endswith((".", ",", ";", ":", "?"))
        or _LEADERS.search(words)
    ):
        return 0
    if _CHAPTER.fullmatch(words) and (words.isupper() or len(words.split()) <= 3):
        return 1
    decimal = _DECIMAL.fullmatch(words)
    if decimal and _is_titled(words):
        return min(6, 1 + decimal["number"].count("."))
    numbered = _NUMBERED.fullmatch(words)
    if numbered and _is_titled(numbered["words"]):
        return 3 if numbered["number"].isdigit() else 2
    letters = [letter for letter in words if letter.isalpha()]
    return (
        2 if len(letters) >= 4 and words.isupper() and len(letters) * 2 > len(words.replace(" ", "")) else 0
    )


def _is_titled(words: str) -> bool:
    """Whether it is written as titles are: every longer word with a capital letter."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 6]
    first = re.search(r"[^\W\d_]", words)
    return first is not None and first.group().isupper() and all(word[0].isupper() for word in long)
