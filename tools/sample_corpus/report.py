"""The evaluation report: headings, paragraphs and a table, with a running title and page numbers."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from sample_corpus.regulations import NOTICE, Source
from sample_corpus.typeset import (
    Align,
    Block,
    Font,
    Furnish,
    PageBreak,
    PageContext,
    Sheet,
    Table,
    draw,
    draw_text,
)

SHEET = Sheet(595, 842, top=86, bottom=84)
LEFT, RIGHT = 72.0, 523.0
BODY = Font("Times-Roman", 11.5)
RUNNING = Font("Helvetica", 8)
HEADINGS = {"#": Font("Helvetica-Bold", 20), "##": Font("Helvetica-Bold", 13)}


def make_report(source: Path, target: Path) -> None:
    """Typeset the report."""
    parsed = Source.read(source)
    draw(target, _blocks(parsed), SHEET, parsed.settings["title"], _furnish(parsed.settings["running"]))


def _blocks(source: Source) -> list[Block | Table | PageBreak]:
    blocks: list[Block | Table | PageBreak] = []
    rows: list[tuple[str, ...]] = []
    widths = tuple(float(width) for width in source.settings["columns"].split())
    for line in source.lines:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif rows:
            blocks.append(Table(tuple(rows), LEFT, widths, before=10))
            rows = []
        elif line:
            blocks.append(_block(line))
    return blocks


def _block(line: str) -> Block:
    mark, _, words = line.partition(" ")
    if mark in HEADINGS:
        font = HEADINGS[mark]
        return Block(words, LEFT, RIGHT, Align.LEFT, font, font.size * 1.35, before=16, keep_with_next=True)
    return Block(line, LEFT, RIGHT, Align.JUSTIFY, BODY, 15.5, before=7)


def _furnish(running: str) -> Furnish:
    def furnish(canvas: Canvas, context: PageContext) -> None:
        height = context.sheet.height
        if context.number > 1:
            draw_text(canvas, LEFT, height - 52, running, RUNNING)
        number = str(context.number)
        draw_text(canvas, RIGHT - RUNNING.width(number), 46, number, RUNNING)
        draw_text(canvas, LEFT, 46, NOTICE, RUNNING)

    return furnish
