"""What is kept of an index in memory: never too much, and what was asked for last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.engines.whoosh.kept import Kept
from corpus_search.engines.whoosh.sections import Array


class Maker:
    """Makes arrays of so many kilobytes, and remembers which."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def __call__(self, kilobytes: int) -> Array:
        self.made.append(kilobytes)
        return np.full(1000 * kilobytes, kilobytes, np.uint8)


@given(st.lists(st.integers(1, 9)))
def test_gives_what_is_asked_for_whatever_is_kept(keys: list[int]) -> None:
    maker, kept = Maker(), Kept[Array](12_000)
    for key in keys:
        assert kept.get(key, partial(maker, key)).tolist() == [key] * 1000 * key


def test_what_was_asked_for_last_is_not_made_again() -> None:
    maker, kept = Maker(), Kept[Array](12_000)
    for key in (5, 4, 5, 3, 5, 4):
        kept.get(key, partial(maker, key))
    assert maker.made == [5, 4, 3, 4]


def test_what_is_larger_than_all_that_may_be_kept_is_made_each_time_and_nothing_goes_for_it() -> None:
    maker, kept = Maker(), Kept[Array](12_000)
    for key in (1, 20, 20, 1):
        kept.get(key, partial(maker, key))
    assert maker.made == [1, 20, 20]


def test_threads_may_ask_at_once() -> None:
    maker, kept = Maker(), Kept[Array](12_000)
    with ThreadPoolExecutor(8) as threads:
        keys = [number % 7 + 1 for number in range(2000)]
        arrays = list(threads.map(lambda key: kept.get(key, partial(maker, key)), keys))
    assert all(len(array) == 1000 * key for key, array in zip(keys, arrays, strict=True))
