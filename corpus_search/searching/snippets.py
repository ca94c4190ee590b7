"""The pieces of a passage that show best why it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_search.model import Snippet
from corpus_search.searching.marks import Mark, Sought, Span, merged

SHORT_PASSAGE = 320
"""Characters up to which a passage is shown whole."""

_LENGTH = 220
"""Characters that a snippet aims at."""

_BEFORE = 80
"""Most characters before the first mark, where a sentence starts there; else half as many."""

_MOST = 3
_MOST_MARKS = 100
"""Marks that are looked at; a passage with more is no better shown by the others."""

_LONGEST_WORD = 60
"""How far a border is looked for; a longer run of characters without a space is cut."""

_SENTENCE = re.compile(r"(?:[.!?;:]\s+|\n\s*)(?=\S)")


def snippets(text: str, sought: Sought, *, start: int = 0) -> tuple[Snippet, ...]:
    """One to three pieces of a passage, in order, chosen so that they show as many of the words as they can.

    Args:
        text: of the passage.
        sought: what was asked for.
        start: where the passage begins in its document's text.
    """
    found = sought.find(text)
    spans = [(0, len(text))] if len(text) <= SHORT_PASSAGE else _spans(text, found)
    return tuple(_snippet(text, span, found, start) for span in spans)


def _spans(text: str, found: Sequence[Mark]) -> list[Span]:
    """The best window, then those that show words which no window before does."""
    if not found:
        return [_window(text, 0, 0)]
    chosen: list[Span] = []
    shown: set[int] = set()
    windows = {_window(text, mark.start, mark.end) for mark in found[:_MOST_MARKS]}
    while windows and len(chosen) < _MOST:
        best = max(windows, key=lambda window: (*_worth(window, found, shown), -window[0]))
        if chosen and not _worth(best, found, shown)[0]:
            break
        chosen.append(best)
        shown |= {mark.which for mark in found if best[0] <= mark.start and mark.end <= best[1]}
        windows = {window for window in windows if window[1] <= best[0] or best[1] <= window[0]}
    return sorted(chosen)


def _worth(window: Span, found: Sequence[Mark], shown: set[int]) -> tuple[int, int]:
    """How many words a window adds to those shown, and how many marks it holds."""
    inside = [mark.which for mark in found if window[0] <= mark.start and mark.end <= window[1]]
    return len(set(inside) - shown), len(inside)


def _window(text: str, first: int, end: int) -> Span:
    """A span of about a snippet's length that holds `text[first:end]` and cuts no word."""
    low = max(0, first - _BEFORE)
    sentences = [match.end() for match in _SENTENCE.finditer(text, low, first + 1) if match.end() <= first]
    if sentences:
        start = sentences[-1]
    elif low == 0:
        start = 0
    else:
        start = _border_after(text, first - _BEFORE // 2, first)
    stop = _border_before(text, max(end, start + _LENGTH), end)
    return start, stop


def _border_after(text: str, at: int, last: int) -> int:
    """Start of the first word at or after a place, at most at `last`."""
    for place in range(at, last):
        if text[place - 1].isspace() and not text[place].isspace():
            return place
    return _start_of_run(text, last)


def _start_of_run(text: str, at: int) -> int:
    """Start of the run of characters without a space that a place lies in, where it is not too long."""
    for place in range(at, max(0, at - _LONGEST_WORD), -1):
        if text[place - 1].isspace():
            return place
    return 0 if at <= _LONGEST_WORD else at


def _border_before(text: str, at: int, first: int) -> int:
    """End of the last word that ends at or before a place, at least at `first`."""
    if at >= len(text):
        return len(text.rstrip()) if len(text.rstrip()) >= first else len(text)
    for place in range(at, first - 1, -1):
        if text[place].isspace() and not text[place - 1].isspace():
            return place
    for place in range(at, min(len(text), first + _LONGEST_WORD)):
        if text[place].isspace():
            return place
    return at


def _snippet(text: str, span: Span, found: Sequence[Mark], offset: int) -> Snippet:
    start, end = span
    inside = [
        (mark.start - start, mark.end - start) for mark in found if start <= mark.start and mark.end <= end
    ]
    return Snippet(
        text=text[start:end],
        start=offset + start,
        marks=merged(inside),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )
