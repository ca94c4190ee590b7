"""ODT: the format of LibreOffice."""

from __future__ import annotations

from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading import office_xml, zips
from corpus_search.reading.failures import RefusedError, reads
from corpus_search.reading.odt_body import Body
from corpus_search.reading.odt_lists import Lists
from corpus_search.reading.office_xml import child, parse_xml, properties
from corpus_search.reading.zips import GuardedZip, open_zip

_MANIFEST = "META-INF/manifest.xml"


@reads("odt", *zips.DAMAGE, *office_xml.DAMAGE)
def read(path: Path) -> Extraction:
    """Read an ODT: paragraphs and headings with their automatic numbers, rows of tables, notes.

    It has no pages: where they break depends on the program that shows it.
    """
    with open_zip(path) as archive:
        if _is_encrypted(archive):
            raise RefusedError(State.PASSWORD, "It is protected by a password; save a copy without one.")
        content = parse_xml(archive.read("content.xml"))
        styles = [parse_xml(archive.read("styles.xml"))] if "styles.xml" in archive.names else []
        metadata = properties(archive, "meta.xml")
    body = child(content, "body", "text")
    lines = tuple(Body(Lists.of([*styles, content])).lines(content if body is None else body))
    return Extraction(State.READ, "odt", (Page(1, lines),), metadata=metadata)


def _is_encrypted(archive: GuardedZip) -> bool:
    """Whether the manifest tells how members are encrypted, which the archive itself does not show.

    It is searched, not parsed: LibreOffice itself ships documents whose manifest is not well formed.
    """
    return _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST)
