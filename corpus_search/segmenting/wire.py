"""The nodes of an outline as lists of values, for JSON, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from corpus_search.model import Node, NodeType


def node_values(node: Node) -> list[object]:
    """A node as a list of values, its children last."""
    return [
        node.type,
        node.label,
        node.start,
        node.end,
        node.page,
        node.number,
        node.title,
        node.quoted,
        [node_values(child) for child in node.children],
    ]


def node_of(values: Sequence[object]) -> Node:
    """The inverse of `node_values`."""
    kind, label, start, end, page, number, title, quoted, children = cast(
        "tuple[str, str, int, int, int, str, str, bool, list[Sequence[object]]]", values
    )
    return Node(
        type=NodeType(kind),
        label=label,
        start=start,
        end=end,
        page=page,
        number=number,
        title=title,
        quoted=quoted,
        children=tuple(node_of(child) for child in children),
    )
