"""Where the parts of a regulation begin: closing, Penjelasan, Lampiran."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from corpus_search.law.numerals import roman_reading
from corpus_search.model import Part
from corpus_search.segmenting.regulation.view import before, cites, ends_sentence, is_catchword, starts_line

_CLOSING = re.compile(
    r"\b(?:Agar(?:\s+supaya)?\s+(?:setiap|semua|tiap)\b|"
    r"(?:Ditetapkan|Disahkan|Disyahkan|Dikeluarkan|Diumumkan|Diundangkan|D[Ii]TETAPKAN|DISAHKAN)\s*(?:di|DI)\b)"
)
_ENACTED = re.compile(
    r"\b(?:Ditetapkan|Disahkan|Disyahkan|Dikeluarkan|Diumumkan|Diundangkan|DITETAPKAN|DISAHKAN)\s*(?:di|DI|pada)\b"
)
_EXPLAINS = re.compile(
    r"\bP\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N(?=\s*(?:\n|ATAS\b|MENGENAI|UNDANG|PERATURAN|U\.?U\b|UMUM|TENTANG|RANCANGAN|PASAL|PER\w+))"
    r"|\b(?:Penjelasan\s+(?:Umum|Undang|Peraturan|atas\s+(?:Undang|Peraturan|Rancangan)))"
)
BY_ARTICLE = re.compile(r"P[AE]S[AE][LI1]\s*DEMI\s*P[AE]S[AE][LI1]|\b[Pp]asal\s+demi\s+[Pp]asal\b")
_GENERAL = re.compile(r"(?:^|\n)[ ]*(?:[IVl1]{1,2}[.,]?[ ]*)?U\s?M\s?U\s?M\b")
_ANNEX = re.compile(
    r"\bLAMPIRAN(?:\s*(?P<number>[IVXl1]{1,5}|\d{1,2})\b)?(?=\s*(?:\n|:|\Z|PERATURAN|KEPUTUSAN|UNDANG|INSTRUKSI|"
    r"SURAT|PADA|ATAS|Peraturan|Keputusan|Undang|[A-Z]\b))"
    r"|^[ ]*Lampiran(?:[ ]+(?P<small>[IVX]{1,5}|\d{1,2})\b)?"
    r"(?=\s*:?\s*(?:PERATURAN|KEPUTUSAN|Peraturan|Keputusan|Surat)\b)",
    re.MULTILINE,
)
_EXPLANATION_WORD = "PENJELASAN"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a part begins."""

    part: Part
    start: int
    end: int
    """Of its own heading's first words."""
    number: str = ""
    """Of an annex: `II`."""


def closing_at(text: str, start: int, end: int) -> int | None:
    """Where the closing formula begins, in a span that holds articles; None without one."""
    for match in _CLOSING.finditer(text, start, end):
        tail = before(text, match.start(), start)
        if starts_line(text, match.start(), start) or (not cites(tail) and tail[-1:] in '.;:"\u201d)-'):
            return match.start()
    return None


def boundaries(text: str) -> list[Boundary]:
    """Where Penjelasan and Lampiran begin, in order: after the closing formula, where there is one."""
    enacted = _ENACTED.search(text)
    floor = enacted.end() if enacted else 0
    explained = _explanation(text, floor)
    found = [Boundary(Part.PENJELASAN, explained, explained)] if explained is not None else []
    numbers: list[str] = []
    for match in _ANNEX.finditer(text, floor):
        if not _heads_annex(text, match, floor):
            continue
        number = _annex_number(match["number"] or match["small"])
        if number in numbers:
            continue
        numbers.append(number)
        found.append(Boundary(Part.LAMPIRAN, match.start(), match.end(), number))
    return sorted(found, key=lambda boundary: boundary.start)


def _explanation(text: str, floor: int) -> int | None:
    """Where the Penjelasan begins: at its word, else at its general part, else at its part by articles."""
    by_article = BY_ARTICLE.search(text, floor)
    limit = by_article.start() if by_article else len(text)
    for match in _EXPLAINS.finditer(text, floor, limit):
        if not is_catchword(text, match.end()) and not cites(before(text, match.start(), floor)):
            return match.start()
    scanned = _scanned_word(text, floor, limit)
    if scanned is not None:
        return scanned
    if by_article:
        general = _GENERAL.search(text, floor, limit)
        if general:
            return general.start() + (text[general.start()] == "\n")
        line = text.rfind("\n", floor, limit) + 1
        return max(floor, line) if re.fullmatch(r"[ IVl1.]*", text[line:limit]) else by_article.start()
    return None


def _scanned_word(text: str, start: int, end: int) -> int | None:
    """A line that is the word PENJELASAN but for a letter or two: `PENJEI,ASAN`."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop].replace(" ", "")
        if (
            8 <= len(line) <= 13
            and line.isupper()
            and line[0] == "P"
            and Levenshtein.distance(line, _EXPLANATION_WORD) <= 3
        ):
            return at
        at = stop + 1
    return None


def _heads_annex(text: str, match: re.Match[str], floor: int) -> bool:
    if is_catchword(text, match.end()):
        return False
    tail = before(text, match.start(), floor)
    if starts_line(text, match.start(), floor):
        return match[0].isupper() or ends_sentence(tail) or not cites(tail)
    return not cites(tail) and tail[-1:] in '.;:"\u201d)' and not tail.endswith("dalam")


def _annex_number(raw: str | None) -> str:
    if not raw:
        return ""
    roman = roman_reading(raw)
    return raw if raw.isdigit() or roman is None else raw.upper().replace("1", "I").replace("L", "I")
