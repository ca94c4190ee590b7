"""Operators and operands of a PDF content stream, by one regular expression.

Only what places text and pictures is handed out; paths, colours and the rest are passed over. Quantifiers
that could backtrack are possessive: real files have streams that would otherwise never end.

Format: ISO 32000-1, 7.2 (tokens), 7.8.2 (content streams), 8.9.7 (inline images).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

Operand: TypeAlias = "float | bytes | str | list[Operand]"
"""A number, a string (bytes), a name (str), an array; a dictionary is an array of its keys and values."""

OPERATORS = frozenset(b"q Q cm Do BI BT Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \"".split())
"""The operators that are handed out. `BI` stands for a whole inline image."""

_SPACE = rb"\x00\t\n\x0c\r "
_REGULAR = rb"[^" + _SPACE + rb"()<>\[\]{}/%]"

_NUMBER, _STRING, _HEX, _NAME, _BRACKET, _KEYWORD, _STRAY = range(1, 8)
_TOKEN = re.compile(
    rb"[" + _SPACE + rb"]*+(?:%[^\r\n]*+[" + _SPACE + rb"]*+)*+(?:"
    rb"([+-]?(?:\d++\.?\d*+|\.\d++))(?!" + _REGULAR + rb")"
    rb"|\(((?:[^()\\]++|\\.)*+)\)"
    rb"|<([0-9A-Fa-f" + _SPACE + rb"]*+)>"
    rb"|/(" + _REGULAR + rb"*+)"
    rb"|(<<|>>|[\[\]])"
    rb"|(" + _REGULAR + rb"++)"
    rb"|([()<>{}]))",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_BREAKS = (b"\n", b"\r", b"\r\n")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_IMAGE = re.compile(
    rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"][\t\n\r -~]{0,12}(?:[^\x80-\xff]|$)|$)"
)
_LOOSE_NUMBER = re.compile(rb"([+-])[+-]*+(\d++\.?\d*+|\.\d++)|(\d++\.?\d*+|\.\d++)[-.].*+", re.DOTALL)


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """The operators of `OPERATORS` in a content stream, each with the operands before it.

    Damaged streams give what can be read of them; nothing is raised.
    """
    match = _TOKEN.match
    operands: list[Operand] = []
    outer: list[list[Operand]] = []
    position = 0
    while (token := match(data, position)) is not None:
        position = token.end()
        kind = token.lastindex or _STRAY
        if kind in _VALUES:
            operands.append(_VALUES[kind](token[kind]))
        elif kind == _KEYWORD:
            operator = token[_KEYWORD]
            if operator in OPERATORS:
                if operator == b"BI":
                    position = _after_inline_image(data, position)
                yield operator, operands
            elif (number := _loose_number(operator)) is not None:
                operands.append(number)
                continue
            elif outer:
                continue
            operands = []
            outer = []
        elif token[kind] in (b"[", b"<<"):
            outer.append(operands)
            operands = []
        elif token[kind] == b"(":
            string, position = _nested_string(data, position)
            operands.append(string)
        elif token[kind] in (b"]", b">>") and outer:
            array, operands = operands, outer.pop()
            operands.append(array)


def _unescape(string: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, string) if b"\\" in string else string


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1].isdigit():
        return bytes((int(escaped, 8) & 255,)) if escaped[0] < 0x38 else escaped
    return b"" if escaped in _LINE_BREAKS else _ESCAPED.get(escaped, escaped)


def _nested_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string with balanced parentheses inside; `start` is just behind the first one."""
    depth = 1
    for match in _PARENTHESIS.finditer(data, start):
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            depth -= 1
            if depth == 0:
                return _unescape(data[start : match.start()]), match.end()
    return _unescape(data[start:]), len(data)


def _from_hex(digits: bytes) -> bytes:
    packed = digits.translate(None, b"\x00\t\n\x0c\r ")
    return bytes.fromhex((packed + b"0" if len(packed) % 2 else packed).decode("ascii"))


def _name(name: bytes) -> str:
    if b"#" in name:
        name = _NAME_ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), name)
    # as pdfminer spells the keys of its dictionaries, in which resources are looked up
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return str(name)


def _loose_number(word: bytes) -> float | None:
    """A number as careless programs write it: `--5`, `1.2.3`, `5-3` (read as other viewers do)."""
    if word[0] not in b"+-.0123456789":
        return None
    match = _LOOSE_NUMBER.fullmatch(word)
    if match is None:
        return None
    return float(match[3]) if match[3] else float(match[1] + match[2])


def _after_inline_image(data: bytes, start: int) -> int:
    """Where an inline image ends that begins at `start`, just behind `BI`."""
    begin = data.find(b"ID", start)
    end = _END_OF_IMAGE.search(data, begin + 2) if begin >= 0 else None
    return end.end() if end else len(data)


_VALUES: Mapping[int, Callable[[bytes], Operand]] = {
    _NUMBER: float,
    _STRING: _unescape,
    _HEX: _from_hex,
    _NAME: _name,
}
