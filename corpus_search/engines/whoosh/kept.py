"""What was made of arrays in files, kept because it is asked for again, up to so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, Protocol, TypeVar

_BESIDE: Final = 400
"""Bytes that a value takes beside its numbers."""


class _Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


_Value = TypeVar("_Value", bound=_Sized)


class Kept(Generic[_Value]):
    """By what they are of; those asked for least lately go first. Several threads may use it at once."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The value of a key, made if it is not there."""
        with self._lock:
            if known := self._values.get(key):
                self._values.move_to_end(key)
                return known[0]
        value = make()
        size = value.nbytes + _BESIDE
        with self._lock:
            if key not in self._values and size <= self._most_bytes:  # else all others would go for it
                self._values[key] = value, size
                self._bytes += size
                while self._bytes > self._most_bytes:
                    _, (_, gone) = self._values.popitem(last=False)
                    self._bytes -= gone
        return value
