"""Other spellings of a query that finds little: offered, never taken silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from corpus_search.engines.base import Engine, Phrase, Query, Word
from corpus_search.language import tokens
from corpus_search.model import Access
from corpus_search.searching.marks import Marked
from corpus_search.searching.results import Correction, Expansion

FEW = 3
"""Another spelling is looked for where fewer passages are found."""

_MOST_WORDS = 8
_SHORTEST = 3
"""Shorter words, and numbers, are near to too many others."""


def correct(
    text: str,
    marked: Iterable[Marked],
    engine: Engine,
    access: frozenset[Access],
    count: Callable[[str], int],
    *,
    also: Iterable[Expansion] = (),
) -> tuple[Correction, ...]:
    """The query with words that no passage holds replaced by near ones; empty where there are none.

    Args:
        text: the query as typed.
        marked: what was asked for.
        engine: where to look for near words.
        access: what may be seen.
        count: how many passages a query would find.
        also: what else was searched for: a word that is found by another name needs no other spelling.
    """
    replaced = {}
    known = {word for one in also for word in one.term.split()}
    for word in _asked(marked)[:_MOST_WORDS]:
        if word in known or engine.search(Query(Word(word), access=access, limit=0)).total:
            continue
        near = engine.near_words(word, limit=1, access=access)
        if near and near[0].word != word:
            replaced[word] = near[0].word
    if not replaced:
        return ()
    corrected = _rewritten(text, replaced)
    total = count(corrected)
    return (Correction(corrected, total),) if total else ()


def _asked(marked: Iterable[Marked]) -> list[str]:
    found = []
    for asked in marked:
        if isinstance(asked, Word):
            found.append(asked.text)
        elif isinstance(asked, Phrase):
            found.extend(asked.words)
    return [word for word in dict.fromkeys(found) if len(word) >= _SHORTEST and word.isalpha()]


def _rewritten(text: str, replaced: Mapping[str, str]) -> str:
    """The text with words replaced and everything else, its signs and operators, as it was."""
    pieces = []
    at = 0
    for token in tokens(text):
        if token.text in replaced:
            pieces += [text[at : token.start], replaced[token.text]]
            at = token.end
    return "".join([*pieces, text[at:]])
