"""The state document: which generation of passages is read, and who is writing the next."""

from __future__ import annotations

import socket
import time
import uuid
from dataclasses import dataclass, field, replace
from typing import Any, Final

import psutil
from opensearchpy.exceptions import ConflictError

from corpus_search.engines.opensearch.cluster import Cluster
from corpus_search.engines.opensearch.mapping import FORMAT, Source, state_body
from corpus_search.engines.opensearch.place import Names
from corpus_search.errors import IndexBusyError, IndexVersionError

_ID: Final = "state"
_LEASE_SECONDS: Final = 120.0
"""A writer that has not been heard of for so long is gone."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is writing: the process and until when nobody else may."""

    owner: str
    host: str
    process: int
    started: float
    """When the process was started: its number may be another's by now."""
    until: float

    @classmethod
    def own(cls) -> Lease:
        """A new one for this process."""
        own = psutil.Process()
        return cls(uuid.uuid4().hex, socket.gethostname(), own.pid, own.create_time(), _later())

    @property
    def holds(self) -> bool:
        """Whether its owner may still be writing."""
        if self.until < time.time():
            return False
        if self.host != socket.gethostname():
            return True
        try:
            return psutil.Process(self.process).create_time() == self.started
        except psutil.NoSuchProcess:
            return False


@dataclass(frozen=True, slots=True)
class State:
    """What is committed. A generation's passages are born in it or before, and not gone in it or before."""

    names: Names = field(compare=False)
    generation: int = 0
    counted: int = 0
    """The last generation whose passages the words' counts tell."""
    begun: bool = False
    """Whether a writer has begun the next generation, and may have left some of it behind."""
    purged: float = 0.0
    """When passages that are gone were deleted last, in seconds since 1970."""
    writer: Lease | None = None
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    """Number and term of the last change of the document: only who knows them may change it."""

    @property
    def living(self) -> Source:
        """The query that finds all passages of the generation."""
        return living(self.generation)


def living(generation: int) -> Source:
    """The query that finds all passages of a generation."""
    return {
        "bool": {
            "filter": [{"range": {"born": {"lte": generation}}}],
            "must_not": [{"range": {"gone": {"lte": generation}}}],
        }
    }


def read(cluster: Cluster, index: str) -> State:
    """The state that an alias or an index of a state holds.

    Raises:
        IndexMissingError: there is none.
        IndexVersionError: another version of the program made it.
        EngineUnavailableError: the cluster does not answer.
    """
    found = cluster.ask(lambda client: client.get(index=index, id=_ID))
    source = found["_source"]
    if source["format"] != FORMAT:
        raise IndexVersionError(
            "The index {name} on the search cluster was made by another version of the program (format {found}, "
            "needed is {needed}). Make it anew: corpus-search index --rebuild",
            name=cluster.place.alias,
            found=source["format"],
            needed=FORMAT,
        )
    writer = source.get("writer")
    return State(
        names=Names.of_state(found["_index"]),
        generation=source["generation"],
        counted=source["counted"],
        begun=source["begun"],
        purged=source["purged"],
        writer=Lease(**writer) if writer else None,
        place=(found["_seq_no"], found["_primary_term"]),
    )


def begin(cluster: Cluster, state: State) -> None:
    """Make the index of a state, with which its version begins."""
    index, body = state.names.state, state_body(cluster.place)
    cluster.insist(lambda client: client.indices.create(index=index, body=body))
    cluster.insist(lambda client: client.index(index=index, id=_ID, body=_source(state)))


def is_begun(cluster: Cluster, index: str) -> bool:
    """Whether there is a state: its writer may have been stopped before."""
    return bool(cluster.ask(lambda client: client.exists(index=index, id=_ID)))


def acquire(cluster: Cluster, state: State) -> State:
    """Become the writer.

    Raises:
        IndexBusyError: another is.
    """
    if state.writer is not None and state.writer.holds:
        raise _busy(cluster, state.writer)
    return write(cluster, replace(state, writer=Lease.own()))


def renewed(cluster: Cluster, state: State) -> State:
    """Stay the writer; nothing is written while there is time enough.

    Raises:
        IndexBusyError: another took over.
    """
    lease = state.writer
    if lease is None or lease.until - time.time() > _LEASE_SECONDS / 2:
        return state
    return write(cluster, replace(state, writer=replace(lease, until=_later())))


def write(cluster: Cluster, state: State) -> State:
    """Change the state from what it was when it was read or written last.

    Raises:
        IndexBusyError: another changed it in between.
    """

    def change(client: Any) -> Source:  # noqa: ANN401  (the library's client has no useful type)
        try:
            answer: Source = client.index(
                index=state.names.state,
                id=_ID,
                body=_source(state),
                if_seq_no=state.place[0],
                if_primary_term=state.place[1],
            )
        except ConflictError:
            # A request that was sent twice meets its own first sending.
            now = read(cluster, state.names.state)
            if now != state:
                raise _busy(cluster, now.writer) from None
            return {"_seq_no": now.place[0], "_primary_term": now.place[1]}
        return answer

    answer = cluster.insist(change)
    return replace(state, place=(answer["_seq_no"], answer["_primary_term"]))


def _source(state: State) -> Source:
    lease = state.writer
    return {
        "format": FORMAT,
        "generation": state.generation,
        "counted": state.counted,
        "begun": state.begun,
        "purged": state.purged,
        "writer": None
        if lease is None
        else {name: getattr(lease, name) for name in ("owner", "host", "process", "started", "until")},
    }


def _later() -> float:
    return time.time() + _LEASE_SECONDS


def _busy(cluster: Cluster, writer: Lease | None) -> IndexBusyError:
    who = f"Process {writer.process} on {writer.host}" if writer else "Another process"
    return IndexBusyError(
        "{who} is writing the index {name} on the search cluster. Try again when it is done.",
        who=who,
        name=cluster.place.alias,
    )
