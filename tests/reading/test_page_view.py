"""Places on a page and on its picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.model import Box, Frame, Line, Page
from corpus_search.reading import frames_of
from corpus_search.reading.page_view import View

WINDOW = Box(50, 100, 450, 700)
shares = st.floats(0, 1)


@given(shares, shares, shares, shares, st.integers(0, 3))
def test_there_and_back(a: float, b: float, c: float, d: float, turns: int) -> None:
    view = View(WINDOW, turns)
    (left, right), (bottom, top) = sorted((a, b)), sorted((c, d))
    box = Box(50 + 400 * left, 100 + 600 * bottom, 50 + 400 * right, 100 + 600 * top)
    frame = view.frame(box)
    if frame is None:
        assert right - left < 1e-9 or top - bottom < 1e-9
        return
    back = view.box(frame)
    for edge, other in zip(
        (box.x0, box.y0, box.x1, box.y1), (back.x0, back.y0, back.x1, back.y1), strict=True
    ):
        assert edge == pytest.approx(other, abs=1e-6)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (0, Frame(0, 0, 0.25, 0.1)),
        (1, Frame(0.9, 0, 1, 0.25)),
        (2, Frame(0.75, 0.9, 1, 1)),
        (3, Frame(0, 0.75, 0.1, 1)),
    ],
)
def test_the_top_left_corner_after_each_turn(turns: int, expected: Frame) -> None:
    frame = View(WINDOW, turns).frame(Box(0, 640, 150, 800))
    assert frame is not None
    for name in ("left", "top", "right", "bottom"):
        assert getattr(frame, name) == pytest.approx(getattr(expected, name))


def test_what_is_not_shown_has_no_frame() -> None:
    page = Page(1, (), 500.0, 800.0, window=WINDOW)
    outside = Line("di luar", Box(0, 0, 40, 90))
    assert frames_of(page, [(outside, 0, 7)]) == ()
    assert frames_of(Page(1, ()), [(outside, 0, 7)]) == ()
    assert frames_of(page, [(Line("tanpa tempat"), 0, 5)]) == ()


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_piece_lies_in_its_line_and_pieces_side_by_side_meet(text: str, data: st.DataObject) -> None:
    page = Page(1, (), 500.0, 800.0)
    line = Line(text, Box(100, 400, 400, 412))
    cut = data.draw(st.integers(0, len(text)))
    (whole,) = frames_of(page, [(line, 0, len(text))]) or (None,)
    first, second = frames_of(page, [(line, 0, cut)]), frames_of(page, [(line, cut, len(text))])
    for piece in (*first, *second):
        assert whole is not None
        assert whole.left - 1e-9 <= piece.left <= piece.right <= whole.right + 1e-9
    if first and second:
        assert first[0].right == pytest.approx(second[0].left)
