"""An amended regulation as it reads on a date: a working text made by the program, not an official one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus_search.catalog import Contents
from corpus_search.following.amending import Article, Change, article_of, own_articles
from corpus_search.model import Document, NodeType


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the regulation: `BAB II`, `Kepesertaan`."""

    label: str
    title: str
    depth: int
    """0 for the highest that there is: BUKU, BAB, Bagian, Paragraf."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it reads."""

    number: str
    article: Article | None
    """None where it is deleted."""
    source: Document | None
    """The regulation that gave it this wording or deleted it; None for its first wording."""
    before: Article | None = None
    """The wording before the last change; None where it is unchanged or inserted."""


@dataclass(frozen=True, slots=True)
class AsAmended:
    """The regulation as it reads on a date."""

    items: tuple[Heading | Reading, ...]
    applied: tuple[Document, ...]
    """The amending regulations that count on that date, the oldest first."""
    later: tuple[Document, ...]
    """Those that come after it."""
    unplaced: tuple[tuple[Document, Change], ...]
    """Changes that a person must look at: the regulation has no such article as it was read, or only a part of it
    is quoted."""


Amendment = tuple[Document, str, Sequence[Change]]
"""An amending regulation, the ISO date from which it counts, and what it does."""

_DEPTHS = {NodeType.BUKU: 0, NodeType.BAB: 0, NodeType.BAGIAN: 1, NodeType.PARAGRAF: 2}
_NUMBER = re.compile(r"(\d+)([A-Z]*)")


def as_amended(contents: Contents, amendments: Iterable[Amendment], on: date) -> AsAmended:
    """The regulation with all amendments that count on a date.

    Args:
        contents: the regulation as it was first worded.
        amendments: in any order.
        on: the date.
    """
    items: list[Heading | Reading] = []
    for node in own_articles(contents):
        if node.type is NodeType.PASAL:
            items.append(Reading(node.number, article_of(contents, node), None))
        elif node.type in _DEPTHS:
            items.append(Heading(node.label, node.title, _DEPTHS[node.type]))
    applied, later, unplaced = [], [], []
    for document, counts_from, changes in sorted(amendments, key=lambda a: (_whole(a[1]), a[0].id)):
        if _whole(counts_from) > on.isoformat():
            later.append(document)
            continue
        applied.append(document)
        unplaced += [(document, change) for change in changes if not _apply(items, document, change)]
    return AsAmended(tuple(items), tuple(applied), tuple(later), tuple(unplaced))


def _whole(day: str) -> str:
    """An ISO date as exact as known, as the last day that it may mean."""
    return f"{day}-12-31" if len(day) == 4 else f"{day}-31" if len(day) == 7 else day


def _apply(items: list[Heading | Reading], document: Document, change: Change) -> bool:
    """Change the article where it stands, or insert it in the order of numbers; False where neither is safe."""
    for at, item in enumerate(items):
        if isinstance(item, Reading) and item.number == change.number:
            if _only_a_part(change.article, item.article):
                return False
            items[at] = replace(item, article=change.article, source=document, before=item.article)
            return True
    if change.article is None:
        return False
    key = _key(change.number)
    places = [at for at, item in enumerate(items) if isinstance(item, Reading) and _key(item.number) < key]
    if key == (0, "") or not places:
        return False
    items.insert(places[-1] + 1, Reading(change.number, change.article, document))
    return True


def _only_a_part(new: Article | None, old: Article | None) -> bool:
    """Whether an amendment quotes some paragraphs of an article without its first: the others would be lost."""
    if new is None or old is None:
        return False
    return old.text.startswith("(1)") and new.text.startswith("(") and not new.text.startswith("(1)")


def _key(number: str) -> tuple[int, str]:
    match = _NUMBER.fullmatch(number)
    return (int(match[1]), match[2]) if match else (0, "")
