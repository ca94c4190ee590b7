"""Finding the headings above articles: BUKU, BAB, Bagian, Paragraf, with their titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus_search.law.numerals import Number, digit_readings, ordinal_value, roman_reading, to_roman
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.sequence import Option, best_chain
from corpus_search.segmenting.regulation.view import (
    before,
    cites,
    is_catchword,
    is_ordered,
    starts_line,
)

_ORDINAL = (
    r"(?i:Pertama|Ke\s?(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?:\s?belas|\s?puluh(?:\s(?:satu|dua|tiga|empat|"
    r"lima|enam|tujuh|delapan|sembilan)\b)?)?|Kesepuluh|Kesebelas)"
)
_PATTERNS = {
    NodeType.BUKU: re.compile(rf"\b(?:BUKU|Buku)\s+(?P<raw>{_ORDINAL}|[IVX]{{1,4}})(?![A-Za-z])"),
    NodeType.BAB: re.compile(r"\b(?:BAB|B A B|Bab)[ \n]{0,2}(?P<raw>[IVXLivxl1T|]{1,7}[A-Z]?)(?![A-Za-z\d])"),
    NodeType.BAGIAN: re.compile(
        rf"\b(?:Bagian|BAGIAN)\s+(?P<raw>{_ORDINAL}|[IVX]{{1,4}}|\d{{1,2}})(?![A-Za-z\d])"
    ),
    NodeType.PARAGRAF: re.compile(
        rf"\b(?:Paragraf|PARAGRAF|Paragrap)\s+(?P<raw>[\dlIO]{{1,2}}|{_ORDINAL})(?![A-Za-z\d])"
    ),
}
_LONGEST_TITLE = 420
_GAP = 3.0
_ORDER = (NodeType.BUKU, NodeType.BAB, NodeType.BAGIAN, NodeType.PARAGRAF)
_WORDS_OF_TITLE = re.compile(r"(?:[^a-z\n]*\n?)*")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above articles."""

    type: NodeType
    start: int
    body: int
    """Where its title ends."""
    label: str
    number: str
    title: str
    value: Number


def groups(text: str, start: int, end: int, articles: Sequence[int], *, quoted: bool = False) -> list[Group]:
    """The headings above articles in a span, each with its title; citations of them are left out.

    Args:
        text: the view.
        start: of the span.
        end: of the span.
        articles: the starts of the articles' headings in it, ascending.
        quoted: whether the span quotes another regulation: else what is ordered to be put there is left out.
    """
    found = {
        type_: [
            match
            for match in pattern.finditer(text, start, end)
            if _may_head(text, match, start) and (quoted or not is_ordered(text, match.start()))
        ]
        for type_, pattern in _PATTERNS.items()
    }
    starts = sorted([*articles, *(match.start() for matches in found.values() for match in matches)])
    chosen: list[tuple[NodeType, re.Match[str], Number]] = []
    limits = [start, end]
    for type_ in _ORDER:
        for low, high in pairwise(limits):
            within = _between(found[type_], low, high)
            chosen += [(type_, match, value) for match, value in _chain(text, within, type_, starts, end)]
        limits = sorted({*limits, *(match.start() for kind, match, _ in chosen if kind is type_)})
    return _titled(text, sorted(chosen, key=lambda item: item[1].start()), articles, end)


def _between(found: list[re.Match[str]], low: int, high: int) -> list[re.Match[str]]:
    first = bisect_left(found, low, key=lambda match: match.start())
    return found[first : bisect_left(found, high, key=lambda match: match.start())]


def _may_head(text: str, match: re.Match[str], floor: int) -> bool:
    if is_catchword(text, match.end()):
        return False
    tail = before(text, match.start(), floor)
    if not starts_line(text, match.start(), floor) and cites(tail):
        return False
    return not re.match(
        r"\s*(?:[,;)]|(?:ayat|huruf|Pasal\s+\d+\s+ayat|dan|atau|ini|diubah|dihapus|dalam|yang|Undang|Peraturan)\b)",
        text[match.end() : match.end() + 30],
    )


def _chain(
    text: str, found: list[re.Match[str]], type_: NodeType, starts: list[int], end: int
) -> list[tuple[re.Match[str], Number]]:
    options = []
    for index, match in enumerate(found):
        reading = _reading(match["raw"], type_)
        if reading is None:
            continue
        number, exact = reading
        at = bisect_left(starts, match.end())
        following = starts[at] if at < len(starts) else end
        near = following - match.end() <= _LONGEST_TITLE
        alone = starts_line(text, match.start())
        score = (6.0 if near else 0.0) + (4.0 if alone else 1.0) - (0.0 if exact else 2.0)
        if match[0][:4].islower() or (type_ is NodeType.BAB and match[0].startswith("Bab") and not near):
            score = 0.0
        options.append(Option(index, number, score if near or alone else 0.0))
    return [(found[option.candidate], option.number) for option in best_chain(options, _GAP, first=None)]


def _reading(raw: str, type_: NodeType) -> tuple[Number, bool] | None:
    ordinal = ordinal_value(raw)
    if ordinal is not None:
        return Number(ordinal), True
    if type_ is NodeType.PARAGRAF or raw.isdigit():
        values = digit_readings(raw)
        return (Number(values[0]), raw.isdigit()) if values and values[0] else None
    inserted = re.fullmatch(r"([IVXL]+)([A-H])", raw)
    roman = roman_reading(inserted[1] if inserted else raw)
    if roman is None:
        return None
    return Number(roman[0], inserted[2] if inserted else ""), roman[1]


def _titled(
    text: str, chosen: list[tuple[NodeType, re.Match[str], Number]], articles: Sequence[int], end: int
) -> list[Group]:
    starts = sorted([*articles, *(match.start() for _, match, _ in chosen)])
    titled = []
    for type_, match, value in chosen:
        at = bisect_left(starts, match.end())
        following = starts[at] if at < len(starts) else end
        body = (
            following
            if following - match.end() <= _LONGEST_TITLE
            else _title_end(text, match.end(), following)
        )
        title = " ".join(text[match.end() : body].split()).strip(" .:")
        number = _written(type_, match["raw"], value)
        word = {
            NodeType.BUKU: "BUKU",
            NodeType.BAB: "BAB",
            NodeType.BAGIAN: "Bagian",
            NodeType.PARAGRAF: "Paragraf",
        }
        titled.append(Group(type_, match.start(), body, f"{word[type_]} {number}", number, title, value))
    return titled


def _title_end(text: str, start: int, limit: int) -> int:
    """Where a title ends that no heading follows: after its capitals, else after its line."""
    capitals = _WORDS_OF_TITLE.match(text, start, min(limit, start + _LONGEST_TITLE))
    upper = text[start : capitals.end()] if capitals else ""
    if len(upper.strip()) > 3:
        return start + max(upper.rfind("\n"), upper.rfind(" "), 0)
    line = text.find("\n", start + len(text[start:limit]) - len(text[start:limit].lstrip()), limit)
    return line if 0 <= line <= start + 150 else start


def _written(type_: NodeType, raw: str, value: Number) -> str:
    """The number as cited: roman for a BAB, the ordinal word as printed for a Bagian, digits for a Paragraf."""
    if ordinal_value(raw) is not None:
        return " ".join(raw.split()).capitalize() if type_ is not NodeType.BUKU else raw.upper()
    if type_ is NodeType.PARAGRAF or raw.isdigit():
        return str(value)
    return f"{to_roman(value.base)}{value.suffix}"
