"""What a person typed, understood: the clause an engine is asked, and what to say about it.

The language: plain words; `"a phrase"`; `AND`, `OR`, `NOT` in capitals and `-word`; parentheses; `word*`,
`w?rd`; `word~`, `word~2`; `"a b"~5`; `field:value` (see `fields`). Words side by side must all be there.
A slip never raises: what can be read is searched, and notes tell of the rest.

A text of several sentences (a research question pasted whole, a paragraph to find more of) is no such language:
its quotation marks and asterisks are those of prose, and all its words are plain ones. In a question quotation marks
are those of a name: what holds it comes first, and what holds some of the words is not left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from corpus_search.engines.base import And, Clause, Fuzzy, Not, Or, Pattern, Phrase, Word
from corpus_search.language import FUNCTION_WORDS, QUESTION_HELPERS, QUESTION_WORDS, words
from corpus_search.searching.lexing import Fielded, Piece, Quoted, Sign, Typed, lex
from corpus_search.searching.marks import Marked
from corpus_search.searching.results import Note
from corpus_search.searching.terms import fielded, is_plain, joined, quoted, typed
from corpus_search.searching.weighing import Scale

MAX_LENGTH = 1_000
"""Longest query in characters; what is beyond is not looked at."""

_FEWEST_PROSE_WORDS = 12
_LONG_PROSE_WORDS = 25
"""So many words are prose even in one sentence."""
_FUNCTION_WORDS_IN_PROSE = 0.2
"""Share at least; sentences have a third to a half."""
_LEFT_OUT_TOLD = 5
_SENTENCE_END = re.compile(r"\w{3,}[.?!]\s+[^\W\d]")
_SIGNS_IN_PROSE = re.compile(r'["“”„«»*~?:()]')

_QUESTION_WORDS = FUNCTION_WORDS | QUESTION_WORDS | QUESTION_HELPERS


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, understood."""

    text: str
    """As typed, without spaces around it and cut to `MAX_LENGTH`."""
    clause: Clause | None
    """What a passage must fulfil; None where nothing can be searched."""
    some: tuple[Clause, ...] = ()
    """The plain words, each for itself; empty where an operator says what is meant."""
    marked: tuple[Marked, ...] = ()
    """What is marked in the text of passages: all that is asked for there, nothing that is excluded."""
    notes: tuple[Note, ...] = ()
    plain: bool = False
    """Whether it is nothing but words, as a question is: no phrase, pattern, field or operator."""


def parse(text: str, *, any_words: bool = False) -> Parsed:
    """Understand a query.

    Args:
        text: as typed.
        any_words: plain words are alternatives, instead of all being asked for.
    """
    whole = text.strip()
    kept = whole[:MAX_LENGTH]
    pieces, notes = lex(kept)
    if _is_prose(kept, pieces):
        pieces, notes = lex(_SIGNS_IN_PROSE.sub(" ", kept))
    if len(whole) > MAX_LENGTH:
        notes.insert(0, Note("too_long", f"{whole[:40]}…"))
    scale = Scale()
    some: tuple[Clause, ...] = ()
    question = _is_question(pieces, kept)
    plain = all(_is_plain(piece) or (question and _is_name(piece)) for piece in pieces)
    if plain:
        clauses = scale.kept(_plain(pieces, notes, question=question))
        clause = joined(tuple(dict.fromkeys(clauses))) if clauses else None
        some = _each(clauses, {tuple(words(piece.text)) for piece in pieces if _is_name(piece)})
        if some == (clause,):
            some = ()
        elif any_words and some:
            clause, some = Or(some), ()
    else:
        little = _QUESTION_WORDS if question else FUNCTION_WORDS
        read = _Reader(pieces, notes, little).read()
        clause = next(iter(scale.kept([read])), None) if read else None
        if isinstance(clause, Not):
            notes.append(Note("only_not", kept))
    if scale.left_out:
        notes.append(Note("too_much", " ".join(scale.left_out[:_LEFT_OUT_TOLD])))
    marked = tuple(dict.fromkeys(leaf for asked in (clause, *some) if asked for leaf in _marked(asked)))
    return Parsed(kept, clause, some, marked, tuple(dict.fromkeys(notes)), plain and clause is not None)


