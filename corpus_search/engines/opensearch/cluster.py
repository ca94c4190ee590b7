"""Requests to the cluster: what is tried again, and what goes wrong in words that a person can use."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)

from corpus_search.engines.opensearch.mapping import Source
from corpus_search.engines.opensearch.place import Place
from corpus_search.errors import EngineUnavailableError, IndexMissingError

_SECONDS: Final = 30
"""That one request may take."""
OVERLOADED: Final = frozenset({429, 502, 503, 504})
"""Statuses that pass: the cluster has too much to do, or a node is gone and its shards move."""
ATTEMPTS: Final = 9
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 15.0
"""Seconds between two attempts, doubled from the first: about a minute in all, in which a node can be replaced."""
_PAGE: Final = 2_000
_KEEP_ALIVE: Final = "2m"

T = TypeVar("T")


class Cluster:
    """A cluster. Safe for threads."""

    def __init__(self, place: Place) -> None:
        """Nothing is asked yet."""
        self.place = place
        self.client = OpenSearch(
            hosts=list(place.hosts),
            http_auth=(place.user, place.password) if place.user else None,
            ca_certs=str(place.certificate) if place.certificate else None,
            timeout=_SECONDS,
            max_retries=len(place.hosts) + 1,
            retry_on_timeout=True,
            retry_on_status=(502, 503, 504),
        )

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def ask(self, request: Callable[[OpenSearch], T]) -> T:
        """Make a request that is answered at once or not at all.

        Raises:
            EngineUnavailableError: the cluster does not answer, or not whole.
            IndexMissingError: what is asked for is not there.
        """
        with self._told():
            return request(self.client)

    def insist(self, request: Callable[[OpenSearch], T]) -> T:
        """Make a request again and again while the cluster is overloaded or parts of it are gone.

        Raises:
            EngineUnavailableError: it stayed so for about a minute.
            IndexMissingError: what is asked for is not there.
        """
        with self._told():
            for attempt in range(ATTEMPTS - 1):
                try:
                    return request(self.client)
                except TransportError as error:
                    if not _passes(error):
                        raise
                    pause(attempt)
            return request(self.client)

    def scan(self, index: str, query: Source, fields: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """All passages that match, as hits with these fields of their source; what comes later is not seen."""
        body = {"query": query, "_source": list(fields), "sort": [{"key": "asc"}], "size": _PAGE}
        first = self.search(body, index)
        if len(first["hits"]["hits"]) < _PAGE:  # which is most often so, and then asks for no more
            yield from first["hits"]["hits"]
            return
        with self.point([index]) as point:
            yield from self.pages(body, point)

    @contextmanager
    def point(self, indices: Sequence[str], **params: str) -> Iterator[str]:
        """A point in time: searched, the indices do not change."""
        where = ",".join(indices)
        created = self.ask(
            lambda client: client.create_pit(index=where, params={"keep_alive": _KEEP_ALIVE, **params})
        )
        try:
            yield created["pit_id"]
        finally:
            self.ask(lambda client: client.delete_pit(body={"pit_id": [created["pit_id"]]}))

    def pages(self, body: Source, point: str) -> Iterator[Mapping[str, Any]]:
        """The hits of one page after the other of a point in time."""
        after: Source = {}
        while True:
            asked = {**body, **after, "pit": {"id": point, "keep_alive": _KEEP_ALIVE}}
            hits = self.search(asked)["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            after = {"search_after": hits[-1]["sort"]}

    def search(self, body: Source, *indices: str) -> Mapping[str, Any]:
        """The answer of all shards to one request.

        Raises:
            EngineUnavailableError: the cluster does not answer, or not whole.
            IndexMissingError: an index is not there.
        """
        where = ",".join(indices) or None  # a point in time knows its own
        return self.ask(lambda client: whole(client.search(index=where, body=body)))

    @contextmanager
    def _told(self) -> Iterator[None]:
        hosts = self.place.shown
        try:
            yield
        except NotFoundError as error:
            raise IndexMissingError(
                "There is no index {name} on the search cluster at {hosts}. Make it: corpus-search index FOLDER",
                name=self.place.alias,
                hosts=hosts,
            ) from error
        except (AuthenticationException, AuthorizationException) as error:
            raise EngineUnavailableError(
                "The search cluster at {hosts} does not let {user} in. "
                "Check opensearch_user and opensearch_password.",
                hosts=hosts,
                user=self.place.user or "anyone without a name",
            ) from error
        except SSLError as error:
            raise EngineUnavailableError(
                "The certificate of the search cluster at {hosts} is not trusted: {reason}. "
                "Name its authority's in opensearch_certificate.",
                hosts=hosts,
                reason=_reason(error),
            ) from error
        except OpenSearchException as error:
            raise EngineUnavailableError(
                "The search cluster at {hosts} does not answer as it should: {reason}. "
                "See whether it runs and is green, and try again.",
                hosts=hosts,
                reason=_reason(error),
            ) from error


def whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """An answer in which no shard is missing.

    Raises:
        TransportError: one is; what the others found is not the truth.
    """
    if answer.get("timed_out") or answer["_shards"]["failed"]:
        raise TransportError(503, "a part of the index did not answer", answer["_shards"])
    return answer


def _passes(error: TransportError) -> bool:
    return isinstance(error, ConnectionError) or error.status_code in OVERLOADED


def pause(attempt: int) -> None:
    """Wait before a request is made again: the longer the more often it was made."""
    longest = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
    time.sleep(longest * random.uniform(0.5, 1))  # noqa: S311  (so that several do not come again at once)


def _reason(error: OpenSearchException) -> str:
    if isinstance(error, ConnectionError):
        return "no connection"
    if isinstance(error, TransportError):
        cause = error.info.get("error", {}) if isinstance(error.info, dict) else {}
        causes = cause.get("root_cause", []) if isinstance(cause, dict) else []
        return f"{error.status_code} {causes[0].get('reason') if causes else error.error}"
    return str(error) or type(error).__name__
