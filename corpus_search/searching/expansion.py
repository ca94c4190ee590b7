"""The words of a query, and with them what they may be called too, and how a scanner may have misread them.

`tenaga kerja` is then found where a text says `labour`, and `kartu` where it says `knrtu`, at a lower weight than
the words that were typed. A term of several words is looked for as a phrase. What stands in quotation marks, in a
field or behind a NOT is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from corpus_search.engines.base import And, Clause, Or, Phrase, Word
from corpus_search.language import Glossary, Term
from corpus_search.searching.results import Expansion

WEIGHT = 0.5
"""Of a term of the glossary beside the words that were typed."""

MISREAD_WEIGHT = 0.3
"""Of a word that may be a misread one: it may as well be another."""

Alternative = Word | Phrase


@dataclass(slots=True)
class Expander:
    """Expands clauses and remembers what it put in."""

    glossary: Glossary
    wanted: Callable[[Term, Sequence[Alternative]], bool]
    """Whether a term is to be looked for: asked once for each place."""
    misread: Callable[[str], Sequence[str]]
    """What a word may have been misread as."""
    found: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    """By the words typed, what they were expanded by."""
    alternatives: list[Alternative] = field(default_factory=list)
    """All that is looked for besides."""
    _misread: dict[str, list[Word]] = field(default_factory=dict)

    def expand(self, clause: Clause) -> Clause:
        """The clause that finds the same and what the glossary adds."""
        match clause:
            case And(clauses):
                groups = self._groups(clauses)
                return And(tuple(_either(self._all(typed), others) for typed, others in groups))
            case Or(clauses):
                return Or(self.expand_each(clauses))
            case Word() | Phrase():
                ((typed, others),) = self._groups((clause,))
                return _either(self._all(typed), others)
        return clause

    def expand_each(self, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
        """Clauses that are alternatives, with more of them."""
        groups = list(self._groups(clauses))
        typed = [clause for group, _ in groups for clause in group]
        faults = [fault for clause in typed for fault in self._faults(clause)]
        return tuple(dict.fromkeys([*typed, *faults, *(other for _, others in groups for other in others)]))

    def also(self) -> tuple[Expansion, ...]:
        """What was put in, in the order of the words typed."""
        return tuple(
            Expansion(typed, tuple(term.text for term in terms)) for typed, terms in self.found.items()
        )

    def _groups(self, clauses: Sequence[Clause]) -> Iterator[tuple[tuple[Clause, ...], list[Clause]]]:
        """The clauses in groups, each one term of the glossary or a clause for itself, with its alternatives."""
        at = 0
        while at < len(clauses):
            run = _plain_run(clauses[at:])
            length, terms = self._longest(run)
            typed = tuple(clauses[at : at + length])
            if terms:
                asked = " ".join(word for words in run[:length] for word in words)
                yield typed, self._others(asked, terms)
            else:
                yield tuple(map(self._inside, typed)), []
            at += length

    def _longest(self, run: Sequence[Sequence[str]]) -> tuple[int, Sequence[Term]]:
        """How many of these words, each with its parts, are a term of the glossary; one, with no terms, where none."""
        length = len(run)
        while length:
            asked = [part for word in run[:length] for part in word]
            match = self.glossary.find(asked)
            if match is None:
                break
            if match.length == len(asked):
                return length, match.terms
            # No longer term is there: on with the words that are not longer than this one.
            length = sum(end <= match.length for end in accumulate(map(len, run)))
        return 1, ()

    def _inside(self, clause: Clause) -> Clause:
        """A clause with what is inside it expanded."""
        return clause if isinstance(clause, Word | Phrase) else self.expand(clause)

    def _others(self, typed: str, terms: Sequence[Term]) -> list[Clause]:
        if typed not in self.found:
            kept = tuple(term for term in terms if self.wanted(term, _alternatives(term)))
            if not kept:
                return []
            self.found[typed] = kept
            self.alternatives += [one for term in kept for one in _alternatives(term)]
        return [one for term in self.found[typed] for one in _alternatives(term)]

    def _all(self, clauses: Sequence[Clause]) -> Clause:
        """All of these, misread or not."""
        wanted = tuple(_either(clause, self._faults(clause)) for clause in clauses)
        return wanted[0] if len(wanted) == 1 else And(wanted)

    def _faults(self, clause: Clause) -> list[Clause]:
        if not (isinstance(clause, Word) and _is_plain(clause)):
            return []
        if clause.text not in self._misread:
            faults = [
                Word(word, "text", stemmed=False, weight=MISREAD_WEIGHT) for word in self.misread(clause.text)
            ]
            self._misread[clause.text] = faults
            self.alternatives += faults
        return list(self._misread[clause.text])


def _plain_run(clauses: Sequence[Clause]) -> list[tuple[str, ...]]:
    """The plain words that stand first, each with its parts."""
    run: list[tuple[str, ...]] = []
    for clause in clauses:
        match clause:
            case Word() if _is_plain(clause):
                run.append((clause.text,))
            case Phrase(compound=True, where="any"):
                run.append(clause.words)
            case _:
                break
    return run


def _alternatives(term: Term) -> tuple[Alternative, ...]:
    return tuple(
        Word(form[0], weight=WEIGHT, language=term.language)
        if len(form) == 1
        else Phrase(form, weight=WEIGHT)
        for form in term.forms()
    )


def _is_plain(word: Word) -> bool:
    return word.stemmed and word.where == "any"


def _either(clause: Clause, others: Sequence[Clause]) -> Clause:
    return Or((clause, *others)) if others else clause
