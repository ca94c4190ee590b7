"""Furniture: what is printed on pages beside the text. It is flagged, not dropped.

Three things tell a line of furniture: what it looks like (`furniture_marks`), that it stands at the edge of a
page, and what the lines around it or the other pages show. A text without pages (taken out of a PDF long ago) is
cut into pages where such lines come together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus_search.model import Furniture, Line, Page
from corpus_search.reading import furniture_marks as marks

EDGE_LINES = 6
"""How many lines from the top and the bottom of a page may be furniture."""
_SAME_HEIGHT = 8.0
"""Points by which a running title's height may differ from page to page."""
_MIN_REPEATS = 3
_REPEAT_SHARE = 0.4
"""Share of the pages that show a running title (left and right pages may have one each)."""
_TITLE_LENGTH = 150
_BEGINNING = 4
"""Lines of a page among which is the one that a catchword announces."""
_MIN_SEAMS = 2


@dataclass(slots=True)
class _Sheet:
    """A page while its furniture is looked for: lines without the empty ones, in reading order."""

    number: int
    lines: list[Line]
    origin: list[tuple[int, int]]
    """Of each line: index of its page, and its own in it."""
    flags: dict[int, Furniture] = field(default_factory=dict)

    def edges(self) -> tuple[set[int], set[int]]:
        """Lines at the top and at the bottom: in reading order, and by height where that is known."""
        count = len(self.lines)
        order = list(range(count))
        top, bottom = set(order[:EDGE_LINES]), set(order[-EDGE_LINES:])
        if all(line.box for line in self.lines):
            by_height = sorted(order, key=lambda index: -_height(self.lines[index]))
            top |= set(by_height[:EDGE_LINES])
            bottom |= set(by_height[-EDGE_LINES:])
        return top, bottom

    def body(self) -> list[int]:
        """Lines that are not flagged."""
        return [index for index in range(len(self.lines)) if index not in self.flags]


def flag_furniture(pages: Sequence[Page]) -> list[Page]:
    """Flag the furniture of a document's pages.

    Works with boxes and without. A single page without a size is taken as a text whose page breaks are lost:
    only lines that come together as they do at page breaks are flagged there.

    Args:
        pages: all pages of the document in order; flags that lines have already stay.
    """
    sheets = [_sheet(index, page) for index, page in enumerate(pages)]
    if len(pages) == 1 and pages[0].height is None:
        sheets = list(_cut_at_seams(sheets[0]))
    else:
        for position, sheet in enumerate(sheets):
            _flag_marks(sheet, first=position == 0)
        _flag_blurred_letterheads(sheets)
        _flag_counting_numbers(sheets)
        _flag_running_titles(sheets)
    _flag_catchwords(sheets)
    flags = {sheet.origin[index]: flag for sheet in sheets for index, flag in sheet.flags.items()}
    return [_flagged(index, page, flags) for index, page in enumerate(pages)]


def _sheet(index: int, page: Page) -> _Sheet:
    kept = [(position, line) for position, line in enumerate(page.lines) if line.text.strip()]
    sheet = _Sheet(page.number, [line for _, line in kept], [(index, position) for position, _ in kept])
    sheet.flags = {at: line.furniture for at, line in enumerate(sheet.lines) if line.furniture is not None}
    return sheet


def _flagged(index: int, page: Page, flags: dict[tuple[int, int], Furniture]) -> Page:
    lines = tuple(
        replace(line, furniture=flags[index, position]) if (index, position) in flags else line
        for position, line in enumerate(page.lines)
    )
    return replace(page, lines=lines)


# ---- by what a line looks like


def _mark(text: str) -> Furniture | None:
    """What a line at the edge of a page is by itself; a letterhead needs a second look."""
    text = text.strip()
    if marks.is_serial_number(text):
        return Furniture.SERIAL_NUMBER
    if marks.is_dashed_number(text):
        return Furniture.PAGE_NUMBER
    if marks.is_gazette(text) or marks.is_address(text):
        return Furniture.GAZETTE
    return None


