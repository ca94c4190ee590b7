"""The outline while it is being made, and how it becomes nodes and pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from corpus_search.model import Node, NodeType, Part
from corpus_search.segmenting.piece import Piece
from corpus_search.segmenting.text import DocumentText

T = TypeVar("T")


@dataclass(slots=True)
class Draft:
    """A node to be: its end and children are set as what follows it becomes known."""

    type: NodeType
    label: str
    start: int
    body: int
    """Where its heading (title included) ends and its own text begins."""
    end: int = 0
    number: str = ""
    title: str = ""
    quoted: bool = False
    whole: bool = False
    """Whether it is one piece with all below it; else its own text and its children are pieces apart."""
    silent: bool = False
    """Whether it is a mere heading, whose words its label tells: no piece of its own."""
    children: list[Draft] = field(default_factory=list)

    def walk(self) -> Iterator[Draft]:
        """This one and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def with_next(items: Sequence[T]) -> Iterator[tuple[T, T | None]]:
    """Each item with the one after it; None after the last."""
    for index, item in enumerate(items):
        yield item, items[index + 1] if index + 1 < len(items) else None


def close(drafts: list[Draft], end: int) -> None:
    """Set the ends of siblings and of all below them: each reaches to the next one or to `end`."""
    for draft, following in with_next(drafts):
        draft.end = following.start if following else end
        draft.body = min(draft.body, draft.end)
        close(draft.children, draft.end)


def nest(drafts: Iterable[tuple[int, Draft]]) -> list[Draft]:
    """A tree of drafts in reading order, each with its level: it goes below the last one of a lower level."""
    roots: list[Draft] = []
    above: list[tuple[int, Draft]] = []
    for level, draft in drafts:
        while above and above[-1][0] >= level:
            above.pop()
        (above[-1][1].children if above else roots).append(draft)
        above.append((level, draft))
    return roots


def nodes_of(text: DocumentText, drafts: Iterable[Draft]) -> tuple[Node, ...]:
    """The nodes that the drafts have become; a span ends with its last character that is no white space."""
    return tuple(_node(text, draft) for draft in drafts)


def _node(text: DocumentText, draft: Draft) -> Node:
    end = draft.start + len(text.text[draft.start : draft.end].rstrip())
    return Node(
        type=draft.type,
        label=draft.label,
        start=draft.start,
        end=end,
        page=text.page_at(draft.start),
        number=draft.number,
        title=draft.title,
        children=nodes_of(text, draft.children),
        quoted=draft.quoted,
    )


def pieces_of(text: DocumentText, drafts: list[Draft], nodes: tuple[Node, ...]) -> tuple[Piece, ...]:
    """All pieces, in reading order: every word but those of headings is in one of them."""
    pieces: list[Piece] = []
    for draft, node in zip(drafts, nodes, strict=True):
        part = Part(node.number) if node.type is NodeType.PART else None
        pieces += _pieces(text.text, draft, (node,), part)
    return tuple(pieces)


def _pieces(text: str, draft: Draft, path: tuple[Node, ...], part: Part | None) -> list[Piece]:
    article = next((node.number for node in reversed(path) if node.type is NodeType.PASAL), "")

    def piece(start: int, end: int, cuts: tuple[int, ...] = ()) -> list[Piece]:
        own = text[start:end]
        if not any(char.isalnum() for char in own):
            return []
        start, end = start + len(own) - len(own.lstrip()), start + len(own.rstrip())
        inside = tuple(cut for cut in cuts if start < cut < end)
        return [Piece(path=path, start=start, end=end, cuts=inside, part=part, article=article)]

    if draft.whole:
        cuts = tuple(sorted({below.start for child in draft.children for below in child.walk()}))
        found = piece(draft.body, draft.end, cuts)
    else:
        found = []
        at = draft.body
        for child, node in zip(draft.children, path[-1].children, strict=True):
            found += piece(at, child.start)
            found += _pieces(text, child, (*path, node), part)
            at = child.end
        found += piece(at, draft.end)
    return found if found or draft.silent else piece(draft.start, draft.end)
