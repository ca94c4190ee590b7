"""A query answered by the cluster: two tiers, facets, and the page asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, Final, cast

from corpus_search.engines.base import EngineHit, EngineResults, FacetField, Or, Query
from corpus_search.engines.opensearch.clauses import all_of, query_of
from corpus_search.engines.opensearch.cluster import Cluster, whole
from corpus_search.engines.opensearch.mapping import Source
from corpus_search.engines.opensearch.state import State

_DEEPEST: Final = 10_000
"""Hits that one request may skip and give (OpenSearch's `index.max_result_window`); beyond, a point in time."""
_VALUES: Final = 10_000
"""Values of a facet that are counted: where there are more, the most frequent ones."""
_SORTS: Final[Mapping[str, list[Source]]] = {
    "relevance": [{"_score": "desc"}, {"key": "asc"}],
    "newest": [{"date": {"order": "desc", "missing": "_last"}}, {"key": "asc"}],
    "oldest": [{"date": {"order": "asc", "missing": "_last"}}, {"key": "asc"}],
}


def search(cluster: Cluster, state: State, query: Query) -> EngineResults:
    """Answer a query as of a state.

    Raises:
        ValueError: a bound of a range is no year or date.
        EngineUnavailableError: the cluster does not answer, or not whole.
        IndexMissingError: the state's version is gone.
    """
    indices = [state.names.passages(access) for access in sorted(query.access)]
    if not indices:
        return EngineResults(0, 0, (), {field: {} for field in query.facets})
    request = _Request(cluster, indices, query, state)
    first, second = request.first(), request.second() if query.some else None
    # The lower tier's hits are known to be wanted only when the upper one's are counted; nearly always on page 1.
    page = {"from": 0, "size": query.limit if query.offset == 0 else 0}
    bodies = [first | request.window(query.offset)] + ([second | page] if second else [])
    upper, *lower = request.ask(bodies)
    total = _total(upper)
    hits = [_hit(hit, all_words=True) for hit in request.hits(first, upper, query.offset, query.limit)]
    total_some = 0
    if second:
        total_some = _total(lower[0])
        offset, limit = max(query.offset - total, 0), query.limit - len(hits)
        if offset == 0 and query.offset == 0:
            more: Iterator[Mapping[str, Any]] = islice(iter(lower[0]["hits"]["hits"]), limit)
        elif limit and offset < total_some:
            (answer,) = request.ask([second | request.window(offset)])
            more = islice(request.hits(second, answer, offset, limit), limit)
        else:
            more = iter(())
        hits += [_hit(hit, all_words=False) for hit in more]
    return EngineResults(total, total_some, tuple(hits), _facets(upper, query.facets))


class _Request:
    """What all requests for one query share."""

    def __init__(self, cluster: Cluster, indices: Sequence[str], query: Query, state: State) -> None:
        self._cluster, self._indices, self._query = cluster, indices, query
        self._living = [state.living]
        if query.own is not None:
            self._living.append(query_of(query.own))
        self._filters = [(clause.field, query_of(clause)) for clause in query.filters]
        self._common: Source = {
            "_source": ["key", *(["record"] if query.records else [])],
            "sort": _SORTS[query.sort],
            "track_scores": True,
            "track_total_hits": True,
        }
        # The same query is answered by the same copies, so that its pages fit together.
        self._preference = sha256(repr((query.clause, query.some)).encode()).hexdigest()[:16]

    def first(self) -> Source:
        """The request for what `clause` finds. Filters come after the facets, which count without their own."""
        query: Source = {"filter": self._living}
        if self._query.clause is not None:
            query["must"] = [query_of(self._query.clause)]
        return self._common | {
            "query": {"bool": query},
            "post_filter": all_of([condition for _, condition in self._filters]),
            "aggs": {field: self._facet(field) for field in self._query.facets},
        }

    def second(self) -> Source:
        """The request for what matches some clauses and not all."""
        query: Source = {
            "must": [query_of(Or(self._query.some))],
            "filter": [*self._living, *(condition for _, condition in self._filters)],
        }
        if self._query.clause is None:
            query["must_not"] = [{"match_all": {}}]
        else:
            query["must_not"] = [query_of(self._query.clause)]
        return self._common | {"query": {"bool": query}}

    def _facet(self, field: FacetField) -> Source:
        others = [condition for name, condition in self._filters if name != field]
        return {
            "filter": all_of(others),
            "aggs": {"values": {"terms": {"field": field, "size": _VALUES, "shard_size": _VALUES}}},
        }

    def window(self, offset: int) -> Source:
        """From where a request gives hits, and how many; none where they are too far down for one."""
        if offset + self._query.limit > _DEEPEST:
            return {"from": 0, "size": 0}
        return {"from": offset, "size": self._query.limit}

    def ask(self, bodies: Sequence[Source]) -> list[Mapping[str, Any]]:
        """Make several requests at once."""
        header = {
            "index": self._indices,
            "preference": self._preference,
            "search_type": "dfs_query_then_fetch",  # statistics of all shards together
            "allow_partial_search_results": False,
        }
        lines = [part for body in bodies for part in (header, body)]
        answers = self._cluster.ask(lambda client: client.msearch(body=lines))["responses"]
        return [self._checked(answer) for answer in answers]

    def _checked(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        if "error" in answer:
            return self._cluster.ask(lambda _: raised(answer))
        return self._cluster.ask(lambda _: whole(answer))

    def hits(
        self, body: Source, answer: Mapping[str, Any], offset: int, limit: int
    ) -> Iterator[Mapping[str, Any]]:
        """The hits of a page: those of the answer, or of a point in time where they are far down."""
        if offset + limit <= _DEEPEST:
            return iter(answer["hits"]["hits"])
        return self._deep(body, offset, min(limit, max(_total(answer) - offset, 0)))

    def _deep(self, body: Source, offset: int, limit: int) -> Iterator[Mapping[str, Any]]:
        if limit:
            with self._cluster.point(self._indices, preference=self._preference) as point:
                pages = self._cluster.pages({**body, "aggs": {}, "size": _DEEPEST}, point)
                yield from islice(pages, offset, offset + limit)


def raised(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raise the error that one answer of several is."""
    from opensearchpy.exceptions import HTTP_EXCEPTIONS, TransportError

    status, error = answer["status"], answer["error"]
    causes = error.get("root_cause") or [error]
    raise HTTP_EXCEPTIONS.get(status, TransportError)(
        status, causes[0].get("reason", error.get("type")), error
    )


def _total(answer: Mapping[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def _hit(hit: Mapping[str, Any], *, all_words: bool) -> EngineHit:
    source = hit["_source"]
    return EngineHit(source["key"], float(hit["_score"] or 0.0), all_words, source.get("record", ""))


def _facets(
    answer: Mapping[str, Any], facets: Sequence[FacetField]
) -> Mapping[FacetField, Mapping[str, int]]:
    return {
        field: {
            str(bucket["key"]): cast("int", bucket["doc_count"])
            for bucket in answer["aggregations"][field]["values"]["buckets"]
        }
        for field in facets
    }
