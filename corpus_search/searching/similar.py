"""Passages like one that is known: found by the words that tell most of it."""

from __future__ import annotations

from collections import Counter
from math import log

from corpus_search.citing import Cite, cite
from corpus_search.engines.base import Engine, Or, Query, Word
from corpus_search.language import FUNCTION_WORDS, words
from corpus_search.model import Access, Found
from corpus_search.searching.lookup import Lookup, find
from corpus_search.searching.marks import Sought
from corpus_search.searching.parsing import as_marked
from corpus_search.searching.results import Hit, Results, SearchRequest
from corpus_search.searching.snippets import snippets

_MOST_WORDS = 12
"""By which others are looked for."""
_LOOKED_AT = 80
"""Different words of a passage, the most frequent first, of which those are chosen."""
_LEAST = 0.4
"""Of the most telling word's weight: what tells less (`ayat`, `sebagaimana`) is in every other passage too."""
_SHORTEST = 3


def similar(
    found: Found,
    engine: Engine,
    lookup: Lookup,
    *,
    access: frozenset[Access] = frozenset(Access),
    limit: int = 10,
    cite: Cite = cite,
) -> Results:
    """Passages like one, the likest first, without itself; those with several of its telling words.

    Args:
        found: the passage.
        engine: finds.
        lookup: knows the passages by their keys.
        access: what may be seen.
        limit: how many at most.
        cite: words a citation; by the templates that come with the program where it is not given.
    """
    chosen = _telling(found.text, engine, access)
    request = SearchRequest(
        " ".join(word.text for word in chosen), any_words=True, limit=limit, access=access
    )
    query = Query(Or(chosen), own=Or(chosen), access=access, limit=limit + 1)
    results, passages = find(query, engine, lookup)
    sought = Sought(tuple(map(as_marked, chosen)))
    listed = [
        (hit, passages[hit.key])
        for hit in results.hits
        if hit.key in passages and passages[hit.key].passage.id != found.passage.id
    ][:limit]
    return Results(
        request,
        total=len(listed),
        total_some=0,
        hits=tuple(
            Hit(
                rank=rank,
                score=hit.score,
                all_words=True,
                by_meaning=False,
                document=known.document,
                passage=known.passage,
                text=known.text,
                snippets=snippets(known.text, sought, start=known.passage.start),
                citation=cite(known.document, known.passage),
            )
            for rank, (hit, known) in enumerate(listed, 1)
        ),
    )


def _telling(text: str, engine: Engine, access: frozenset[Access]) -> tuple[Word, ...]:
    """The words of a text with the highest frequency times inverse document frequency, weighted by how often."""
    times = Counter(word for word in words(text) if len(word) >= _SHORTEST and word not in FUNCTION_WORDS)
    count = engine.count()
    weights = {}
    for word, often in times.most_common(_LOOKED_AT):
        passages = engine.search(Query(Word(word, "text"), access=access, limit=0)).total
        weights[word] = (1 + log(often)) * log((count + 1) / (passages + 0.5))
    least = _LEAST * max(weights.values(), default=0)
    telling = [word for word, weight in weights.items() if weight >= least]
    best = sorted(telling, key=lambda word: (-weights[word], word))[:_MOST_WORDS]
    return tuple(Word(word, "text", weight=1 + log(times[word])) for word in best)
