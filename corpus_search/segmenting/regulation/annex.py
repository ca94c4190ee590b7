"""A Lampiran: by its own headings, else by its paragraphs; or a regulation of its own with articles."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from corpus_search.law.numerals import letter_value, roman_value, to_letter
from corpus_search.model import LineRole, NodeType
from corpus_search.segmenting.headings import is_titled
from corpus_search.segmenting.paragraphs import line_gap
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
_NAMED = re.compile(r"\bNOMOR\b|\bTENTANG\b")
"""An annex's head names the regulation that it belongs to."""
_ABOUT = re.compile(r"\bTENTANG\b")
_ALIKE = 92.0
"""How alike (of 100) the letters of two readings of one subject are."""
_SIGNED = re.compile(
    r"^[ ]*(?:[Aa]\.?[Nn]\.?\s+)?(?:PRESIDEN|MENTERI|GUBERNUR|BUPATI|WALI\s?KOTA|KEPALA|KETUA|DIREKTUR|SEKRETARIS)\b"
    r"[^a-z]{0,160}?,\s*(?:[Tt][Tt][Dd]\b|(?=[A-Z .]{3,60}\Z))",
    re.MULTILINE,
)
"""Who signed an annex."""
_LONGEST_HEADING = 120
_LONGEST_HEAD = 600
_LONGEST_SUBJECT = 300
_WIDE_GAP = 1.4
"""A distance of so many times the usual one sets a line apart."""
_LONGEST_TITLE = 12
"""Words of a heading in small letters."""
_LETTERED_LEVEL = 2
_OUTERMOST, _INNERMOST = -1, 9
"""Levels of what an annex holds, and of its paragraphs and rows."""


def annex_heading(text: DocumentText, start: int, end: int, subject: str) -> tuple[int, str]:
    """Where the capitals at the head of an annex end, that name its regulation; and their words.

    What stands below the regulation's subject, or apart below them, also in capitals, is no part of them: it tells
    what the annex holds.

    Args:
        text: the document's text with its lines.
        start: after the word that heads the annex.
        end: of the annex.
        subject: what the regulation is about.
    """
    told = _letters(subject)
    at = start
    first = text.line_at(start)
    for index in range(first, len(text.lines)):
        line = text.lines[index]
        words = text.text[max(line.start, start) : min(line.end, end)]
        if line.start >= end or at - start > _LONGEST_HEAD or any(char.islower() for char in words):
            break
        if _NUMBERED.fullmatch(words.rstrip()) or _CHAPTER.fullmatch(words.rstrip()):
            break
        if index > first and _NAMED.search(text.text, start, at) and _stands_apart(text, index, first):
            break
        at = max(start, min(line.end, end))
        about = _ABOUT.search(text.text, start, at)
        if about and told and fuzz.ratio(_letters(text.text[about.end() : at]), told) > _ALIKE:
            break
    return at, " ".join(text.text[start:at].split()).strip(" :.")


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.upper()))


def _stands_apart(text: DocumentText, index: int, first: int) -> bool:
    """Whether white space parts a line from those before it, the first of which is given."""
    line, above = text.lines[index], text.lines[index - 1]
    if not above.line.text.strip():
        return True
    gap = line_gap(above, line)
    before = [one for a, b in pairwise(text.lines[first:index]) if (one := line_gap(a, b)) is not None]
    return gap is not None and bool(before) and gap > _WIDE_GAP * median(before)


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
    signed = _SIGNED.search(view, start, end)
    begins = signed.start() if signed else end
    subject = _subject(text, start, begins)
    drafts = _headings_and_paragraphs(text, subject.body if subject else start, begins)
    for (_, draft), following in with_next(drafts):
        if draft.type is NodeType.PARAGRAPH:
            stop = following[1].start if following else begins
            draft.children, _ = items(view, draft.start, stop, ayat=False)
    if subject:
        drafts.insert(0, (_OUTERMOST, subject))
    if signed:
        drafts.append((_OUTERMOST, Draft(NodeType.CLOSING, "Penutup", begins, begins, whole=True)))
    return nest(drafts)


