"""Keputusan and Instruksi by their dictums (KESATU, KEDUA ...); circulars by their numbered points."""

from __future__ import annotations

import re

from corpus_search.law.numerals import (
    ORDINAL_PATTERN,
    Number,
    letter_value,
    ordinal_value,
    ordinal_word,
    roman_value,
)
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.body import Doubts
from corpus_search.segmenting.regulation.draft import Draft, with_next
from corpus_search.segmenting.regulation.items import items
from corpus_search.segmenting.regulation.parts import closing_at
from corpus_search.segmenting.regulation.sequence import Option, best_chain, missing_between
from corpus_search.segmenting.regulation.view import before, is_catchword, starts_line

_DICTUM = re.compile(
    rf"(?<![A-Za-z])(?P<word>(?i:{ORDINAL_PATTERN}))(?![A-Za-z])(?P<colon>[ '\u00b7.]{{0,3}}:)?"
)
_HEADING = re.compile(
    r"(?:^|\n)[ ]*(?P<mark>(?P<letter>[A-Z])|(?P<roman>[IVX]{1,5})|(?P<digit>\d{1,2}))\.\s+(?=\S)"
)
_CITED = re.compile(r"(?:\b(?:diktum|dan|atau|sampai|dengan)|,)\Z", re.IGNORECASE)
_GAP = 3.0


def dictums(text: str, start: int, end: int, doubts: Doubts) -> list[Draft]:
    """The dictums of a span, as pieces with their lists; empty where there are none from the first on."""
    found: list[re.Match[str]] = []
    options = []
    for match in _DICTUM.finditer(text, start, end):
        value = ordinal_value(match["word"])
        if value is None or is_catchword(text, match.end()):
            continue
        alone = starts_line(text, match.start(), start)
        if not match["word"].isupper() and not (alone and match["colon"]):
            continue
        if not (alone or match["colon"]) or (not match["colon"] and _is_cited(text, match, start)):
            continue
        score = (4.0 if alone else 2.0) + (4.0 if match["colon"] else 0.0)
        options.append(Option(len(found), Number(value), score))
        found.append(match)
    chain = best_chain(options, _GAP)
    if len(chain) < 2 or chain[0].number.base != 1:
        return []
    drafts, ends = [], []
    last: Number | None = None
    for option in chain:
        match = found[option.candidate]
        left_out = missing_between(last, option.number)
        if left_out:
            doubts.lacks(match.start(), tuple(f"diktum ke-{value}" for value in left_out))
        drafts.append(
            Draft(NodeType.DICTUM, _word(match), match.start(), match.start(), number=str(option.number))
        )
        ends.append(match.end())
        last = option.number
    limit = closing_at(text, ends[-1], end) or end
    for (draft, following), begin in zip(with_next(drafts), ends, strict=True):
        draft.children, missing = items(text, begin, following.start if following else limit, ayat=False)
        doubts.add(missing)
        draft.whole = not any(child.children for child in draft.children)
    return drafts


def _word(match: re.Match[str]) -> str:
    """The ordinal as it should be set: `KEENAM` for `KEEN AM`."""
    value = ordinal_value(match["word"])
    printed = "".join(match["word"].split()).upper()
    return printed if value is None or printed == "PERTAMA" else ordinal_word(value).upper()


def _is_cited(text: str, match: re.Match[str], floor: int) -> bool:
    """Whether an ordinal without a colon is one of a sentence: `pada diktum KEDUA huruf a`."""
    after = text[match.end() : match.end() + 4].lstrip(" .'\n")[:1]
    return bool(_CITED.search(before(text, match.start(), floor))) or not (after.isupper() or not after)


def points(text: str, start: int, end: int, doubts: Doubts) -> list[Draft]:
    """The numbered points of a circular: the outermost ascending marks at the starts of lines, with their lists.

    Capital letters or roman numbers come before digits where both are used (`A. Latar Belakang`, `1. ...`).
    """
    for style in ("letter", "roman", "digit"):
        marks = _ascending(text, start, end, style)
        if len(marks) >= 2:
            break
    else:
        return []
    drafts = []
    for at, mark, type_ in marks:
        word = "huruf" if style == "letter" else "angka"
        drafts.append(Draft(type_, f"{word} {mark}", at, at, number=mark))
    last = closing_at(text, drafts[-1].start, end) or end
    for draft, following in with_next(drafts):
        limit = following.start if following else last
        draft.children, missing = items(text, draft.start + len(draft.number) + 1, limit, ayat=False)
        doubts.add(missing)
        draft.whole = style == "digit" or not draft.children
    return drafts


def _ascending(text: str, start: int, end: int, style: str) -> list[tuple[int, str, NodeType]]:
    marks: list[tuple[int, str, NodeType]] = []
    for match in _HEADING.finditer(text, start, end):
        mark = match["mark"]
        value: int | None
        if style == "digit":
            value = int(mark) if mark.isdigit() else None
        elif style == "roman":
            value = roman_value(mark)
        else:
            value = letter_value(mark) if len(mark) == 1 and mark.isalpha() else None
        if value == len(marks) + 1:
            type_ = NodeType.HURUF if style == "letter" else NodeType.ANGKA
            marks.append((match.start("mark"), mark, type_))
    return marks
