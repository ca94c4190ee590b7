"""Tags around spans of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands around a span of a text."""

    start: int
    end: int
    open: Markup
    close: Markup


def within(tags: Sequence[Tag], start: int, end: int) -> Iterator[Tag]:
    """The tags of a span, cut to it; they are in order."""
    for tag in tags:
        if tag.start >= end:
            return
        low, high = max(tag.start, start), min(tag.end, end)
        if low < high:
            yield Tag(low, high, tag.open, tag.close)
