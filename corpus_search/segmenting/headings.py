"""Headings: those that a reader marked, and in plain print those that are plainly headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.model import LineRole
from corpus_search.segmenting.paragraphs import LineMetrics
from corpus_search.segmenting.text import TextLine

Block = Sequence[TextLine]
"""The lines of a paragraph or heading."""

_CHAPTER = re.compile(
    r"(?:BAB|CHAPTER|BAGIAN|PART|LAMPIRAN|APPENDIX)\s+(?:[IVXLC]+|\d{1,2}|[A-Z])\b[.:]?(?:\s+\S.*)?"
)
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<words>[^\W\d_].*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}|[A-Z]|[IVX]{1,5})\.\s+(?P<words>[^\W\d_].*)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){3,}|…{2,}|\s\d{1,4}$")
"""A line of a table of contents."""
_MOST_WORDS = 12
_MOST_LINES = 3
_SENTENCE_END = (".", "?", "!", ":", ";")
_LARGE_LEVELS = 3
"""Sizes of large print that are told apart."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 and its words as written."""

    level: int
    words: str


def marked_heading(block: Block) -> Heading | None:
    """The heading that a reader marked as one."""
    first = block[0].line
    return Heading(min(max(first.level, 1), 6), _words(block)) if first.role is LineRole.HEADING else None


def printed_headings(blocks: Sequence[Block], metrics: LineMetrics) -> list[Heading | None]:
    """For each block the heading that it is by its print, for documents in which no reader marked any.

    Headings are lines in larger print, `BAB I`, `1.2 Judul`, short lines in capitals, and lines with consecutive
    numbers that stand alone (`1. Metode`, and after some paragraphs `2. Temuan`).
    """
    large = [_large_height(block, metrics) for block in blocks]
    sizes = sorted({height for height in large if height}, reverse=True)[:_LARGE_LEVELS]
    below = len(sizes)
    headings: list[Heading | None] = []
    number = 0
    for at, block in enumerate(blocks):
        words = _words(block)
        height = large[at]
        level = sizes.index(height) + 1 if height is not None and height in sizes else 0
        if not level and len(block) <= _MOST_LINES and block[0].line.role is LineRole.LINE:
            level = _level(words)
            level += below if level else 0
        following = _words(blocks[at + 1]) if at + 1 < len(blocks) else ""
        if not level and len(block) == 1 and _is_next(words, number, following):
            level = below + 3
        counted = _NUMBERED.fullmatch(words)
        if level and counted and counted["number"].isdigit():
            number = int(counted["number"])
        headings.append(Heading(min(level, 6), words) if level else None)
    return headings


def is_numbered(words: str) -> bool:
    """Whether a heading bears a number, and so is one of several: `BAB I`, `2. Temuan`."""
    return any(pattern.fullmatch(words) for pattern in (_CHAPTER, _DECIMAL, _NUMBERED))


def _words(block: Block) -> str:
    return " ".join(" ".join(line.line.text.split()) for line in block)


def _large_height(block: Block, metrics: LineMetrics) -> float | None:
    """Height of a block in large print, to half a point; None for any other.

    Print that is only a little larger must also read like a heading.
    """
    if len(block) > _MOST_LINES or not all(metrics.is_larger(line) for line in block):
        return None
    if not all(metrics.is_large(line) for line in block) and not _may_be_heading(_words(block)):
        return None
    return max(round(line.line.box.y1 * 2 - line.line.box.y0 * 2) / 2 for line in block if line.line.box)


def _is_next(words: str, number: int, following: str) -> bool:
    """Whether a line is the heading with the number after `number`, and not an item of a list."""
    match = _NUMBERED.fullmatch(words)
    if match is None or match["number"] != str(number + 1) or not _may_be_heading(words):
        return False
    item = _NUMBERED.match(following)
    return match["words"][0].isupper() and (item is None or item["number"] != str(number + 2))


def numbered_heading(lines: Sequence[TextLine], at: int) -> int:
    """How many lines from `at` on are a numbered heading that no empty line need set apart.

    `BAB I` with its title in capitals on the lines below, or `1.2 Judul` after the end of a sentence; 0 for others.
    """
    line = lines[at].line
    words = " ".join(line.text.split())
    if line.role is not LineRole.LINE or not _level(words):
        return 0
    if _CHAPTER.fullmatch(words):
        count = 1
        while count < _MOST_LINES and at + count < len(lines) and _is_capitals(lines[at + count].line.text):
            count += 1
        return count
    above = lines[at - 1].line.text.strip() if at else ""
    ended = not above or above.endswith(_SENTENCE_END) or _level(above) > 0
    return 1 if _DECIMAL.fullmatch(words) and ended else 0


def _is_capitals(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS and words.isupper() and not _CHAPTER.fullmatch(words.strip())


def _may_be_heading(words: str) -> bool:
    return (
        len(words.split()) <= _MOST_WORDS
        and not words.endswith((*_SENTENCE_END, ","))
        and not _LEADERS.search(words)
    )


def _level(words: str) -> int:
    """Level of a heading known by its words alone; 0 where it is none."""
    if not _may_be_heading(words):
        return 0
    if _CHAPTER.fullmatch(words) and (words.isupper() or len(words.split()) <= 3):
        return 1
    decimal = _DECIMAL.fullmatch(words)
    if decimal and decimal["words"][0].isupper():
        return min(6, 1 + decimal["number"].count("."))
    numbered = _NUMBERED.fullmatch(words)
    if numbered and is_titled(numbered["words"]):
        return 3 if numbered["number"].isdigit() else 2
    letters = [letter for letter in words if letter.isalpha()]
    return (
        2 if len(letters) >= 4 and words.isupper() and len(letters) * 2 > len(words.replace(" ", "")) else 0
    )


def is_titled(words: str) -> bool:
    """Whether it is written as titles are: every longer word with a capital letter."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 6]
    return words[0].isupper() and all(word[0].isupper() for word in long)
