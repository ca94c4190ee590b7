"""The engine of the contract over a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any, Final, TypeVar

from corpus_search.engines.base import Batch, EngineResults, Query, Suggestion
from corpus_search.engines.opensearch import searcher, versions
from corpus_search.engines.opensearch import state as states
from corpus_search.engines.opensearch.cluster import Cluster, whole
from corpus_search.engines.opensearch.counting import Uncounted
from corpus_search.engines.opensearch.place import Names, Place
from corpus_search.engines.opensearch.state import State
from corpus_search.engines.opensearch.vocabulary import Vocabulary
from corpus_search.engines.opensearch.writer import Writer
from corpus_search.errors import IndexBusyError, IndexMissingError
from corpus_search.model import Access

_EVERYBODY: Final = frozenset(Access)
_KEPT: Final = 5_000
"""Words whose faults are kept, as words come again."""
_GROUPS: Final = 5_000

T = TypeVar("T")


class OpenSearchEngine:
    """An index on a cluster; several threads and processes may use it at once.

    Each call reads the last committed state, by whichever process it was committed.
    """

    keeps_records = True

    def __init__(self, cluster: Cluster, index: str) -> None:
        """Use `open`."""
        self._cluster = cluster
        self._index = index
        """Alias of the version that is read, or the state of one that nobody reads yet."""
        self._uncounted: Uncounted | None = None
        self._misread = lru_cache(maxsize=_KEPT)(self._find_misread)

    @classmethod
    def open(cls, place: Place, *, create: bool = False, anew: bool = False) -> OpenSearchEngine:
        """Open an index.

        Args:
            place: where it is.
            create: to write to it; make an empty one where there is none. One that is being made anew goes on.
            anew: begin another version, which nobody reads before it is published.

        Raises:
            IndexMissingError: there is none.
            IndexVersionError: made by another version of the program.
            EngineUnavailableError: the cluster does not answer.
        """
        cluster = Cluster(place)
        try:
            index = versions.begin(cluster, anew=anew) if create or anew else place.alias
            states.read(cluster, index)
            return cls(cluster, index)
        except BaseException:
            cluster.close()
            raise

    def search(self, query: Query) -> EngineResults:
        """Passages that match, ranked; reads the last committed state as of this call."""
        return self._of_state(lambda state: searcher.search(self._cluster, state, query))

    def near_words(
        self, word: str, *, limit: int = 5, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Other words of the text within two edits, nearest and then most frequent first."""
        return self._of_state(lambda state: self._vocabulary(state, access).near_words(word, limit))

    def misread_words(
        self, word: str, *, limit: int = 30, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Words of the text that may be this one as a scanner misread it, likeliest first."""
        return self._of_state(lambda state: self._misread(state.names, state.counted, word, limit, access))

    def completions(
        self, prefix: str, *, limit: int = 8, access: frozenset[Access] = _EVERYBODY
    ) -> Sequence[Suggestion]:
        """Words of the text that begin so, most frequent first."""
        return self._of_state(lambda state: self._vocabulary(state, access).completions(prefix, limit))

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Changes, committed and durable when the block ends, dropped when it raises.

        After a large one the words that are suggested tell of what was before, until a small one, `publish` or `close`.

        Raises:
            IndexBusyError: another process, or another thread of this one, is writing.
            EngineUnavailableError: the cluster does not answer; what was not committed is dropped.
        """
        writer = Writer(self._cluster, self._state(), self._uncounted)
        self._uncounted = None  # until all went well: what is not counted then, the next writer looks for
        try:
            yield writer
            writer.commit()
            if writer.purging:
                self._index = self._cluster.place.alias
            self._uncounted = writer.uncounted
        finally:
            writer.close()

    def publish(self) -> None:
        """Let readers see an index that was made anew, in one step; and drop the one that they have read."""
        self._count_words()
        versions.publish(self._cluster, self._state().names)
        self._index = self._cluster.place.alias

    def count(self, *, access: frozenset[Access] = _EVERYBODY) -> int:
        """Passages of an access in the last committed state."""
        if not access:
            return 0

        def count(state: State) -> int:
            indices = ",".join(state.names.passages(one) for one in sorted(access))
            found = self._cluster.ask(
                lambda client: whole(client.count(index=indices, body={"query": state.living}))
            )
            return int(found["count"])

        return self._of_state(count)

    def groups(self) -> frozenset[int]:
        """Groups that have passages in the last committed state."""
        return self._of_state(lambda state: frozenset(self._groups(state)))

    def close(self) -> None:
        """Count what large batches have left uncounted, and close the connections.

        The engine cannot be used afterwards.

        Raises:
            EngineUnavailableError: the cluster does not answer; the next batch counts it then.
        """
        try:
            self._count_words()
        finally:
            self._cluster.close()

    def _state(self) -> State:
        return states.read(self._cluster, self._index)

    def _of_state(self, ask: Callable[[State], T]) -> T:
        """Ask something of the state, and once more where another version took its place in between."""
        try:
            return ask(self._state())
        except IndexMissingError:
            return ask(self._state())

    def _count_words(self) -> None:
        if self._uncounted is not None:
            with suppress(IndexBusyError), self.batch():  # who writes now has counted them
                pass

    def _vocabulary(self, state: State, access: frozenset[Access]) -> Vocabulary:
        return Vocabulary(self._cluster, state.names, access)

    def _find_misread(
        self, names: Names, _counted: int, word: str, limit: int, access: frozenset[Access]
    ) -> Sequence[Suggestion]:
        return Vocabulary(self._cluster, names, access).misread_words(word, limit)

    def _groups(self, state: State) -> Iterator[int]:
        after: Mapping[str, Any] = {}
        while True:
            composite = {"size": _GROUPS, "sources": [{"group": {"terms": {"field": "group"}}}], **after}
            body = {"query": state.living, "size": 0, "aggs": {"groups": {"composite": composite}}}
            found = self._cluster.search(body, *state.names.all_passages)["aggregations"]["groups"]
            yield from (bucket["key"]["group"] for bucket in found["buckets"])
            if "after_key" not in found:
                return
            after = {"after": found["after_key"]}
