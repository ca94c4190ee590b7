"""A small typesetter: blocks of text -> items of one line -> pages drawn on a canvas.

It is our own because the furniture of an Indonesian regulation needs to know the page that follows: a catchword
at the foot repeats its first words. Measures are PDF points; a block's x counts from the left edge of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas


class Align(Enum):
    """How the lines of a block stand between its edges."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Font:
    """A built-in font and its size."""

    name: str = "Times-Roman"
    size: float = 12

    def width(self, text: str) -> float:
        """Width of a text."""
        return float(stringWidth(text, self.name, self.size))


@dataclass(frozen=True, slots=True)
class Label:
    """What hangs before the first line of a block: `(1)`, `a.`, `Menimbang`."""

    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or an item of a list."""

    text: str
    left: float
    right: float
    align: Align = Align.JUSTIFY
    font: Font = Font()
    leading: float = 16
    labels: tuple[Label, ...] = ()
    before: float = 0
    keep_with_next: bool = False
    catchword: str = ""
    """What announces it at the foot of the page before; its first word where empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells within ruled columns; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    widths: tuple[float, ...]
    font: Font = Font(size=10.5)
    head: Font = Font("Times-Bold", 10.5)
    leading: float = 13
    before: float = 0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font on one baseline, `dy` below the item's top."""

    x: float
    dy: float
    text: str
    font: Font
    word_space: float = 0


@dataclass(frozen=True, slots=True)
class Item:
    """What a page break never parts: a line of text or a row of a table."""

    height: float
    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float, float, float], ...] = ()
    """Ruled lines: x0, dy0, x1, dy1."""
    before: float = 0
    keep_with_next: bool = False
    catchword: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, and the height between which a page's text stands."""

    width: float
    height: float
    top: float
    """Distance of the text from the upper edge."""
    bottom: float
    first_top: float = 0
    """The same on page 1, where it differs."""

    def room(self, number: int) -> float:
        """Height for text on a page, counted from 1."""
        return self.height - self.bottom - self.top_of(number)

    def top_of(self, number: int) -> float:
        """Distance of the text of a page from the upper edge."""
        return self.first_top if number == 1 and self.first_top else self.top


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the furniture of a page may depend on."""

    number: int
    count: int
    catchword: str
    """First words of the next page; empty on the last."""
    sheet: Sheet = field(repr=False)


Furnish = Callable[[Canvas, PageContext], None]


def wrap(text: str, font: Font, width: float) -> list[str]:
    """Break a text into lines: as many words as fit, at least one."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _text_items(block: Block) -> list[Item]:
    lines = wrap(block.text, block.font, block.right - block.left)
    items = []
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        x, space = _place(block, line, last=last)
        labels = block.labels if first else ()
        runs = (
            *(Run(label.x, block.font.size, label.text, block.font) for label in labels),
            Run(x, block.font.size, line, block.font, space),
        )
        opening = block.catchword or " ".join([*(label.text for label in labels), line.split()[0]])
        items.append(
            Item(
                block.leading,
                runs,
                before=block.before if first else 0,
                # a paragraph's first line never stands alone at the foot, nor its last one at the head
                keep_with_next=block.keep_with_next or (not last and (first or number == len(lines) - 2)),
                catchword=opening if first else line.split()[0],
            )
        )
    return items


def _place(block: Block, line: str, *, last: bool) -> tuple[float, float]:
    """Where a line begins, and what is added to each of its spaces."""
    spare = block.right - block.left - block.font.width(line)
    if block.align is Align.CENTRE:
        return block.left + spare / 2, 0
    spaces = line.count(" ")
    if block.align is Align.JUSTIFY and not last and spaces:
        return block.left, min(spare / spaces, block.font.size)
    return block.left, 0


def _row_items(table: Table) -> list[Item]:
    pad = 4
    edges = [table.left]
    for width in table.widths:
        edges.append(edges[-1] + width)
    items = []
    for number, row in enumerate(table.rows):
        font = table.head if number == 0 else table.font
        cells = [wrap(cell, font, width - 2 * pad) for cell, width in zip(row, table.widths, strict=True)]
        height = max(len(lines) for lines in cells) * table.leading + pad
        runs = tuple(
            Run(edges[column] + pad, font.size + 1 + at * table.leading, line, font)
            for column, lines in enumerate(cells)
            for at, line in enumerate(lines)
        )
        rules = (
            *((edges[0], dy, edges[-1], dy) for dy in (0.0, height)),
            *((x, 0.0, x, height) for x in edges),
        )
        items.append(
            Item(
                height,
                runs,
                rules,
                before=table.before if number == 0 else 0,
                keep_with_next=number == 0,
                catchword=row[0],
            )
        )
    return items


def items_of(blocks: Sequence[Block | Table | PageBreak]) -> list[Item]:
    """Set blocks into items."""
    items: list[Item] = []
    for block in blocks:
        match block:
            case Block():
                items += _text_items(block)
            case Table():
                items += _row_items(block)
            case PageBreak():
                items.append(Item(0, (), breaks=True))
    return items


def paginate(items: Sequence[Item], sheet: Sheet) -> list[list[Item]]:
    """Fill pages with items; what is kept with the next one moves along with it."""
    pages: list[list[Item]] = [[]]
    used = 0.0
    for item in items:
        if item.breaks:
            pages.append([])
            used = 0.0
            continue
        page = pages[-1]
        needed = item.height + (item.before if page else 0)
        if used + needed > sheet.room(len(pages)):
            moved: list[Item] = []
            while len(page) > 1 and page[-1].keep_with_next:
                moved.insert(0, page.pop())
            pages.append(moved)
            used = sum(each.height + (each.before if at else 0) for at, each in enumerate(moved))
            needed = item.height + (item.before if moved else 0)
        pages[-1].append(item)
        used += needed
    return [page for page in pages if page]


def draw(
    path: Path, blocks: Sequence[Block | Table | PageBreak], sheet: Sheet, title: str, furnish: Furnish
) -> None:
    """Write a PDF, the same bytes each time.

    Args:
        path: the file to write.
        blocks: what it says, in order.
        sheet: paper and margins.
        title: title among the file's properties.
        furnish: draws a page's letterhead, number, foot and catchword.
    """
    pages = paginate(items_of(blocks), sheet)
    canvas = Canvas(str(path), pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("corpus-search (dokumen contoh)")
    canvas.setSubject("Dokumen contoh, rekaan untuk corpus-search")
    for number, page in enumerate(pages, 1):
        following = pages[number][0].catchword if number < len(pages) else ""
        furnish(canvas, PageContext(number, len(pages), following, sheet))
        _draw_page(canvas, page, sheet.height - sheet.top_of(number))
        canvas.showPage()
    canvas.save()


def _draw_page(canvas: Canvas, page: Sequence[Item], top: float) -> None:
    y = top
    for at, item in enumerate(page):
        y -= item.before if at else 0
        for run in item.runs:
            draw_text(canvas, run.x, y - run.dy, run.text, run.font, word_space=run.word_space)
        for x0, dy0, x1, dy1 in item.rules:
            canvas.setLineWidth(0.5)
            canvas.line(x0, y - dy0, x1, y - dy1)
        y -= item.height


def draw_text(canvas: Canvas, x: float, y: float, text: str, font: Font, *, word_space: float = 0) -> None:
    """Draw one string as one text object."""
    string = canvas.beginText(x, y)
    string.setFont(font.name, font.size)
    string.setWordSpace(word_space)
    string.textOut(text)
    canvas.drawText(string)
