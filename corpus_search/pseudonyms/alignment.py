"""Offsets of a text, and of the same text with other words in the place of some, turned into each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of a text and what is shown in their place; neither is empty."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the words of a text stand in the text as it is shown, and the other way round.

    Offsets count code points. A span that begins or ends within swapped words takes in all of them, so that no name is
    ever cut; all other words of a span are the same on both sides.
    """

    swaps: tuple[Swap, ...] = ()
    """In reading order, none overlapping another."""
    _real: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    _shown: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        moved, shown = 0, []
        for swap in self.swaps:
            start = swap.start + moved
            shown.append((start, start + len(swap.shown)))
            moved += len(swap.shown) - (swap.end - swap.start)
        object.__setattr__(self, "_real", tuple((swap.start, swap.end) for swap in self.swaps))
        object.__setattr__(self, "_shown", tuple(shown))

    def apply(self, text: str) -> str:
        """The text as it is shown."""
        pieces, at = [], 0
        for swap in self.swaps:
            pieces += [text[at : swap.start], swap.shown]
            at = swap.end
        return "".join([*pieces, text[at:]])

    def to_shown(self, start: int, end: int) -> Span:
        """The span of the shown text with the words of a span of the text."""
        return _moved(start, end, self._real, self._shown)

    def to_real(self, start: int, end: int) -> Span:
        """The span of the text with the words of a span of the shown text."""
        return _moved(start, end, self._shown, self._real)


def _moved(start: int, end: int, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """A span moved from one side to the other.

    Args:
        start: offset of its first character.
        end: offset after its last one.
        here: the swapped words on this side, in order.
        there: the same on the other side.
    """
    at = bisect_right(here, start, key=lambda span: span[0]) - 1
    within = at >= 0 and start < here[at][1]
    first = there[at][0] if within else start + _shift(at, here, there)
    if start == end and not (within and here[at][0] < start):
        return first, first
    at = bisect_right(here, end - 1, key=lambda span: span[0]) - 1
    return first, there[at][1] if at >= 0 and end <= here[at][1] else end + _shift(at, here, there)


def _shift(at: int, here: Sequence[Span], there: Sequence[Span]) -> int:
    """How far what stands behind some swapped words is moved."""
    return there[at][1] - here[at][1] if at >= 0 else 0
