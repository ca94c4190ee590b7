"""Making all of a document that its pages, its path and its row of the register tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus_search.describing import Description, RegisterRow, describe
from corpus_search.law import Link, Linked, find_links, own_identifier
from corpus_search.model import Extraction, Kind, Segmentation, State
from corpus_search.segmenting import segment
from corpus_search.segmenting.text import page_starts


@dataclass(frozen=True, slots=True)
class Content:
    """A document's text, cut into passages, and where in it each page begins, with the page's number."""

    segmentation: Segmentation
    page_starts: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()
    """The regulations that it cites."""


@dataclass(frozen=True, slots=True)
class Workpiece:
    """A document, but for what only the corpus and the catalog tell: its place among the others."""

    document: str
    """The id that it was made with."""
    state: State
    format: str
    reason: str
    pages: int
    has_pages: bool
    description: Description
    content: Content | None
    """None where it has no text."""


def make(
    path: str,
    extraction: Extraction,
    said: Mapping[str, str] | None,
    document: str = "",
    *,
    today: date | None = None,
) -> Workpiece:
    """Describe a document and cut it into passages.

    Args:
        path: of the file, relative to the corpus.
        extraction: what was read of it.
        said: its row of the register.
        document: its id; where it has none, the one that it should have.
        today: the day on which embargoes are looked at; that of the machine by default.
    """
    description = describe(path, extraction, None if said is None else RegisterRow(said), today=today)
    identifier = document or description.id_stem
    return Workpiece(
        document=identifier,
        state=extraction.state,
        format=extraction.format,
        reason=extraction.reason,
        pages=len(extraction.pages),
        has_pages=extraction.has_pages,
        description=description,
        content=_content(extraction, description, identifier) if extraction.state.has_text else None,
    )


def _content(extraction: Extraction, description: Description, document: str) -> Content:
    segmentation = segment(
        extraction.pages, description.kind, document=document, metadata=description.metadata
    )
    linked = _linked(description, document, segmentation)
    passages = tuple(
        replace(passage, quoted_from=act) if (act := linked.quoted_from(passage.start)) else passage
        for passage in segmentation.passages
    )
    starts = tuple(page_starts(extraction.pages))
    return Content(replace(segmentation, passages=passages), starts, linked.links)


def _linked(description: Description, document: str, segmentation: Segmentation) -> Linked:
    if description.kind is not Kind.REGULATION:
        return find_links(segmentation.text)
    amended = description.metadata.get("amends", "")
    return find_links(
        segmentation.text,
        segmentation.outline,
        own=own_identifier(description.metadata) or document,
        amends=[name.strip() for name in amended.split(",") if name.strip()],
    )
