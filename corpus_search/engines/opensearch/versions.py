"""The versions of an index: one is read, by its alias; another may be in the making."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from opensearchpy import OpenSearch

from corpus_search.engines.opensearch import mapping
from corpus_search.engines.opensearch import state as states
from corpus_search.engines.opensearch.cluster import Cluster
from corpus_search.engines.opensearch.mapping import Source
from corpus_search.engines.opensearch.place import Names, next_version, version_of
from corpus_search.engines.opensearch.state import State
from corpus_search.errors import EngineUnavailableError
from corpus_search.model import Access

_BEGINNING = threading.Lock()
_LOOK: Final = 0.2
"""Seconds between two looks at a copy that is being made."""
_COPIES_SECONDS: Final = 600
"""For which readers wait for the copies of a new version; they change over then, and the cluster goes on copying."""


def begin(cluster: Cluster, *, anew: bool) -> str:
    """The index of the state to write to: of the newest version, made where there is none or another is wanted."""
    with _BEGINNING:
        read = _aliased(cluster)
        known = _states(cluster)
        unread = [name for name in known if name not in read]
        if anew:
            for name in unread:
                _drop(cluster, Names.of_state(name))
        elif known:
            return known[-1]
        names = Names.of_version(cluster.place.alias, next_version(known))
        _make(cluster, names, replicas=0 if read else cluster.place.replicas)
        states.begin(cluster, State(names))
        if not read:
            _point(cluster, names, read)
        return names.state


def publish(cluster: Cluster, names: Names) -> None:
    """Let readers see a version, in one step, when it is kept as often as it shall be; and drop all others."""
    read = _aliased(cluster)
    if read != [names.state]:
        _keep_copies(cluster, names)
        _point(cluster, names, read)
    for name in _states(cluster):
        if name != names.state:
            _drop(cluster, Names.of_state(name))


def _keep_copies(cluster: Cluster, names: Names) -> None:
    """Have a version copied that was made without copies, which is faster; as far as there are nodes for them."""
    kept = {"index": {"number_of_replicas": cluster.place.replicas}}
    indices = ",".join([*names.all_passages, names.words])
    cluster.insist(lambda client: client.indices.put_settings(index=indices, body=kept))
    until = time.monotonic() + _COPIES_SECONDS
    lacking = -1
    while time.monotonic() < until:
        health = cluster.insist(lambda client: client.cluster.health(index=indices))
        if not health["initializing_shards"] and health["unassigned_shards"] in (0, lacking):
            return
        lacking = health["unassigned_shards"]
        time.sleep(_LOOK)


def copied(cluster: Cluster, state: State) -> State:
    """The state of a new version that holds what lives in another, and nothing of what was ever removed there.

    Raises:
        EngineUnavailableError: the cluster could not copy all of it.
    """
    names = Names.of_version(cluster.place.alias, next_version(_states(cluster)))
    _make(cluster, names, replicas=0)
    for source, target in zip(state.names.all_passages, names.all_passages, strict=True):
        state = _copy(cluster, state, source, target, state.living)
    used = {"exists": {"field": mapping.count_field(frozenset(Access))}}
    state = _copy(cluster, state, state.names.words, names.words, used)
    states.begin(cluster, replace(state, names=names))
    return states.read(cluster, names.state)


def _copy(cluster: Cluster, state: State, source: str, target: str, query: Source) -> State:
    """Copy what a query finds; the state of the writer, who stays so meanwhile."""
    asked = {
        "source": {"index": source, "query": query},
        "dest": {"index": target, "version_type": "external"},
    }
    at_once = {"wait_for_completion": "false", "slices": "auto", "refresh": "true"}
    task = cluster.insist(lambda client: client.reindex(body=asked, params=at_once))["task"]
    while not (told := cluster.insist(lambda client: client.tasks.get(task_id=task)))["completed"]:
        state = states.renewed(cluster, state)
        time.sleep(_LOOK)
    _check(cluster, told)
    return state


def _check(cluster: Cluster, told: Mapping[str, Source]) -> None:
    if "error" in told or told["response"]["failures"]:
        raise EngineUnavailableError(
            "The search cluster at {hosts} could not copy its index: {reason}. "
            "See whether it runs and is green, and run the same command again.",
            hosts=cluster.place.shown,
            reason=told.get("error") or told["response"]["failures"][0],
        )


def _make(cluster: Cluster, names: Names, *, replicas: int) -> None:
    """Make the indices of a version but for its state: what has one is whole."""
    place = replace(cluster.place, replicas=replicas)
    _drop(cluster, names)  # what is left of one whose making was stopped
    bodies = dict.fromkeys(names.all_passages, mapping.passages_body(place))
    for index, body in {**bodies, names.words: mapping.words_body(place)}.items():
        cluster.insist(partial(_create, index=index, body=body))


def _create(client: OpenSearch, index: str, body: Source) -> None:
    client.indices.create(index=index, body=body)


def _drop(cluster: Cluster, names: Names) -> None:
    everything = ",".join(reversed(names.all))
    missing = {"ignore_unavailable": "true"}
    cluster.insist(lambda client: client.indices.delete(index=everything, params=missing))


def _point(cluster: Cluster, names: Names, read: list[str]) -> None:
    alias = cluster.place.alias
    actions = [{"remove": {"index": index, "alias": alias}} for index in read]
    actions.append({"add": {"index": names.state, "alias": alias}})
    cluster.insist(lambda client: client.indices.update_aliases(body={"actions": actions}))


def _states(cluster: Cluster) -> list[str]:
    """The states of all versions that were begun, the oldest first."""
    pattern = f"{cluster.place.alias}-v*-state"
    found = cluster.ask(lambda client: client.indices.get(index=pattern))
    return sorted((name for name in found if states.is_begun(cluster, name)), key=version_of)


def _aliased(cluster: Cluster) -> list[str]:
    """The states that the alias points to: one, or none."""
    alias = cluster.place.alias
    if not cluster.ask(lambda client: client.indices.exists_alias(name=alias)):
        return []
    return list(cluster.ask(lambda client: client.indices.get_alias(name=alias)))
