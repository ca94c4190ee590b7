"""Pages as they are looked at for furniture, and a text without pages cut into such sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus_search.model import Furniture, Line, Page
from corpus_search.reading import furniture_marks as marks

EDGE_LINES = 6
"""How many lines from the top and the bottom of a page may be furniture."""
_MIN_SEAMS = 2


@dataclass(slots=True)
class Sheet:
    """A page while its furniture is looked for: lines without the empty ones, in reading order."""

    number: int
    lines: list[Line]
    origin: list[tuple[int, int]]
    """Of each line: index of its page, and its own in it."""
    flags: dict[int, Furniture] = field(default_factory=dict)
    _edges: tuple[frozenset[int], frozenset[int]] | None = None

    def edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Lines at the top and at the bottom: in reading order, and by height where that is known.

        Asked for once the sheet has all its lines.
        """
        if self._edges is None:
            self._edges = self._found_edges()
        return self._edges

    def _found_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        count = len(self.lines)
        order = list(range(count))
        top, bottom = set(order[:EDGE_LINES]), set(order[-EDGE_LINES:])
        if all(line.box for line in self.lines):
            by_height = sorted(order, key=lambda index: -height(self.lines[index]))
            top |= set(by_height[:EDGE_LINES])
            bottom |= set(by_height[-EDGE_LINES:])
        return frozenset(top), frozenset(bottom)

    def body(self) -> list[int]:
        """Lines that are not flagged."""
        return [index for index in range(len(self.lines)) if index not in self.flags]


def sheet_of(index: int, page: Page) -> Sheet:
    """A page (the one with this index) as a sheet; flags that its lines have already stay."""
    kept = [(position, line) for position, line in enumerate(page.lines) if line.text.strip()]
    sheet = Sheet(page.number, [line for _, line in kept], [(index, position) for position, _ in kept])
    sheet.flags = {at: line.furniture for at, line in enumerate(sheet.lines) if line.furniture is not None}
    return sheet


def height(line: Line) -> float:
    """Height of a line's middle on its page; 0 where its place is not known."""
    return (line.box.y0 + line.box.y1) / 2 if line.box else 0.0


def cut_at_seams(sheet: Sheet) -> Iterator[Sheet]:
    """Cut a text into sheets where lines of furniture come together, and flag those."""
    kinds = [_seam_mark(line.text.strip()) for line in sheet.lines]
    part = Sheet(1, [], [])
    start = 0
    for first, last in _seams(kinds):
        _move(sheet, range(start, first), part)
        yield part
        part = Sheet(part.number + 1, [], [])
        for index in range(first, last):
            if (kind := kinds[index]) is not None:
                part.flags[index - first] = kind
        _move(sheet, range(first, last), part)
        start = last
    _move(sheet, range(start, len(sheet.lines)), part)
    yield part


def _move(sheet: Sheet, indices: range, part: Sheet) -> None:
    part.lines.extend(sheet.lines[index] for index in indices)
    part.origin.extend(sheet.origin[index] for index in indices)


def _seam_mark(text: str) -> Furniture | None:
    """What a line at a lost page break may be."""
    if marks.is_address(text):
        return None
    return marks.mark(text) or (Furniture.LETTERHEAD if marks.head_part(text) is not None else None)


def _seams(kinds: Sequence[Furniture | None]) -> list[tuple[int, int]]:
    """Where lines of furniture come together: start and end of each place.

    A serial number, or two kinds beside each other, are enough. A page number or a gazette's line alone counts
    where the text has several such places, a letterhead alone right after one. The title block at the start,
    and a letterhead in it, is none.
    """
    runs = [(first, last) for first, last in _stretches(kinds) if first > 0]
    sure = {run for run in runs if _is_sure(kinds[slice(*run)])}
    alone = {run for run in runs if set(kinds[slice(*run)]) <= {Furniture.PAGE_NUMBER, Furniture.GAZETTE}}
    if len(sure | alone) >= _MIN_SEAMS:
        sure |= alone
    seams: list[tuple[int, int]] = []
    for run in runs:
        close = bool(seams) and run[0] - seams[-1][1] <= 1 and run[1] - run[0] > 1
        if run in sure or close:
            seams.append(run)
    return seams


def _stretches(kinds: Sequence[Furniture | None]) -> Iterator[tuple[int, int]]:
    start = None
    for index, kind in enumerate((*kinds, None)):
        if kind is None and start is not None:
            yield start, index
            start = None
        elif kind is not None and start is None:
            start = index


def _is_sure(kinds: Sequence[Furniture | None]) -> bool:
    return len(set(kinds)) > 1 or Furniture.SERIAL_NUMBER in kinds
