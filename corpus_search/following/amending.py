"""What an amending regulation does to the articles of another one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus_search.catalog import Contents
from corpus_search.law import Link, Relation
from corpus_search.model import Node, NodeType, Part

_DELETED = re.compile(
    r"\A\W*(?:\w{1,3}[.)]\s+)?(?:Ketentuan\s+)?(?P<articles>Pasal\s+\w+(?:\s*(?:,|dan|,\s*dan|serta)\s*Pasal\s+\w+)*"
    r"|Pasal\s+\w+\s+sampai\s+dengan\s+Pasal\s+\w+)\s*,?\s*dihapus",
    re.IGNORECASE,
)
"""`5. Pasal 21 dihapus.`, but not `ayat (2) Pasal 21 dihapus`."""
_ARTICLE = re.compile(r"Pasal\s+(\d{1,4}[A-Z]{0,2})\b", re.IGNORECASE)
_THROUGH = re.compile(r"sampai\s+dengan", re.IGNORECASE)
_PARTS = frozenset({NodeType.AYAT, NodeType.HURUF, NodeType.ANGKA})
_BREAK = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])|\s+")


@dataclass(frozen=True, slots=True)
class Article:
    """An article's wording."""

    number: str
    text: str
    """Its paragraphs, each a line, without the heading."""
    start: int
    """Offset of its heading in its document."""
    page: int


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one article."""

    number: str
    kind: Literal["worded", "deleted"]
    """`worded`: it reads anew, or is inserted."""
    article: Article | None
    """The new wording; None where it is deleted."""
    order: str
    """The words that order it: `Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:`."""
    start: int
    """Offset of the order in the amending document."""
    page: int


def own_articles(contents: Contents) -> Iterator[Node]:
    """The groups and articles of a regulation's body that are its own, in reading order."""
    for root in contents.outline:
        if root.number == Part.BODY:
            yield from _own(root.children)


def _own(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.quoted:
            continue
        yield node
        if node.type is not NodeType.PASAL:
            yield from _own(node.children)


def article_of(contents: Contents, node: Node) -> Article:
    """The wording of an article."""
    heading_end = contents.text.find("\n", node.start, node.end)
    start = node.end if heading_end < 0 else heading_end
    cuts = sorted(
        {start, *(part.start for part in node.walk() if part.type in _PARTS and part.start > start)}
    )
    ends = [*cuts[1:], node.end]
    lines = (_flowed(contents.text[low:high]) for low, high in zip(cuts, ends, strict=True))
    return Article(node.number, "\n".join(line for line in lines if line), node.start, node.page)


def changes_to(
    contents: Contents, target: str, links: Sequence[Link], *, by_title: bool
) -> tuple[Change, ...]:
    """What an amending regulation does to the articles of one regulation, in the order of its instructions.

    Args:
        contents: the amending regulation.
        target: identifier of the amended one.
        links: the citations of the amending regulation.
        by_title: its title says that it amends the target: articles that name no regulation then amend it too.
    """
    named = {link.start: link.target for link in links if link.relation is Relation.AMENDS}
    found: list[Change] = []
    for node in own_articles(contents):
        if node.type is not NodeType.PASAL:
            continue
        targets = [one for start, one in named.items() if node.start <= start < node.end]
        if target in targets or (by_title and not targets):
            found += _changes(contents, node)
    return tuple(found)


def _changes(contents: Contents, article: Node) -> Iterator[Change]:
    instructions = [node for node in article.children if node.type is NodeType.INSTRUCTION]
    for node in instructions or [article]:
        quoted = [part for part in node.walk() if part.quoted and part.type is NodeType.PASAL]
        order_end = quoted[0].start if quoted else node.end
        order = _flowed(contents.text[node.start : order_end])
        for part in quoted:
            yield Change(part.number, "worded", article_of(contents, part), order, node.start, node.page)
        if not quoted:
            for number in _deleted(order):
                yield Change(number, "deleted", None, order, node.start, node.page)


def _deleted(order: str) -> list[str]:
    match = _DELETED.match(order)
    if match is None:
        return []
    numbers = _ARTICLE.findall(match["articles"])
    if (
        _THROUGH.search(match["articles"])
        and len(numbers) == 2
        and all(number.isdigit() for number in numbers)
    ):
        return [str(number) for number in range(int(numbers[0]), int(numbers[1]) + 1)]
    return numbers


def _flowed(text: str) -> str:
    return _BREAK.sub(lambda match: "-" if match.group().startswith("-") else " ", text).strip()
