"""Citations in a text as links: to the place where the corpus holds it, else marked as not in this corpus."""

from __future__ import annotations

from bisect import bisect_right

from flask_babel import gettext
from markupsafe import Markup

from corpus_search.catalog import Contents
from corpus_search.following import Lawbook
from corpus_search.law import Link
from corpus_search.web.links import link
from corpus_search.web.places import place_of
from corpus_search.web.tags import Tag


def tags(contents: Contents, span: tuple[int, int], lawbook: Lawbook) -> tuple[Tag, ...]:
    """The tags around the citations of a stretch of a document, in reading order.

    A citation that goes on over a page's end is linked up to there, since the page's number stands in the text.
    """
    start, end = span
    pages = [at for at, _ in contents.page_starts]
    found: list[Tag] = []
    opened_before: dict[tuple[str, str, bool], tuple[Markup, Markup] | None] = {}
    last = start
    for citation in lawbook.links(contents.document.id, start, end):
        if citation.start < last:
            continue
        stop = min([citation.end, *pages[(at := bisect_right(pages, citation.start)) : at + 1]])
        key = (citation.target, place_of(citation), bool(citation.name))
        if key not in opened_before:
            opened_before[key] = _opened(citation, contents, lawbook)
        opened = opened_before[key]
        if opened is not None:
            found.append(Tag(citation.start, stop, *opened))
            last = stop
    return tuple(found)


def address(document: str, citation: Link, lawbook: Lawbook) -> str:
    """Address of the place that a citation names in a document of the corpus.

    The regulation itself where it has no such article, as it was read.
    """
    place = place_of(citation)
    if not place or not lawbook.has_article(document, citation.pasal):
        return link("reader.page", {"identifier": document})
    return link("law.place", {"identifier": document, "place": place})


def _opened(citation: Link, contents: Contents, lawbook: Lawbook) -> tuple[Markup, Markup] | None:
    own = contents.document.id
    target = lawbook.regulation(citation.target)
    if target is None:
        if not citation.name:
            return None
        text = gettext("not in this corpus")
        return Markup('<span class="not-here" title="{}">').format(text), Markup("</span>")
    if target.id == own and not (citation.pasal and lawbook.has_article(own, citation.pasal)):
        return None
    url = address(target.id, citation, lawbook)
    preview = link("law.preview", {"document": target.id, "place": place_of(citation)})
    return Markup('<a class="cited" href="{}" data-preview="{}">').format(url, preview), Markup("</a>")
