"""What a Penjelasan explains of an article: `Ayat (1)`, `Huruf a`, `Angka 1`, and the instructions they are in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus_search.law.numerals import digit_readings, letter_value, to_letter
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.body import heading_end
from corpus_search.segmenting.regulation.draft import Draft, with_next
from corpus_search.segmenting.regulation.view import before, ends_sentence, is_catchword, starts_line

_MARK = re.compile(
    r"\b(?P<ayat>Ayat)\s*(?P<ayat_number>\(\s?(?:[\dlIOsS]{1,2}[a-z]?|a)\s?[)1lI\]]?|\d{1,2}[a-z]?(?=\s*[.:\n]|\Z))(?P<ayat_more>(?:\s*(?:,|dan|s/d|s\.d\.?|sampai\s+dengan|,\s*dan|-)\s*(?:ayat\s*)?\(\s?\d{1,2}[a-z]?\s?\))*)"
    r"|\b(?P<huruf>Huruf)\s*(?P<huruf_number>[a-z]{1,2})\b(?P<huruf_more>(?:\s*(?:,|dan|s/d|s\.d\.?|sampai\s+dengan)\s*(?:huruf\s*)?[a-z]\b(?!\w))*)"
    r"|\b(?P<angka>Angka)\s*(?P<angka_number>[\dlIOT]{1,3})\b(?P<angka_more>(?:\s*(?:,|dan|s/d|s\.d\.?|sampai\s+dengan)\s*(?:[Aa]ngka\s*)?\d{1,3}\b(?![.,]\d))*)"
)
_KINDS = ("ayat", "huruf", "angka")
_TYPES = {"ayat": NodeType.AYAT, "huruf": NodeType.HURUF, "angka": NodeType.ANGKA}
_INSTRUCTION_LEVEL = 1
ARTICLE_LEVEL = 2
"""Level of an explained article; what is explained of it lies below, an amending article above."""


def marks(
    text: str, articles: Sequence[Draft], end: int, amending: Collection[str]
) -> list[tuple[int, Draft]]:
    """The marks below each article of a Penjelasan, with their levels.

    Args:
        text: the view.
        articles: in reading order.
        end: of the Penjelasan.
        amending: numbers of the articles that amend: in them `Angka 3` may also be an instruction.
    """
    found: list[tuple[int, Draft]] = []
    instruction, amends = 0, False
    for article, following in with_next(articles):
        limit = following.start if following else end
        last = dict.fromkeys(_KINDS, 0)
        if not article.quoted:
            instruction, amends = 0, article.number in amending
        at = article.body
        for match in _MARK.finditer(text, article.body, limit):
            kind = next(kind for kind in _KINDS if match[kind])
            if not _placed(text, match, at, article.body):
                continue
            value, suffix = _value(match, kind)
            heads_article = following is not None and not text[match.end() : limit].strip(" .\n")
            in_turn = value > instruction and value != last["angka"] + 1
            if kind == "angka" and amends and (heads_article or in_turn or not article.quoted):
                instruction = max([value, *map(int, re.findall(r"\d+", match["angka_more"]))])
                last = dict.fromkeys(_KINDS, 0)
                label = f"angka {value}{_more(match, kind)}"
                draft = Draft(NodeType.INSTRUCTION, label, match.start(), match.end(), number=str(value))
                found.append((_INSTRUCTION_LEVEL, draft))
            elif value > last[kind] or suffix:
                _count(last, kind, value)
                found.append(_mark(text, match, kind, value, suffix))
            else:
                continue
            at = match.end()
    return found


def _count(last: dict[str, int], kind: str, value: int) -> None:
    """Note the number of a mark; the kinds below it begin anew."""
    last[kind] = value
    for below in _KINDS[_KINDS.index(kind) + 1 :]:
        last[below] = 0


def _placed(text: str, match: re.Match[str], previous_end: int, floor: int) -> bool:
    if is_catchword(text, match.end()):
        return False
    return (
        starts_line(text, match.start(), floor)
        or ends_sentence(before(text, match.start(), floor))
        or not text[previous_end : match.start()].strip()
    )


def _value(match: re.Match[str], kind: str) -> tuple[int, str]:
    raw = match[f"{kind}_number"].strip("() ]")
    if kind == "huruf":
        return letter_value(raw) or 0, ""
    digits = raw if raw == "a" else raw.rstrip("abcdefgh")
    if (
        kind == "ayat"
        and match["ayat_number"].startswith("(")
        and len(digits) == 2
        and digits.endswith("1")
        and not match["ayat_number"].endswith(")")
    ):
        digits = digits[0]
    values = digit_readings(digits)
    return (values[0] if values else 0), raw[len(digits) :] if raw[len(digits) :].islower() else ""


def _more(match: re.Match[str], kind: str) -> str:
    """What a mark for several goes on with, as it should be set: ` dan angka 4`."""
    more = " ".join((match[f"{kind}_more"] or "").split())
    more = more.replace("Angka", "angka")
    return more if not more or more[0] == "," else f" {more}"


def _mark(text: str, match: re.Match[str], kind: str, value: int, suffix: str) -> tuple[int, Draft]:
    more = _more(match, kind)
    number = to_letter(value) if kind == "huruf" else f"{value}{suffix}"
    shown = f"({number})" if kind == "ayat" else number
    body = heading_end(text, match.end())
    draft = Draft(_TYPES[kind], f"{kind} {shown}{more}", match.start(), body, number=number)
    return ARTICLE_LEVEL + 1 + _KINDS.index(kind), draft
