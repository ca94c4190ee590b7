"""Arrays that were made of those in files, kept because they are asked for again, up to so many bytes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from corpus_search.engines.whoosh.sections import Array


class Kept:
    """By what they are of; when they become too many all are let go. Several threads may use it at once."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._arrays: dict[Hashable, Array] = {}

    def get(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """The array of a key, made if it is not there."""
        array = self._arrays.get(key)
        if array is None:
            array = make()
            kept_bytes = sum(kept.nbytes for kept in list(self._arrays.values()))
            if kept_bytes + array.nbytes > self._most_bytes:
                self._arrays.clear()
            self._arrays[key] = array
        return array
