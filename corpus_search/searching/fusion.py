"""Several queries answered as one: their rankings merged, what each finds counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus_search.engines.base import And, Clause, Engine, FacetField, Or
from corpus_search.searching.answer import FACETS, engine_query
from corpus_search.searching.marks import Marked
from corpus_search.searching.meaning import K
from corpus_search.searching.parsing import parse
from corpus_search.searching.results import SearchRequest

_DEPTH = 10_000
"""Passages taken from each query."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage that some of the queries find."""

    key: int
    score: float
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fusion:
    """All passages that any of the queries finds, best first."""

    ranked: tuple[Fused, ...]
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    marked: tuple[Marked, ...] = ()
    """What is marked in the text of passages."""


def fuse(texts: Sequence[str], request: SearchRequest, engine: Engine) -> Fusion:
    """Merge the rankings of several queries by reciprocal rank fusion.

    A query finds the passages with all its words; where there are none, those with some.

    Args:
        texts: the queries, as typed.
        request: filters and access; its text, where there is one, must be found too.
        engine: is asked.
    """
    narrowing = parse(request.text, any_words=request.any_words)
    scores: defaultdict[int, float] = defaultdict(float)
    finders: defaultdict[int, list[str]] = defaultdict(list)
    clauses: list[Clause] = []
    marked: dict[Marked, None] = {}
    for text in dict.fromkeys(texts):
        parsed = parse(text, any_words=request.any_words)
        if parsed.clause is None:
            continue
        clause: Clause = parsed.clause
        keys = _keys(_narrowed(clause, narrowing.clause), request, engine)
        if not keys and parsed.some:
            clause = Or(parsed.some)
            keys = _keys(_narrowed(clause, narrowing.clause), request, engine)
        clauses.append(clause)
        marked.update(dict.fromkeys(parsed.marked))
        for rank, key in enumerate(keys, 1):
            scores[key] += 1 / (K + rank)
            finders[key].append(text)
    if not clauses:
        return Fusion(())
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return Fusion(
        tuple(Fused(key, scores[key], tuple(finders[key])) for key in ranked),
        facets=_facets(_narrowed(Or(tuple(clauses)), narrowing.clause), request, engine),
        marked=(*marked, *narrowing.marked),
    )


def matching(
    request: SearchRequest, engine: Engine
) -> tuple[frozenset[int], Mapping[FacetField, Mapping[str, int]]]:
    """The keys of all passages that a request's filters and text let through, and the facets over them."""
    clause = parse(request.text, any_words=request.any_words).clause
    query, _ = engine_query(clause, (), request, engine)
    found = engine.search(replace(query, facets=FACETS, offset=0, limit=engine.count()))
    return frozenset(hit.key for hit in found.hits), found.facets


def _narrowed(clause: Clause, by: Clause | None) -> Clause:
    return clause if by is None else And((clause, by))


def _keys(clause: Clause, request: SearchRequest, engine: Engine) -> list[int]:
    query, _ = engine_query(clause, (), request, engine)
    found = engine.search(replace(query, facets=(), offset=0, limit=_DEPTH))
    return [hit.key for hit in found.hits]


def _facets(clause: Clause, request: SearchRequest, engine: Engine) -> Mapping[FacetField, Mapping[str, int]]:
    query, _ = engine_query(clause, (), request, engine)
    return engine.search(replace(query, facets=FACETS, offset=0, limit=0)).facets
