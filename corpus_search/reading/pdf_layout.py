"""Runs of text -> lines in reading order.

1. Runs that follow each other in the file, on one base line without a wide gap, are one segment.
2. Segments at the same height are a row.
3. Where neighbouring rows leave the strip before a shared left edge free and both sides of it look like
   prose, they are columns and read one after the other; elsewhere a row is a line, so that a label and its
   text (`(1)`, `a.`, `Menimbang :`) stay together however far apart they are set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus_search.model import Stretch
from corpus_search.reading.pdf_print import RUN_GAP, SPACE_GAP, Run, turned

MIN_GUTTER = 0.7
"""Width of the strip between two columns, in ems."""
MIN_COLUMN_LINES = 4
MIN_COLUMN_WIDTH = 10.0
"""Mean ink of a column's lines, in ems: a poorer one holds labels or figures, which belong to their rows."""
_CANDIDATES = 6
"""Left edges that are tried."""
_SAME_ROW = 0.5
"""Share of the lower one's height that two pieces in a row have in common."""
_SIDE_BY_SIDE = 0.5
"""Ems by which neighbours in a row may overlap."""
_OPEN_ROWS = 4


@dataclass(slots=True)
class Segment:
    """Text on one base line without a wide gap. The heights at both ends differ where a scan is askew."""

    x0: float
    x1: float
    left: tuple[float, float]
    """Bottom and top of its first run."""
    right: tuple[float, float]
    """Bottom and top of its last run."""
    text: str
    size: float
    stretches: list[tuple[int, float, float]]
    """Of each run: where it begins in the text, its left and right edge."""

    def go_on(self, text: str, stretches: Iterable[tuple[int, float, float]], *, spaced: bool) -> None:
        """Add text to the right, after a space or not."""
        if spaced:
            self.text += " "
        at = len(self.text)
        self.text += text
        self.stretches += [(at + start, x0, x1) for start, x0, x1 in stretches]

    @property
    def y0(self) -> float:
        """Bottom."""
        return min(self.left[0], self.right[0])

    @property
    def y1(self) -> float:
        """Top."""
        return max(self.left[1], self.right[1])

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.left[0] + self.left[1] + self.right[0] + self.right[1]) / 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its rectangle on the page, unturned."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    stretches: tuple[Stretch, ...] = ()
    """Where pieces of upright text stand, by their offsets in the text."""


def lines(runs: Sequence[Run]) -> list[TextLine]:
    """Lines of a page in reading order: upright text first, unless most of the page is turned."""
    turns = Counter[int]()
    for run in runs:
        turns[run.turn] += len(run.text)
    found: list[TextLine] = []
    for turn, _ in turns.most_common():
        rows = _rows(_joined(_segments(run for run in runs if run.turn == turn)))
        found.extend(_line(row, turn) for row in _in_order(rows))
    return found


def _segments(runs: Iterable[Run]) -> list[Segment]:
    """Join runs that follow each other in the file."""
    segments: list[Segment] = []
    last: Segment | None = None
    for run in runs:
        if last is not None and _follows(last, run):
            spaced = run.x0 - last.x1 > SPACE_GAP * run.size
            last.go_on(run.text, [(0, run.x0, run.x1)], spaced=spaced)
            last.x1 = max(last.x1, run.x1)
            last.right = (run.y0, run.y1)
            last.size = max(last.size, run.size)
        else:
            ends = (run.y0, run.y1)
            last = Segment(run.x0, run.x1, ends, ends, run.text, run.size, [(0, run.x0, run.x1)])
            segments.append(last)
    return segments


def _follows(segment: Segment, run: Run) -> bool:
    gap = run.x0 - segment.x1
    size = max(segment.size, run.size)
    return -0.5 * size < gap < RUN_GAP * size and _overlap(segment.right, (run.y0, run.y1)) > _SAME_ROW


def _overlap(first: tuple[float, float], second: tuple[float, float]) -> float:
    """How much two vertical stretches have in common, as a share of the shorter one."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    shorter = min(first[1] - first[0], second[1] - second[0])
    return common / shorter if shorter > 0 else float(common >= 0)


def _rows(segments: list[Segment]) -> list[list[Segment]]:
    """Segments at the same height, from the top; each row from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: -segment.middle):
        best, fits = None, _SAME_ROW
        for row in rows[-_OPEN_ROWS:]:
            if (fit := _fit(row, segment)) > fits:
                best, fits = row, fit
        if best is None:
            rows.append([segment])
        else:
            best.append(segment)
    for row in rows:
        row.sort(key=lambda segment: segment.x0)
    return rows


