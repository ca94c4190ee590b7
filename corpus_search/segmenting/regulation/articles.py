"""Finding the headings of articles, alone on a line or inside one, and telling them from citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus_search.law.numerals import Number, article_readings, roman_reading
from corpus_search.segmenting.regulation.sequence import Option
from corpus_search.segmenting.regulation.view import (
    before,
    cites,
    ends_in_title,
    ends_sentence,
    is_catchword,
    starts_line,
)

_WORD = r"(?:[Pp][ae][s5][aeu][l1I|!iJ7L\]]|P[AE]S[AE][LI1])"
_WORN_WORD = r"Pa\.?s(?:[aeinrz-][a-z-]{0,2}|tr)[lLI1|!\]iJt]"
"""The word with two letters misread: `Pasat`, `Pastrl`, `Paseri`."""
_DIGITS = r"[\dOoQlIiTtLSsBEZzGgD|!J]{1,4}"
_ARTICLE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<word>{_WORD})|{_WORN_WORD})[ \n]{{0,3}}"
    rf"(?:(?P<roman>[IVX]{{1,4}}[Il1]?)(?![A-Za-z\d])|"
    rf"(?P<raw>{_DIGITS}(?: ?(?:[A-Z]{{1,2}}|E[}}lI|)J]|H_))?)(?![A-Za-z\d}}]))"
    r"(?P<spaced>(?: [\dlIOi]{1,3}(?![A-Za-z\d)])){1,2})?"
)
_CITED_AFTER = re.compile(
    r"\s*(?:ayat|huruf|angka|dan\b|atau\b|dan/atau|sampai|s/d|s\.d|hingga|juncto|jo\b|dihapus|diubah|dirubah|"
    r"dicabut|ditambah|disisipkan|diganti|dibaca|tersebut|ini\b|itu\b|di\s?atas|yang\b|sub\b|tentang|berbunyi|"
    r"dalam\b|menjadi|tetap\b|kalimat|Konstitusi|UUD|UU\b|KUH|Ordon|Konvensi|[;)/]|,(?!\s*\(\s?1)|-\s?pasal)"
)
_REGULATION_AFTER = re.compile(
    r"\s*(?:(?:Undang|Peraturan|Keputusan)[^.;]{0,80}?\b(?:Nomor|No|Nr|Dasar|tersebut|[Tt]ahun)\b)"
)
_AYAT_AFTER = re.compile(r"\s*Ayat\b")
_FIRST_AYAT = re.compile(r"[\s.:,_]*(?:[({]\s?[1lIif]\s?'?\s?[)}]|[1a]\s?[.)](?=\s|[A-Z]))")
_AYAT_HEADED = re.compile(r"[\s.]*\(\s?[1lI]\s?\)\s+(?!Undang|UU|Peraturan)[A-Z]")
_STOPPED = re.compile(r"[_ ]*\.[\s_]+[A-Z(\"]")
_OPENS = re.compile(r"""[\s.:_\u2013-]*(?:["'\u201c(\u2018]|[A-Z])""")
_LINE_END = re.compile(r"""[ .:;,'"`\u2019\u00b7*_-]{0,4}(?:\r?\n|\Z)""")
_RANGE = re.compile(
    r"\s*(?:s\s?/\s?d\.?|s\.\s?d\.|sampai\s+(?:dengan\s+)?|dan|,(?:\s*dan)?|-|\u2013)\s*(?:Pasal\s+)?"
    r"(?P<last>\d{1,3}[A-Z]?)\b(?!\s*\))"
)
_OWN_LINE, _LINE_START, _INSIDE = 10.0, 8.0, 6.0
_WEAK = 2.0
_LOOSE = 3.0
"""What a reading costs that is not to the letter."""
_TWIN = 140
"""Most characters between a catchword or a repeated heading and the heading itself."""
_AHEAD = 110


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the number of a heading."""

    number: Number
    end: int
    """After the number, or after the last number of a range."""
    score: float
    """How surely a heading ends here with this number, before a loose reading's cost."""
    exact: bool
    roman: bool = False
    last: Number | None = None
    """The last number of a range: `Pasal 30 s/d 32`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the heading of an article."""

    start: int
    readings: tuple[Reading, ...]

    def reading(self, number: Number, *, roman: bool = False) -> Reading:
        """The way to read it as this number; for a mixed numbering also from the other kind of numerals."""
        same = [reading for reading in self.readings if reading.number == number]
        return max(same, key=lambda reading: (reading.roman is roman, reading.exact, reading.score))


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
        readings = tuple(_readings(text, match, start, ranges=ranges))
        if not readings:
            continue
        candidate = Candidate(match.start(), readings)
        if found and _twins(text, found[-1], candidate):
            candidate = _joined(found.pop(), candidate)
        found.append(candidate)
    return found


def _readings(text: str, match: re.Match[str], floor: int, *, ranges: bool) -> Iterator[Reading]:
    printed = match["roman"] or match["raw"]
    end = match.start("spaced") if match["spaced"] else match.end()
    worn = 0.0 if match["word"] else 2.0
    last, stop = _range_end(text, end) if ranges else (None, end)
    score = 0.0 if is_catchword(text, stop) else _score(text, match, stop, floor) - worn
    if score > 0:
        roman = roman_reading(match["roman"]) if match["roman"] else None
        if roman:
            yield Reading(Number(roman[0]), stop, score, roman[1], roman=True)
        for number, exact in article_readings(printed):
            yield Reading(number, stop, score, exact, last=last)
    if match["spaced"]:
        score = 0.0 if is_catchword(text, match.end()) else _score(text, match, match.end(), floor) - worn
        for number, _ in article_readings(printed + match["spaced"]) if score > 0 else ():
            yield Reading(number, match.end(), score, exact=False)


def _range_end(text: str, end: int) -> tuple[Number | None, int]:
    last = None
    while more := _RANGE.match(text, end):
        last, end = article_readings(more["last"])[0][0], more.end()
    return last, end


def _score(text: str, match: re.Match[str], end: int, floor: int) -> float:
    """How surely an article is headed here: by its line, by what stands before, and by what follows."""
    tail = before(text, match.start(), floor)
    closed = ends_sentence(tail)
    cited = not closed and cites(tail)
    line_start = starts_line(text, match.start(), floor)
    alone = bool(_LINE_END.match(text, end))
    small = 2.0 if match[0][0] == "p" else 0.0
    if line_start and alone:
        doubtful = 0.0 if closed else 1.0
        if cited:
            doubtful = 3.0 if tail[-1:] in ",-" else 6.0
        return _OWN_LINE - doubtful - small
    return max(0.0, _inside(text[end : end + _AHEAD], tail, alone=alone, line_start=line_start) - small)


def _inside(after: str, tail: str, *, alone: bool, line_start: bool) -> float:
    """How surely a heading stands where text goes on after it."""
    # A Penjelasan goes on with "Ayat (1)"; a citation goes on with "ayat (1)".
    if _CITED_AFTER.match(after) and not _AYAT_AFTER.match(after):
        return 0.0
    surely = bool(_FIRST_AYAT.match(after) or _STOPPED.match(after))
    opens = surely or alone or bool(_OPENS.match(after))
    if ends_sentence(tail):
        if not opens or _REGULATION_AFTER.match(after):
            return _WEAK if opens or after.startswith(".") else 0.0
        return _LINE_START if line_start else _INSIDE
    if not opens or _REGULATION_AFTER.match(after):
        return 0.0
    if cites(tail):
        return _WEAK if surely and (tail.endswith(",") or _AYAT_HEADED.match(after)) else 0.0
    titled = ends_in_title(tail)
    cost = (1.0 if titled else 3.0) if surely else (2.5 if titled else 5.2)
    return (_LINE_START if line_start else _INSIDE) - cost


def _twins(text: str, first: Candidate, second: Candidate) -> bool:
    """Whether the first only announces the second: a catchword without its dots, a heading set twice."""
    shared = {one.number for one in first.readings} & {one.number for one in second.readings}
    between = text[min(one.end for one in first.readings) : second.start]
    if not shared or len(between) > _TWIN:
        return False
    return not between.strip(" \n.") or not re.search(r"[a-z]{4}", between)


def _joined(first: Candidate, second: Candidate) -> Candidate:
    """The second of two headings of the same article, sure of its number where the first is."""
    sure = {one.number for one in first.readings if one.exact and not one.roman}
    readings = (
        replace(one, exact=True) if one.number in sure and not one.roman else one for one in second.readings
    )
    return Candidate(second.start, tuple(readings))


def arabic_options(found: list[Candidate]) -> Iterator[Option]:
    """The readings of each candidate in digits; roman numbers above I only count where nothing else fits."""
    for index, candidate in enumerate(found):
        for reading in candidate.readings:
            if reading.number.base > (1 if reading.roman else 0):
                cost = 0.0 if reading.exact and not reading.roman else _LOOSE
                yield Option(index, reading.number, reading.score - cost)


def roman_options(found: list[Candidate]) -> Iterator[Option]:
    """The readings of each candidate as a roman number, as an amending regulation counts; or as a plain 1."""
    for index, candidate in enumerate(found):
        for reading in candidate.readings:
            if reading.roman:
                yield Option(index, reading.number, reading.score - (0.0 if reading.exact else _LOOSE))
            elif reading.exact and reading.number == Number(1):
                yield Option(index, reading.number, reading.score - _LOOSE)
