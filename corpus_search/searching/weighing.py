"""How much a query asks an engine to do, and what is left of one that asks for too much.

Work is counted and not timed, so that the same query always finds the same: a word weighs 1, what has to be looked for
through many words or many places weighs more. With a bound on the whole no query holds up those of others for long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_search.engines.base import Among, And, Clause, Fuzzy, Not, Or, Pattern, Phrase, Word

MOST = 200
"""A query weighs no more, whatever was typed."""

_PATTERN = (45, 12, 3)
"""By the letters before its first `*` or `?`: without any, all words of the index are compared with it. Longer ones
weigh as the last."""
_FUZZY = 3
_SLOP = 6
"""Of a phrase whose words need not be side by side: all their places are compared."""


def weight(clause: Clause) -> int:
    """How much a clause asks for."""
    match clause:
        case And(parts) | Or(parts):
            return sum(map(weight, parts))
        case Not(part):
            return weight(part)
        case Phrase(words, slop):
            return 1 + len(words) + (_SLOP if slop else 0)
        case Pattern(pattern):
            return _PATTERN[min(len(re.split(r"[*?]", pattern, maxsplit=1)[0]), len(_PATTERN) - 1)]
        case Among(_, values):
            return len(values)
    return _FUZZY if isinstance(clause, Fuzzy) else 1


class Scale:
    """Weighs the clauses of one query as they come; what would make it too heavy is left out."""

    def __init__(self) -> None:
        self._left = MOST
        self.left_out: list[str] = []
        """What was left out, as it is shown."""

    def kept(self, clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses, without what is too much."""
        return [kept for clause in clauses if (kept := self._kept(clause)) is not None]

    def _kept(self, clause: Clause) -> Clause | None:
        match clause:
            case And(clauses):
                return _joined(And, self.kept(clauses))
            case Or(clauses):
                return _joined(Or, self.kept(clauses))
            case Not(inner):
                return None if (kept := self._kept(inner)) is None else Not(kept)
        if weight(clause) > self._left:
            self.left_out.append(_shown(clause))
            return None
        self._left -= weight(clause)
        return clause


def _joined(by: type[And | Or], clauses: Sequence[Clause]) -> Clause | None:
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    return by(tuple(clauses))


def _shown(clause: Clause) -> str:
    match clause:
        case Word(text) | Pattern(text):
            return text
        case Fuzzy(text):
            return f"{text}~"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Among(field, values):
            return f"{field}:{values[0]}"
    return "…"
