"""A word's postings, packed, with few and with many passages looked for among few and many."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_search.engines.whoosh.arrays import Ids
from corpus_search.engines.whoosh.postings import PackedPostings, Postings, bits_of, entries, layout

SIZE = 6000

passages = st.one_of(
    st.sets(st.integers(0, SIZE - 1), max_size=6),
    st.builds(lambda first, step: set(range(first, SIZE, step)), st.integers(0, 30), st.integers(1, 20)),
)


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[int, int], Postings]:
    """Frequencies by passage; and the same as they are written, in each of the layouts."""
    first, most = draw(st.sampled_from([1, 200, 70_000])), draw(st.sampled_from([1, 255, 40_000]))
    freq = {passage: (passage * 7 + first) % most + 1 for passage in sorted(draw(passages))}
    last = draw(st.sampled_from([SIZE, 1 << 20, 1 << 25]))
    bits, dtype = layout(last, most)
    assert bits == bits_of(np.dtype(dtype), most)
    plain = Postings(np.array(list(freq), np.uint32), np.array(list(freq.values()), np.uint32))
    spread = np.bincount(plain.ids, plain.freq, SIZE).astype(np.uint32)
    kept = (lambda: spread) if draw(st.booleans()) else None
    return freq, PackedPostings(entries(plain, bits, dtype), bits, kept)


@settings(deadline=None)
@given(written())
def test_are_read_as_they_were_written(both: tuple[dict[int, int], Postings]) -> None:
    freq, postings = both
    assert len(postings) == len(freq)
    assert dict(postings.one_by_one()) == freq
    assert dict(zip(postings.ids.tolist(), postings.freq.tolist(), strict=True)) == freq


@settings(deadline=None)
@given(written(), passages)
def test_passages_are_found_among_them(both: tuple[dict[int, int], Postings], wanted: set[int]) -> None:
    freq, postings = both
    ids: Ids = np.array(sorted(wanted), np.uint32)
    expected = sorted(wanted & freq.keys())
    here, found = postings.among(ids, SIZE)
    assert dict(zip(ids[here].tolist(), found.tolist(), strict=True)) == {n: freq[n] for n in expected}
