"""Regulations: a plain source -> blocks, with the look and the furniture of the place that published them.

A source begins with settings (`key: value`), then a line `---`, then one paragraph a line:

- two spaces of indent a level; `(1)`, `a.`, `1.`, `a)`, `1)` hang before their text
- `BAB I`, `Bagian Kesatu`, `Paragraf 1` and `Pasal 5` alone on a line are centred
- `= text` is centred, `=* text` centred and kept with what follows (a heading)
- `Menimbang : a. text` has a word in the margin; `: b. text` goes on below it
- `> text` stands centred in the right half (signatures), `< text` in the left half, `^ text` at the margin
- `| a | b |` is a row of a table; `columns:` of the settings gives the widths
- an empty line is half a line of space; `~~~` begins a new page
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from sample_corpus.typeset import (
    Align,
    Block,
    Font,
    Furnish,
    Label,
    PageBreak,
    PageContext,
    Sheet,
    Table,
    draw,
    draw_text,
)

NOTICE = "Dokumen contoh, rekaan untuk corpus-search"
GROUP = re.compile(r"(?:BAB [IVX]+|Bagian \w+|Paragraf \d+|Pasal (?:\d+[A-Z]?|I|II))")
EXPLAINED = re.compile(r"(?:Ayat \(\d+\)|Huruf [a-z]|Angka \d+)")
MARGIN = re.compile(r"(?P<word>Menimbang|Mengingat|Menetapkan)?\s*: (?P<text>.+)")
LABEL = re.compile(r"(?P<label>\(\d+[a-z]?\)|[a-z]\.|\d+[a-z]?\.|[a-z]\)|\d+\)) (?P<text>.+)")
SMALL = Font("Helvetica", 7.5)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one publisher: paper, where articles begin, leading, letterhead."""

    sheet: Sheet
    margin: float
    """Left edge of the words in the margin."""
    left: float
    """Left edge of articles."""
    right: float
    font: Font
    leading: float
    step: float = 26
    """Width of a level's indent."""


