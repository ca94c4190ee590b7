"""Working on several things at once, and handing the results over in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_FEWEST = 4
"""Results that may always wait for the first one, a thread ..."""
_MOST, _HEAVY = 64, 8 << 20
"""... and so many where they weigh less than this: a long item keeps no other waiting, and memory is bounded."""
_ROUGHLY = 2
"""So many times as long as its weight tells may an item take."""


def worked_ahead(
    work: Callable[[_Item], _Result], items: Sequence[_Item], workers: int, weight: Callable[[_Item], int]
) -> Iterator[_Result]:
    """What comes of each item, in their order; some are worked on ahead.

    Args:
        work: done with each, in other threads.
        items: any number.
        workers: how many can be worked on at the same time. Beside several, one thread more waits for its turn, so
            that no worker is idle while a thread sees to what another has done.
        weight: of what comes of an item, roughly, in bytes; a heavier one takes longer.
    """
    weights = list(map(weight, items))
    coming = begun_in_turn(weights, workers)
    waiting: dict[int, Future[_Result]] = {}
    held = 0
    pool = ThreadPoolExecutor(workers + (workers > 1))

    def has_room() -> bool:
        return len(waiting) <= workers * (_MOST if held < workers * _HEAVY else _FEWEST)

    try:
        for turn in range(len(items)):
            while (turn not in waiting or has_room()) and (place := next(coming, None)) is not None:
                waiting[place] = pool.submit(work, items[place])
                held += weights[place]
            yield waiting.pop(turn).result()
            held -= weights[turn]
    finally:
        # Not waiting: after an interruption whoever owns the workers stops them, and so the threads.
        pool.shutdown(wait=False, cancel_futures=True)


def begun_in_turn(weights: Sequence[int], workers: int) -> Iterator[int]:
    """The places of items in the order in which they are best begun: their own, but none so late that all wait for it.

    A heavy one is begun before its turn when the other workers would else be done with the rest before it ends.

    Args:
        weights: of the items.
        workers: how many are worked on at the same time.
    """
    left, rest = set(range(len(weights))), sum(weights)
    by_weight = sorted(left, key=lambda place: (weights[place], -place))
    first = 0
    while left:
        while by_weight[-1] not in left:
            by_weight.pop()
        while first not in left:
            first += 1
        heaviest = by_weight[-1]
        others = rest - weights[heaviest]
        place = heaviest if others < _ROUGHLY * weights[heaviest] * (workers - 1) else first
        left.remove(place)
        rest -= weights[place]
        yield place