def _is_prose(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether a text is sentences and no query: long, with function words, and without operators or fields."""
    if any(isinstance(piece, Fielded) or piece in (Sign.AND, Sign.OR, Sign.NOT) for piece in pieces):
        return False
    found = words(text)
    if len(found) < _FEWEST_PROSE_WORDS:
        return False
    if len(found) < _LONG_PROSE_WORDS and not _SENTENCE_END.search(text):
        return False
    return sum(word in _QUESTION_WORDS for word in found) >= _FUNCTION_WORDS_IN_PROSE * len(found)


def _is_plain(piece: Piece) -> bool:
    if isinstance(piece, Typed):
        return is_plain(piece.text)
    return piece in (Sign.OPEN, Sign.CLOSE)  # `ayat (2)` is no group


def _is_name(piece: Piece) -> TypeGuard[Quoted]:
    return isinstance(piece, Quoted) and not piece.slop


def _is_question(pieces: Sequence[Piece], text: str) -> bool:
    first = pieces[0] if pieces else None
    asking = isinstance(first, Typed) and not QUESTION_WORDS.isdisjoint(words(first.text)[:1])
    return asking or text.endswith("?")


def _plain(pieces: Sequence[Piece], notes: list[Note], *, question: bool) -> list[Clause]:
    """The words of a query without operators, as often as typed; without those that carry little."""
    clauses: list[Clause] = []
    for piece in pieces:
        if isinstance(piece, Typed):
            clauses.extend(typed(piece.text))
        elif isinstance(piece, Quoted) and (name := quoted(piece, notes)):
            clauses.append(name)
    if question:
        clauses = _without(clauses, _QUESTION_WORDS)
    return _without(clauses, FUNCTION_WORDS)


def _each(clauses: Sequence[Clause], names: Container[tuple[str, ...]]) -> tuple[Clause, ...]:
    """Each word for itself, weighted by how often it was typed; the telling parts of `face-to-face`, not a number's.

    Of a name in quotation marks the whole and its telling parts, as they are written.
    """
    times: Counter[Clause] = Counter()
    for clause in clauses:
        if isinstance(clause, Phrase) and all(word.isalpha() for word in clause.words):
            telling = [
                word for word in clause.words if len(word) > 1 and word not in FUNCTION_WORDS
            ] or clause.words
            if clause.words in names:
                times[clause] += 1
                times.update(Word(word, stemmed=False) for word in telling)
            else:
                times.update(map(Word, telling))
        else:
            times[clause] += 1
    return tuple(
        replace(clause, weight=float(count)) if isinstance(clause, Word) else clause
        for clause, count in times.items()
    )


def _without(clauses: list[Clause], dropped: frozenset[str]) -> list[Clause]:
    """The clauses without plain words of a set, unless nothing would remain."""
    others = [
        clause
        for clause in clauses
        if not (
            isinstance(clause, Word) and clause.stemmed and clause.where == "any" and clause.text in dropped
        )
    ]
    return others or clauses


def as_marked(clause: Marked) -> Marked:
    """What is asked for, however much it counts."""
    match clause:
        case Word():
            return Word(clause.text, clause.where, clause.stemmed)
        case Phrase():
            return replace(clause, weight=1.0)
    return clause


def _marked(clause: Clause) -> Iterator[Marked]:
    match clause:
        case And(clauses) | Or(clauses):
            for part in clauses:
                yield from _marked(part)
        case Word() | Phrase() | Pattern() | Fuzzy() if clause.where in ("any", "text"):
            yield as_marked(clause)


class _Reader:
    """Reads pieces with operators: `OR` binds least, then side by side and `AND`, then `NOT`.

    Parentheses are balanced and not deeper than the lexer allows, so recursion is bounded.
    """

    def __init__(self, pieces: Sequence[Piece], notes: list[Note], little: frozenset[str]) -> None:
        self._pieces = pieces
        self._notes = notes
        self._little = little
        self._at = 0

    def read(self) -> Clause | None:
        """The whole query; None where no operand is left of it."""
        alternatives = [self._sequence()]
        while self._peek() is Sign.OR:
            self._at += 1
            alternatives.append(self._sequence())
        known = [clause for clause in alternatives if clause is not None]
        if len(known) < len(alternatives) and len(alternatives) > 1:
            self._notes.append(Note("lone_operator", "OR"))
        if not known:
            return None
        return known[0] if len(known) == 1 else Or(tuple(dict.fromkeys(known)))

    def _sequence(self) -> Clause | None:
        """Operands side by side, up to an `OR`, a closing parenthesis or the end."""
        clauses: list[Clause] = []
        said = False
        pending = False  # an AND that waits for its right operand
        while (piece := self._peek()) is not None and piece not in (Sign.OR, Sign.CLOSE):
            if piece is Sign.AND:
                self._at += 1
                if pending or not clauses:
                    self._notes.append(Note("lone_operator", "AND"))
                pending = said = True
                continue
            operands = self._operands()
            pending = pending and not operands
            clauses.extend(operands)
        if pending:
            self._notes.append(Note("lone_operator", "AND"))
        if not said:
            clauses = _without(clauses, self._little)
        return joined(tuple(dict.fromkeys(clauses))) if clauses else None

    def _operands(self) -> list[Clause]:
        """The next operand, negated as often as it says; several where a slash parts it."""
        negative = False
        while self._peek() is Sign.NOT:
            negative = not negative
            self._at += 1
        piece = self._peek()
        if piece is None or piece in (Sign.AND, Sign.OR, Sign.CLOSE):
            self._notes.append(Note("lone_operator", "NOT"))
            return []
        clauses = self._operand(piece)
        return [Not(joined(clauses))] if negative and clauses else clauses

    def _operand(self, piece: Piece) -> list[Clause]:
        self._at += 1
        clause: Clause | None
        match piece:
            case Typed():
                return typed(piece.text)
            case Quoted():
                clause = quoted(piece, self._notes)
            case Fielded():
                clause = fielded(piece, self._notes)
            case _:
                clause = self.read()
                self._at += 1  # its closing parenthesis
        return [] if clause is None else [clause]

    def _peek(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None
