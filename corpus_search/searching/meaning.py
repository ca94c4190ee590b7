"""Passages found by their words and by their meaning, in one ranking.

Two rankings are merged by reciprocal rank fusion: the engine's, of passages with all or some of the words, and that of
the passages whose vectors are nearest to the query. Only the nearest few count; of these, those that hold none of the
words are found by their meaning alone. Whatever the viewer may not see, and whatever the filters
leave out, is taken from the nearest before they are ranked, so it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from corpus_search.engines.base import And, Engine, EngineHit, EngineResults, Keys, Query

K = 60
"""How little the first ranks differ (Cormack, Clarke and Buettcher 2009, doi:10.1145/1571941.1572114)."""
_NEAREST = 30
"""Passages that count as near in meaning: nearness has no end, and three pages of what holds no word are enough."""
_WEIGHT = 0.5
"""Of a rank by meaning, beside one by words."""
_DEPTH = 1_000
"""Passages found by words whose rank counts; those behind them follow as they stand."""


class Meaning(Protocol):
    """Tells what passages are near to a text: the vectors of an index fulfil it."""

    def nearest(self, text: str) -> Iterator[tuple[int, ...]]:
        """Keys of all passages that have a vector, the nearest first; a few, then ever more at a time."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """What words find, and meaning where it was looked for."""

    found: EngineResults
    """The totals and facets count what words find."""
    by_meaning: frozenset[int] = frozenset()
    """Keys of all passages that meaning alone finds."""


def mixed(query: Query, text: str, engine: Engine, meaning: Meaning) -> Mixed:
    """Answer a query by words and by meaning.

    Args:
        query: by words; sorted by relevance.
        text: as typed.
        engine: finds by words.
        meaning: finds by meaning.
    """
    near = list(islice(_allowed(query, text, engine, meaning), _NEAREST))
    stop = query.offset + query.limit
    found = engine.search(replace(query, offset=0, limit=max(_DEPTH, stop + len(near))))
    worded = _among(query, near, engine)
    scores: dict[int, float] = {hit.key: 1 / (K + rank) for rank, hit in enumerate(found.hits[:_DEPTH], 1)}
    for rank, key in enumerate(near, 1):
        scores[key] = scores.get(key, 0.0) + _WEIGHT / (K + rank)
    all_words = {hit.key for hit in (*found.hits, *worded) if hit.all_words}
    first = [
        EngineHit(key, score, key in all_words)
        for key, score in sorted(scores.items(), key=lambda item: -item[1])
    ]
    rest = [hit._replace(score=0.0) for hit in found.hits[_DEPTH:] if hit.key not in scores]
    hits = tuple((first + rest)[query.offset : stop])
    return Mixed(replace(found, hits=hits), frozenset(near) - {hit.key for hit in worded})


def _allowed(query: Query, text: str, engine: Engine, meaning: Meaning) -> Iterator[int]:
    """Keys of the passages nearest to a text that the viewer may see and the filters let through."""
    for keys in meaning.nearest(text):
        asked = Query(Keys(keys), filters=query.filters, access=query.access, limit=len(keys))
        allowed = {hit.key for hit in engine.search(asked).hits}
        yield from (key for key in keys if key in allowed)


def _among(query: Query, near: list[int], engine: Engine) -> tuple[EngineHit, ...]:
    """Which of these passages the words find."""
    keys = Keys(tuple(near))
    own = keys if query.own is None else And((query.own, keys))
    return engine.search(replace(query, own=own, facets=(), offset=0, limit=len(near))).hits
