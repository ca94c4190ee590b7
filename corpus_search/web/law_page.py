"""What the pages about a regulation's relations show."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext
from markupsafe import Markup, escape

from corpus_search.catalog import Contents
from corpus_search.following import (
    Article,
    CitedBy,
    Compared,
    Heading,
    Lawbook,
    Named,
    Reading,
    Standing,
    changes_of,
    differences,
)
from corpus_search.law import Link
from corpus_search.model import Document, Kind
from corpus_search.web.identifiers import legislation
from corpus_search.web.links import absolute, document_name, link, reader_url
from corpus_search.web.places import find_place

_AROUND = 110
"""Characters shown on each side of a citation."""
MOST_PLACES = 5
"""Places shown of one document that cites, before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """A citation where it stands."""

    url: str
    label: str
    """Which place is cited: `Pasal 5 ayat (2)`; empty for the whole regulation."""
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """The places at which one document cites another."""

    name: str
    url: str | None
    """None where the document is not in this corpus."""
    document: Document | None
    total: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One change of an article, old and new beside each other."""

    number: str
    order: str
    url: str
    """Of the order in the amending regulation."""
    kind: Literal["worded", "inserted", "deleted", "new"]
    """`new`: worded anew, the old wording not being known."""
    old: Markup
    new: Markup


def status_words(standing: Standing) -> str:
    """What the corpus tells of repeals, in one phrase that promises nothing more."""
    if any(not named.partly for named in standing.repealed_by):
        return str(gettext("repealed"))
    if standing.repealed_by:
        return str(gettext("partly repealed"))
    return str(gettext("no repeal found in this collection"))


@dataclass(frozen=True, slots=True)
class InBrief:
    """What stands of a regulation's relations beside its text."""

    standing: Standing
    status: str
    cites: int
    cited_by: int
    cited_articles: Mapping[str, int]
    """How often other documents cite each of its articles."""
    json_ld: Markup
    """The regulation as JSON-LD, safe inside a script element."""


def standing_of(document: Document, lawbook: Lawbook) -> InBrief | None:
    """The relations of a regulation in brief; None for other documents."""
    if document.kind is not Kind.REGULATION:
        return None
    standing = lawbook.standing(document)
    data = json.dumps(legislation(document, standing, absolute), ensure_ascii=False)
    for char in "<>&":
        data = data.replace(char, f"\\u{ord(char):04x}")
    cites, cited_by = lawbook.counts(document)
    return InBrief(
        standing,
        status_words(standing),
        cites,
        cited_by,
        lawbook.cited_articles(document),
        Markup(data),  # noqa: S704  (what could end the element is escaped above)
    )


def cited_groups(document: Document, contents: Contents, lawbook: Lawbook) -> tuple[Group, ...]:
    """The regulations that a document cites, with the places where it does."""
    groups = []
    for cited in lawbook.cites(document):
        target = cited.named.document
        places = tuple(
            _place(contents, one, _here(document, contents, one)) for one in cited.links[:MOST_PLACES]
        )
        url = reader_url(target.id) if target else None
        groups.append(Group(cited.named.name, url, target, len(cited.links), places))
    return tuple(groups)


def citing_groups(found: tuple[CitedBy, ...], contents_of: Callable[[str], Contents]) -> tuple[Group, ...]:
    """The documents that cite a regulation, with the places where they do."""
    groups = []
    for citing in found:
        contents = contents_of(citing.document.id)
        places = tuple(
            _place(contents, one.link, _here(citing.document, contents, one.link))
            for one in citing.places[:MOST_PLACES]
        )
        name = document_name(citing.document)
        groups.append(
            Group(name, reader_url(citing.document.id), citing.document, len(citing.places), places)
        )
    return tuple(groups)


def sides(
    document: Document, named: Named, lawbook: Lawbook, contents_of: Callable[[str], Contents]
) -> list[Side]:
    """What an amending regulation changes in one that it names."""
    contents = contents_of(document.id)
    shown = []
    for compared in changes_of(document, named, lawbook, contents_of):
        change = compared.change
        passage = next((p for p in contents.passages if p.end > change.start), None)
        old, new = side_by_side(compared.before, change.article)
        url = reader_url(document.id, passage.id if passage else None)
        shown.append(Side(change.number, change.order, url, _kind(compared, named), old, new))
    return shown


