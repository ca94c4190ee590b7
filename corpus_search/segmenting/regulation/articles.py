"""Finding the headings of articles, alone on a line or inside one, and telling them from citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus_search.law.numerals import Number, article_readings, roman_reading
from corpus_search.segmenting.regulation.sequence import Option
from corpus_search.segmenting.regulation.view import (
    before,
    cites,
    ends_in_capitals,
    ends_sentence,
    is_catchword,
    starts_line,
)

_WORD = r"(?<![A-Za-z])(?:[Pp][ae][s5][aeu][l1I|!iJ7]|P[AE]S[AE][LI1])"
_DIGITS = r"[\dOoQlIiTtLSsBEZzGgD|!J]{1,4}"
_ARTICLE = re.compile(
    rf"{_WORD}[ \n]{{0,3}}(?:(?P<roman>[IVX]{{1,4}}[Il1]?)|"
    rf"(?P<raw>{_DIGITS}(?: [\dOlI]{{1,2}}(?=\s*(?:\n|\(1|\Z)))?"
    rf"(?: ?(?:[A-Z]{{1,2}}|E[}}lI|)J]|H_))?))(?![A-Za-z\d}}]|\d)"
)
_CITED_AFTER = re.compile(
    r"\s*(?:ayat|huruf|angka|dan\b|atau\b|dan/atau|sampai|s/d|s\.d|hingga|juncto|jo\b|dihapus|diubah|dirubah|dicabut|"
    r"ditambah|disisipkan|diganti|dibaca|tersebut|ini\b|itu\b|di\s?atas|yang\b|(?:Undang|Peraturan|Keputusan)(?![\w\s-]{0,60}?\bini\b)|Konstitusi|"
    r"UUD|UU\b|KUH|sub\b|tentang|berbunyi|dalam\b|menjadi|tetap\b|Ordon|kalimat|[,;)/]|-\s?pasal)"
)
_AYAT_AFTER = re.compile(r"\s*[Aa]yat\b")
_FIRST_AYAT = re.compile(r"[\s.:]*(?:\(\s?[1lI]\s?\)|[1a]\s?[.)]\s)")
_OPENS = re.compile(r"""[\s.:\u2013-]*(?:["'\u201c(\u2018]|[A-Z])""")
_LINE_END = re.compile(r"""[ .:;,'"`\u2019\u00b7*_-]{0,4}(?:\r?\n|\Z)""")
_RANGE = re.compile(
    r"\s*(?:s\s?/\s?d\.?|s\.\s?d\.|sampai\s+(?:dengan\s+)?|dan|,(?:\s*dan)?|-|\u2013)\s*(?:Pasal\s+)?(?P<last>\d{1,3}[A-Z]?)\b(?!\s*\))"
)
_OWN_LINE, _LINE_START, _INSIDE = 10.0, 8.0, 6.0
_LOOSE = 3.0
_TWIN = 140
"""Most characters between a catchword or a repeated heading and the heading itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the heading of an article."""

    start: int
    end: int
    """After the number, or after the last number of a range."""
    readings: tuple[tuple[Number, bool], ...]
    """What its number may be, each with whether it is read to the letter; of a range the first number."""
    roman: tuple[int, bool] | None
    score: float
    alone: bool
    """Whether it has its line to itself."""
    last: Number | None = None
    """The last number of a range: `Pasal 30 s/d 32`."""


def candidates(text: str, start: int, end: int, *, ranges: bool = False) -> list[Candidate]:
    """The headings of articles that may stand in a span, in order; citations and catchwords are left out.

    Args:
        text: the view.
        start: of the span.
        end: of the span.
        ranges: whether several articles may share a heading (`Pasal 59 dan 60`), as in a Penjelasan.
    """
    found: list[Candidate] = []
    for match in _ARTICLE.finditer(text, start, end):
        candidate = _candidate(text, match, start, ranges)
        if candidate is None or candidate.score <= 0:
            continue
        if found and _twins(text, found[-1], candidate):
            found.pop()
        found.append(candidate)
    return found


def _candidate(text: str, match: re.Match[str], floor: int, ranges: bool) -> Candidate | None:
    roman = roman_reading(match["roman"]) if match["roman"] else None
    readings = article_readings(match["roman"] or match["raw"])
    if not readings and roman is None:
        return None
    end, last = match.end(), None
    if ranges:
        while more := _RANGE.match(text, end):
            values = article_readings(more["last"])
            if not values:
                break
            end, last = more.end(), values[0][0]
    if is_catchword(text, end):
        return None
    alone = bool(_LINE_END.match(text, end))
    line_start = starts_line(text, match.start(), floor)
    score = _score(text, match, end, floor, line_start=line_start, alone=alone)
    return Candidate(match.start(), end, readings, roman, score, line_start and alone, last)


def _score(text: str, match: re.Match[str], end: int, floor: int, *, line_start: bool, alone: bool) -> float:
    """How surely a place is headed here: by its line, by what stands before, and by what follows."""
    tail = before(text, match.start(), floor)
    cited, closed = cites(tail), ends_sentence(tail)
    capitals = ends_in_capitals(tail)
    if line_start and alone:
        score = _OWN_LINE - (0.0 if closed or not cited else 3.0 if tail[-1:] in ",-" else 6.0)
    else:
        after = text[end : end + 100]
        # A Penjelasan goes on with "Ayat (1)"; a citation goes on with "ayat (1)".
        if _CITED_AFTER.match(after) and not (_AYAT_AFTER.match(after) and "Ayat" in after[:8]):
            return 0.0
        first_ayat = bool(_FIRST_AYAT.match(after))
        if (cited and not closed) or not (first_ayat or _OPENS.match(after) or alone):
            return 0.0
        score = _LINE_START if line_start else _INSIDE
        if not (closed or capitals):
            score -= 3.0 if first_ayat else 5.0
    if not (closed or capitals or cited):
        score -= 1.0
    return score - (2.0 if match[0][0] == "p" else 0.0)


def _twins(text: str, first: Candidate, second: Candidate) -> bool:
    """Whether the first only announces the second: a catchword without its dots, a heading set twice."""
    shared = {number for number, _ in first.readings} & {number for number, _ in second.readings}
    between = text[first.end : second.start]
    return (
        bool(shared)
        and len(between) <= _TWIN
        and (not between.strip(" \n.") or not re.search(r"[a-z]{4}", between))
    )


def arabic_options(found: list[Candidate]) -> Iterator[Option]:
    """The readings of each candidate as a number in digits."""
    for index, candidate in enumerate(found):
        for number, exact in candidate.readings:
            if number.base > 0:
                yield Option(index, number, candidate.score - (0.0 if exact else _LOOSE))
        if candidate.roman and candidate.roman[0] > 1:
            yield Option(index, Number(candidate.roman[0]), candidate.score - _LOOSE)


def roman_options(found: list[Candidate]) -> Iterator[Option]:
    """The readings of each candidate as a roman number, as an amending regulation counts."""
    for index, candidate in enumerate(found):
        if candidate.roman:
            value, exact = candidate.roman
            yield Option(index, Number(value), candidate.score - (0.0 if exact else _LOOSE))
        elif (Number(1), True) in candidate.readings:
            yield Option(index, Number(1), candidate.score - _LOOSE)
