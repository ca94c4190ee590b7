"""A Lampiran: by its own headings, else by its paragraphs; or a regulation of its own with articles."""

from __future__ import annotations

import re

from corpus_search.law.numerals import letter_value, roman_value
from corpus_search.model import LineRole, NodeType
from corpus_search.segmenting.regulation.articles import arabic_options, candidates
from corpus_search.segmenting.regulation.body import Doubts, arranged, article_drafts, fill
from corpus_search.segmenting.regulation.draft import Draft, nest, with_next
from corpus_search.segmenting.regulation.items import items
from corpus_search.segmenting.regulation.sequence import best_chain
from corpus_search.segmenting.text import DocumentText

_GAP = 2.5
_SURE = 5.0
"""Mean score of headings from which an annex is taken for a regulation of its own."""
_CHAPTER = re.compile(r"\s*(?P<word>BAB)\s+(?P<number>[IVXL]{1,6})\b[ .:]*(?P<title>.*)")
_NUMBERED = re.compile(r"\s*(?P<number>[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.]?\s+(?P<title>\S.{2,120})$")
_LONGEST_HEADING = 120
_LONGEST_HEAD = 600


def annex_heading(text: DocumentText, start: int, end: int) -> tuple[int, str]:
    """Where the capitals at the head of an annex end, that name its regulation and subject; and their words."""
    at = start
    for index in range(text.line_at(start), len(text.lines)):
        line = text.lines[index]
        words = text.text[max(line.start, start) : min(line.end, end)]
        if line.start >= end or at - start > _LONGEST_HEAD or any(char.islower() for char in words):
            break
        if _NUMBERED.fullmatch(words.rstrip()) or _CHAPTER.fullmatch(words.rstrip()):
            break
        at = max(start, min(line.end, end))
    return at, " ".join(text.text[start:at].split()).strip(" :.")


def annex_content(text: DocumentText, view: str, start: int, end: int, doubts: Doubts) -> list[Draft]:
    """The drafts of what stands in an annex, without ends.

    Args:
        text: the document's text with its lines.
        view: the text as headings are looked for in it.
        start: after the annex's own heading.
        end: of the annex.
        doubts: takes what is missing in an annex that has articles.
    """
    found = candidates(view, start, end)
    chain = best_chain(list(arabic_options(found)), _GAP)
    if len(chain) >= 3 and sum(option.score for option in chain) >= _SURE * len(chain):
        articles = article_drafts(view, found, chain, doubts)
        drafts = arranged(view, start, end, articles, doubts)
        for (_, draft), following in with_next(drafts):
            if draft.type is NodeType.PASAL:
                fill(view, draft, following[1].start if following else end, doubts)
        return nest(drafts)
    drafts = _headings_and_paragraphs(text, start, end)
    for (_, draft), following in with_next(drafts):
        if draft.type is NodeType.PARAGRAPH:
            stop = following[1].start if following else end
            draft.children, _ = items(view, draft.start, stop, ayat=False)
    return nest(drafts)


def _headings_and_paragraphs(text: DocumentText, start: int, end: int) -> list[tuple[int, Draft]]:
    drafts: list[tuple[int, Draft]] = []
    paragraph: Draft | None = None
    ordinal = 0
    for index in range(text.line_at(start), len(text.lines)):
        line = text.lines[index]
        if line.start >= end:
            break
        begin = max(line.start, start)
        words = text.text[begin : line.end]
        if not words.strip():
            paragraph = None
            continue
        heading = _heading(words, line.line.role, line.line.level)
        if heading:
            level, label, number, title = heading
            drafts.append(
                (level, Draft(NodeType.HEADING, label, begin, line.end, number=number, title=title))
            )
            paragraph, ordinal = None, 0
        elif paragraph is None:
            ordinal += 1
            paragraph = Draft(
                NodeType.PARAGRAPH, f"par. {ordinal}", begin, begin, number=str(ordinal), whole=True
            )
            drafts.append((9, paragraph))
        if line.line.role in (LineRole.PARAGRAPH, LineRole.ROW):
            paragraph = None
    return drafts


def _heading(words: str, role: LineRole, depth: int) -> tuple[int, str, str, str] | None:
    """Level, label, number and title of a line that is a heading; None for running text."""
    line = " ".join(words.split())
    if role is LineRole.HEADING:
        return min(8, 2 + depth), line, "", line
    chapter = _CHAPTER.fullmatch(words.rstrip())
    if chapter:
        return 0, f"BAB {chapter['number']}", chapter["number"], chapter["title"].strip()
    numbered = _NUMBERED.fullmatch(words.rstrip())
    letters = [char for char in line if char.isalpha()]
    if len(line) > _LONGEST_HEADING or len(letters) < 4 or not all(char.isupper() for char in letters):
        return None
    if numbered:
        number = numbered["number"]
        level = 1 if roman_value(number) else 2 if letter_value(number) else 3
        return level, f"{number}. {numbered['title'].strip()}", number, numbered["title"].strip()
    return None
