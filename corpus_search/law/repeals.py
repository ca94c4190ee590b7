"""Which regulations a regulation repeals, from the words of its articles.

Only what stands in the same sentence as the words of repeal counts, and there only the regulations at the head of an
item: one that is named inside a title (`tentang Perubahan atas Undang-Undang ...`), as an amendment (`sebagaimana telah
diubah dengan ...`) or as what something is based on is not repealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus_search.law.citations import Citation

_REPEALED = re.compile(
    r"(?:(?:\b|(?<=\d))dicabut(?:\s+(?:kembali|dan))*(?:\s+dinyatakan\s+tidak\s+(?:lagi\s+)?berlaku(?:\s+lagi)?)?"
    r"|\b(?:dinyatakan\s+)?(?:dihapuskan\s+dan\s+)?dinyatakan\s+(?:sudah\s+)?tidak\s+(?:lagi\s+)?berlaku(?:\s+lagi)?"
    r"|\btidak\s+berlaku\s+lagi)\b",
    re.IGNORECASE,
)
"""Words that repeal what stands before them."""
_REPEALING = re.compile(
    r"\b(?:mencabut|menyatakan\s+tidak\s+berlaku(?:\s+lagi)?)(?:\s+kembali)?\b", re.IGNORECASE
)
"""Words that repeal what stands after them."""
_ONLY_TALKED_OF = re.compile(
    r"\b(?:belum|tidak|dapat|bila|jika|apabila|sampai|hingga|sebelum|yang(?:\s+telah)?|telah|atau|sudah|akan|perlu|setelah)"
    r"(?:\s+(?:pernah|lagi|diubah|diganti|diatur|ditambah))*[\s,/]*(?:dan/atau|atau)?\s*\Z",
    re.IGNORECASE,
)
"""Before words of repeal: it is talked of, and not done."""
_SENTENCE = re.compile(
    r"(?<!\bNo)(?<!\bNr)(?<!\bNomor)(?<!\bjo)(?<!\b[A-Za-z])(?<!\b\d)(?<!\b\d\d)[.](?:\s+(?=[A-Z(\d])|\s*\Z)|\n\s*\(\d+\)\s"
)
_ITEM = re.compile(
    r"(?:\A|[;:]|,|\bPasal\s+\w{1,5}\s*\.?|\b(?:dan|serta|maka|semua|segala|seluruh|bahwa|berlakunya|ini|mencabut|berlaku(?:\s+lagi)?)\b|"
    r"(?:^|\s)(?:[a-z]|aa|bb|\d{1,2})[.)]|(?:^|\s)\(\d+\)|\s-)\s*(?:dan\s+|serta\s+)?(?:(?:[a-z]|\d{1,2})[.)]\s*)?"
    r"(?P<part>(?:semua\s+|segala\s+|seluruh\s+)?(?:[Kk]etentuan|[Bb]agian|[Aa]ngka|[Hh]uruf|[Ll]ampiran|[Bb]ab|BAB)"
    r"[^;:.]{0,300}?\s(?:dalam|pada|dari|tentang)\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before the head of an item, with words that narrow it to some provisions."""
_TITLE = re.compile(r"\b(?:tentang|mengenai)\b", re.IGNORECASE)
_TITLE_END = re.compile(r"[;:(]|,\s*(?:dan\s|serta\s|maka\s)|\n\s*(?:[a-z]|\d{1,2})[.)]\s")
_AMENDED_BY = re.compile(r"\b(?:di(?:ubah|tambah|rubah)|berdasarkan)\b[^;]*\Z", re.IGNORECASE)
"""Before a regulation that changed the repealed one, and is none of its own item."""
_PLACE = re.compile(
    r"(?:\b(?:ayat|huruf|angka)\s*\(?\s*\w{1,3}\s*[)1lI]?|\bPas[a-z1|]+[ \t]+\w{1,5}[ \t]*)\s*\Z",
    re.IGNORECASE,
)
"""The end of a list of places in the regulation behind it."""
_IMPLEMENTING = re.compile(r"\bpelaksana(?:an)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repeal:
    """A regulation that is repealed."""

    citation: Citation
    partly: bool
    """Only some of its provisions."""


def find_repeals(text: str, start: int, end: int, citations: Sequence[Citation]) -> Iterator[Repeal]:
    """What is repealed in one article or paragraph of it.

    Args:
        text: the regulation's.
        start: of the article.
        end: of the article.
        citations: of regulations, in the text's order; those within the span are looked at.
    """
    within = [c for c in citations if start <= c.start and c.end <= end and c.reference.type]
    if not within:
        return
    seen: set[int] = set()
    at = start
    for verb in _REPEALED.finditer(text, start, end):
        begin = _sentence_start(text, at, verb.start())
        at = verb.end()
        if _ONLY_TALKED_OF.search(text[max(begin, verb.start() - 60) : verb.start()]):
            continue
        yield from _unseen(
            _heads(text, begin, [c for c in within if begin <= c.start and c.end <= verb.start()]), seen
        )
    for verb in _REPEALING.finditer(text, start, end):
        after = text[verb.end() : end]
        stop = _SENTENCE.search(after)
        limit = verb.end() + (stop.start() if stop else len(after))
        candidates = [c for c in within if verb.end() <= c.start and c.end <= limit]
        if candidates and candidates[0].start - verb.end() < 60:
            yield from _unseen(_heads(text, verb.start(), candidates), seen)


def _unseen(repeals: Iterator[Repeal], seen: set[int]) -> Iterator[Repeal]:
    for repeal in repeals:
        if repeal.citation.start not in seen:
            seen.add(repeal.citation.start)
            yield repeal


def _sentence_start(text: str, low: int, high: int) -> int:
    begin = low
    for stop in _SENTENCE.finditer(text, low, high):
        begin = stop.end()
    return begin


def _heads(text: str, begin: int, candidates: Sequence[Citation]) -> Iterator[Repeal]:
    """Those of the regulations of a sentence that its items begin with."""
    before = begin
    for citation in candidates:
        gap = text[before : citation.start]
        if before > begin and _still_the_same_item(gap):
            continue
        head = _ITEM.search(gap)
        if head is None or (head["part"] and _IMPLEMENTING.search(head["part"])):
            continue
        partly = bool(head["part"] or citation.reference.pasal or _ends_with_place(gap))
        yield Repeal(citation, partly)
        before = citation.end


def _ends_with_place(gap: str) -> bool:
    """Whether a gap ends with a place in the regulation behind it; the heading of an article, a line, is none."""
    place = _PLACE.search(gap)
    if place is None:
        return False
    is_heading = "\n" in place.group() and not gap[: place.start()].strip()
    return not is_heading


def _still_the_same_item(gap: str) -> bool:
    """Whether what stands between two regulations has not left the first one's title or amendments."""
    title = _TITLE.search(gap)
    inside_title = title is not None and _TITLE_END.search(gap, title.end()) is None
    return inside_title or _AMENDED_BY.search(gap) is not None
