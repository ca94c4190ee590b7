"""Where pieces of lines stand on the picture of their page.

An Extraction knows the rectangle of a line, and often of stretches of it, not of each word. A piece of a line is cut
out by the usual widths of characters, which is mostly right to a part of a character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from corpus_search.model import Frame, Line, Page
from corpus_search.reading.page_view import View

_NARROW = frozenset(" .,:;'|!iljI()[]/-\u2019")
_SLIM = frozenset('frt"*\u201c\u201d')
_WIDE = frozenset("mwMW%@\u2014\u2026\u00bd\u00bc")


def frames_of(page: Page, pieces: Iterable[tuple[Line, int, int]]) -> tuple[Frame, ...]:
    """Frames on the picture of a page; none for a page without a size or lines without boxes.

    Args:
        page: the page.
        pieces: lines of it, each with start and end of the piece in its text.
    """
    view = View.of(page)
    if view is None:
        return ()
    width, height = view.size
    proportion = width / height
    found = (_frame(view, proportion, *piece) for piece in pieces)
    return tuple(frame for frame in found if frame is not None)


def _frame(view: View, proportion: float, line: Line, start: int, end: int) -> Frame | None:
    """The frame of a piece of a line.

    Args:
        view: how the page is shown.
        proportion: width of the picture to its height.
        line: the line.
        start: of the piece in the line's text.
        end: of the piece.
    """
    if line.box is None or not line.text[start:end].strip():
        return None
    frame = view.frame(line.box)
    if frame is None or (start <= 0 and end >= len(line.text)):
        return frame
    if line.stretches:
        left, right = _place(line, start, before=False), _place(line, end, before=True)
        return view.frame(replace(line.box, x0=left, x1=max(left, right)))
    width, height = (frame.right - frame.left) * proportion, frame.bottom - frame.top
    if height > width and len(line.text) > 2:  # it runs upwards or downwards on the picture: it stays whole
        return frame
    before, piece, after = (
        _extent(text) for text in (line.text[:start], line.text[start:end], line.text[end:])
    )
    whole = before + piece + after
    span = frame.right - frame.left
    return replace(frame, left=frame.left + span * before / whole, right=frame.right - span * after / whole)


def _place(line: Line, offset: int, *, before: bool) -> float:
    """Where a character begins in a line with stretches, in points; or where the one before it ends."""
    index = bisect_right(line.stretches, offset - before, key=lambda piece: piece.start) - 1
    piece = line.stretches[max(0, index)]
    last = index + 1 >= len(line.stretches)
    text = line.text[piece.start : None if last else line.stretches[index + 1].start].rstrip()
    whole = _extent(text)
    share = _extent(text[: max(0, offset - piece.start)]) / whole if whole else 0.0
    return piece.x0 + share * (piece.x1 - piece.x0)


def _extent(text: str) -> float:
    """The usual width of a text, in ems."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.28
    if character in _SLIM:
        return 0.35
    if character in _WIDE:
        return 0.85
    return 0.67 if character.isupper() else 0.54
