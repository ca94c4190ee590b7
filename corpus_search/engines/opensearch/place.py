"""Where the index is: the cluster, and the names of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus_search.config import Settings
from corpus_search.errors import SettingsError
from corpus_search.model import Access

_VERSION = re.compile(r"-v(\d+)-state$")
_FIRST: Final = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")


@dataclass(frozen=True, slots=True)
class Place:
    """A cluster, and how an index is laid out on it."""

    hosts: tuple[str, ...]
    """URLs of some of its nodes."""
    alias: str = "corpus-search"
    user: str = ""
    password: str = ""
    certificate: Path | None = None
    """Of the authority that signed the nodes' certificates, where it is none of the system's."""
    shards: int = 1
    """Of public and of restricted passages each; as many machines can work on one search."""
    replicas: int = 1
    """Further copies of each shard: as many nodes may be lost."""

    @classmethod
    def of(cls, settings: Settings) -> Place:
        """The place that the settings name.

        Raises:
            SettingsError: they name no host, or something that cannot be a name of an index.
        """
        if not settings.opensearch_hosts:
            raise SettingsError(
                "The engine is `opensearch`, but no host is named. Set opensearch_hosts, "
                "as: CORPUS_SEARCH_OPENSEARCH_HOSTS=https://search.example:9200"
            )
        if not _NAME.fullmatch(settings.opensearch_index):
            raise SettingsError(
                "opensearch_index cannot be {name!r}: small letters, digits, `-`, `_` and `.` only.",
                name=settings.opensearch_index,
            )
        return cls(
            hosts=settings.opensearch_hosts,
            alias=settings.opensearch_index,
            user=settings.opensearch_user,
            password=settings.opensearch_password,
            certificate=settings.opensearch_certificate,
            shards=settings.opensearch_shards,
            replicas=settings.opensearch_replicas,
        )

    @property
    def shown(self) -> str:
        """The hosts, for messages."""
        return ", ".join(self.hosts)


@dataclass(frozen=True, slots=True)
class Names:
    """The indices of one version."""

    stem: str

    @classmethod
    def of_version(cls, alias: str, version: int) -> Names:
        """Those of a version, from 1."""
        return cls(f"{alias}-v{version:06d}")

    @classmethod
    def of_state(cls, index: str) -> Names:
        """Those that belong to the index of a state."""
        return cls(index.removesuffix("-state"))

    @property
    def state(self) -> str:
        """The index of the state document."""
        return f"{self.stem}-state"

    @property
    def words(self) -> str:
        """The index of the words."""
        return f"{self.stem}-words"

    def passages(self, access: Access) -> str:
        """The index of the passages of an access."""
        return f"{self.stem}-{access.value}"

    @property
    def all_passages(self) -> list[str]:
        """The indices of all passages."""
        return [self.passages(access) for access in Access]

    @property
    def all(self) -> list[str]:
        """Everything that makes up a version, the state last: what has a state is whole."""
        return [*self.all_passages, self.words, self.state]


def next_version(states: Iterable[str]) -> int:
    """The version after those whose state indices these are."""
    return max((version_of(name) for name in states), default=_FIRST - 1) + 1


def version_of(state: str) -> int:
    """The version that an index of a state belongs to; 0 for what is none."""
    match = _VERSION.search(state)
    return int(match[1]) if match else 0
