"""DOCX: Word's format since 2007."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading import office_xml, zips
from corpus_search.reading.docx_body import Body, Parts
from corpus_search.reading.docx_numbering import Numbering
from corpus_search.reading.docx_styles import Styles
from corpus_search.reading.failures import reads
from corpus_search.reading.office_xml import Element, attribute, child, children, parse_xml, properties
from corpus_search.reading.zips import GuardedZip, open_zip

_MAIN = "word/document.xml"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


@reads("docx", *zips.DAMAGE, *office_xml.DAMAGE)
def read(path: Path) -> Extraction:
    """Read a DOCX: paragraphs and headings with their automatic numbers, rows of tables, notes.

    It has no pages: where they break depends on the program that shows it.
    """
    with open_zip(path) as archive:
        main = _target(archive, "", "officeDocument") or _MAIN
        document = parse_xml(archive.read(main))
        body = Body(
            Parts(
                styles=Styles.of(_part(archive, main, "styles")),
                numbering=Numbering.of(_part(archive, main, "numbering")),
                footnotes=_notes(_part(archive, main, "footnotes")),
                endnotes=_notes(_part(archive, main, "endnotes")),
            )
        )
        content = child(document, "body")
        lines = tuple(body.lines(document if content is None else content))
        metadata = properties(archive, _target(archive, "", "core-properties") or "docProps/core.xml")
    return Extraction(State.READ, "docx", (Page(1, lines),), metadata=metadata)


def _part(archive: GuardedZip, main: str, kind: str) -> Element | None:
    """A part that the main one points to, by the kind of the relationship; its usual place where none is named."""
    name = _target(archive, main, kind) or posixpath.join(posixpath.dirname(main), f"{kind}.xml")
    return parse_xml(archive.read(name)) if name in archive.names else None


def _target(archive: GuardedZip, source: str, kind: str) -> str | None:
    """Name of the part that another part (or the package, named by nothing) relates to."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.names:
        return None
    for relation in children(parse_xml(archive.read(relations)), "Relationship"):
        if (relation.get("Type") or "").endswith(f"/{kind}"):
            target = relation.get("Target") or ""
            found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            return found if found in archive.names else None
    return None


def _notes(root: Element | None) -> Mapping[str, Element]:
    if root is None:
        return {}
    notes = children(root, "footnote", "endnote")
    return {attribute(note, "id") or "": note for note in notes if attribute(note, "type") not in _SEPARATORS}
