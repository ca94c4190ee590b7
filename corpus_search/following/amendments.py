"""Amendments put to work: each changed article beside the old one, a regulation as it reads on a date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus_search.catalog import Contents
from corpus_search.following.amending import Article, Change, changes_to
from corpus_search.following.consolidating import Amendment, AsAmended, Reading, as_amended
from corpus_search.following.force import in_force_from
from corpus_search.following.lawbook import Lawbook, Named, amended_in_title, body_end, identifier_of
from corpus_search.model import Document

ContentsOf = Callable[[str], Contents]
"""Gives the contents of a document by its id."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A change with the wording before it."""

    change: Change
    before: Article | None
    """None where the article is inserted, or the amended regulation is not in the corpus."""


def counts_from(document: Document, contents: Contents) -> str:
    """The date from which a regulation counts: as it says itself, else that of its promulgation or enactment."""
    said = document.metadata
    enacted, promulgated = said.get("enacted"), said.get("promulgated")
    own = in_force_from(contents.text, body_end(contents.outline, contents.text), enacted, promulgated)
    return own or promulgated or enacted or document.date or str(document.year or "9999")


def amendments_of(document: Document, lawbook: Lawbook, contents_of: ContentsOf) -> tuple[Amendment, ...]:
    """All amendments of a regulation that are in the corpus."""
    target = identifier_of(document)
    found = []
    for amending in lawbook.amending(document):
        contents = contents_of(amending.id)
        changes = _changes(amending, contents, target, lawbook)
        found.append((amending, counts_from(amending, contents), changes))
    return tuple(found)


def reads_on(document: Document, on: date, lawbook: Lawbook, contents_of: ContentsOf) -> AsAmended:
    """A regulation as it reads on a date."""
    return as_amended(contents_of(document.id), amendments_of(document, lawbook, contents_of), on)


def changes_of(
    document: Document, named: Named, lawbook: Lawbook, contents_of: ContentsOf
) -> tuple[Compared, ...]:
    """What an amending regulation changes in one that it names, each article with the wording before it."""
    contents = contents_of(document.id)
    changes = _changes(document, contents, named.identifier, lawbook)
    before = _wordings_before(document, contents, named, lawbook, contents_of)
    return tuple(Compared(change, before.get(change.number)) for change in changes)


def _changes(amending: Document, contents: Contents, target: str, lawbook: Lawbook) -> tuple[Change, ...]:
    by_title = target in amended_in_title(amending)
    return changes_to(contents, target, lawbook.links(amending.id), by_title=by_title)


def _wordings_before(
    amending: Document, contents: Contents, named: Named, lawbook: Lawbook, contents_of: ContentsOf
) -> dict[str, Article]:
    """The articles of an amended regulation as they read the day before an amendment counts."""
    if named.document is None:
        return {}
    others = [a for a in amendments_of(named.document, lawbook, contents_of) if a[0].id != amending.id]
    day = counts_from(amending, contents)
    try:
        on = date.fromisoformat(day) - timedelta(days=1)
    except ValueError:  # only the year is known
        on = date(int(day[:4]) - 1, 12, 31) if day[:4].isdigit() else date.max
    read = as_amended(contents_of(named.document.id), others, on)
    return {item.number: item.article for item in read.items if isinstance(item, Reading) and item.article}
