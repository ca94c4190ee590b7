"""Sets of passages, with lists of like and of very unlike length."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.engines.whoosh import arrays
from corpus_search.engines.whoosh.arrays import Ids

SIZE = 600


def _ids(values: set[int]) -> Ids:
    return np.array(sorted(values), np.uint32)


ids = st.one_of(
    st.sets(st.integers(0, SIZE - 1), max_size=4),
    st.builds(
        lambda seed, share: {n for n in range(SIZE) if hash((seed, n)) % 100 < share},
        st.integers(),
        st.sampled_from([5, 50, 100]),
    ),
).map(_ids)


@given(ids, ids)
def test_common_without_and_meet(a: Ids, b: Ids) -> None:
    both, left = set(a.tolist()) & set(b.tolist()), set(a.tolist()) - set(b.tolist())
    assert arrays.common(a, b, SIZE).tolist() == sorted(both)
    assert arrays.without(a, b, SIZE).tolist() == sorted(left)
    here, there = arrays.meet(a, b, SIZE)
    assert a[here].tolist() == b[there].tolist() == sorted(both)


@given(st.lists(ids, max_size=4))
def test_union(lists: list[Ids]) -> None:
    assert arrays.union(lists, SIZE).tolist() == sorted({n for one in lists for n in one.tolist()})


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_slices(stretches: list[tuple[int, int]]) -> None:
    begins, counts = (np.array([pair[part] for pair in stretches], np.uint32) for part in (0, 1))
    expected = [begin + n for begin, count in stretches for n in range(count)]
    assert arrays.slices(begins, counts).tolist() == expected
