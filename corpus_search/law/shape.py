"""What of a regulation's outline matters to its citations: articles, and what they quote of regulations they amend."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.law.citations import Citation
from corpus_search.model import Node, NodeType, Part

_MADE_LAW = re.compile(r"\bdi(?:tetapkan|jadikan)\s+(?:sebagai|menjadi)\s+Undang", re.IGNORECASE)
"""An act that makes an emergency regulation an act quotes it, and amends nothing."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span of an amending regulation that belongs to the amended one: an order to change it, and what it quotes."""

    start: int
    end: int
    target: str
    """Identifier of the amended regulation; empty where it is not told."""


def target_at(quoted: Sequence[Quoted], offset: int) -> str | None:
    """The target of the span at an offset; None outside all of them."""
    at = bisect_right(quoted, offset, key=lambda span: span.start) - 1
    return quoted[at].target if at >= 0 and offset < quoted[at].end else None


class Shape:
    """What of an outline matters: headings, articles, paragraphs, and which of them are quoted from where."""

    def __init__(
        self, outline: Sequence[Node], text: str, citations: Sequence[Citation], amends: tuple[str, ...]
    ) -> None:
        self.headings: set[int] = set()
        self.articles: list[tuple[int, int, str]] = []
        """Start, end and number of each article, in reading order; quoted ones count."""
        self.units: list[Node] = []
        """Where repeals are looked for: articles, dictums, and what is decided before the first article."""
        self.orders: list[tuple[Node, Citation]] = []
        """Articles that amend, with the regulation that they amend."""
        self.opening = 0
        """Where the first part ends."""
        self.later = len(text)
        """Where the explanation begins."""
        self.quoted: list[Quoted] = []
        """In reading order, apart from each other."""
        self._targets: dict[str, str] = {}
        """The regulation that an article amends, by the article's number."""
        self._citations = citations
        for root in outline:
            self._take(root, text, amends)
        self.articles.sort()
        self.quoted.sort(key=lambda span: span.start)
        self._starts = [start for start, _, _ in self.articles]

    def _take(self, root: Node, text: str, amends: tuple[str, ...]) -> None:
        if root.number == Part.OPENING:
            self.opening = root.end
        if root.number == Part.PENJELASAN:
            self.later = min(self.later, root.start)
        for node in root.walk():
            if node.type is not NodeType.PASAL:
                if node.type is NodeType.DICTUM:
                    self.units.append(node)
                continue
            self.headings.add(node.start)
            self.articles.append((node.start, node.end, node.number))
            if root.number == Part.BODY and not node.quoted:
                self.units.append(node)
                self._order(node, text, amends)
            elif root.number == Part.PENJELASAN and not node.quoted and node.number in self._targets:
                self._take_quoted(node, self._targets[node.number])

    def _order(self, article: Node, text: str, amends: tuple[str, ...]) -> None:
        """Take an article's order to amend: what it quotes belongs to the regulation named before it."""
        first = next(
            (n for n in article.walk() if n.type is NodeType.INSTRUCTION or (n.quoted and n is not article)),
            None,
        )
        if first is None or _MADE_LAW.search(text, article.start, first.start):
            return
        named = next(
            (
                citation
                for citation in self._citations
                if article.start <= citation.start and citation.end <= first.start and citation.reference.type
            ),
            None,
        )
        if named is not None:
            self.orders.append((article, named))
        target = named.reference.identifier if named else next(iter(amends), "")
        self._targets[article.number] = target
        self._take_quoted(article, target)

    def _take_quoted(self, node: Node, target: str) -> None:
        """Take the outermost nodes below one that belong to another regulation."""
        for child in node.children:
            if child.quoted or child.type is NodeType.INSTRUCTION:
                self.quoted.append(Quoted(child.start, child.end, target))
            else:
                self._take_quoted(child, target)

    def regulation_at(self, offset: int, own: str) -> str:
        """Identifier of the regulation to which an untold place at an offset belongs."""
        target = target_at(self.quoted, offset)
        return own if target is None else target

    def article_at(self, offset: int) -> str:
        """Number of the innermost article at an offset; empty outside articles."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0:
            start, end, number = self.articles[at]
            if start <= offset < end:
                return number
            at -= 1
            if at >= 0 and offset - self.articles[at][0] > 200_000:
                break
        return ""
