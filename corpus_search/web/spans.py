"""Spans of a text: lines, paragraphs, and the same without white space around them."""

from __future__ import annotations

import re

Span = tuple[int, int]

_EMPTY_LINE = re.compile(r"\n\s*\n")


def stripped(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty at its end where it is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str, start: int, end: int) -> list[Span]:
    """The lines of a span that are not empty."""
    spans = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        spans.append(stripped(text, at, stop))
        at = stop + 1
    return [span for span in spans if span[0] < span[1]]


def flowed(text: str, start: int, end: int) -> list[Span]:
    """Paragraphs of printed lines, which end at an empty line."""
    spans = []
    at = start
    for match in _EMPTY_LINE.finditer(text, start, end):
        spans.append(stripped(text, at, match.start()))
        at = match.end()
    spans.append(stripped(text, at, end))
    return [span for span in spans if span[0] < span[1]]
