"""ODT: headings, numbered lists, notes, changes, tables, passwords."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import odfdo
import pytest

from corpus_search.model import Line, LineRole, State
from corpus_search.reading import odt, read_file

MakeFile = Callable[[str, bytes | str], Path]
Read = Callable[[str], list[Line]]

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}"'
    for name, uri in {
        "office": "office:1.0", "text": "text:1.0", "table": "table:1.0", "style": "style:1.0",
        "draw": "drawing:1.0", "manifest": "manifest:1.0",
    }.items()
)  # fmt: skip
STYLES = """
<text:list-style style:name="Pasal">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Pasal "/>
  <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")"/>
  <text:list-level-style-number text:level="3" style:num-format="a" style:num-list-format="%2%%3%."
    text:start-value="2"/>
  <text:list-level-style-bullet text:level="4" text:bullet-char="*"/>
</text:list-style>
<text:list-style style:name="Romawi">
  <text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="." text:display-levels="2"/>
</text:list-style>
<text:outline-style>
  <text:outline-level-style text:level="1" style:num-format="A" style:num-suffix="."/>
</text:outline-style>
"""


def package(body: str, manifest: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {NAMESPACES}>{manifest}</manifest:manifest>"
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return buffer.getvalue()


@pytest.fixture
def read(make_file: MakeFile) -> Read:
    """Reads an ODT of a body in raw XML: its lines."""

    def read_lines(body: str) -> list[Line]:
        extraction = odt.read(make_file("a.odt", package(body)))
        assert extraction.state is State.READ, extraction.reason
        return list(extraction.pages[0].lines)

    return read_lines


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*content: str) -> str:
    return "".join(f"<text:list-item>{item}</text:list-item>" for item in content)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_document_of_odfdo(tmp_path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.meta.title = "Catatan lapangan"
    document.body.append(odfdo.Header(2, "Deskripsi"))
    document.body.append(odfdo.Paragraph("Balai latihan ramai."))
    document.body.append(odfdo.List(["pertama", "kedua"]))
    document.save(tmp_path / "a.odt")
    extraction = read_file(tmp_path / "a.odt")
    assert (extraction.state, extraction.format, extraction.has_pages) == (State.READ, "odt", False)
    assert extraction.metadata["title"] == "Catatan lapangan"
    assert [(line.text, line.role, line.level) for line in extraction.pages[0].lines] == [
        ("1.1. Deskripsi", LineRole.HEADING, 2),  # its template numbers the outline
        ("Balai latihan ramai.", LineRole.PARAGRAPH, 0),
        ("pertama", LineRole.PARAGRAPH, 0),
        ("kedua", LineRole.PARAGRAPH, 0),
    ]


def test_numbered_lists(read: Read) -> None:
    body = (
        '<text:list text:style-name="Pasal">'
        + items(
            p("") + "<text:list>" + items(
                p("Peserta mendaftar."),
                p("Rinci:") + "<text:list>" + items(p("satu"), p("dua")) + "</text:list>",
            ) + "</text:list>",
            p("judul") + p("tanpa nomor"),
        )
        + '</text:list><text:list text:style-name="Pasal" text:continue-numbering="true">'
        + items(p("lanjut"))
        + '</text:list><text:list text:style-name="Romawi"><text:list-header>' + p("kepala") + "</text:list-header>"
        + items(p("Umum") + "<text:list>" + items(p("anak")) + "</text:list>")
        + '<text:list-item text:start-value="7">' + p("Tujuh") + "</text:list-item></text:list>"
        + '<text:list text:style-name="Romawi">' + items(p("Anew")) + "</text:list>"
    )  # fmt: skip
    assert texts(read(body)) == [
        "Pasal 1", "(1) Peserta mendaftar.", "(2) Rinci:", "2b. satu", "2c. dua", "Pasal 2 judul", "tanpa nomor",
        "Pasal 3 lanjut", "kepala", "I. Umum", "I.i. anak", "VII. Tujuh", "I. Anew",
    ]  # fmt: skip


def test_headings_with_numbers_of_the_outline(read: Read) -> None:
    lines = read(
        '<text:h text:outline-level="1">Temuan</text:h><text:h text:outline-level="9">Dalam</text:h>'
    )
    assert [(line.text, line.level) for line in lines] == [("A. Temuan", 1), ("Dalam", 6)]


def test_inline_content(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("dihapus") + "</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p("Satu<text:s text:c='2'/><text:span>dua\n   tiga</text:span><text:tab/>empat<text:soft-page-break/> lima"
            "<office:annotation>" + p("komentar") + "</office:annotation><text:a>enam</text:a>")
        + p("baris<text:line-break/>baru")
        + '<text:section text:display="none">' + p("rahasia") + "</text:section>"
        + "<text:section>" + p("tampak") + "</text:section>"
        + p("kotak<draw:frame><draw:text-box>" + p("di dalam") + "</draw:text-box></draw:frame>")
    )  # fmt: skip
    assert texts(read(body)) == [
        "Satu  dua tiga\tempat limaenam", "baris", "baru", "", "tampak", "kotak", "di dalam",
    ]  # fmt: skip


def test_notes(read: Read) -> None:
    def note(sort: str, text: str) -> str:
        return (
            f'<text:note text:note-class="{sort}"><text:note-citation>9</text:note-citation>'
            f"<text:note-body>{p(text)}</text:note-body></text:note>"
        )

    body = p("Satu" + note("endnote", "akhir") + note("footnote", "kaki") + " dua.") + p("Tiga.")
    assert texts(read(body)) == ["Satu dua.", "[1] kaki", "Tiga.", "[2] akhir"]


def test_tables(read: Read) -> None:
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
            + "</table:table-row>"
        )

    body = (
        "<table:table><table:table-header-rows>" + row("Desa", "2020", "2021") + "</table:table-header-rows>"
        + "<table:table-row><table:table-cell>" + p("Sidamulya") + "</table:table-cell>"
        + '<table:table-cell table:number-columns-repeated="2"/></table:table-row>'
        + row("Karanganyar", "31", "28") + "</table:table>"
        + "<table:table>" + row("Peneliti", "Apa kabar?") + row("Sri", "Baik.") + "</table:table>"
    )  # fmt: skip
    assert texts(read(body)) == [
        "Desa: Sidamulya", "Desa: Karanganyar | 2020: 31 | 2021: 28", "Peneliti\tApa kabar?", "Sri\tBaik.",
    ]  # fmt: skip


def test_passwords_and_damage(make_file: MakeFile) -> None:
    locked = package(p("x"), "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    assert odt.read(make_file("a.odt", locked)).state is State.PASSWORD
    assert odt.read(make_file("c.odt", package(p("x"), "<tanpa:awalan>"))).state is State.READ
    broken = package(p("x")).replace(b"</office:text>", b"</office:teks>")
    extraction = odt.read(make_file("b.odt", broken))
    assert extraction.state is State.UNREADABLE
    assert "damaged" in extraction.reason
