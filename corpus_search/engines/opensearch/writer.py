"""A batch: passages of the next generation, unseen until its one write to the state document."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.opensearch import state as states
from corpus_search.engines.opensearch import versions
from corpus_search.engines.opensearch.cluster import Action, Cluster
from corpus_search.engines.opensearch.counting import Changes, catch_up, count
from corpus_search.engines.opensearch.mapping import Source, passage_source
from corpus_search.engines.opensearch.state import State
from corpus_search.model import Access

_AT_ONCE: Final = 2_000
"""Passages that are analysed before they are sent."""
_GROUPS: Final = 1_000
"""Groups that one request asks for."""
_READ_ON: Final = 600.0
"""Seconds for which what was removed is still there, for those who read the generation before."""


class Writer:
    """The batch of a writer who holds the lease."""

    def __init__(self, cluster: Cluster, state: State) -> None:
        """Clean what an earlier writer has left behind, and delete what nobody reads any more.

        Raises:
            IndexBusyError: another process is writing.
            EngineUnavailableError: the cluster does not answer.
        """
        self._cluster = cluster
        self._state = states.acquire(cluster, state)
        self._next = self._state.generation + 1
        self._changes = Changes()
        self.purging = False
        """Whether the batch ends with another version, which is read."""
        self._all_seen = True
        """Whether all that was sent can be searched."""
        if self._state.counted < self._state.generation:
            self._count(catch_up(cluster, self._state))
        if self._state.begun:
            self._undo()
        if self._state.purged + _READ_ON < time.time():
            self._purge()
        self._write(begun=True)

    def put(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; their keys are new."""
        waiting: dict[Access, list[Action]] = {access: [] for access in Access}
        count = 0
        for count, passage in enumerate(passages, 1):
            source = passage_source(passage, self._next)
            self._changes.add(source)
            waiting[passage.access].append(({"index": {"_id": str(passage.key)}}, source))
            if count % _AT_ONCE == 0:
                self._send(waiting)
        self._send(waiting)

    def remove(self, groups: Iterable[int]) -> None:
        """Remove all passages of these groups, whatever was put before this batch or in it before this call."""
        wanted = sorted(set(groups))
        if not wanted:
            return
        if not self._all_seen:
            self._refresh()
        for start in range(0, len(wanted), _GROUPS):
            chosen = {"terms": {"group": wanted[start : start + _GROUPS]}}
            present = states.living(self._next)  # with what was put in this batch
            self._remove({"bool": {"filter": [chosen, present]}})

    def purge(self) -> None:
        """Leave no trace of what was ever removed."""
        self.purging = True

    def commit(self) -> None:
        """Let all of it be seen.

        To purge, what lives is copied to another version, and this one dropped: a cluster keeps in its files what was
        deleted, for as long as a node that comes back may ask for it.
        """
        self._refresh()
        self._write(generation=self._next, begun=False)
        self._count(self._changes)
        if self.purging:
            self._state = versions.copied(self._cluster, self._state)
            versions.publish(self._cluster, self._state.names)

    def close(self) -> None:
        """Let others write."""
        self._write(writer=None)

    def _send(self, waiting: dict[Access, list[Action]]) -> None:
        self._state = states.renewed(self._cluster, self._state)
        for access, actions in waiting.items():
            if actions:
                self._cluster.bulk(self._state.names.passages(access), actions)
                self._all_seen = False
                actions.clear()

    def _remove(self, query: Source) -> None:
        for index, found in self._found(query, ["exact", "access", "born"]):
            self._cluster.bulk(index, map(self._removal, found))
            for hit in found:
                self._changes.add(hit["_source"], -1)
            self._all_seen = False

    def _removal(self, hit: Mapping[str, Any]) -> Action:
        if hit["_source"]["born"] == self._next:
            return _delete(hit)
        gone = {"gone": self._next, "gone_at": time.time()}
        return {"update": {"_id": hit["_id"], "retry_on_conflict": 3}}, {"doc": gone}

    def _count(self, changes: Changes) -> None:
        count(self._cluster, self._state.names, changes, self._state.generation)
        self._write(counted=self._state.generation)

    def _undo(self) -> None:
        """Drop what belongs to a generation that was never committed."""
        self._refresh()
        self._delete({"range": {"born": {"gte": self._next}}})
        kept = {"doc": {"gone": None, "gone_at": None}}
        for index, found in self._found({"range": {"gone": {"gte": self._next}}}, []):
            self._cluster.bulk(index, (({"update": {"_id": hit["_id"]}}, kept) for hit in found))
        self._refresh()

    def _purge(self) -> None:
        """Delete what is gone for so long that nobody reads it any more."""
        now = time.time()
        self._delete({"range": {"gone_at": {"lt": now - _READ_ON}}})
        self._write(purged=now)

    def _delete(self, query: Source) -> None:
        for index, found in self._found(query, []):
            self._cluster.bulk(index, map(_delete, found))

    def _found(
        self, query: Source, fields: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
        """Passages that match, some at a time, with the index that they are in."""
        for index in self._state.names.all_passages:
            hits = self._cluster.scan(index, query, fields)
            while some := list(islice(hits, _AT_ONCE)):
                yield index, some

    def _refresh(self) -> None:
        indices = ",".join(self._state.names.all_passages)
        self._cluster.insist(lambda client: client.indices.refresh(index=indices))
        self._all_seen = True

    def _write(self, **changes: Any) -> None:  # noqa: ANN401  (fields of the state)
        self._state = states.write(self._cluster, replace(self._state, **changes))


def _delete(hit: Mapping[str, Any]) -> Action:
    return {"delete": {"_id": hit["_id"]}}, None
