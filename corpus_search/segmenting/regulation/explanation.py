"""The Penjelasan: its general part, and its part by articles with `Ayat (1)`, `Huruf a`, `Angka 1`."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from corpus_search.law.numerals import Number, digit_readings, letter_value, to_letter, to_roman
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.articles import (
    Candidate,
    Reading,
    arabic_options,
    candidates,
    roman_options,
)
from corpus_search.segmenting.regulation.body import Doubts
from corpus_search.segmenting.regulation.draft import Draft, nest, with_next
from corpus_search.segmenting.regulation.parts import BY_ARTICLE
from corpus_search.segmenting.regulation.sequence import Option, best_chain
from corpus_search.segmenting.regulation.view import before, ends_sentence, is_catchword, starts_line

_GENERAL = re.compile(r"(?:\b[IVl1]{1,2}\s?[.,]?\s*)?\b(?:U\s?M\s?U\s?M|Umum)\b(?!\s*[,a-z])")
_LEAD = re.compile(r"(?:\b[IVl1]{1,3}\s?[.,]?\s*)\Z")
_MARK = re.compile(
    r"\b(?P<ayat>Ayat)\s*(?P<ayat_number>\(\s?(?:[\dlIOsS]{1,2}[a-z]?|a)\s?[)1lI\]]?)(?P<ayat_more>(?:\s*(?:,|dan|s/d|s\.d\.?|sampai\s+dengan|,\s*dan|-)\s*(?:ayat\s*)?\(\s?\d{1,2}[a-z]?\s?\))*)"
    r"|\b(?P<huruf>Huruf)\s*(?P<huruf_number>[a-z]{1,2})\b(?P<huruf_more>(?:\s*(?:,|dan|s/d|s\.d\.?|sampai\s+dengan)\s*(?:huruf\s*)?[a-z]\b(?!\w))*)"
    r"|\b(?P<angka>Angka)\s*(?P<angka_number>[\dlIOT]{1,3})\b"
)
_GAP = 0.6
_LEVEL = {NodeType.PASAL: 2, NodeType.AYAT: 3, NodeType.HURUF: 4, NodeType.ANGKA: 5}


def explanation(
    text: str, start: int, end: int, numbers: Collection[str], doubts: Doubts, *, amending: bool
) -> list[Draft]:
    """The drafts of a Penjelasan, without ends.

    Args:
        text: the view.
        start: of the Penjelasan.
        end: of the Penjelasan.
        numbers: the numbers of the body's articles; the explained ones are among them.
        doubts: takes what is missing or loosely read.
        amending: whether the body counts in roman numbers and quotes articles of another regulation.
    """
    split = BY_ARTICLE.search(text, start, end)
    found = candidates(text, split.end() if split else start, end, ranges=True)
    articles = _amending(found, numbers) if amending else _plain(text, found, numbers, doubts)
    first = articles[0][1].start if articles else end
    heads = []
    general = _GENERAL.search(text, start, split.start() if split else first)
    if general:
        heads.append((0, Draft(NodeType.HEADING, "Umum", general.start(), general.end(), number="I")))
    if split:
        lead = _LEAD.search(text, start, split.start())
        begin = lead.start() if lead else split.start()
        heads.append((0, Draft(NodeType.HEADING, "Pasal demi Pasal", begin, split.end(), number="II")))
    marks = _marks(text, [draft for _, draft in articles], end, amending=amending)
    drafts = nest([*heads, *sorted([*articles, *marks], key=lambda item: item[1].start)])
    for draft in drafts:
        for below in draft.walk():
            below.whole = not below.children or below.type in (NodeType.AYAT, NodeType.HURUF)
    return drafts


def _plain(
    text: str, found: list[Candidate], numbers: Collection[str], doubts: Doubts
) -> list[tuple[int, Draft]]:
    known = {_number(number) for number in numbers}
    highest = max((number.base for number in known), default=10_000) + 1
    options = [
        option
        for option in arabic_options(found)
        if option.number in known
        or (option.number.base <= highest and found[option.candidate].reading(option.number).exact)
    ]
    chain = best_chain(options, _GAP)
    covered: set[Number] = set()
    drafts = []
    for option in chain:
        candidate, number = found[option.candidate], option.number
        reading = candidate.reading(number)
        last = reading.last if reading.last and reading.last > number else None
        covered |= {one for one in known if number <= one <= (last or number)}
        label = f"Pasal {number} s.d. Pasal {last}" if last else f"Pasal {number}"
        if not reading.exact:
            printed = " ".join(text[candidate.start : reading.end].split())
            doubts.doubt(candidate.start, f"read loosely: {printed} as Pasal {number}")
        draft = Draft(NodeType.PASAL, label, candidate.start, reading.end, number=str(number))
        drafts.append((_LEVEL[NodeType.PASAL], draft))
    _note_missing(chain, found, known, covered, doubts)
    return drafts


def _note_missing(
    chain: list[Option], found: list[Candidate], known: set[Number], covered: set[Number], doubts: Doubts
) -> None:
    """Note articles of the body that are not explained, between those that are."""
    if len(chain) < 3:
        return
    for option, following in pairwise(chain):
        between = sorted(
            one for one in known if option.number < one < following.number and one not in covered
        )
        if between:
            doubts.lacks(found[following.candidate].start, tuple(f"Pasal {one}" for one in between))


def _number(text: str) -> Number:
    digits = re.match(r"\d+", text)
    return Number(int(digits[0]), text[digits.end() :]) if digits else Number(0, text)


def _amending(found: list[Candidate], numbers: Collection[str]) -> list[tuple[int, Draft]]:
    """Roman articles, and below them the quoted ones in whatever order they come."""
    chain = best_chain(list(roman_options(found)), _GAP)
    roman = {option.candidate: option.number for option in chain}
    drafts = []
    for index, candidate in enumerate(found):
        if index in roman:
            level, reading = 0, candidate.reading(roman[index], roman=True)
            number = to_roman(reading.number.base)
        else:
            quoted = _quoted_reading(candidate, numbers)
            if quoted is None:
                continue
            level, reading = _LEVEL[NodeType.PASAL], quoted
            number = str(reading.number)
        draft = Draft(NodeType.PASAL, f"Pasal {number}", candidate.start, reading.end, number=number)
        draft.quoted = level > 0
        drafts.append((level, draft))
    return drafts


def _quoted_reading(candidate: Candidate, numbers: Collection[str]) -> Reading | None:
    """How to read the heading of a quoted article: as one that the body quotes, else to the letter."""
    readings = [reading for reading in candidate.readings if not reading.roman and reading.score >= 5]
    for reading in readings:
        if str(reading.number) in numbers:
            return reading
    return next((reading for reading in readings if reading.exact), None)


def _marks(text: str, articles: list[Draft], end: int, *, amending: bool) -> list[tuple[int, Draft]]:
    """`Ayat`, `Huruf` and `Angka` below each article; in an amending one `Angka` may be an instruction."""
    found: list[tuple[int, Draft]] = []
    instruction = 0
    for article, following in with_next(articles):
        limit = following.start if following else end
        last = {"ayat": 0, "huruf": 0, "angka": 0}
        at = article.body
        for match in _MARK.finditer(text, article.body, limit):
            kind = "ayat" if match["ayat"] else "huruf" if match["huruf"] else "angka"
            if not _placed(text, match, at, article.body) or is_catchword(text, match.end()):
                continue
            value, suffix = _value(match, kind)
            heads_article = bool(following) and not text[match.end() : limit].strip(" .\n")
            if (
                kind == "angka"
                and amending
                and (heads_article or (not article.quoted and value > instruction))
            ):
                instruction = value
                draft = Draft(
                    NodeType.INSTRUCTION, f"angka {value}", match.start(), match.end(), number=str(value)
                )
                found.append((1, draft))
                at = match.end()
                continue
            if value <= last[kind] and not suffix:
                continue
            last[kind] = value
            for below in ("ayat", "huruf", "angka")[("ayat", "huruf", "angka").index(kind) + 1 :]:
                last[below] = 0
            found.append(_mark_draft(match, kind, value, suffix))
            at = match.end()
    return found


def _placed(text: str, match: re.Match[str], previous_end: int, floor: int) -> bool:
    tail = before(text, match.start(), floor)
    return (
        starts_line(text, match.start(), floor)
        or ends_sentence(tail)
        or not text[previous_end : match.start()].strip()
    )


def _value(match: re.Match[str], kind: str) -> tuple[int, str]:
    raw = match[f"{kind}_number"].strip("() ]")
    if kind == "huruf":
        return letter_value(raw) or 0, ""
    digits = raw if raw == "a" else raw.rstrip("abcdefgh")
    if (
        kind == "ayat"
        and len(digits) == 2
        and digits.endswith("1")
        and not match["ayat_number"].endswith(")")
    ):
        digits = digits[0]
    values = digit_readings(digits)
    return (values[0] if values else 0), raw[len(digits) :] if raw[len(digits) :].islower() else ""


def _mark_draft(match: re.Match[str], kind: str, value: int, suffix: str) -> tuple[int, Draft]:
    more = " ".join(match[f"{kind}_more"].split()) if kind != "angka" and match[f"{kind}_more"] else ""
    more = more if not more or more[0] == "," else f" {more}"
    if kind == "ayat":
        type_, label, number = NodeType.AYAT, f"ayat ({value}{suffix}){more}", f"{value}{suffix}"
    elif kind == "huruf":
        type_, label, number = NodeType.HURUF, f"huruf {to_letter(value)}{more}", to_letter(value)
    else:
        type_, label, number = NodeType.ANGKA, f"angka {value}", str(value)
    return _LEVEL[type_], Draft(type_, label, match.start(), match.start(), number=number)
