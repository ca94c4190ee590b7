"""What was made of arrays in files, kept because it is asked for again, up to so many bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Final, Generic, Protocol, TypeVar

_BESIDE: Final = 400
"""Bytes that a value takes beside its numbers."""


class _Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


_Value = TypeVar("_Value", bound=_Sized)


class Kept(Generic[_Value]):
    """By what they are of; when they become too many all are let go. Several threads may use it at once."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._values: dict[Hashable, _Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The value of a key, made if it is not there."""
        value = self._values.get(key)
        if value is None:
            value = make()
            with self._lock:
                self._bytes += value.nbytes + _BESIDE
                if self._bytes > self._most_bytes:
                    self._values.clear()
                    self._bytes = value.nbytes + _BESIDE
                self._values[key] = value
        return value
