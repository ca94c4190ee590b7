"""Joining printed lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus_search.model import LineRole
from corpus_search.segmenting.text import DocumentText, TextLine

_WIDE_GAP = 1.4
"""A distance of so many times the usual one between two lines parts paragraphs."""
_SHORT_LINE = 0.8
"""A line that ends a sentence before so much of the usual width ends its paragraph."""
_LONG_LINES = 160
"""Where half of a text's lines have more characters, each line is a paragraph."""
_LARGE, _LARGER = 1.15, 1.07
"""Print of so many times the usual height is a heading's; or may be, if its words are like one."""
_UNEVEN, _NOISY = 0.1, 0.3
"""Where more than this share of lines differs by more than that from the usual height, heights tell nothing."""
_TITLE_WORDS = 16
_LIST_ITEM = re.compile(r"\s*(?:[-•▪●○◦*–]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)\S")
_SENTENCE_END = (".", "?", "!", ":", ";", "…", ".”", '."')


class LineMetrics:
    """How the lines of a document usually stand: measured once, asked for each pair of lines."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        printed = [line for line in lines if line.line.role is LineRole.LINE and line.line.text.strip()]
        gaps = [gap for a, b in pairwise(printed) if (gap := line_gap(a, b)) is not None and gap > 0]
        self.gap = median(gaps) if gaps else None
        rights = sorted(line.line.box.x1 for line in printed if line.line.box)
        self.right = rights[int(len(rights) * 0.9)] if rights else None
        lengths = sorted(len(line.line.text) for line in printed)
        self.length = lengths[int(len(lengths) * 0.9)] if lengths else 0
        heights = [line.line.box.y1 - line.line.box.y0 for line in printed if line.line.box]
        usual = median(heights) if heights else 0.0
        uneven = sum(abs(height - usual) > _UNEVEN * usual for height in heights) > len(heights) * _NOISY
        self.usual = usual if usual and not uneven else None
        self.line_by_line = bool(lengths) and median(lengths) > _LONG_LINES and self.right is None

    def is_large(self, line: TextLine) -> bool:
        """Whether a line of some words is printed larger than the text; never in a scan whose heights vary."""
        return self._is_taller(line, _LARGE)

    def is_larger(self, line: TextLine) -> bool:
        """Whether a line of some words is printed at least a little larger than the text."""
        return self._is_taller(line, _LARGER)

    def _is_taller(self, line: TextLine, times: float) -> bool:
        box = line.line.box
        if self.usual is None or box is None or line.line.role is not LineRole.LINE:
            return False
        return box.y1 - box.y0 >= times * self.usual and len(line.line.text.split()) <= _TITLE_WORDS

    def parts(self, before: TextLine, line: TextLine) -> bool:
        """Whether a paragraph begins at `line`, `before` being the line above it."""
        if LineRole.LINE not in (before.line.role, line.line.role) or before.line.role is not line.line.role:
            return True
        above, words = before.line.text.strip(), line.line.text.strip()
        if not above or not words or self.line_by_line or _LIST_ITEM.match(words):
            return True
        ended = above.endswith(_SENTENCE_END)
        if before.page != line.page:
            return ended and not words[0].islower()
        if self.is_large(before) is not self.is_large(line):
            return True
        gap = line_gap(before, line)
        if gap is not None and self.gap is not None and gap > _WIDE_GAP * self.gap:
            return True
        return ended and (self._is_short(before) or _is_indented(before, line))

    def _is_short(self, line: TextLine) -> bool:
        if line.line.box is not None and self.right is not None:
            return line.line.box.x1 < _SHORT_LINE * self.right
        return len(line.line.text) < _SHORT_LINE * self.length


def paragraphs(lines: Sequence[TextLine], metrics: LineMetrics) -> Iterator[list[TextLine]]:
    """The paragraphs of a run of lines, each as its lines; empty lines are left out."""
    held: list[TextLine] = []
    before: TextLine | None = None
    for line in lines:
        if held and before is not None and metrics.parts(before, line):
            yield held
            held = []
        if line.line.text.strip():
            held.append(line)
        before = line
    if held:
        yield held


def paragraph_starts(text: DocumentText, start: int, end: int) -> tuple[int, ...]:
    """Offsets of the paragraphs that begin within a span, where lines stand whole or apart by an empty one."""
    lines = text.lines[text.line_at(start) : text.line_at(end) + 1]
    return tuple(
        line.start
        for before, line in pairwise(lines)
        if start < line.start < end
        and (line.line.role is not LineRole.LINE or not before.line.text.strip())
        and line.line.text.strip()
    )


def line_gap(before: TextLine, line: TextLine) -> float | None:
    """Distance in points from one line down to the next on the same page."""
    if before.page != line.page or before.line.box is None or line.line.box is None:
        return None
    return before.line.box.y0 - line.line.box.y0


def _is_indented(before: TextLine, line: TextLine) -> bool:
    return (
        before.line.box is not None
        and line.line.box is not None
        and line.line.box.x0 > before.line.box.x0 + 8
    )