SECRETARIAT = Style(Sheet(612, 936, top=158, bottom=112), 74, 152, 540, Font(), 15.5)
GAZETTE = Style(Sheet(595, 842, top=88, bottom=72, first_top=128), 72, 152, 523, Font(), 17.5)
DISTRICT = Style(Sheet(612, 936, top=84, bottom=70), 72, 150, 540, Font("Times-Roman", 12), 16)


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, taken apart."""

    settings: dict[str, str]
    lines: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Source:
        """Take a source file apart into its settings and its lines."""
        head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        settings = dict(line.split(": ", 1) for line in head.splitlines())
        return cls(settings, tuple(body.splitlines()))


def make_regulation(source: Path, target: Path) -> None:
    """Typeset a regulation."""
    parsed = Source.read(source)
    style, furnish = {
        "secretariat": (SECRETARIAT, _secretariat(int(parsed.settings.get("serial", "0")))),
        "gazette": (GAZETTE, _gazette(parsed.settings)),
        "district": (DISTRICT, _district),
    }[parsed.settings["style"]]
    draw(target, blocks_of(parsed, style), style.sheet, parsed.settings["title"], furnish)


def blocks_of(source: Source, style: Style) -> list[Block | Table | PageBreak]:
    """Turn a source's lines into blocks."""
    blocks: list[Block | Table | PageBreak] = []
    rows: list[tuple[str, ...]] = []
    space = 0.0
    for raw in source.lines:
        line = raw.strip()
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks.append(_table(rows, source, style))
            rows = []
        if not line:
            space += style.leading / 2
        elif line == "~~~":
            blocks.append(PageBreak())
        else:
            blocks.append(_block(line, (len(raw) - len(raw.lstrip())) // 2, style, space))
            space = 0.0
    if rows:
        blocks.append(_table(rows, source, style))
    return blocks


def _table(rows: list[tuple[str, ...]], source: Source, style: Style) -> Table:
    widths = tuple(float(width) for width in source.settings["columns"].split())
    return Table(tuple(rows), style.margin, widths, before=style.leading / 2)


def _block(line: str, level: int, style: Style, space: float) -> Block:
    left = style.left + level * style.step
    whole = style.margin if level == 0 else left
    middle = (style.margin + style.right) / 2
    if GROUP.fullmatch(line):
        return _centred(line, (whole, style.right), style, space or style.leading * 0.7, catchword=line)
    mark, _, text = line.partition(" ")
    match mark:
        case "=" | "=*":
            return _centred(text, (whole, style.right), style, space, keep=mark == "=*")
        case ">" | "<":
            edges = (middle, style.right) if mark == ">" else (style.margin, middle)
            return _centred(text, edges, style, space)
        case "^":
            return Block(text, style.margin, style.right, Align.LEFT, style.font, style.leading, before=space)
    margin = MARGIN.fullmatch(line)
    if margin:
        return _in_margin(margin, style, space)
    return _item(line, left, style, space)


def _centred(
    text: str,
    edges: tuple[float, float],
    style: Style,
    space: float,
    *,
    keep: bool = True,
    catchword: str = "",
) -> Block:
    return Block(
        text,
        *edges,
        Align.CENTRE,
        style.font,
        style.leading,
        before=space,
        keep_with_next=keep,
        catchword=catchword,
    )


def _item(line: str, left: float, style: Style, space: float, margin: tuple[Label, ...] = ()) -> Block:
    match = LABEL.fullmatch(line)
    before = space or style.leading * 0.2
    if not match:
        align = Align.LEFT if line.isupper() else Align.JUSTIFY
        block = Block(line, left, style.right, align, style.font, style.leading, margin, before)
        return replace(block, keep_with_next=True, catchword=line) if EXPLAINED.fullmatch(line) else block
    labels = (*margin, Label(match["label"], left))
    text = match["text"]
    return Block(
        text, left + style.step, style.right, Align.JUSTIFY, style.font, style.leading, labels, before
    )


def _in_margin(match: re.Match[str], style: Style, space: float) -> Block:
    """A consideration, or `Menetapkan`, with the word that stands in the margin."""
    word = match["word"]
    labels = (Label(word, style.margin), Label(":", style.left - 10)) if word else ()
    return _item(match["text"], style.left, style, space, labels)


def _centre(canvas: Canvas, y: float, text: str, font: Font, width: float) -> None:
    draw_text(canvas, (width - font.width(text)) / 2, y, text, font)


def _notice(canvas: Canvas, context: PageContext) -> None:
    canvas.setFillGray(0.45)
    _centre(canvas, 22, NOTICE, SMALL, context.sheet.width)
    canvas.setFillGray(0)


def _secretariat(serial: int) -> Furnish:
    """Letterhead, `- 5 -`, `SK No 901234 A` and catchwords, as the State Secretariat sets them."""

    def furnish(canvas: Canvas, context: PageContext) -> None:
        width, height = context.sheet.width, context.sheet.height
        _star(canvas, width / 2, height - 66)
        _centre(canvas, height - 108, "PRESIDEN", Font("Times-Roman", 9.5), width)
        _centre(canvas, height - 120, "REPUBLIK INDONESIA", Font("Times-Roman", 9.5), width)
        if context.number > 1:
            _centre(canvas, height - 138, f"- {context.number} -", Font(), width)
        if context.catchword:
            words = f"{context.catchword} . . ."
            draw_text(canvas, SECRETARIAT.right - Font().width(words), 78, words, Font())
        draw_text(canvas, 44, 46, f"SK No {serial + context.number} A", Font("Helvetica", 9))
        _notice(canvas, context)

    return furnish


def _star(canvas: Canvas, x: float, y: float) -> None:
    """A plain ring with a star: in the place of an emblem, and none."""
    canvas.setLineWidth(1.2)
    canvas.circle(x, y, 24)
    canvas.circle(x, y, 20)
    path = canvas.beginPath()
    corners = [(0, 14), (3.2, 4.4), (13.3, 4.3), (5.2, -1.7), (8.2, -11.3)]
    corners += [(0, -5.4)] + [(-dx, dy) for dx, dy in reversed(corners[1:])]
    path.moveTo(x + corners[0][0], y + corners[0][1])
    for dx, dy in corners[1:]:
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _gazette(settings: dict[str, str]) -> Furnish:
    """The head of the state gazette on page 1, then `2020, No. 9902` and the page number."""

    def furnish(canvas: Canvas, context: PageContext) -> None:
        width, height = context.sheet.width, context.sheet.height
        number, year = settings["gazette"], settings["year"]
        if context.number == 1:
            _centre(canvas, height - 54, "BERITA NEGARA", Font("Times-Bold", 17), width)
            _centre(canvas, height - 74, "REPUBLIK INDONESIA", Font("Times-Bold", 17), width)
            canvas.setLineWidth(1.2)
            canvas.line(72, height - 82, width - 72, height - 82)
            draw_text(canvas, 72, height - 98, f"No. {number}, {year}", Font(size=11))
            draw_text(canvas, 300, height - 98, settings["gazette_subject"], Font(size=11))
        else:
            # even pages have both on one line; on odd ones the page number stands below
            font = Font(size=11)
            mark = f"{year}, No. {number}"
            even = context.number % 2 == 0
            draw_text(canvas, 72 if even else width - 72 - font.width(mark), height - 48, mark, font)
            _centre(canvas, height - (48 if even else 64), f"-{context.number}-", font, width)
        site = "www.jdih.example"
        draw_text(canvas, width - 72 - SMALL.width(site), 40, site, SMALL)
        _notice(canvas, context)

    return furnish


def _district(canvas: Canvas, context: PageContext) -> None:
    """A page number at the head, nothing else."""
    if context.number > 1:
        _centre(canvas, context.sheet.height - 52, f"- {context.number} -", Font(), context.sheet.width)
    _notice(canvas, context)
