"""Blocks as Markdown (CommonMark, with tables as GitHub writes them)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus_search.exchange.blocks import Block, Break, Cell, Heading, Look, Paragraph, Span, Table

_SIGNS = re.compile(r"([\\`*_\[\]<>|~$])")
_AT_START = re.compile(r"^(\s*)([#>+=-]|\d+[.)])")


def markdown_of(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown."""
    return "\n\n".join(part for block in blocks if (part := _block(block))) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split("\n")))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case Break():
            return ""


def _paragraph(block: Paragraph) -> str:
    text = _line(block.spans)
    match block.look:
        case Look.QUOTE:
            return f"> {text}"
        case Look.MEMO:
            return f"> > {text}"
        case Look.ENTRY:
            return f"- {text}"
        case _:
            return text


def _line(spans: Iterable[Span]) -> str:
    return _AT_START.sub(r"\1\\\2", "".join(map(_span, spans)))


def _span(span: Span) -> str:
    text = escaped(span.text)
    mark = "**" if span.bold else "*" if span.italic else ""
    if not mark or not text.strip():
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _table(block: Table) -> str:
    lines = [
        "| " + " | ".join(map(escaped, block.header)) + " |",
        "|" + "---|" * len(block.header),
        *("| " + " | ".join(map(_cell, row)) + " |" for row in block.rows),
    ]
    table = "\n".join(lines)
    return f"**{escaped(block.caption)}**\n\n{table}" if block.caption else table


def _cell(cell: Cell) -> str:
    return "<br>".join("".join(map(_span, paragraph.spans)) for paragraph in cell)
