"""Working ahead: every result in its turn, and no long item left for the end."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapreplace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.indexing.ahead import begun_in_turn, worked_ahead

WEIGHTS = st.lists(st.integers(0, 1 << 24), max_size=300)
WORKERS = st.integers(1, 4)


def time_taken(weights: Sequence[int], order: Sequence[int], workers: int) -> int:
    """When the last item is done, where each takes what it weighs."""
    free = [0] * workers
    for place in order:
        heapreplace(free, free[0] + weights[place])
    return max(free)


@given(WEIGHTS, WORKERS)
def test_results_come_in_the_order_of_their_items(weights: list[int], workers: int) -> None:
    items = list(enumerate(weights))
    results = worked_ahead(lambda item: item[0], items, workers, lambda item: item[1])
    assert list(results) == list(range(len(items)))


@given(WEIGHTS, WORKERS)
def test_each_item_is_begun_once(weights: list[int], workers: int) -> None:
    assert sorted(begun_in_turn(weights, workers)) == list(range(len(weights)))


@given(WEIGHTS)
def test_one_worker_takes_them_as_they_come(weights: list[int]) -> None:
    assert list(begun_in_turn(weights, 1)) == list(range(len(weights)))


@given(WEIGHTS, st.integers(2, 4))
def test_nobody_waits_long_for_the_last_one(weights: list[int], workers: int) -> None:
    """Hardly longer than if the heaviest were always begun first, which is at most a third above the best."""
    heaviest_first = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)
    usual = time_taken(weights, heaviest_first, workers)
    assert time_taken(weights, list(begun_in_turn(weights, workers)), workers) <= usual * 4 / 3


@pytest.mark.parametrize("place", [0, 50, 98, 99])
def test_a_long_item_is_begun_only_as_early_as_it_must(place: int) -> None:
    weights = [1] * 100
    weights[place] = 30
    order = list(begun_in_turn(weights, 2))
    assert time_taken(weights, order, 2) <= sum(weights) / 2 + 1
    assert order.index(place) in range(min(place, 35), 65)


def test_an_error_comes_in_its_turn_and_ends_the_work() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError(str(number))
        return number

    results = worked_ahead(work, range(1_000), 2, lambda _: 1)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="3"):
        next(results)
