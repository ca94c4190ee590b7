"""A span of text as HTML: escaped, printed lines flowed, searched words marked, page numbers in the margin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from corpus_search.web.tags import Tag, within

_BREAK = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)|\s*\n\s*")


class _Ordered:
    """Tags in order and apart from each other."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._tags = list(tags)
        self._ends = [tag.end for tag in self._tags]

    def around(self, start: int, end: int, write: Callable[[int, int], Markup]) -> Markup:
        """A span as another function writes it, with the tags around its parts."""
        parts: list[Markup] = []
        at = start
        for tag in within(self._tags[bisect_left(self._ends, start + 1) :], start, end):
            parts += [write(at, tag.start), tag.open, write(tag.start, tag.end), tag.close]
            at = tag.end
        parts.append(write(at, end))
        return Markup("").join(parts)


class Ink:
    """Writes spans of one document's text. Pages are numbered once, where they begin."""

    def __init__(
        self,
        text: str,
        marks: Sequence[tuple[int, int]],
        pages: Sequence[tuple[int, int]],
        page_mark: Callable[[int], Markup] | None,
        tags: Sequence[Tag] = (),
        *,
        lines: Sequence[Tag] = (),
    ) -> None:
        """Prepare to write.

        Args:
            text: the document's text.
            marks: spans of searched words in it, in order, apart from each other.
            pages: where each page begins in the text, with its number, in order.
            page_mark: makes the number in the margin; None where pages mean nothing.
            tags: what stands around spans of it (links), in order, apart from each other and from pages' ends.
            lines: what stands around these (lines below words), in order and apart from each other.
        """
        self._text = text
        self._marks = list(marks)
        self._mark_ends = [end for _, end in self._marks]
        self._pages = list(pages) if page_mark else []
        self._page_starts = [start for start, _ in self._pages]
        self._page_mark = page_mark
        self._next_page = 0
        self._tags = _Ordered(tags)
        self._lines = _Ordered(lines)

    def begin(self, start: int) -> None:
        """Begin writing at an offset: number the page that it stands on, none before."""
        self._next_page = max(0, bisect_left(self._page_starts, start + 1) - 1)

    def write(self, start: int, end: int) -> Markup:
        """The span as HTML. Spans are written in reading order."""
        return self._lines.around(start, end, self._tagged)

    def _tagged(self, start: int, end: int) -> Markup:
        return self._tags.around(start, end, self._marked)

    def _marked(self, start: int, end: int) -> Markup:
        parts: list[Markup] = []
        at = start
        for mark_start, mark_end in self._marks_within(start, end):
            parts.append(self._plain(at, mark_start))
            parts += [Markup("<mark>"), self._plain(mark_start, mark_end), Markup("</mark>")]
            at = mark_end
        parts.append(self._plain(at, end))
        return Markup("").join(parts)

    def _marks_within(self, start: int, end: int) -> list[tuple[int, int]]:
        found = []
        for low, high in self._marks[bisect_left(self._mark_ends, start + 1) :]:
            if low >= end:
                break
            found.append((max(low, start), min(high, end)))
        return found

    def _plain(self, start: int, end: int) -> Markup:
        parts: list[Markup] = []
        at = start
        while self._next_page < len(self._pages) and self._page_starts[self._next_page] < end:
            number = self._pages[self._next_page][1]
            cut = max(self._page_starts[self._next_page], at)
            self._next_page += 1
            if self._page_mark is None or self._page_ends_before(cut):
                continue
            parts += [_flowed(self._text[at:cut]), self._page_mark(number)]
            at = cut
        parts.append(_flowed(self._text[at:end]))
        return Markup("").join(parts)

    def _page_ends_before(self, offset: int) -> bool:
        """Whether the page just passed holds no text, since the next one begins at the same place."""
        return self._next_page < len(self._pages) and self._page_starts[self._next_page] <= offset


def _flowed(text: str) -> Markup:
    """Printed lines joined by a space; after a hyphen at a line's end by nothing (`undang-undang`)."""
    return escape(_BREAK.sub(lambda match: "-" if match.group().startswith("-") else " ", text))
