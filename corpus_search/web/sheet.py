"""The picture of a page with what is read on it framed: the passage, and the searched words in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus_search.catalog import Contents
from corpus_search.errors import ForbiddenError, NotFoundError, ReadingError
from corpus_search.model import Document, Frame, Passage
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import NOTHING, sought_args
from corpus_search.web.blocks import local_id
from corpus_search.web.links import link
from corpus_search.workspace import Workspace

ZOOMS = (0.5, 1.0, 1.5, 2.0, 3.0)
"""Sizes of the picture that can be chosen."""
_BESIDE = 1.0
_MOST_WORDS = 60
"""Searched words framed on one page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture; all frames are shares of its size."""

    page: int
    total: int
    url: str
    """Of the picture."""
    size: tuple[int, int] | None
    """Width and height of the picture in pixels, so that its place is kept until it comes."""
    frames: tuple[Frame, ...]
    words: tuple[Frame, ...]
    previous_url: str | None
    """Of the page with its picture, as all addresses below."""
    next_url: str | None
    page_url: str
    zoom: float
    zooms: tuple[tuple[float, str, bool], ...]


def has_pictures(opened: Workspace, document: Document) -> bool:
    """Whether a document's pages can be shown, and may be."""
    return document.format == "pdf" and document.pages > 0 and opened.originals.shows(document)


def sheet(
    opened: Workspace,
    contents: Contents,
    page: int,
    *,
    passage: Passage | None = None,
    sought: SearchRequest = NOTHING,
    zoom: float = _BESIDE,
) -> Sheet:
    """A page of a document.

    Args:
        opened: draws it and knows where words stand.
        contents: the document.
        page: its number, from 1.
        passage: what is framed.
        sought: what was searched for, whose words are framed in it, or on the whole page where it does not stand there.
        zoom: one of `ZOOMS`.

    Raises:
        NotFoundError: there is no such page.
    """
    document = contents.document
    if not opened.originals.shows(document):
        raise ForbiddenError(
            "{title} is shown under pseudonyms. Pictures of its pages would show real names, and are for leads only.",
            title=document.title,
        )
    if not has_pictures(opened, document) or not 1 <= page <= document.pages:
        raise NotFoundError("{title} has no page {page} to show.", title=document.title, page=page)

    def address(number: int, *, chosen: float = zoom) -> str:
        args: dict[str, object] = {"identifier": document.id, "number": number}
        if passage is not None:
            args["at"] = local_id(passage)
        args |= sought_args(sought)
        if chosen != _BESIDE:
            args["zoom"] = f"{chosen:g}"
        return link("pages.page", args)

    framed = _frames(opened, document, page, [(passage.start, passage.end)]) if passage else ()
    span = (passage.start, passage.end) if passage and framed else _span_of(contents, page)
    return Sheet(
        page=page,
        total=document.pages,
        url=link("pages.picture", {"identifier": document.id, "number": page, "scale": f"{zoom:g}"}),
        size=_pixels(opened, document, page),
        frames=framed,
        words=_frames(opened, document, page, _words(opened, contents, span, sought)),
        previous_url=address(page - 1) if page > 1 else None,
        next_url=address(page + 1) if page < document.pages else None,
        page_url=address(page),
        zoom=zoom,
        zooms=tuple((one, address(page, chosen=one), one == zoom) for one in ZOOMS),
    )


def _pixels(opened: Workspace, document: Document, page: int) -> tuple[int, int] | None:
    points = opened.originals.page_size(document.id, page)
    return (round(points[0] / 72 * 96), round(points[1] / 72 * 96)) if points else None


def _span_of(contents: Contents, page: int) -> tuple[int, int]:
    """The stretch of the text that stands on a page."""
    starts = list(contents.page_starts)
    for at, (start, number) in enumerate(starts):
        if number == page:
            end = starts[at + 1][0] if at + 1 < len(starts) else len(contents.text)
            return start, end
    return 0, 0


def _words(
    opened: Workspace, contents: Contents, span: tuple[int, int], sought: SearchRequest
) -> list[tuple[int, int]]:
    if not sought.text:
        return []
    start, end = span
    found = opened.finder.marks(contents.text[start:end], sought)
    return [(low + start, high + start) for low, high in found[:_MOST_WORDS]]


def _frames(
    opened: Workspace, document: Document, page: int, spans: Iterable[tuple[int, int]]
) -> tuple[Frame, ...]:
    """Frames of spans on one page; none where they cannot be told, since the picture is worth showing all the same."""
    try:
        return tuple(
            frame
            for start, end in spans
            for frame in opened.originals.frames(document.id, start, end).get(page, ())
        )
    except (NotFoundError, ReadingError):
        return ()