def _flag_marks(sheet: _Sheet, *, first: bool) -> None:
    """Flag what the edges of a page show; the first page's title block stays."""
    top, bottom = sheet.edges()
    for index in top | bottom:
        mark = _mark(sheet.lines[index].text)
        titled = first and index in top and marks.is_gazette(sheet.lines[index].text.strip())
        if mark is not None and not titled:
            sheet.flags[index] = mark
    if not first:
        sheet.flags |= dict.fromkeys(_letterhead(sheet, sorted(top)), Furniture.LETTERHEAD)


def _letterhead(sheet: _Sheet, top: Sequence[int]) -> list[int]:
    """The lines of the President's letterhead: both parts, or one beside a page number."""
    parts = {index: part for index in top if (part := marks.head_part(sheet.lines[index].text)) is not None}
    found = []
    for index, part in parts.items():
        beside = (index - 1, index + 1)
        paired = any(parts.get(other, part) != part for other in beside)
        numbered = any(sheet.flags.get(other) is Furniture.PAGE_NUMBER for other in beside)
        if part == marks.WHOLE_HEAD or paired or numbered:
            found.append(index)
    return found


def _flag_blurred_letterheads(sheets: Sequence[_Sheet]) -> None:
    """Flag lines that resemble a letterhead where other pages have one, and what scanners make of its emblem."""
    heights = [
        _height(sheet.lines[index])
        for sheet in sheets
        for index, flag in sheet.flags.items()
        if flag is Furniture.LETTERHEAD and sheet.lines[index].box is not None
    ]
    for sheet in sheets[1:]:
        top = sorted(sheet.edges()[0])
        if len(heights) >= _MIN_REPEATS:
            for index in top:
                line = sheet.lines[index]
                near = sum(abs(_height(line) - height) <= _SAME_HEIGHT for height in heights)
                if near >= _MIN_REPEATS and marks.resembles_head(line.text):
                    sheet.flags[index] = Furniture.LETTERHEAD
        _flag_around_letterhead(sheet, top)


def _flag_around_letterhead(sheet: _Sheet, top: Sequence[int]) -> None:
    """Flag scraps above a letterhead or page number, and a scrap of a page number right below a letterhead."""
    heads = [index for index in top if sheet.flags.get(index) is Furniture.LETTERHEAD]
    numbers = [index for index in top if sheet.flags.get(index) is Furniture.PAGE_NUMBER]
    if heads and (below := heads[-1] + 1) in top and marks.is_scrap(sheet.lines[below].text, length=4):
        sheet.flags.setdefault(below, Furniture.PAGE_NUMBER)
    for index in range(max(heads or numbers, default=0)):
        if index not in sheet.flags and marks.is_scrap(sheet.lines[index].text, length=20):
            sheet.flags[index] = Furniture.LETTERHEAD if heads else Furniture.PAGE_NUMBER


