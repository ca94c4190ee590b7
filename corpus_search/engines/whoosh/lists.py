"""The inverted lists of words and of families of words, weighed: what all scores are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus_search.engines.base import Fuzzy, Pattern, Word
from corpus_search.engines.fields import FIELDS_OF, STEMMERS, IndexedField, Stemmer
from corpus_search.engines.weights import field_weight
from corpus_search.engines.whoosh import bm25
from corpus_search.engines.whoosh.arrays import Places, Scores
from corpus_search.engines.whoosh.postings import Postings
from corpus_search.engines.whoosh.view import View
from corpus_search.engines.whoosh.vocabulary import Selection, matching

_Same = tuple[bytes, ...]
"""Selections that are the same have the same."""
_Form = tuple[Stemmer | None, _Same, Selection]


class WordList(NamedTuple):
    """A word, or a family of words, in one field."""

    field: IndexedField
    postings: Sequence[Postings]
    """Per segment."""
    factor: float
    """Weight and idf."""
    found: int
    """Passages with the word."""

    def scores(self, view: View, index: int, at: Places) -> Scores:
        """Of all passages of a segment that are in it, which are `at`."""
        return bm25.scores(self.postings[index].freq, view.norms(self.field, index, at), self.factor)


class Lists:
    """Finds lists for one search, in which the same words are asked for in several weights and fields."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._postings: dict[tuple[IndexedField, _Same | str], list[Postings]] = {}
        """By the selection, or the one word, that they are of."""
        self._forms: dict[tuple[IndexedField, str], list[_Form]] = {}
        self._selections: dict[tuple[IndexedField, Pattern | Fuzzy], Selection] = {}

    def of_word(self, clause: Word) -> list[WordList]:
        """The lists of a word and of its stems; one only, with their weights together, where they are the same."""
        lists = []
        for field in FIELDS_OF[clause.where]:
            if not clause.stemmed:
                lists.append(self.of_text(field, clause.text, clause.weight))
                continue
            weights: dict[_Same, float] = {}
            selections: dict[_Same, Selection] = {}
            for stemmer, same, selection in self._forms_of(field, clause.text):
                weight = field_weight(field, stemmer, clause.language) * clause.weight
                weights[same] = weights.get(same, 0.0) + weight
                selections[same] = selection
            lists += [
                self._list(field, same, selection, weights[same]) for same, selection in selections.items()
            ]
        return lists

    def of_text(self, field: IndexedField, word: str, weight: float) -> WordList:
        """The list of a word by itself."""
        selection = self.view.numbers(field, word)
        return self._list(field, word, selection, field_weight(field, None) * weight)

    def of_matching(self, clause: Pattern | Fuzzy) -> list[WordList]:
        """The lists of all words that a clause stands for, in each field one."""
        lists = []
        for field in FIELDS_OF[clause.where]:
            selection = self._matching(field, replace(clause, where="any"))
            lists.append(self._list(field, _same(selection), selection, field_weight(field, None)))
        return lists

    def _matching(self, field: IndexedField, clause: Pattern | Fuzzy) -> Selection:
        """What a clause stands for, looked for once whichever other fields it is looked for in."""
        selection = self._selections.get((field, clause))
        if selection is None:
            selection = self._selections[field, clause] = matching(self.view, field, clause)
        return selection

    def _forms_of(self, field: IndexedField, word: str) -> list[_Form]:
        forms = self._forms.get((field, word))
        if forms is None:
            forms = self._forms[field, word] = list(_forms(self.view, field, word))
        return forms

    def _list(self, field: IndexedField, same: _Same | str, selection: Selection, weight: float) -> WordList:
        postings = self._postings.get((field, same))
        if postings is None:
            postings = self._postings[field, same] = [
                segment.postings(field, numbers)
                for segment, numbers in zip(self.view.segments, selection, strict=True)
            ]
        found = sum(map(len, postings))
        return WordList(field, postings, weight * self.view.idf(found), found)


def _forms(view: View, field: IndexedField, word: str) -> Iterator[_Form]:
    selection = view.numbers(field, word)
    yield None, _same(selection), selection
    for stemmer, stem in STEMMERS.items():
        selection = view.families(field, stemmer, stem(word))
        yield stemmer, _same(selection), selection


def _same(selection: Selection) -> _Same:
    return tuple([numbers.tobytes() for numbers in selection])
