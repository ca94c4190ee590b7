"""Changes sent to the cluster: in requests of bounded size, several at a time, again where it had no room for them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from corpus_search.engines.opensearch.cluster import ATTEMPTS, OVERLOADED, Cluster, pause
from corpus_search.engines.opensearch.mapping import Source
from corpus_search.errors import EngineRefusedError, EngineUnavailableError

_BYTES: Final = 5_000_000
"""Of one request; a longer change goes by itself."""
_AT_ONCE: Final = 3
"""Requests under way at the same time: what comes after them is made only when the first of them is done."""
_CONFLICT: Final = 409
_ANSWERED: Final = "errors,items.*.status,items.*.error.reason"
"""What is wanted of an answer, which is as long as the request else."""

Action = tuple[Source, Source | None]
"""A line of a bulk request, which names an index, and its document where it has one."""


@dataclass(frozen=True, slots=True)
class _Change:
    """An action as it is sent."""

    address: Mapping[str, Any]
    """Of what it changes: index, identifier; for a change of its own version, that."""
    document: str
    """The document that it is of, where it is a passage."""
    lines: bytes

    @classmethod
    def of(cls, action: Action) -> _Change:
        line, source = action
        (address,) = line.values()
        parts = [json.dumps(part).encode() + b"\n" for part in action if part is not None]
        return cls(address, (source or {}).get("document", ""), b"".join(parts))

    @property
    def shown(self) -> str:
        name = self.address["_id"]
        return f"{self.document} ({name})" if self.document else str(name)


def send(cluster: Cluster, actions: Iterable[Action]) -> None:
    """Send changes; when this returns, all of them are there, in no order among themselves.

    Args:
        cluster: where to.
        actions: each may be sent twice, and must then do no more than once. One with a `version` is done when the
            cluster has that version of it, or a later one.

    Raises:
        EngineRefusedError: one of them cannot be; it says which.
        EngineUnavailableError: the cluster does not answer, or had no room for them for about a minute.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        under_way: deque[Future[None]] = deque()
        for chunk in _chunks(actions):
            if len(under_way) == _AT_ONCE:
                under_way.popleft().result()
            under_way.append(threads.submit(_send, cluster, chunk))
        for one in under_way:
            one.result()


def _chunks(actions: Iterable[Action]) -> Iterator[list[_Change]]:
    chunk: list[_Change] = []
    size = 0
    for action in actions:
        change = _Change.of(action)
        if chunk and size + len(change.lines) > _BYTES:
            yield chunk
            chunk, size = [], 0
        chunk.append(change)
        size += len(change.lines)
    if chunk:
        yield chunk


def _send(cluster: Cluster, changes: Sequence[_Change]) -> None:
    for attempt in range(ATTEMPTS):
        changes = _send_once(cluster, changes)
        if not changes:
            return
        pause(attempt)
    raise EngineUnavailableError(
        "The search cluster at {hosts} has no room for more: it refused for a minute. "
        "Run the same command again when it has less to do; what was committed stays.",
        hosts=cluster.place.shown,
    )


def _send_once(cluster: Cluster, changes: Sequence[_Change]) -> list[_Change]:
    """Those that are to be sent again."""
    body = b"".join(change.lines for change in changes)
    answer = cluster.insist(lambda client: client.bulk(body=body, params={"filter_path": _ANSWERED}))
    if not answer["errors"]:
        return []
    again = []
    for change, item in zip(changes, answer["items"], strict=True):
        (result,) = item.values()
        if result["status"] in OVERLOADED:
            again.append(change)
        elif "error" in result and not (result["status"] == _CONFLICT and "version" in change.address):
            reason = result["error"].get("reason", "no reason given")
            raise EngineRefusedError(
                "The search cluster refused {name}: {reason}.", name=change.shown, reason=reason
            )
    return again
