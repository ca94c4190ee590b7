"""Lists inside an article: ayat, huruf, angka, nested as they come, through scanning faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus_search.law.numerals import digit_readings, letter_value, to_letter
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.draft import Draft
from corpus_search.segmenting.regulation.view import before, starts_line

_TOKEN = re.compile(
    r"(?P<ayat>[({]\s?(?P<ayat_digits>[\dlIOsSJtT|]{1,2}?)(?P<ayat_letter>[a-h]?)\s?(?:\)|(?<=\d)[1lI|\]](?=\s)|(?<=[\da-h])[lI|\]](?=\s)))"
    r"|(?<![\w.,/(])(?:"
    r"(?P<number>[\dlIOtTSB]{1,3}[a-h]?)(?P<number_end>[.,](?=\s|[A-Za-z]{3})|:(?=\s+[A-Z])|\))"
    r"|(?P<letter>[a-z]{1,2})(?P<letter_end>\.(?=\s|[A-Za-z]{2})|\)))"
    r"|\((?P<bracketed>[a-z])\)"
    r"|(?:(?<=\n)|(?<=\A))Ayat\s+\(?(?P<headed>\d{1,2})\)?[.:]?(?=\s)"
    r"|(?:(?<=\n)|(?<=\A))(?P<worn>[lI|1({]\s?\d{1,2}[lI|)])(?=\s)"
    r"|(?:(?<=\n)|(?<=\A))(?:(?P<bare>\d{1,2})(?= [A-Z])|(?P<unstopped>[a-z])(?=\s+bahwa\b))"
)
_CITED_BEFORE = re.compile(
    r"(?:\b(?:ayat|ayat-ayat|huruf|angka|butir|nomor|no|pasal|sub|dan|atau|dengan|serta|ke|lampiran|bentuk)|[/(]|"
    r"\b(?:ayat|huruf|angka|pasal)\s*\(?\w{1,3}[)1l]?(?:\s*,\s*(?:dan\s*)?\(?\w{1,2}[)1l]?)*\s*,)\s*\Z",
    re.IGNORECASE,
)
_OPENS_ITEM = re.compile(r"[;:.]\s*(?:(?:dan|atau|dan\s?/\s?atau|serta|dan atau)\s*)?\Z")
_JOINED = re.compile(r"[;,.]\s*(?:dan|atau|dan\s?/\s?atau|serta|dan atau)\s*\Z")
_BEFORE_L = 11
"""Place of the letter before l, which scans and fonts take for a 1."""
_FARTHEST = 2
"""Most numbers that may be missing before an item at the start of a line."""


@dataclass(frozen=True, slots=True)
class Token:
    """What may begin an item."""

    style: str
    """`(1)`, `a.`, `1.`, `a)`, `1)`, `(a)`: what sorts of items look like."""
    values: tuple[int, ...]
    suffix: str
    start: int
    end: int
    line_start: bool
    sure: bool
    """Whether it reads to the letter."""


@dataclass(slots=True)
class _Level:
    style: str
    last: int
    suffix: str
    siblings: list[Draft]


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that the numbering asks for and the text does not show."""

    labels: tuple[str, ...]
    at: int
    """Offset of the item after it."""


def items(text: str, start: int, end: int, *, ayat: bool = True) -> tuple[list[Draft], list[Missing]]:
    """The list that a span holds, as drafts without ends, and what its numbering misses.

    Args:
        text: the view.
        start: of the span: after the article's heading.
        end: of the span.
        ayat: whether `(1)` at the top is an ayat; else it is a number like others.
    """
    roots: list[Draft] = []
    missing: list[Missing] = []
    stack: list[_Level] = []
    previous_end = start
    for read in _tokens(text, start, end):
        token = _mended(text, read, stack, start)
        depth = _continues(text, token, stack, start, previous_end)
        if depth is None:
            opened = _opens(text, token, stack, start, previous_end)
            if not opened:
                continue
            siblings = stack[-1].siblings[-1].children if stack else roots
            stack.append(_Level(token.style, opened - 1, "", siblings))
            depth, value = len(stack) - 1, opened
            if opened > 1:
                missing.append(Missing((_label(token.style, opened - 1, "", True),), token.start))
        else:
            del stack[depth + 1 :]
            value = _value(token, stack[depth])
            left_out = range(stack[depth].last + 1, value)
            if left_out:
                top = ayat and depth == 0
                labels = tuple(_label(token.style, number, "", top) for number in left_out)
                missing.append(Missing(labels, token.start))
        level = stack[depth]
        level.last, level.suffix = value, token.suffix
        level.siblings.append(_draft(token, value, ayat and depth == 0))
        previous_end = token.end
    return roots, missing


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        line_start = starts_line(text, match.start(), start)
        if match["ayat"]:
            digits, suffix = match["ayat_digits"], match["ayat_letter"]
            sure = digits.isdigit() and match["ayat"].endswith(")")
            yield Token("(1)", digit_readings(digits), suffix, match.start(), match.end(), line_start, sure)
        elif match["number"] and (match["number_end"] != ":" or line_start):
            digits = match["number"].rstrip("abcdefgh")
            suffix = match["number"][len(digits) :]
            style = "1)" if match["number_end"] == ")" else "1."
            values = digit_readings(digits)
            sure = digits.isdigit()
            yield Token(style, values, suffix, match.start(), match.end(), line_start, sure)
        elif match["letter"]:
            style = "a)" if match["letter_end"] == ")" else "a."
            value = letter_value(match["letter"])
            if value:
                yield Token(style, (value,), "", match.start(), match.end(), line_start, True)
        elif match["bracketed"]:
            value = letter_value(match["bracketed"]) or 0
            yield Token("(a)", (value,), "", match.start(), match.end(), line_start, True)
        elif match["worn"]:
            digits = match["worn"][1:-1].strip()
            yield Token("(1)", digit_readings(digits), "", match.start(), match.end(), line_start, False)
        elif match["headed"]:
            yield Token("(1)", (int(match["headed"]),), "", match.start(), match.end(), line_start, True)
        elif match["unstopped"]:
            value = letter_value(match["unstopped"]) or 0
            yield Token("a.", (value,), "", match.start(), match.end(), line_start, True)
        elif match["bare"]:
            value = int(match["bare"])
            yield Token("1.", (value,), "", match.start(), match.end(), line_start, False)