def _kind(compared: Compared, named: Named) -> Literal["worded", "inserted", "deleted", "new"]:
    if compared.change.article is None:
        return "deleted"
    if compared.before is not None:
        return "worded"
    return "inserted" if named.document else "new"


def side_by_side(before: Article | None, after: Article | None) -> tuple[Markup, Markup]:
    """Two wordings as HTML paragraphs, with what is gone and what is new marked."""
    if before is None or after is None:
        return _paragraphs(before), _paragraphs(after)
    old, new = [], []
    for difference in differences(before.text, after.text):
        text = difference.text
        if difference.kind != "new":
            old.append(_tagged(text, "del" if difference.kind == "gone" else ""))
        if difference.kind != "gone":
            new.append(_tagged(text, "ins" if difference.kind == "new" else ""))
    return _as_paragraphs(old), _as_paragraphs(new)


def outline_of(items: tuple[Heading | Reading, ...]) -> list[dict[str, object]]:
    """The items of an amended regulation for the template: headings, and articles with their source and wording."""
    shown: list[dict[str, object]] = []
    for item in items:
        if isinstance(item, Heading):
            shown.append({"heading": item})
            continue
        changed = None
        if item.source is not None and item.article is not None and item.before is not None:
            changed = side_by_side(item.before, item.article)[1]
        shown.append({"article": item, "html": changed if changed is not None else _paragraphs(item.article)})
    return shown


def _paragraphs(article: Article | None) -> Markup:
    return _as_paragraphs([escape(article.text)]) if article else Markup("")


def _tagged(text: str, tag: str) -> Markup:
    """Words in a tag that does not reach over the end of a paragraph."""
    if not tag:
        return escape(text)
    open_, close = Markup(f"<{tag}>"), Markup(f"</{tag}>")  # noqa: S704  (our own two tags)
    parts = [open_ + escape(part) + close if part.strip() else escape(part) for part in text.split("\n")]
    return Markup("\n").join(parts)


def _as_paragraphs(parts: list[Markup]) -> Markup:
    lines = Markup(" ").join(parts).split("\n")
    return Markup("").join(Markup("<p>{}</p>").format(line.strip()) for line in lines if line.strip())


def _here(document: Document, contents: Contents, citation: Link) -> str:
    """Address of the passage in which a citation stands."""
    passage = next((p for p in contents.passages if p.start <= citation.start < p.end), None)
    return reader_url(document.id, passage.id if passage else None)


def _place(contents: Contents, citation: Link, url: str) -> Place:
    text = contents.text
    before = " ".join(text[max(0, citation.start - _AROUND) : citation.start].split())
    after = " ".join(text[citation.end : citation.end + _AROUND].split())
    return Place(
        url, place_label(citation), before, " ".join(text[citation.start : citation.end].split()), after
    )


def place_label(citation: Link) -> str:
    """The place that a citation names: `Pasal 5 ayat (2) huruf b`."""
    parts = (
        citation.pasal and f"Pasal {citation.pasal}",
        citation.ayat and f"ayat ({citation.ayat})",
        citation.huruf and f"huruf {citation.huruf}",
        citation.angka and f"angka {citation.angka}",
    )
    return " ".join(part for part in parts if part)


def preview(document: Document, contents: Contents, place: str, standing: Standing) -> dict[str, object]:
    """What a link to a regulation or a place in one shows before it is followed."""
    passage = find_place(contents, place) if place else None
    said = "" if passage is None else " ".join(contents.text[passage.start : passage.end].split())
    return {
        "document": document.id,
        "title": document.title,
        "name": document_name(document),
        "place": passage.path.replace(" > ", " › ") if passage else "",
        "text": said if len(said) <= 600 else said[:600].rsplit(" ", 1)[0] + " …",
        "status": status_words(standing),
        "url": link("law.place", {"identifier": document.id, "place": place})
        if passage
        else reader_url(document.id),
    }
