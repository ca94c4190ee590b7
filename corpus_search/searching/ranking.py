"""What brings a passage forward among those that match, and what it must show of itself to be among them.

Passages with all words come before those with some, whatever they score: a passage that has all words, however far
apart, stands above one with most of them side by side. So "all words" means what it says, on the page and in
counts. Measured on questions (id-wiki-qa: 1,500 of the train split, then the valid split), that costs little beside
one ranking of both by score: nDCG@10 .7652 instead of .7672, and .8491 instead of .8516; recall is the same. English
abstracts gain by it (.4538 instead of .4509). Within the first tier, words side by side as typed score once more
(`phrase_first`); to score pairs of neighbouring words too, or words within a few, gained nothing (nDCG@10 between
-.009 and +.001 on 700 questions of train), so it is not done.
"""

from __future__ import annotations

from dataclasses import replace

from corpus_search.engines.base import And, Clause, Fuzzy, Not, Or, Pattern, Phrase, Word
from corpus_search.language import Language


def phrase_first(clause: Clause) -> Clause:
    """The same passages, those in which all the words stand side by side as typed scoring higher.

    Such a phrase holds all of the words, so it adds no passage.
    """
    match clause:
        case And(clauses):
            words = tuple(part.text for part in clauses if isinstance(part, Word) and part.where == "any")
            if 1 < len(words) == len(clauses):
                return Or((clause, Phrase(words)))
    return clause


def own_words(clause: Clause) -> Clause | None:
    """What a passage must hold itself to be found by a clause: at least one of the words, in text or headings.

    All passages of a regulation share its title. So a title may stand in for some of the words, but a passage
    in which none of them stands tells nothing of what was asked for. What is asked of a title alone (`judul:`),
    and filters, ask for no words. None where the clause asks for nothing of the kind.
    """
    own = tuple(dict.fromkeys(_own(clause)))  # a query says the same words in several places
    return Or(own) if own else None


def _own(clause: Clause) -> list[Clause]:
    match clause:
        case Word(where="any"):
            return [Word(clause.text, "passage", clause.stemmed)]
        case Word(where="text"):
            return [clause]
        case Phrase() | Pattern() | Fuzzy() if clause.where == "any":
            return [replace(clause, where="passage")]
        case And(clauses):
            return [own for part in clauses for own in _own(part)]
        case Or(clauses):
            found = [(_own(part), part) for part in clauses]
            if any(own for own, _ in found):
                return [one for own, part in found for one in own or _alternatives(part)]
    return []


def _alternatives(clause: Clause) -> tuple[Clause, ...]:
    return clause.clauses if isinstance(clause, Or) else (clause,)


def in_language(clause: Clause, language: Language) -> Clause:
    """The clause with its words said to be of a language, where theirs is not known and their stems are looked for."""
    match clause:
        case Word(language="", stemmed=True):
            return replace(clause, language=language)
        case And(clauses) | Or(clauses):
            return replace(clause, clauses=tuple(in_language(part, language) for part in clauses))
        case Not(inner):
            return Not(in_language(inner, language))
    return clause
