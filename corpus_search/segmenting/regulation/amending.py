"""Amending regulations: numbered instructions and the articles they quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus_search.law.numerals import Number, digit_readings
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.articles import Candidate, Reading, candidates
from corpus_search.segmenting.regulation.body import LEVELS, Doubts, fill, follows, group_drafts, heading_end
from corpus_search.segmenting.regulation.draft import Draft, nest, with_next
from corpus_search.segmenting.regulation.groups import groups
from corpus_search.segmenting.regulation.items import items
from corpus_search.segmenting.regulation.view import before, cites, ends_sentence, is_catchword, starts_line

_CHANGING = ("ubah", "hapus", "cabut", "sisip", "tambah", "ganti", "selip", "baca", "bunyi")
"""Without any of them nothing is changed; few articles hold one."""
_CHANGES = r"(?:di)?(?:ubah|rubah|hapus|hapuskan|cabut|sisip\w*|tambah\w*|ganti|selip\w*|baca)\b|berbunyi"
_AMENDS = re.compile(
    rf"(?:{_CHANGES})[^.;]{{0,120}}(?:sebagai(?:mana)?\s+berikut|berbunyi|berikut)\s*:|(?:di)?(?:ubah|tambah)(?:\s+lagi)?\s+sebagai\s+berikut|"
    r"\b(?:diubah|disisipkan|dihapus|ditambah(?:kan)?)\s+(?:sebagai|sehingga|dan)\b",
    re.IGNORECASE,
)
_REGULATION = re.compile(
    r"\b(?:Undang|Peraturan|Keputusan|Instruksi|[Oo]rdonn?an|[Vv]erordening|Staatsblad|Qanun)"
)
_OBJECT = (
    r"(?:[Pp]asa[l1]|[Aa]yat|[Hh]uruf|[Aa]ngka|BAB|Bab|Bagian|Paragraf|Lampiran|LAMPIRAN|[Jj]udul|[Pp]enjelasan|[Bb]utir|[Kk]onsideran|"
    r"[Pp]embukaan|[Ff]rasa|[Kk]ata|[Jj]umlah)"
)
_INSTRUCTION = re.compile(
    rf"(?:(?P<number>[\dlIOtT]{{1,2}}(?:\s?[\dlI])?)[.,\s]\s{{0,4}}|(?P<letter>[A-Za-z])[.)]\s+)?"
    rf"(?P<lead>Ketentuan(?:-ketentuan)?\s+(?:\w+\s+){{0,2}}?{_OBJECT}|Di\s?antara\s+{_OBJECT}|Antara\s+{_OBJECT}|"
    rf"(?:Setelah|Sesudah|Sebelum|Pada|Dalam|Judul|Mengubah|Menghapus|Menambah\w*|Menyisipkan|Penjelasan|Beberapa)\s+(?:\w+\s+){{0,3}}?{_OBJECT}|"
    rf"(?:Kata|Frasa|Istilah|Sebutan|Substansi|Nomenklatur|Lampiran)\b|"
    rf"(?:Pasal|Ayat|Huruf|Angka|BAB|Bab|Bagian|Paragraf)\s+\(?[\dA-Za-z]{{1,5}}\)?[^.;:\n]{{0,80}}?\s(?:dihapus|diubah|dicabut|ditambah|dibaca|disisipkan|diganti))"
)
_VERB = re.compile(
    r"\b(?:diubah|dirubah|dihapus\w*|dicabut|disisip\w*|ditambah\w*|diganti|dibaca|diselipkan|berbunyi|menjadi|tetap)\b"
)
_STOP = re.compile(r":|[.;](?=\s|\Z)")
_MOVED = re.compile(r"[^.;:]{0,40}?\b(?:diubah|dihapus)\s+(?:sehingga\s+)?(?:berbunyi\s+)?sebagai\b")
_LONGEST_LEAD = 900
_NAMED = re.compile(r"\bPasa[l1]\s*(\d{1,4}\s?[A-Z]{0,2})\b")
_INSERTED = re.compile(r"\byakni\s+(?P<named>[^:;.]*)")


@dataclass(frozen=True, slots=True)
class Instruction:
    """What an amending regulation orders: where it begins, its number as printed, and the words of its order."""

    start: int
    end: int
    """Of the words of the order: at their colon or full stop."""
    values: tuple[int, ...]
    """What its number may be; empty where it is lost."""
    letter: str


def amends(text: str, start: int, end: int, *, named: bool = True) -> bool:
    """Whether a span, an article's from its heading on, orders changes to another regulation.

    Args:
        text: the view.
        start: of the span.
        end: of the span.
        named: whether the other regulation must be named, as in an article among others.
    """
    head = text[start : min(end, start + 1200)]
    folded = head.lower()
    found = any(word in folded for word in _CHANGING) and _AMENDS.search(head)
    return bool(found and (not named or _REGULATION.search(head, 0, found.end())))


def fill_amending(text: str, article: Draft, end: int, doubts: Doubts) -> None:
    """Give an article that amends its instructions, and these the parts of the other regulation they quote."""
    found = _numbered(_instructions(text, article.body, end))
    first = found[0][0].start if found else end
    lead = _STOP.search(text, article.body, first)
    lead_end = lead.end() if lead else article.body
    drafts = _quoted(text, lead_end, first, text[article.body : lead_end], doubts)
    ascending: Number | None = None
    before_number = 0
    for (instruction, number, lost), following in with_next(found):
        limit = following[0].start if following else end
        label = f"huruf {instruction.letter}" if instruction.letter else f"angka {number}"
        draft = Draft(
            NodeType.INSTRUCTION,
            label,
            instruction.start,
            instruction.start,
            number=instruction.letter or str(number),
        )
        if not instruction.letter:
            left_out = range(before_number + 1, number)
            if left_out:
                doubts.lacks(instruction.start, tuple(f"angka {value}" for value in left_out), "instruction")
            if lost:
                doubts.doubt(instruction.start, f"number not printed: taken for angka {number}")
            before_number = number
        quoted = _quoted(text, instruction.end, limit, text[instruction.start : instruction.end], doubts)
        if quoted:
            inner, _ = items(text, instruction.end, quoted[0][1].start, ayat=True)
        else:
            inner, missing = items(text, instruction.end, limit, ayat=True)
            doubts.add(missing)
        draft.whole = not quoted
        draft.children = inner
        drafts.append((0, draft))
        drafts += [(level + 1, below) for level, below in quoted]
        ascending = _check_order(quoted, ascending, doubts)
    article.children = nest(drafts)
    article.whole = not article.children


def _instructions(text: str, start: int, end: int) -> list[Instruction]:
    found = []
    at = start
    while match := _INSTRUCTION.search(text, at, end):
        at = match.end()
        order_end = _order_end(text, match, end)
        if order_end is None or not _placed(text, match, start):
            continue
        values = digit_readings("".join(match["number"].split())) if match["number"] else ()
        begin = match.start() if (match["number"] or match["letter"]) else match.start("lead")
        if begin == match.start("lead") and not text[start:begin].strip():
            continue  # the article's own order, not one of a list
        found.append(Instruction(begin, order_end, values, (match["letter"] or "").strip()))
        at = order_end
    return found


def _order_end(text: str, match: re.Match[str], end: int) -> int | None:
    """Where the words of an order end: at their colon or full stop; None where they order nothing."""
    stop = _STOP.search(text, match.end(), min(end, match.start() + _LONGEST_LEAD))
    limit = stop.start() if stop else min(end, match.start() + 300)
    verb = _VERB.search(text, match.start("lead"), limit)
    if verb:
        return stop.end() if stop else verb.end()
    # Where columns were read across, the last word of the order comes too early.
    moved = _MOVED.match(text, stop.end(), end) if stop and text[limit - 7 : limit] == "berikut" else None
    return moved.end() if moved else None


def _placed(text: str, match: re.Match[str], floor: int) -> bool:
    if is_catchword(text, match.end()):
        return False
    tail = before(text, match.start(), floor)
    if match["number"] or match["letter"]:
        return starts_line(text, match.start(), floor) or ends_sentence(tail)
    if starts_line(text, match.start("lead"), floor):
        return not cites(tail) or ends_sentence(tail)
    return ends_sentence(tail)


def _numbered(found: list[Instruction]) -> list[tuple[Instruction, int, bool]]:
    """Each instruction with its number and whether that is lost and only follows from the order."""
    numbered: list[tuple[Instruction, int, bool]] = []
    last = 0
    for instruction in found:
        if instruction.letter:
            numbered.append((instruction, 0, False))
            continue
        expected = last + 1
        if expected in instruction.values:
            value, lost = expected, False
        elif numbered and numbered[-1][2] and last in instruction.values:
            numbered.pop()  # what seemed an instruction without its number was none
            value, lost = last, False
        elif instruction.values and last < instruction.values[0] <= last + 6:
            value, lost = instruction.values[0], False
        else:
            value, lost = expected, True
        numbered.append((instruction, value, lost))
        last = value
    return numbered


def _quoted(text: str, start: int, end: int, lead: str, doubts: Doubts) -> list[tuple[int, Draft]]:
    """The parts of the amended regulation that an instruction quotes, with their levels."""
    named = {_compact(number) for number in _NAMED.findall(lead)}
    articles: list[Draft] = []
    last: Number | None = None
    for candidate in candidates(text, start, end):
        reading = _choose(text, candidate, named, last, start)
        if reading is None:
            continue
        if not reading.exact and not follows(last, reading.number):
            printed = " ".join(text[candidate.start : reading.end].split())
            doubts.doubt(candidate.start, f"read loosely: {printed} as Pasal {reading.number}")
        last = reading.number
        label, body = f"Pasal {last}", heading_end(text, reading.end)
        articles.append(Draft(NodeType.PASAL, label, candidate.start, body, number=str(last), quoted=True))
    _note_not_quoted(start, lead, articles, doubts)
    above = group_drafts(groups(text, start, end, [draft.start for draft in articles], quoted=True))
    for draft in above:
        draft.quoted = True
    drafts = sorted([*above, *articles], key=lambda draft: draft.start)
    for draft, following in with_next(drafts):
        if draft.type is NodeType.PASAL:
            fill(text, draft, following.start if following else end, doubts)
    return [(LEVELS[draft.type], draft) for draft in drafts]


def _compact(number: str) -> str:
    return "".join(number.split())


def _choose(
    text: str, candidate: Candidate, named: set[str], last: Number | None, start: int
) -> Reading | None:
    """The reading of a quoted article's heading: one that the instruction names, else an ascending one."""
    ascending = [
        reading
        for reading in candidate.readings
        if not reading.roman and (last is None or reading.number > last)
    ]
    for reading in ascending:  # "12A" is followed by "12B", though a scan shows "128"
        if follows(last, reading.number):
            return reading
    for reading in ascending:
        if str(reading.number) in named:
            return reading
    introduced = not text[start : candidate.start].strip(" \n.:\"\u201c'")
    for reading in ascending:
        if reading.score >= (4.0 if introduced else 6.0) and (reading.exact or introduced):
            return reading
    return None


def _note_not_quoted(start: int, lead: str, articles: list[Draft], doubts: Doubts) -> None:
    """Note inserted articles that an instruction names and that are not found in what it quotes."""
    inserted = _INSERTED.search(lead)
    if inserted is None or not articles:
        return
    found = {draft.number for draft in articles}
    lacking = [number for number in map(_compact, _NAMED.findall(inserted["named"])) if number not in found]
    if lacking:
        doubts.lacks(start, tuple(f"Pasal {number}" for number in lacking), "named in the instruction")


def _check_order(quoted: list[tuple[int, Draft]], before_: Number | None, doubts: Doubts) -> Number | None:
    for _, draft in quoted:
        if draft.type is not NodeType.PASAL:
            continue
        digits = re.match(r"\d+", draft.number)
        number = Number(int(digits[0]), draft.number[digits.end() :]) if digits else None
        if number and before_ and number <= before_:
            doubts.doubt(draft.start, f"out of order: Pasal {number} after Pasal {before_}")
        before_ = number or before_
    return before_