def _fit(row: list[Segment], segment: Segment) -> float:
    """How well a segment stands in a row, judged at the ends that face each other."""

    def distance(other: Segment) -> float:
        return max(other.x0 - segment.x1, segment.x0 - other.x1)

    nearest = row[0] if len(row) == 1 else min(row, key=distance)
    if distance(nearest) < -_SIDE_BY_SIDE * segment.size:
        return 0.0
    if nearest.x0 < segment.x0:
        return _overlap(nearest.right, segment.left)
    return _overlap(segment.right, nearest.left)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join neighbours in a row that the file sets in another order."""
    joined: list[Segment] = []
    for row in _rows(segments):
        last: Segment | None = None
        for segment in row:
            if last is not None and segment.x0 - last.x1 < RUN_GAP * max(segment.size, last.size):
                spaced = segment.x0 - last.x1 > SPACE_GAP * segment.size
                last.go_on(segment.text, segment.stretches, spaced=spaced)
                last.x1 = max(last.x1, segment.x1)
                last.right = segment.right
                last.size = max(last.size, segment.size)
            else:
                last = segment
                joined.append(last)
    return joined


def _in_order(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Rows in reading order: the columns of each stretch that has some, one after the other."""
    if len(rows) < MIN_COLUMN_LINES:
        return rows
    em = median(segment.size for row in rows for segment in row)
    gutters = (_stretches(rows, edge, em) for edge in _left_edges(rows, em))
    best = max(gutters, key=lambda stretches: sum(len(s.rows) for s in stretches if s.sides), default=[])
    if not any(stretch.sides for stretch in best):
        return rows
    ordered: list[list[Segment]] = []
    for stretch in best:
        for part in stretch.sides or (stretch.rows,):
            ordered.extend(_in_order(part))
    return ordered


@dataclass(slots=True)
class _Stretch:
    """Neighbouring rows that all cross a strip of the page, or all leave it free."""

    free: bool
    rows: list[list[Segment]]
    sides: tuple[list[list[Segment]], ...] = ()
    """Its left and right column, if both are some."""


def _left_edges(rows: list[list[Segment]], em: float) -> list[float]:
    """Where the lines of a second column may begin: left edges that many segments share."""
    edges: dict[int, list[float]] = {}
    for row in rows:
        for segment in row:
            edges.setdefault(round(segment.x0 / em * 2), []).append(segment.x0)
    leftmost = min(edges)
    shared = [xs for place, xs in edges.items() if len(xs) >= MIN_COLUMN_LINES and place > leftmost]
    shared.sort(key=len, reverse=True)
    return [min(xs) for xs in shared[:_CANDIDATES]]


def _stretches(rows: list[list[Segment]], edge: float, em: float) -> list[_Stretch]:
    """Cut rows where they begin or cease to leave the strip before `edge` free; find columns beside it."""
    strip = (edge - MIN_GUTTER * em, edge)
    stretches: list[_Stretch] = []
    for row in rows:
        free = all(segment.x1 <= strip[0] or segment.x0 >= strip[1] for segment in row)
        if not stretches or stretches[-1].free != free:
            stretches.append(_Stretch(free, []))
        stretches[-1].rows.append(row)
    for stretch in stretches:
        if stretch.free:
            segments = [segment for row in stretch.rows for segment in row]
            left = _column([segment for segment in segments if segment.x1 <= strip[0]], em)
            right = _column([segment for segment in segments if segment.x0 >= strip[1]], em) if left else []
            if left and right:
                stretch.sides = (left, right)
    return stretches


def _column(segments: list[Segment], em: float) -> list[list[Segment]]:
    """The rows of a column; none where they do not look like prose."""
    if len(segments) < MIN_COLUMN_LINES:
        return []
    rows = _rows(segments)
    inked = sum(segment.x1 - segment.x0 for segment in segments)
    return rows if len(rows) >= MIN_COLUMN_LINES and inked >= MIN_COLUMN_WIDTH * em * len(rows) else []


def _line(row: list[Segment], turn: int) -> TextLine:
    text, stretches = "", []
    for segment in row:
        at = len(text) + 1 if text else 0
        text += f" {segment.text}" if text else segment.text
        stretches += [Stretch(at + start, x0, x1) for start, x0, x1 in segment.stretches]
    first = (min(segment.x0 for segment in row), min(segment.y0 for segment in row))
    second = (max(segment.x1 for segment in row), max(segment.y1 for segment in row))
    corners = [turned(x, y, -turn) for x, y in (first, second)]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return TextLine(text, xs[0], ys[0], xs[1], ys[1], tuple(stretches) if turn == 0 else ())
