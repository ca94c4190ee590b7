"""EPUB: the order of the spine, chapters, metadata, locks and gaps."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus_search.model import State
from corpus_search.reading import epub, read_file

MakeFile = Callable[[str, bytes | str], Path]

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Buku  latihan</dc:title><dc:creator>Ani</dc:creator><dc:creator>Budi</dc:creator>
<dc:date>2021-04-12T00:00:00Z</dc:date><dc:language>id</dc:language></metadata>
<manifest>
<item id="b" href="teks/dua.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="teks/bab%201.xhtml#awal" media-type="application/xhtml+xml"/>
<item id="img" href="a.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="img"/><itemref idref="tiada"/></spine></package>"""
CHAPTERS = {
    "OPS/teks/bab 1.xhtml": '<?xml version="1.0"?><html><head><title/></head>'
    "<body><h1>Bab satu</h1><p>Isi.</p></body></html>",
    "OPS/teks/dua.xhtml": "<html><head><title>Bab dua</title></head><body><p>Lanjut.</p></body></html>",
}


def book(**more: str) -> bytes:
    buffer = io.BytesIO()
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/package.opf": PACKAGE,
    }
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {**members, **CHAPTERS, **more}.items():
            if content:
                archive.writestr(name, content)
    return buffer.getvalue()


def test_chapters_in_the_order_of_the_spine(make_file: MakeFile) -> None:
    extraction = read_file(make_file("buku", book()))
    assert (extraction.state, extraction.format, extraction.has_pages) == (State.READ, "epub", False)
    assert [(page.number, page.label, [line.text for line in page.lines]) for page in extraction.pages] == [
        (1, "Bab satu", ["Bab satu", "Isi."]),
        (2, "Bab dua", ["Lanjut."]),
    ]
    assert extraction.metadata == {
        "title": "Buku latihan",
        "author": "Ani",
        "date": "2021-04-12",
        "language": "id",
    }


def test_a_missing_chapter_is_named(make_file: MakeFile) -> None:
    extraction = epub.read(make_file("a.epub", book(**{"OPS/teks/dua.xhtml": ""})))
    assert extraction.state is State.PARTLY_READ
    assert "OPS/teks/dua.xhtml" in extraction.reason


def test_locks(make_file: MakeFile) -> None:
    def encryption(name: str) -> dict[str, str]:
        return {"META-INF/encryption.xml": f'<encryption><CipherReference URI="{name}"/></encryption>'}

    assert epub.read(make_file("a.epub", book(**encryption("OPS/teks/dua.xhtml")))).state is State.PASSWORD
    assert epub.read(make_file("b.epub", book(**encryption("OPS/fonts/a.otf")))).state is State.READ


def test_damage(make_file: MakeFile) -> None:
    for name in ["META-INF/container.xml", "OPS/package.opf"]:
        for content in ["", "<a", "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]:
            extraction = epub.read(make_file("a.epub", book(**{name: content})))
            assert extraction.state is State.UNREADABLE, (name, content)
            assert extraction.reason
