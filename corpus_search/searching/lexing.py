"""The pieces of a typed query: words, phrases, fields, parentheses and operators.

Nothing is refused here: a quote or parenthesis without its partner is dropped and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from corpus_search.searching.fields import FIELDS
from corpus_search.searching.results import Note


class Sign(Enum):
    """Pieces that join or exclude others."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """Characters without a space, as typed: `pelatihan`, `pelatih*`, `prakreja~2`, `e-KTP`."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stood between quotes; `slop` is the number after `~`."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Fielded:
    """A known field (by its name in `FIELDS`) and its value."""

    field: str
    value: Quoted | Typed
    written: str
    """The whole piece, for notes."""


MAX_PIECES = 150
"""Most words and signs of a query; a pasted page is no query."""

MAX_DEPTH = 20
"""Deepest nesting of parentheses; deeper ones are looked through."""

Piece = Sign | Typed | Quoted | Fielded

_OPENING = '"“”„«»'
_PHRASE = rf"[{_OPENING}](?P<phrase>[^{_OPENING}]*)[{_OPENING}](?:~(?P<slop>\d{{0,3}}))?"
_RUN = rf"[^\s(){_OPENING}]+"
_LEXEME = re.compile(
    rf"""
      (?P<quoted>{_PHRASE})
    | (?P<quote>[{_OPENING}])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>(?<![^\s(])-(?=[^\W\d]|[({_OPENING}]))
    | (?P<name>[^\W\d_]+):(?P<space>\s*)
    | (?P<run>{_RUN})
    """,
    re.VERBOSE,
)
_VALUE = re.compile(rf"{_PHRASE}|\((?P<group>[^()]*)\)|(?P<run>{_RUN})")
_OPERATORS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}


def lex(text: str) -> tuple[list[Piece], list[Note]]:
    """Cut a query into pieces, with parentheses balanced and not too deep, and say what had to be dropped."""
    notes: list[Note] = []
    pieces = list(islice(_pieces(text, notes), MAX_PIECES + 1))
    if len(pieces) > MAX_PIECES:
        notes.insert(0, Note("too_long", f"{text[:40]}…"))
    return _balanced(pieces[:MAX_PIECES], notes), notes


def _pieces(text: str, notes: list[Note]) -> Iterator[Piece]:
    at = 0
    while match := _LEXEME.search(text, at):
        at = match.end()
        if match["name"]:
            piece, at = _field(text, match, notes)
            if piece is not None:
                yield piece
        elif match["quoted"]:
            yield _quoted(match)
        elif match["quote"]:
            notes.append(Note("unbalanced", match["quote"]))
        elif match["run"]:
            yield _OPERATORS.get(match["run"]) or Typed(match["run"])
        else:
            yield Sign.OPEN if match["open"] else Sign.CLOSE if match["close"] else Sign.NOT


def _quoted(match: re.Match[str]) -> Quoted:
    # `"a b"~` without a number: five words, a sentence's part.
    slop = match["slop"]
    return Quoted(match["phrase"], 0 if slop is None else int(slop or 5))


def _field(text: str, match: re.Match[str], notes: list[Note]) -> tuple[Piece | None, int]:
    """The field that begins here, and where to go on; a name that is no field's is a word like others."""
    known = FIELDS.get(match["name"].casefold())
    after = match.end()
    if known is None:
        rest = _LEXEME.match(text, after)
        if rest and not match["space"] and not rest[0].startswith("/"):
            notes.append(Note("unknown_field", match[0] + rest[0]))
        return Typed(match["name"]), after
    value = _VALUE.match(text, after)
    if value is None:
        notes.append(Note("bad_value", match[0].strip()))
        return None, after
    content = _quoted(value) if value["phrase"] is not None else Typed(value["group"] or value["run"] or "")
    return Fielded(known, content, text[match.start() : value.end()]), value.end()


def _balanced(pieces: list[Piece], notes: list[Note]) -> list[Piece]:
    """The pieces without parentheses that have no partner or are nested too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece is Sign.OPEN:
            opened.append(index)
        elif piece is Sign.CLOSE and opened:
            start = opened.pop()
            if len(opened) >= MAX_DEPTH:
                dropped.update((start, index))
        elif piece is Sign.CLOSE:
            dropped.add(index)
            notes.append(Note("unbalanced", ")"))
    notes.extend(Note("unbalanced", "(") for _ in opened)
    dropped.update(opened)
    return [piece for index, piece in enumerate(pieces) if index not in dropped]
