"""EPUB: books for reading machines; a page for each chapter."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from corpus_search.model import Extraction, LineRole, Page, State
from corpus_search.reading import office_xml, zips
from corpus_search.reading.characters import tidy
from corpus_search.reading.failures import RefusedError, reads
from corpus_search.reading.html_blocks import html_lines
from corpus_search.reading.html_page import parse_html
from corpus_search.reading.office_xml import (
    Element,
    attribute,
    child,
    children,
    name_of,
    parse_xml,
    sensible_title,
)
from corpus_search.reading.zips import GuardedZip, open_zip

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FIELDS = {"title": "title", "creator": "author", "date": "date", "language": "language"}


@reads("epub", *zips.DAMAGE, *office_xml.DAMAGE)
def read(path: Path) -> Extraction:
    """Read a book in the order of its spine; chapters are no printed pages that could be cited.

    A chapter that is missing or damaged makes the book `partly_read`.
    """
    with open_zip(path) as archive:
        package_name = _package_name(archive)
        package = parse_xml(archive.read(package_name))
        names = list(_spine(package, package_name))
        locked = _locked(archive)
        if locked.intersection(names):
            raise RefusedError(State.PASSWORD, "It is locked by digital rights; add a copy without the lock.")
        missing = [name for name in names if name not in archive.names]
        chapters = (parse_html(archive.read(name)) for name in names if name in archive.names)
        pages = tuple(_chapter(number, chapter) for number, chapter in enumerate(chapters, 1))
        metadata = _metadata(child(package, "metadata"))
    if missing:
        reason = f"The book names chapters that it does not hold ({', '.join(missing)[:200]}); copy it anew."
        return Extraction(State.PARTLY_READ, "epub", pages, reason=reason, metadata=metadata)
    return Extraction(State.READ, "epub", pages, metadata=metadata)


def _package_name(archive: GuardedZip) -> str:
    for element in parse_xml(archive.read(_CONTAINER)).iter("{*}rootfile"):
        if name := attribute(element, "full-path"):
            return unquote(name)
    raise RefusedError(State.UNREADABLE, "It does not tell where its contents are; copy it anew.")


def _spine(package: Element, package_name: str) -> Iterator[str]:
    """Names of the chapters, in reading order."""
    manifest, spine = child(package, "manifest"), child(package, "spine")
    items = {item.get("id"): item for item in (children(manifest, "item") if manifest is not None else ())}
    for reference in children(spine, "itemref") if spine is not None else ():
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _CHAPTERS:
            yield _resolve(posixpath.dirname(package_name), item.get("href") or "")


def _resolve(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(reference).path)))


def _locked(archive: GuardedZip) -> frozenset[str]:
    """Names of encrypted members; fonts often are, in books that can be read."""
    if _ENCRYPTION not in archive.names:
        return frozenset()
    references = parse_xml(archive.read(_ENCRYPTION)).iter("{*}CipherReference")
    return frozenset(_resolve("", attribute(reference, "URI") or "") for reference in references)


def _chapter(number: int, chapter: LexborHTMLParser) -> Page:
    lines = tuple(html_lines(chapter.root)) if chapter.root is not None else ()
    title = chapter.css_first("title")
    named = sensible_title(title.text() if title is not None else "")
    label = next((line.text for line in lines if line.role is LineRole.HEADING), named)
    return Page(number, lines, label=label)


def _metadata(metadata: Element | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for element in metadata if metadata is not None else ():
        key = _FIELDS.get(name_of(element))
        text = " ".join(tidy(element.text or "").split())
        if key and text:
            found.setdefault(key, text)
    found["date"] = found.get("date", "")[:10]
    return {key: value for key, value in found.items() if value}
