"""The Penjelasan: its general part, and its part by articles with `Ayat (1)`, `Huruf a`, `Angka 1`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from corpus_search.law.numerals import Number, to_roman
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.articles import (
    Candidate,
    Reading,
    arabic_options,
    candidates,
    roman_options,
)
from corpus_search.segmenting.regulation.body import Doubts, heading_end
from corpus_search.segmenting.regulation.draft import Draft, nest, with_next
from corpus_search.segmenting.regulation.explained import ARTICLE_LEVEL, marks
from corpus_search.segmenting.regulation.parts import BY_ARTICLE
from corpus_search.segmenting.regulation.sequence import Option, best_chain
from corpus_search.segmenting.regulation.view import before, ends_sentence, starts_line

_GENERAL = re.compile(r"(?:\b[IVl1]{1,2}\s?[.,]?\s*)?\b(?:U\s?M\s?U\s?M|Umum)\b(?!\s*[,a-z])")
_LEAD = re.compile(r"(?:\b[IVl1]{1,3}\s?[.,]?\s*)\Z")
_GAZETTE = re.compile(
    r"\b(?:TAMBAHAN\s+)?(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH|ACEH)\b(?=[^a-z]*\bN[O0]M[O0]R\b)|\bNOREG\b"
)
_LONGEST_CLOSING = 400
"""Characters after the last explained article."""
_MARKED = (NodeType.AYAT, NodeType.HURUF, NodeType.ANGKA)
_OUTER_LEVEL = 0
_INSTRUCTED = re.compile(r"\bAngka\s*[\dlIOT ]{1,4}[.:]?\Z")
"""What stands before an article that an instruction quotes, and that is none of the regulation itself."""
_HEAD_LEVEL = 9
"""Level of the two headings: nothing lies below them, so that an article is cited `Penjelasan > Pasal 5`."""
_GAP = 0.6


def explanation(
    text: str,
    start: int,
    end: int,
    quoting: Mapping[str, Collection[str]],
    doubts: Doubts,
    *,
    amending: bool,
) -> list[Draft]:
    """The drafts of a Penjelasan, without ends: what it explains, and the number of the gazette that closes it.

    Args:
        text: the view.
        start: of the Penjelasan.
        end: of the Penjelasan.
        quoting: the numbers of the body's articles, among which the explained ones are, each with those of the
            articles that it quotes from another regulation.
        doubts: takes what is missing or loosely read.
        amending: whether the body counts in roman numbers.
    """
    gazette = _gazette(text, start, end)
    end = gazette if gazette is not None else end
    split = BY_ARTICLE.search(text, start, end)
    found = candidates(text, split.end() if split else start, end, ranges=True)
    articles = _amending(text, found, quoting) if amending else _plain(text, found, quoting, doubts)
    first = articles[0][1].start if articles else end
    heads = []
    general = _GENERAL.search(text, start, split.start() if split else first)
    if general:
        heads.append(
            (_HEAD_LEVEL, Draft(NodeType.HEADING, "Umum", general.start(), general.end(), number="I"))
        )
    if split:
        lead = _LEAD.search(text, start, split.start())
        begin = lead.start() if lead else split.start()
        head = Draft(NodeType.HEADING, "Pasal demi Pasal", begin, split.end(), number="II", silent=True)
        heads.append((_HEAD_LEVEL, head))
    changing = [number for number, quoted in quoting.items() if amending or quoted]
    below = marks(text, [draft for _, draft in articles], end, changing)
    drafts = nest([*heads, *sorted([*articles, *below], key=lambda item: item[1].start)])
    for draft in drafts:
        for node in draft.walk():
            node.whole = not node.children
            if node.whole and node.type in _MARKED:
                node.body = node.start
    if gazette is not None:
        drafts.append(Draft(NodeType.CLOSING, "Penutup", gazette, gazette, whole=True))
    return drafts


def _gazette(text: str, start: int, end: int) -> int | None:
    """Where the number of the gazette stands below all that is explained; None where it does not."""
    for match in _GAZETTE.finditer(text, max(start, end - _LONGEST_CLOSING), end):
        if starts_line(text, match.start(), start) or ends_sentence(before(text, match.start(), start)):
            return match.start()
    return None


def _plain(
    text: str, found: list[Candidate], quoting: Mapping[str, Collection[str]], doubts: Doubts
) -> list[tuple[int, Draft]]:
    """Articles as the body counts them, and below those that amend the ones that they quote."""
    known = {_number(number) for number in quoting}
    amended = any(quoting.values())
    highest = max((number.base for number in known), default=10_000) + 1
    options = [
        option
        for option in arabic_options(found)
        if not (amended and _INSTRUCTED.search(before(text, found[option.candidate].start)))
        and (
            option.number in known
            or (option.number.base <= highest and found[option.candidate].reading(option.number).exact)
        )
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
        draft = Draft(
            NodeType.PASAL, label, candidate.start, heading_end(text, reading.end), number=str(number)
        )
        drafts.append((_OUTER_LEVEL, draft))
    for option, following in with_next(chain):
        limit = following.candidate if following else len(found)
        quoted = quoting.get(str(option.number), ())
        within = found[option.candidate + 1 : limit] if quoted else ()
        drafts += [one for candidate in within if (one := _quoted(text, candidate, quoted))]
    _note_missing(chain, found, known, covered, doubts)
    return sorted(drafts, key=lambda item: item[1].start)


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


def _amending(
    text: str, found: list[Candidate], quoting: Mapping[str, Collection[str]]
) -> list[tuple[int, Draft]]:
    """Roman articles, and below them the quoted ones in whatever order they come."""
    chain = best_chain(list(roman_options(found)), _GAP)
    roman = {option.candidate: option.number for option in chain}
    numbers = {number for quoted in quoting.values() for number in quoted}
    drafts = []
    for index, candidate in enumerate(found):
        if index not in roman:
            quoted = _quoted(text, candidate, numbers)
            drafts += [quoted] if quoted else []
            continue
        reading = candidate.reading(roman[index], roman=True)
        number = to_roman(reading.number.base)
        body = heading_end(text, reading.end)
        draft = Draft(NodeType.PASAL, f"Pasal {number}", candidate.start, body, number=number)
        drafts.append((_OUTER_LEVEL, draft))
    return drafts


def _quoted(text: str, candidate: Candidate, numbers: Collection[str]) -> tuple[int, Draft] | None:
    """The explained article of another regulation that is headed here; None where none is."""
    reading = _quoted_reading(candidate, numbers)
    if reading is None:
        return None
    number, body = str(reading.number), heading_end(text, reading.end)
    draft = Draft(NodeType.PASAL, f"Pasal {number}", candidate.start, body, number=number, quoted=True)
    return ARTICLE_LEVEL, draft


def _quoted_reading(candidate: Candidate, numbers: Collection[str]) -> Reading | None:
    """How to read the heading of a quoted article: as one that the body quotes, else to the letter."""
    readings = [reading for reading in candidate.readings if not reading.roman and reading.score >= 5]
    for reading in readings:
        if str(reading.number) in numbers:
            return reading
    return next((reading for reading in readings if reading.exact), None)
