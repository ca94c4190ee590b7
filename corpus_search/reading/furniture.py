"""Furniture: what is printed on pages beside the text. It is flagged, not dropped.

Three things tell a line of furniture: what it looks like (`furniture_marks`), that it stands at the edge of a
page, and what the lines around it or the other pages show. A text without pages (taken out of a PDF long ago) is
cut into pages where such lines come together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus_search.model import Furniture, Page
from corpus_search.reading import furniture_marks as marks
from corpus_search.reading.furniture_sheets import EDGE_LINES, Sheet, cut_at_seams, height, sheet_of

_SAME_HEIGHT = 8.0
"""Points by which a running title's height may differ from page to page."""
_VERY_SAME_HEIGHT = 1.0
_FEW_PAGES = 3
"""In a document of no more pages two that show a running title are enough."""
_MIN_REPEATS = 3
_REPEAT_SHARE = 0.4
"""Share of the pages that show a running title (left and right pages may have one each)."""
_TITLE_LENGTH = 150
_MAX_SCRAPS = 3
"""Lines that a scanner makes of the emblem above a letterhead."""
_BEGINNING = 4
"""Lines of a page among which is the one that a catchword announces."""


def flag_furniture(pages: Sequence[Page]) -> list[Page]:
    """Flag the furniture of a document's pages.

    Works with boxes and without. A single page without a size is taken as a text whose page breaks are lost:
    only lines that come together as they do at page breaks are flagged there.

    Args:
        pages: all pages of the document in order; flags that lines have already stay.
    """
    sheets = [sheet_of(index, page) for index, page in enumerate(pages)]
    if len(pages) == 1 and pages[0].height is None:
        sheets = list(cut_at_seams(sheets[0]))
    else:
        for position, sheet in enumerate(sheets):
            _flag_marks(sheet, first=position == 0)
        _flag_blurred_letterheads(sheets)
        _flag_counting_numbers(sheets)
        _flag_running_titles(sheets)
    _flag_catchwords(sheets)
    flags = {sheet.origin[index]: flag for sheet in sheets for index, flag in sheet.flags.items()}
    return [_flagged(index, page, flags) for index, page in enumerate(pages)]


def _flagged(index: int, page: Page, flags: dict[tuple[int, int], Furniture]) -> Page:
    lines = tuple(
        replace(line, furniture=flags[index, position]) if (index, position) in flags else line
        for position, line in enumerate(page.lines)
    )
    return replace(page, lines=lines)


# ---- by what a line looks like


def _flag_marks(sheet: Sheet, *, first: bool) -> None:
    """Flag what the edges of a page show; the first page's title block stays."""
    top, bottom = sheet.edges()
    for index in top | bottom:
        mark = marks.mark(sheet.lines[index].text)
        titled = first and index in top and marks.is_gazette(sheet.lines[index].text.strip())
        if mark is not None and not titled:
            sheet.flags[index] = mark
    if not first:
        sheet.flags |= dict.fromkeys(_letterhead(sheet, sorted(top)), Furniture.LETTERHEAD)


def _letterhead(sheet: Sheet, top: Sequence[int]) -> list[int]:
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


def _flag_blurred_letterheads(sheets: Sequence[Sheet]) -> None:
    """Flag lines that resemble a letterhead where other pages have one, and what scanners make of its emblem."""
    heights = [
        height(sheet.lines[index])
        for sheet in sheets
        for index, flag in sheet.flags.items()
        if flag is Furniture.LETTERHEAD and sheet.lines[index].box is not None
    ]
    for sheet in sheets[1:]:
        top = sorted(sheet.edges()[0])
        if len(heights) >= _MIN_REPEATS:
            for index in top:
                line = sheet.lines[index]
                near = sum(abs(height(line) - known) <= _SAME_HEIGHT for known in heights)
                if near >= _MIN_REPEATS and marks.resembles_head(line.text):
                    sheet.flags[index] = Furniture.LETTERHEAD
        _flag_around_letterhead(sheet, top)


def _flag_around_letterhead(sheet: Sheet, top: Sequence[int]) -> None:
    """Flag scraps above a letterhead or page number, and a scrap of a page number right below a letterhead."""
    heads = [index for index in top if sheet.flags.get(index) is Furniture.LETTERHEAD]
    numbers = [index for index in top if sheet.flags.get(index) is Furniture.PAGE_NUMBER]
    if heads and (below := heads[-1] + 1) in top and marks.is_scrap(sheet.lines[below].text, length=4):
        sheet.flags.setdefault(below, Furniture.PAGE_NUMBER)
    last = max(heads or numbers, default=0)
    above = [index for index in range(last) if index not in sheet.flags]
    at_top = all(marks.is_scrap(sheet.lines[index].text, length=20) for index in above)
    if len(above) <= _MAX_SCRAPS and at_top and any(index > last for index in sheet.body()):
        sheet.flags |= dict.fromkeys(above, Furniture.LETTERHEAD if heads else Furniture.PAGE_NUMBER)


def _flag_counting_numbers(sheets: Sequence[Sheet]) -> None:
    """Flag bare numbers at the edges that count with the pages."""
    found: list[tuple[Sheet, int, int]] = []
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


def _is_outermost(sheet: Sheet, index: int) -> bool:
    """Whether only furniture stands above a line, or only furniture below it."""
    others = [other for other in sheet.body() if other != index]
    line = sheet.lines[index]
    if line.box is None or not all(sheet.lines[other].box for other in others):
        return not others or index < others[0] or index > others[-1]
    heights = [height(sheet.lines[other]) for other in others]
    return not heights or height(line) > max(heights) or height(line) < min(heights)


# ---- by the other pages


def _flag_running_titles(sheets: Sequence[Sheet]) -> None:
    """Flag lines that stand at the same height on many pages, digits aside."""
    places: dict[str, list[tuple[Sheet, int, float]]] = {}
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
            if len(alike) >= needed or (len(sheets) <= _FEW_PAGES and _heads_again(sheet, index, found)):
                sheet.flags[index] = Furniture.REPEATED


def _heads_again(sheet: Sheet, index: int, found: Sequence[tuple[Sheet, int, float]]) -> bool:
    """Whether a line of a short document is the outermost one of its page, and of another page at the very same height.

    On the first page it may be the title, and stays.
    """
    line = sheet.lines[index]
    if line.box is None or sheet.number == 1 or not _is_outermost(sheet, index):
        return False
    if len(sheet.body()) <= _BEGINNING:
        return False  # on a page of a few lines each may be what it is about
    return any(
        other is not sheet
        and abs(height(other.lines[at]) - height(line)) <= _VERY_SAME_HEIGHT
        and _is_outermost(other, at)
        for other, at, _ in found
    )


def _place(sheet: Sheet, index: int, top: frozenset[int]) -> float:
    """A line's height on its page; without boxes, its place counted from the nearer edge."""
    line = sheet.lines[index]
    if line.box is not None:
        return height(line)
    return 1000.0 * index if index in top else -1000.0 * (len(sheet.lines) - index)


# ---- catchwords


def _flag_catchwords(sheets: Sequence[Sheet]) -> None:
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


def _is_catchword(sheet: Sheet, index: int, body: Sequence[int], following: Sequence[str]) -> bool:
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


def _is_aside(sheet: Sheet, index: int, body: Sequence[int]) -> bool:
    """Whether a line begins in the right half of the text's width."""
    boxes = [box for other in body if (box := sheet.lines[other].box) is not None]
    box = sheet.lines[index].box
    if box is None or not boxes:
        return False
    return box.x0 > (min(other.x0 for other in boxes) + max(other.x1 for other in boxes)) / 2
