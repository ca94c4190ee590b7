"""What brings a passage forward among those that match."""

from __future__ import annotations

from corpus_search.engines.base import And, Clause, Or, Phrase, Word


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
