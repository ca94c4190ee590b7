"""The structure of any other document: paragraphs under headings, rows under sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus_search.model import LineRole, Node, NodeType
from corpus_search.segmenting.headings import (
    Block,
    Heading,
    is_numbered,
    marked_heading,
    numbered_heading,
    printed_headings,
)
from corpus_search.segmenting.paragraphs import LineMetrics, paragraphs
from corpus_search.segmenting.piece import Piece, Structure
from corpus_search.segmenting.text import DocumentText, TextLine

_TEXT = "Teks"
"""Label of what stands under no heading."""
_DEEPEST = 7
"""Level below that of any heading."""


@dataclass(slots=True)
class _Section:
    """A heading with what stands under it, while the tree is built."""

    type: NodeType
    label: str
    level: int
    start: int
    page: int
    end: int
    words_end: int
    """End of the heading itself."""
    blocks: list[Block] = field(default_factory=list)
    children: list[_Section] = field(default_factory=list)


def document_structure(text: DocumentText, labels: Mapping[int, str] | None = None) -> Structure:
    """Paragraphs under their headings; each row of a table or sheet for itself.

    Args:
        text: the document's text.
        labels: names of pages (sheets, chapters) by page number.
    """
    roots = _tree(text, labels or {})
    outline: list[Node] = []
    pieces: list[Piece] = []
    for root in roots:
        outline.append(_node(root))
        pieces.extend(_pieces(root, outline[-1], ()))
    return Structure(tuple(outline), tuple(pieces))


def _tree(text: DocumentText, labels: Mapping[int, str]) -> list[_Section]:
    """The sections of a document, by the levels of their headings."""
    printed = not any(line.line.role is LineRole.HEADING for line in text.lines)
    metrics = LineMetrics(text.lines)
    roots: list[_Section] = []
    open_: list[_Section] = []
    for label, lines in _chapters(text.lines, labels):
        if label:
            open_.clear()
            _open(roots, open_, _chapter(label, lines))
        blocks = list(_blocks(lines, metrics, printed=printed))
        headings = (
            printed_headings(blocks, metrics) if printed else [marked_heading(block) for block in blocks]
        )
        for block, heading in zip(blocks, headings, strict=True):
            if heading is None:
                if not open_:
                    _open(roots, open_, _section(NodeType.PART, Heading(_DEEPEST, _TEXT), block))
                open_[-1].blocks.append(block)
            elif heading.words != label or open_[-1].blocks:
                _open(roots, open_, _section(NodeType.HEADING, heading, block))
            for section in open_:
                section.end = block[-1].end
    return _with_title(roots)


def _with_title(roots: list[_Section]) -> list[_Section]:
    """Part a document's title from what stands below it: it heads everything, and so tells nothing of a place."""
    first = roots[0] if len(roots) == 1 else None
    if first is None or not first.level or not first.children or is_numbered(first.label):
        return roots
    lead = _Section(
        NodeType.PART, _TEXT, _DEEPEST, first.words_end, first.page, first.words_end, first.words_end
    )
    if first.blocks:
        lead.start, lead.page, lead.end = (
            first.blocks[0][0].start,
            first.blocks[0][0].page,
            first.blocks[-1][-1].end,
        )
        lead.blocks = first.blocks
    title = _Section(
        NodeType.TITLE, first.label, first.level, first.start, first.page, first.words_end, first.words_end
    )
    return [title, *([lead] if lead.blocks else []), *first.children]


def _blocks(lines: Sequence[TextLine], metrics: LineMetrics, *, printed: bool) -> Iterator[Block]:
    """Paragraphs and headings; in print a numbered heading is one even where nothing sets it apart."""
    begun = at = 0
    while at < len(lines):
        count = numbered_heading(lines, at) if printed else 0
        if count:
            yield from paragraphs(lines[begun:at], metrics)
            yield lines[at : at + count]
            begun = at + count
        at += max(count, 1)
    yield from paragraphs(lines[begun:], metrics)


def _chapters(
    lines: Sequence[TextLine], labels: Mapping[int, str]
) -> Iterator[tuple[str, Sequence[TextLine]]]:
    for label, group in groupby(lines, key=lambda line: labels.get(line.page, "")):
        yield label, list(group)


def _chapter(label: str, lines: Block) -> _Section:
    """The section of a named page: a sheet where it holds rows, else a chapter."""
    rows = any(line.line.role is LineRole.ROW for line in lines)
    start = lines[0].start
    return _Section(
        NodeType.SHEET if rows else NodeType.HEADING, label, 0, start, lines[0].page, start, start
    )


def _section(kind: NodeType, heading: Heading, block: Block) -> _Section:
    """The section that a heading begins."""
    start, end = block[0].start, block[-1].end
    words_end = end if kind is NodeType.HEADING else start
    return _Section(kind, heading.words, heading.level, start, block[0].page, end, words_end)


def _open(roots: list[_Section], open_: list[_Section], section: _Section) -> None:
    """Put a section under the last one of a smaller level."""
    while open_ and open_[-1].level >= section.level:
        open_.pop()
    (open_[-1].children if open_ else roots).append(section)
    open_.append(section)


def _rows(section: _Section) -> dict[int, Node]:
    """A node for each row, by its start."""
    rows = [block for block in section.blocks if block[0].line.role is LineRole.ROW]
    return {
        block[0].start: Node(
            NodeType.ROW, f"baris {number}", block[0].start, block[-1].end, block[0].page, number=str(number)
        )
        for number, block in enumerate(rows, start=1)
    }


def _node(section: _Section) -> Node:
    """The section as a node of the outline, its children in reading order."""
    children = (*_rows(section).values(), *(_node(child) for child in section.children))
    return Node(
        section.type,
        section.label,
        section.start,
        section.end,
        section.page,
        children=tuple(sorted(children, key=lambda node: node.start)),
    )


def _pieces(section: _Section, node: Node, above: tuple[Node, ...]) -> Iterator[Piece]:
    path = (*above, node)
    rows = _rows(section)
    number = 0
    for block in section.blocks:
        start, end = block[0].start, block[-1].end
        if start in rows:
            yield Piece((*path, rows[start]), start, end)
        else:
            number += 1
            yield Piece(path, start, end, label=f"par. {number}")
    if not section.blocks and not section.children:
        yield Piece(path, section.start, section.words_end)
    nodes = {child.start: child for child in node.children if child.type is not NodeType.ROW}
    for child in section.children:
        yield from _pieces(child, nodes[child.start], path)