def _flag_counting_numbers(sheets: Sequence[_Sheet]) -> None:
    """Flag bare numbers at the edges that count with the pages."""
    found: list[tuple[_Sheet, int, int]] = []
    for sheet in sheets:
        top, bottom = sheet.edges()
        for index in top | bottom:
            number = marks.bare_number(sheet.lines[index].text.strip())
            if number is not None and index not in sheet.flags and _is_outermost(sheet, index):
                found.append((sheet, index, number - sheet.number))
    offsets = Counter(offset for _, _, offset in found)
    for sheet, index, offset in found:
        if offset == 0 or offsets[offset] >= max(2, len(sheets) // 4):
            sheet.flags[index] = Furniture.PAGE_NUMBER


def _is_outermost(sheet: _Sheet, index: int) -> bool:
    """Whether only furniture stands above a line, or only furniture below it."""
    others = [other for other in sheet.body() if other != index]
    line = sheet.lines[index]
    if line.box is None or not all(sheet.lines[other].box for other in others):
        return not others or index < others[0] or index > others[-1]
    heights = [_height(sheet.lines[other]) for other in others]
    return not heights or _height(line) > max(heights) or _height(line) < min(heights)


def _height(line: Line) -> float:
    return (line.box.y0 + line.box.y1) / 2 if line.box else 0.0


# ---- by the other pages


def _flag_running_titles(sheets: Sequence[_Sheet]) -> None:
    """Flag lines that stand at the same height on many pages, digits aside."""
    places: dict[str, list[tuple[_Sheet, int, float]]] = {}
    for sheet in sheets:
        top, bottom = sheet.edges()
        for index in top | bottom:
            text = sheet.lines[index].text.strip()
            title = re.sub(r"\d+", "#", text).casefold()
            if index in sheet.flags or len(text) > _TITLE_LENGTH or marks.is_structure(text):
                continue
            if len(re.sub(r"[\W\d_]+", "", text)) >= 3:
                places.setdefault(title, []).append((sheet, index, _place(sheet, index, top)))
    needed = max(_MIN_REPEATS, _REPEAT_SHARE * len(sheets))
    for found in places.values():
        for sheet, index, place in found:
            alike = {id(other) for other, _, at in found if abs(at - place) <= _SAME_HEIGHT}
            if len(alike) >= needed:
                sheet.flags[index] = Furniture.REPEATED


def _place(sheet: _Sheet, index: int, top: set[int]) -> float:
    """A line's height on its page; without boxes, its place counted from the nearer edge."""
    line = sheet.lines[index]
    if line.box is not None:
        return _height(line)
    return 1000.0 * index if index in top else -1000.0 * (len(sheet.lines) - index)


# ---- catchwords


def _flag_catchwords(sheets: Sequence[_Sheet]) -> None:
    """Flag the foot of a page where it repeats how the next one begins."""
    following: list[str] = []
    for sheet in reversed(sheets):
        body = sheet.body()
        if following:
            for index in reversed(body[-EDGE_LINES:]):
                if _is_catchword(sheet, index, sheet.body(), following):
                    sheet.flags[index] = Furniture.CATCHWORD
        beginning = [sheet.lines[index].text.strip() for index in sheet.body()[:_BEGINNING]]
        following = [*beginning, *following][:_BEGINNING]


def _is_catchword(sheet: _Sheet, index: int, body: Sequence[int], following: Sequence[str]) -> bool:
    text = sheet.lines[index].text.strip()
    last = index == body[-1]
    if marks.has_dots(text):
        after = [sheet.lines[other].text.strip() for other in body if other > index]
        announced = any(marks.announces(text, line) for line in (*after, *following))
        return announced or (last and (_is_aside(sheet, index, body) or not marks.key(text)))
    if not last:
        return False
    if _is_aside(sheet, index, body) or len(body) == 1:
        return any(marks.announces(text, line) for line in following)
    # without dots it must stand aside, where places are known
    ended = text.endswith((".", ";"))
    return sheet.lines[index].box is None and not ended and marks.announces(text, following[0])


def _is_aside(sheet: _Sheet, index: int, body: Sequence[int]) -> bool:
    """Whether a line begins in the right half of the text's width."""
    boxes = [box for other in body if (box := sheet.lines[other].box) is not None]
    box = sheet.lines[index].box
    if box is None or not boxes:
        return False
    return box.x0 > (min(other.x0 for other in boxes) + max(other.x1 for other in boxes)) / 2


# ---- text whose page breaks are lost


def _cut_at_seams(sheet: _Sheet) -> Iterator[_Sheet]:
    """Cut a text into sheets where lines of furniture come together, and flag those."""
    kinds = [_seam_mark(line.text.strip()) for line in sheet.lines]
    part = _Sheet(1, [], [])
    start = 0
    for first, last in _seams(kinds):
        _move(sheet, range(start, first), part)
        yield part
        part = _Sheet(part.number + 1, [], [])
        for index in range(first, last):
            if (kind := kinds[index]) is not None:
                part.flags[index - first] = kind
        _move(sheet, range(first, last), part)
        start = last
    _move(sheet, range(start, len(sheet.lines)), part)
    yield part


def _move(sheet: _Sheet, indices: range, part: _Sheet) -> None:
    part.lines.extend(sheet.lines[index] for index in indices)
    part.origin.extend(sheet.origin[index] for index in indices)


def _seam_mark(text: str) -> Furniture | None:
    """What a line at a lost page break may be."""
    if marks.is_address(text):
        return None
    return _mark(text) or (Furniture.LETTERHEAD if marks.head_part(text) is not None else None)


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
