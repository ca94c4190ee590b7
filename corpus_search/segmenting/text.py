"""A document's text: the lines of its pages that are no furniture, joined by LF, and the way back to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus_search.model import Line, Page


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line and where it stands in the text: `text[start:end] == line.text`."""

    start: int
    end: int
    page: int
    line: Line


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text with its lines, in order."""

    text: str
    lines: tuple[TextLine, ...]

    @classmethod
    def of(cls, pages: Sequence[Page]) -> DocumentText:
        """Join what is not furniture."""
        lines = []
        at = 0
        for page in pages:
            for line in page.lines:
                if line.furniture is None:
                    lines.append(TextLine(at, at + len(line.text), page.number, line))
                    at += len(line.text) + 1
        return cls("\n".join(line.line.text for line in lines), tuple(lines))

    def line_at(self, offset: int) -> int:
        """Index of the line that holds an offset; the last one before it where it is a line break."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def page_at(self, offset: int) -> int:
        """Number of the page that an offset stands on; 1 in an empty text."""
        return self.lines[self.line_at(offset)].page if self.lines else 1

    def pieces(self, start: int, end: int) -> Iterator[tuple[TextLine, int, int]]:
        """The lines that a span touches, each with start and end of what it takes of the line's own text."""
        for index in range(self.line_at(start), len(self.lines)):
            line = self.lines[index]
            if line.start >= end:
                return
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                yield line, first - line.start, last - line.start


def page_starts(pages: Sequence[Page]) -> list[tuple[int, int]]:
    """Where each page that has text begins in it, with the page's number."""
    starts: dict[int, int] = {}
    for line in DocumentText.of(pages).lines:
        starts.setdefault(line.page, line.start)
    return [(start, number) for number, start in starts.items()]
