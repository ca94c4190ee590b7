"""Structures of made-up regulations, and how tests look at them."""

from __future__ import annotations

from corpus_search.model import Line, Node, NodeType, Page
from corpus_search.segmenting.piece import Structure
from corpus_search.segmenting.regulation import structure
from corpus_search.segmenting.text import DocumentText


class Recognised:
    """A text and its structure, with the questions that tests ask."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = DocumentText.of([Page(1, tuple(Line(line) for line in text.split("\n")))])
        self.structure: Structure = structure(self.document)

    @property
    def nodes(self) -> list[Node]:
        """All nodes, in reading order."""
        return [node for root in self.structure.outline for node in root.walk()]

    def labels(self, type_: NodeType, part: str = "body", *, quoted: bool | None = None) -> list[str]:
        """Labels of the nodes of a type in a part, in reading order."""
        return [
            node.label
            for root in self.structure.outline
            if root.number == part
            for node in root.walk()
            if node.type is type_ and quoted in (None, node.quoted)
        ]

    @property
    def paths(self) -> list[str]:
        """Where the pieces stand, without the names of the parts."""
        return [
            " > ".join(node.label for node in piece.path if node.type is not NodeType.PART)
            for piece in self.structure.pieces
        ]

    @property
    def missing(self) -> list[str]:
        """What the gaps name."""
        return [label for gap in self.structure.gaps for label in gap.missing]

    def words(self, path: str) -> str:
        """The words of the piece at a path, with single spaces."""
        at = self.paths.index(path)
        piece = self.structure.pieces[at]
        return " ".join(self.text[piece.start : piece.end].split())
