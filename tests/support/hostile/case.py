"""One hostile file: how it is made, small for a test and large for the measurement, and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus_search.model import State

FAILED = (State.TOO_LARGE, State.UNREADABLE)
ANY_TEXT = (State.READ, State.PARTLY_READ)
SECRET = "rahasiaxyzzy"
"""Stands in a file beside the corpus that some of the cases try to draw in; it must never be found."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file that is made to harm its reader."""

    name: str
    make: Callable[[int], bytes]
    """Takes the size."""
    states: tuple[State, ...]
    """Those that it may end in, whatever its size."""
    small: int
    large: int


CASES: dict[str, Case] = {}


def hostile(
    name: str, *states: State, small: int = 1, large: int = 0
) -> Callable[[Callable[[int], bytes]], Callable[[int], bytes]]:
    """Add a case, made by the function that takes its size; `large` is `small` where it is not given."""

    def add(make: Callable[[int], bytes]) -> Callable[[int], bytes]:
        CASES[name] = Case(name, make, states, small, large or small)
        return make

    return add
