"""Offsets of a text and of what is shown of it: rules that hold for all texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_search.pseudonyms import Alignment, Swap

WORDS = st.text(alphabet="abc é𐐷\n", min_size=1, max_size=6)


@st.composite
def aligned(draw: st.DrawFn) -> tuple[str, Alignment]:
    """A text of words that stay and words that are swapped, in any order."""
    text, swaps = "", []
    for swapped in draw(st.lists(st.booleans(), max_size=8)):
        words = draw(WORDS)
        if swapped:
            swaps.append(Swap(len(text), len(text) + len(words), draw(WORDS)))
        text += words
    return text, Alignment(tuple(swaps))


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Alignment, int, int]:
    text, alignment = draw(aligned())
    start = draw(st.integers(0, len(text)))
    return text, alignment, start, draw(st.integers(start, len(text)))


def whole(alignment: Alignment, start: int, end: int) -> tuple[int, int]:
    """A span grown to the edges of the swapped words that it cuts."""
    for swap in alignment.swaps:
        if start < end or swap.start < start < swap.end:
            start = swap.start if swap.start < start < swap.end else start
            end = swap.end if swap.start < end < swap.end else end
    return start, end


@given(spans())
def test_a_span_holds_the_same_words_on_both_sides(case: tuple[str, Alignment, int, int]) -> None:
    text, alignment, start, end = case
    shown = alignment.apply(text)
    first, last = alignment.to_shown(start, end)
    low, high = whole(alignment, start, end)
    inside = Alignment(
        tuple(
            Swap(swap.start - low, swap.end - low, swap.shown)
            for swap in alignment.swaps
            if low <= swap.start and swap.end <= high
        )
    )
    assert shown[first:last] == inside.apply(text[low:high])


@given(spans())
def test_there_and_back_is_the_span_with_its_names_whole(case: tuple[str, Alignment, int, int]) -> None:
    _, alignment, start, end = case
    there = alignment.to_shown(start, end)
    back = alignment.to_real(*there)
    assert back[0] <= start
    assert back[1] >= end
    assert alignment.to_shown(*back) == there
    if start < end:
        assert back == whole(alignment, start, end)


@given(aligned())
def test_swaps_turned_round_give_the_text_again(case: tuple[str, Alignment]) -> None:
    text, alignment = case
    shown = alignment.apply(text)
    turned = Alignment(
        tuple(
            Swap(*alignment.to_shown(swap.start, swap.end), text[swap.start : swap.end])
            for swap in alignment.swaps
        )
    )
    assert turned.apply(shown) == text


def test_without_swaps_nothing_moves() -> None:
    assert Alignment().apply("kata") == "kata"
    assert Alignment().to_shown(1, 3) == Alignment().to_real(1, 3) == (1, 3)


def test_offsets_count_code_points() -> None:
    alignment = Alignment((Swap(2, 8, "𐐷"),))
    assert alignment.apply("𐐷 Slamet bilang") == "𐐷 𐐷 bilang"
    assert alignment.to_shown(2, 15) == (2, 10)
    assert alignment.to_shown(4, 6) == (2, 3)
