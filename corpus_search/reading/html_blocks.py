"""The content of a web page or a chapter of a book, in reading order.

Left out: scripts, forms, what is hidden or deleted, and the frame of the site: all outside of the main part where
the page marks one, else navigation, and headers, footers and margins that belong to no article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from corpus_search.model import Line, LineRole
from corpus_search.reading.blocks import block_lines
from corpus_search.reading.characters import split_lines
from corpus_search.reading.list_labels import letters, roman
from corpus_search.reading.tables import Cell, table_lines

_LEFT_OUT = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "svg", "canvas", "object", "iframe", "audio"),
        *("video", "button", "input", "select", "textarea", "datalist", "dialog", "del", "nav", "rt", "rp"),
    )
)
_FRAME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search"))
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dl",
        ),
        *(
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
        ),
        *(
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
        ),
        *("tfoot", "th", "thead", "tr", "ul"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MOST_CELLS = 63
_LABELS: Mapping[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}


def html_lines(root: LexborNode) -> list[Line]:
    """Lines of a parsed page: of its main part where it marks one; with the site's frame, if there is nothing else."""
    main = [
        line for node in root.css("main, [role=main]") if _is_outermost(node) for line in _Page(node).lines()
    ]
    return main or _Page(root).lines() or _Page(root, with_frame=True).lines()


@dataclass(slots=True)
class _Page:
    """Walks through a page without recursion: pages may be nested as deep as they like."""

    root: LexborNode
    with_frame: bool = False
    _lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _lists: list[_Counter] = field(default_factory=list)
    _label: str = ""
    """Of a list item whose first words have not come yet."""

    def lines(self) -> list[Line]:
        """Lines of the content below the root."""
        stack = [(child, True) for child in _children(self.root)][::-1]
        while stack:
            node, entering = stack.pop()
            if not entering:
                self._leave(node)
            elif node.is_text_node:
                self._text.append(_SPACES.sub(" ", node.text_content or ""))
            elif node.is_element_node and not self._is_left_out(node) and not self._is_whole(node):
                self._enter(node)
                stack.append((node, False))
                stack.extend([(child, True) for child in _children(node)][::-1])
        self._end_block()
        return self._lines

    def _is_left_out(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag in _LEFT_OUT and not (tag == "nav" and self.with_frame):
            return True
        if _is_hidden(node):
            return True
        return not self.with_frame and (node.attributes.get("role") in _FRAME_ROLES or _is_frame(node))

    def _is_whole(self, node: LexborNode) -> bool:
        """Take in whole what is not walked through; tell whether it was."""
        if node.tag == "br":
            self._text.append("\n")
        elif node.tag == "pre":
            self._end_block()
            self._lines += [*map(Line, split_lines(node.text())), Line("")]
        elif node.tag == "table" and not any(child.css_first("table") for child in _children(node)):
            self._end_block()
            self._lines += _table(node)
        else:
            return False
        return True

    def _enter(self, node: LexborNode) -> None:
        if node.tag in _BLOCKS:
            self._end_block()
        if node.tag in ("ol", "ul"):
            self._lists.append(_Counter.of(node))
        elif node.tag == "li":
            self._label = self._lists[-1].label(node) if self._lists else ""

    def _leave(self, node: LexborNode) -> None:
        if node.tag in _BLOCKS:
            self._end_block(_HEADINGS.get(node.tag, 0))
        if node.tag in ("ol", "ul"):
            self._lists.pop()
        elif node.tag == "li":
            self._label = ""

    def _end_block(self, level: int = 0) -> None:
        text = re.sub(" {2,}", " ", "".join(self._text))
        self._text.clear()
        if text.strip():
            role = LineRole.HEADING if level else LineRole.PARAGRAPH
            self._lines += block_lines(self._label + text.lstrip(), role, level)
            self._label = ""


@dataclass(slots=True)
class _Counter:
    """A list and its count."""

    ordered: bool
    style: str
    next: int

    @classmethod
    def of(cls, node: LexborNode) -> _Counter:
        return cls(node.tag == "ol", node.attributes.get("type") or "1", _number(node, "start", 1))

    def label(self, item: LexborNode) -> str:
        if not self.ordered:
            return ""
        number = _number(item, "value", self.next)
        self.next = number + 1
        return f"{_LABELS.get(self.style, str)(number)}. "


def _table(table: LexborNode) -> Iterator[Line]:
    """Lines of a table that holds no other: its caption and its rows."""
    for caption in table.css("caption"):
        yield from _Page(caption).lines()
    rows = table.css("tr")
    marked = bool(rows) and _marks_header(rows[0])
    yield from table_lines(list(_grid(rows)), marked_header=marked)


def _marks_header(row: LexborNode) -> bool:
    cells = [cell.tag for cell in _children(row) if cell.tag in ("td", "th")]
    return (row.parent is not None and row.parent.tag == "thead") or (bool(cells) and "td" not in cells)


def _grid(rows: list[LexborNode]) -> Iterator[list[Cell]]:
    """Cells by column: those that reach over several columns or rows leave the places after them empty."""
    taken: dict[int, int] = {}
    """Column to the number of rows for which a cell above takes its place."""
    for row in rows:
        cells: list[Cell] = []
        spans: dict[int, int] = {}
        for node in _children(row):
            if node.tag not in ("td", "th"):
                continue
            while taken.get(len(cells)):
                cells.append(())
            width = max(1, min(_number(node, "colspan", 1), _MOST_CELLS))
            for column in range(len(cells), len(cells) + width):
                spans[column] = max(1, _number(node, "rowspan", 1)) - 1
            cells += [tuple(_Page(node).lines()), *((),) * (width - 1)]
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | spans
        yield cells


def _is_outermost(node: LexborNode) -> bool:
    """Whether a main part is shown, and lies in no other one."""
    return not any(
        above.tag == "main" or above.attributes.get("role") == "main" or _is_hidden(above)
        for above in _above(node)
    ) and not _is_hidden(node)


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style") or ""))


def _is_frame(node: LexborNode) -> bool:
    """Whether it is the header, footer or margin of the site: outside of any article, and without the page's title.

    What stands aside is a margin only beside an article; in a book it may be a note.
    """
    if node.tag not in ("header", "footer", "aside") or node.css_first("h1") is not None:
        return False
    above = list(_above(node))
    if node.tag == "aside" and above[-1].css_first("article") is None:
        return False
    return not any(other.tag in ("article", "main", "section") for other in above)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around one, from the inside."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _number(node: LexborNode, name: str, otherwise: int) -> int:
    value = (node.attributes.get(name) or "").strip()
    return int(value) if re.fullmatch(r"\d{1,6}", value, re.ASCII) else otherwise


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next
