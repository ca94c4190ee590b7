"""Working on several things at once, and handing the results over in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_FEWEST = 4
"""Results that may always wait for the first one, a thread ..."""
_MOST, _HEAVY = 64, 8 << 20
"""... and so many where they weigh less than this: a long item keeps no other waiting, and memory is bounded."""


def worked_ahead(
    work: Callable[[_Item], _Result], items: Iterable[_Item], threads: int, weight: Callable[[_Item], int]
) -> Iterator[_Result]:
    """What comes of each item, in their order; some are worked on ahead.

    Args:
        work: done with each, in other threads.
        items: any number.
        threads: how many are worked on at the same time.
        weight: of what comes of an item, roughly, in bytes.
    """
    waiting: deque[tuple[int, Future[_Result]]] = deque()
    held = 0
    pool = ThreadPoolExecutor(threads)
    try:
        for item in items:
            waiting.append((weight(item), pool.submit(work, item)))
            held += waiting[-1][0]
            while len(waiting) > threads * (_MOST if held < threads * _HEAVY else _FEWEST):
                weighs, first = waiting.popleft()
                held -= weighs
                yield first.result()
        while waiting:
            yield waiting.popleft()[1].result()
    finally:
        # Not waiting: after an interruption whoever owns the workers stops them, and so the threads.
        pool.shutdown(wait=False, cancel_futures=True)