def _headings_and_paragraphs(text: DocumentText, start: int, end: int) -> list[tuple[int, Draft]]:
    drafts: list[tuple[int, Draft]] = []
    paragraph: Draft | None = None
    paragraphs = rows = letters = 0
    for index in range(text.line_at(start), len(text.lines)):
        line = text.lines[index]
        if line.start >= end:
            break
        begin, stop = max(line.start, start), min(line.end, end)
        words = text.text[begin:stop]
        if not words.strip():
            paragraph = None
            continue
        heading = _heading(words, line.line.role, line.line.level) or _lettered(words, letters + 1)
        if heading is None and drafts and _lacks_title(drafts[-1][1]) and _is_capitals(words):
            drafts[-1][1].title, drafts[-1][1].body = " ".join(words.split()), stop
        elif heading:
            level, label, number, title = heading
            drafts.append((level, Draft(NodeType.HEADING, label, begin, stop, number=number, title=title)))
            paragraph, paragraphs, rows = None, 0, 0
            if level <= _LETTERED_LEVEL:
                letters = (letter_value(number) or 0) if level == _LETTERED_LEVEL else 0
        elif line.line.role is LineRole.ROW:
            rows += 1
            drafts.append((_INNERMOST, _counted(NodeType.ROW, "baris", rows, begin)))
            paragraph = None
        elif paragraph is None:
            paragraphs += 1
            paragraph = _counted(NodeType.PARAGRAPH, "par.", paragraphs, begin)
            drafts.append((_INNERMOST, paragraph))
        if line.line.role is LineRole.PARAGRAPH:
            paragraph = None
    return drafts


def _lacks_title(draft: Draft) -> bool:
    return draft.label.startswith("BAB ") and not draft.title


def _counted(type_: NodeType, word: str, number: int, start: int) -> Draft:
    return Draft(type_, f"{word} {number}", start, start, number=str(number), whole=True)


def _subject(text: DocumentText, start: int, end: int) -> Draft | None:
    """What an annex holds, in capitals above it all: `BATAS HARGA KELAS`."""
    subject = None
    for index in range(text.line_at(start), len(text.lines)):
        line = text.lines[index]
        begin, stop = max(line.start, start), min(line.end, end)
        words = " ".join(text.text[begin:stop].split())
        if line.start >= end or (subject and not words):
            break
        if not words:
            continue
        if not _is_capitals(words) or _heading(words, line.line.role, line.line.level):
            break
        if subject is None:
            subject = Draft(NodeType.HEADING, words, begin, stop)
        elif len(subject.label) + len(words) < _LONGEST_SUBJECT:
            subject.label, subject.body = f"{subject.label} {words}", stop
        else:
            return None
    return subject


def _heading(words: str, role: LineRole, depth: int) -> tuple[int, str, str, str] | None:
    """Level, label, number and title of a line that is a heading; None for running text."""
    line = " ".join(words.split())
    if role is LineRole.HEADING:
        return min(8, 2 + depth), line, "", line
    chapter = _CHAPTER.fullmatch(words.rstrip())
    if chapter:
        return 0, f"BAB {chapter['number']}", chapter["number"], chapter["title"].strip()
    numbered = _NUMBERED.fullmatch(words.rstrip())
    if numbered and _is_capitals(words):
        number = numbered["number"]
        level = 1 if roman_value(number) else _LETTERED_LEVEL if letter_value(number) else 3
        return level, f"{number}. {numbered['title'].strip()}", number, numbered["title"].strip()
    return None


def _lettered(words: str, expected: int) -> tuple[int, str, str, str] | None:
    """A heading in small letters with the letter that is expected: `B. Maksud dan Tujuan`."""
    numbered = _NUMBERED.fullmatch(words.rstrip())
    if numbered is None or numbered["number"] != to_letter(expected).upper():
        return None
    title = numbered["title"].strip()
    if len(title.split()) > _LONGEST_TITLE or title.endswith((".", ";", ":", ",")) or not is_titled(title):
        return None
    return _LETTERED_LEVEL, f"{numbered['number']}. {title}", numbered["number"], title


def _is_capitals(words: str) -> bool:
    """Whether a line holds capitals as headings do, and nothing else."""
    letters = [char for char in words if char.isalpha()]
    return len(words.strip()) <= _LONGEST_HEADING and len(letters) > 3 and all(map(str.isupper, letters))
