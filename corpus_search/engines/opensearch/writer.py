"""A batch: passages of the next generation, unseen until its one write to the state document."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from corpus_search.engines.base import IndexedPassage
from corpus_search.engines.opensearch import state as states
from corpus_search.engines.opensearch import versions
from corpus_search.engines.opensearch.bulk import Action, send
from corpus_search.engines.opensearch.cluster import Cluster
from corpus_search.engines.opensearch.counting import Changes, Uncounted, catch_up, count
from corpus_search.engines.opensearch.mapping import Source, passage_source
from corpus_search.engines.opensearch.state import State

_FEW_WORDS: Final = 5_000
"""Changed words that are counted at once, at the end of a batch."""
_MANY_WORDS: Final = 500_000
"""Changed words that are kept in memory (some 60 MB) until they are counted."""
_GROUPS: Final = 1_000
"""Groups that one request asks for."""
_READ_ON: Final = 600.0
"""Seconds for which what was removed is still there, for those who read the generation before."""

T = TypeVar("T")


class Writer:
    """The batch of a writer who holds the lease."""

    def __init__(self, cluster: Cluster, state: State, uncounted: Uncounted | None = None) -> None:
        """Clean what an earlier writer has left behind, and delete what nobody reads any more.

        Args:
            cluster: where the index is.
            state: what was read of it.
            uncounted: what a batch before this one has left to be counted.

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
        self._before = Changes()
        """What earlier batches have left to be counted."""
        if uncounted is not None and uncounted.is_of(self._state):
            self._before = uncounted.changes
        elif self._state.counted < self._state.generation:
            self._before = catch_up(cluster, self._state)
            self._count()
        if self._state.begun:
            self._undo()
        if self._state.purged + _READ_ON < time.time():
            self._count()  # of what is deleted then nobody could tell that it is uncounted
            self._purge()
        self._write(begun=True)

    def put(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; their keys are new."""
        self._all_seen = False
        send(self._cluster, map(self._addition, passages))

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

        After a large batch, as of a run that goes on, the words are not counted: most of them come again in the next.

        To purge, what lives is copied to another version, and this one dropped: a cluster keeps in its files what was
        deleted, for as long as a node that comes back may ask for it.
        """
        self._refresh()
        self._write(generation=self._next, begun=False)
        goes_on = len(self._changes) > _FEW_WORDS and not self.purging
        self._before.follow(self._changes)
        if not goes_on or len(self._before) > _MANY_WORDS:
            self._count()
        if self.purging:
            self._state = versions.copied(self._cluster, self._state)
            versions.publish(self._cluster, self._state.names)

    @property
    def uncounted(self) -> Uncounted | None:
        """What is left to be counted."""
        state = self._state
        if state.counted == state.generation:
            return None
        return Uncounted(state.names, state.counted, state.generation, self._before)

    def close(self) -> None:
        """Let others write."""
        self._write(writer=None)

    def _addition(self, passage: IndexedPassage) -> Action:
        source = self._staying(passage_source(passage, self._next))
        self._changes.add(source)
        index = self._state.names.passages(passage.access)
        return {"index": {"_index": index, "_id": str(passage.key)}}, source

    def _staying(self, something: T) -> T:
        """Stay the writer, however much there is to do."""
        self._state = states.renewed(self._cluster, self._state)
        return something

    def _remove(self, query: Source) -> None:
        self._all_seen = False
        send(self._cluster, map(self._removal, self._found(query, ["exact", "access", "born"])))

    def _removal(self, hit: Mapping[str, Any]) -> Action:
        self._changes.add(hit["_source"], -1)
        if hit["_source"]["born"] == self._next:
            return _delete(hit)
        return _update(hit, gone=self._next, gone_at=time.time())

    def _count(self) -> None:
        if self._state.counted == self._state.generation:
            return
        send(self._cluster, map(self._staying, count(self._cluster, self._state, self._before)))
        self._cluster.insist(lambda client: client.indices.refresh(index=self._state.names.words))
        self._write(counted=self._state.generation)
        self._before = Changes()

    def _undo(self) -> None:
        """Drop what belongs to a generation that was never committed."""
        self._refresh()
        self._delete({"range": {"born": {"gte": self._next}}})
        gone = self._found({"range": {"gone": {"gte": self._next}}}, [])
        send(self._cluster, (_update(hit, gone=None, gone_at=None) for hit in gone))
        self._refresh()

    def _purge(self) -> None:
        """Delete what is gone for so long that nobody reads it any more."""
        now = time.time()
        self._delete({"range": {"gone_at": {"lt": now - _READ_ON}}})
        self._write(purged=now)

    def _delete(self, query: Source) -> None:
        send(self._cluster, map(_delete, self._found(query, [])))

    def _found(self, query: Source, fields: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """Passages that match, whatever their access."""
        for index in self._state.names.all_passages:
            yield from map(self._staying, self._cluster.scan(index, query, fields))

    def _refresh(self) -> None:
        indices = ",".join(self._state.names.all_passages)
        self._cluster.insist(lambda client: client.indices.refresh(index=indices))
        self._all_seen = True

    def _write(self, **changes: Any) -> None:  # noqa: ANN401  (fields of the state)
        self._state = states.write(self._cluster, replace(self._state, **changes))


def _delete(hit: Mapping[str, Any]) -> Action:
    return {"delete": _address(hit)}, None


def _update(hit: Mapping[str, Any], **fields: Any) -> Action:  # noqa: ANN401  (values of fields)
    return {"update": {**_address(hit), "retry_on_conflict": 3}}, {"doc": fields}


def _address(hit: Mapping[str, Any]) -> Source:
    return {"_index": hit["_index"], "_id": hit["_id"]}
