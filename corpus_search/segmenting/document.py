"""The structure of any other document: paragraphs under headings, rows under sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus_search.model import LineRole, Node, NodeType
from corpus_search.segmenting.headings import Heading, heading_of, printed_heading
from corpus_search.segmenting.paragraphs import LineMetrics, paragraphs
from corpus_search.segmenting.piece import Piece, Structure
from corpus_search.segmenting.text import DocumentText, TextLine

_TEXT = "Teks"
"""Label of what stands under no heading."""


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
    blocks: list[Sequence[TextLine]] = field(default_factory=list)
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
            rows = any(line.line.role is LineRole.ROW for line in lines)
            kind = NodeType.SHEET if rows else NodeType.HEADING
            open_ = []
            _open(
                roots,
                open_,
                _Section(kind, label, 0, lines[0].start, lines[0].page, lines[0].start, lines[0].start),
            )
        for block in _blocks(lines, metrics, printed=printed):
            heading = heading_of(block, printed=printed)
            if heading is None:
                if not open_:
                    lead = _Section(
                        NodeType.PART, _TEXT, 7, block[0].start, block[0].page, block[-1].end, block[0].start
                    )
                    _open(roots, open_, lead)
                open_[-1].blocks.append(block)
            elif not (
                label and open_ and open_[-1].level == 0 and not open_[-1].blocks and heading.words == label
            ):
                _open(roots, open_, _section(heading, block))
            for section in open_:
                section.end = block[-1].end
    return roots


def _blocks(
    lines: Sequence[TextLine], metrics: LineMetrics, *, printed: bool
) -> Iterator[Sequence[TextLine]]:
    """Paragraphs and headings; in print a numbered heading is one even where nothing sets it apart."""
    begun = at = 0
    while at < len(lines):
        count = printed_heading(lines, at) if printed else 0
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


def _section(heading: Heading, block: Sequence[TextLine]) -> _Section:
    return _Section(
        NodeType.HEADING,
        heading.words,
        heading.level,
        block[0].start,
        block[0].page,
        block[-1].end,
        block[-1].end,
    )


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