def _mended(text: str, token: Token, stack: list[_Level], floor: int) -> Token:
    """A token as it must be meant: the letter l where a list has come to k; (4), not (a); (2), not 12)."""
    if token.values[:1] == (1,) and token.style in ("1.", "1)"):
        style = f"a{token.style[1]}"
        expected = any(level.style == style and level.last == _BEFORE_L for level in stack)
        if expected and not before(text, token.start, floor).endswith(":"):
            return replace(token, style=style, values=(_BEFORE_L + 1,), suffix="")
    if not stack or stack[0].style != "(1)" or not token.line_start:
        return token
    expected_ayat = stack[0].last + 1
    bracket_as_one = token.style == "1)" and token.values[:1] == (int(f"1{expected_ayat}"),)
    four_as_a = token.style == "(a)" and token.values == (1,) and expected_ayat == 4
    if four_as_a or (bracket_as_one and not _goes_on(token, stack)):
        return replace(token, style="(1)", values=(expected_ayat,), sure=False)
    return token


def _goes_on(token: Token, stack: list[_Level]) -> bool:
    return any(level.style == token.style and _follows(token, level) for level in stack)


def _continues(text: str, token: Token, stack: list[_Level], floor: int, previous_end: int) -> int | None:
    """Depth of the list that a token goes on with, the innermost first; None where it goes on with none."""
    if not _placed(text, token, floor, previous_end):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if level.style != token.style:
            continue
        if _follows(token, level):
            return depth
    if token.line_start and token.sure and not token.suffix:
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if level.style == token.style and level.last < token.values[0] <= level.last + 1 + _FARTHEST:
                return depth
    return None


def _follows(token: Token, level: _Level) -> bool:
    if token.suffix:
        return level.last in token.values and token.suffix > level.suffix
    return level.last + 1 in token.values


def _value(token: Token, level: _Level) -> int:
    if token.suffix:
        return level.last
    return level.last + 1 if level.last + 1 in token.values else token.values[0]


def _placed(text: str, token: Token, floor: int, previous_end: int) -> bool:
    """Whether an item may begin here: at the start of a line, or after the end of another, uncited."""
    tail = before(text, token.start, floor)
    if not tail or not text[previous_end : token.start].strip():
        return True
    if token.line_start:
        return not _CITED_BEFORE.search(tail) or bool(_JOINED.search(tail))
    return bool(_OPENS_ITEM.search(tail) or _JOINED.search(tail))


def _opens(text: str, token: Token, stack: list[_Level], floor: int, previous_end: int) -> int:
    """Number with which a token opens a list of its own; 0 where it opens none."""
    if any(level.style == token.style for level in stack) or not _placed(text, token, floor, previous_end):
        return 0
    if token.style == "(1)" and stack and stack[0].style != "(1)":
        return 0
    if 1 in token.values and not token.suffix:
        tail = before(text, token.start, floor)
        introduced = not tail or tail.endswith(":") or not text[previous_end : token.start].strip()
        return (
            1
            if introduced
            or (token.line_start and (token.sure or token.style == "(1)"))
            or (token.style == "(1)")
            else 0
        )
    if token.style == "(1)" and not stack and token.values[:1] == (2,) and token.sure:
        return 2
    return 0


def _label(style: str, value: int, suffix: str, top: bool) -> str:
    if style == "(1)":
        return f"ayat ({value}{suffix})" if top else f"angka ({value}{suffix})"
    if style in ("a.", "a)", "(a)"):
        return f"huruf {style.replace('a', to_letter(value)).rstrip('.')}"
    return f"angka {value}{suffix}{style[1:].rstrip('.')}"


def _draft(token: Token, value: int, top: bool) -> Draft:
    label = _label(token.style, value, token.suffix, top)
    listed = NodeType.HURUF if "a" in token.style else NodeType.ANGKA
    type_ = NodeType.AYAT if token.style == "(1)" and top else listed
    number = to_letter(value) if type_ is NodeType.HURUF else f"{value}{token.suffix}"
    return Draft(type_, label, token.start, token.start, number=number, whole=True)
