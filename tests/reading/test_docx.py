"""DOCX: what python-docx and others lose, automatic numbers, tables, properties, unsafe files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from corpus_search.model import Extraction, Line, LineRole, State
from corpus_search.reading import docx as docx_reader

MakeFile = Callable[[str, bytes | str], Path]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)  # fmt: skip


def package(body: str, **parts: str) -> bytes:
    """A DOCX of a body and other parts in raw XML, without relationships or content types."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return buffer.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def cell(*texts: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(text) for text in texts)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


@pytest.fixture
def read(make_file: MakeFile) -> Callable[..., list[Line]]:
    """Reads a DOCX made of a body and parts: its lines."""

    def read_lines(body: str, **parts: str) -> list[Line]:
        extraction = docx_reader.read(make_file("a.docx", package(body, **parts)))
        assert extraction.state is State.READ, extraction.reason
        return list(extraction.pages[0].lines)

    return read_lines


Read = Callable[..., list[Line]]


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Wawancara dengan peserta"
    document.core_properties.author = "Ani Lestari"
    document.core_properties.created = dt.datetime(2021, 4, 12, 9, 30, tzinfo=dt.UTC)
    document.add_heading("Laporan", 0)
    document.add_heading("Temuan", 2)
    document.add_paragraph("Peserta hadir.\tSemua.")
    document.add_paragraph("baris satu\nbaris dua")
    document.sections[0].header.paragraphs[0].text = "Kepala halaman"
    document.save(str(tmp_path / "a.docx"))
    extraction = docx_reader.read(tmp_path / "a.docx")
    assert extraction.metadata == {
        "title": "Wawancara dengan peserta",
        "author": "Ani Lestari",
        "created": "2021-04-12",
    }
    assert not extraction.has_pages
    assert [(line.text, line.role, line.level) for line in extraction.pages[0].lines] == [
        ("Laporan", LineRole.HEADING, 1),
        ("Temuan", LineRole.HEADING, 2),
        ("Peserta hadir.\tSemua.", LineRole.PARAGRAPH, 0),
        ("baris satu", LineRole.LINE, 0),
        ("baris dua", LineRole.LINE, 0),
        ("", LineRole.LINE, 0),
    ]


@pytest.mark.parametrize("title", ["", "Microsoft Word - draf.doc", "Dokumen1", "skripsi final.docx"])
def test_titles_that_programs_make_up_are_none(title: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("isi")
    document.save(str(tmp_path / "a.docx"))
    assert "title" not in docx_reader.read(tmp_path / "a.docx").metadata


def test_headings_in_a_localised_word(read: Read) -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="BabKu"><w:name w:val="Bab Ku"/><w:basedOn w:val="Judul1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:styleId="Isi"><w:basedOn w:val="Judul1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Putar"><w:basedOn w:val="Putar"/></w:style>
    """
    body = "".join(
        paragraph(style, f'<w:pStyle w:val="{style}"/>')
        for style in ["BabKu", "Sub", "Isi", "Putar", "Tiada"]
    )
    body += '<w:p><w:pPr><w:pStyle w:val="Judul1"/></w:pPr><w:r><w:t>BAB I</w:t><w:br/><w:t>UMUM</w:t></w:r></w:p>'
    lines = read(body, styles=styles)
    assert [(line.text, line.level) for line in lines] == [
        ("BabKu", 1), ("Sub", 3), ("Isi", 0), ("Putar", 0), ("Tiada", 0), ("BAB I UMUM", 1),
    ]  # fmt: skip


def test_numbers_of_a_regulation(read: Read) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "Pasal %1")
        + level(1, "(%2)")
        + level(2, "%3.", "lowerLetter")
        + level(3, "%3.%4)", more='<w:isLgl/>')
        + "</w:abstractNum>"
        + '<w:abstractNum w:abstractNumId="8">' + level(0, "%1.", "upperRoman") + "</w:abstractNum>"
        + '<w:abstractNum w:abstractNumId="9">' + level(0, "&#xF0B7;", "bullet") + "</w:abstractNum>"
        + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0">'
        + '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        + '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
    )  # fmt: skip
    body = (
        numbered("", 1)
        + numbered("Peserta mendaftar.", 1, 1)
        + numbered("warga negara;", 1, 2)
        + numbered("dewasa.", 1, 2)
        + numbered("rinci", 1, 3)
        + numbered("Tetap.", 1, 1)
        + numbered("", 1)
        + numbered("Anew.", 1, 1)
        + numbered("Umum", 2)
        + numbered("Khusus", 2)
        + numbered("Lagi", 3)
        + numbered("Lanjut", 3)
        + numbered("butir", 4)
        + numbered("tiada", 99)
        + numbered("dilepas", 0)
    )
    assert texts(read(body, numbering=numbering)) == [
        "Pasal 1", "(1) Peserta mendaftar.", "a. warga negara;", "b. dewasa.", "2.1) rinci", "(2) Tetap.",
        "Pasal 2", "(1) Anew.", "I. Umum", "II. Khusus", "IV. Lagi", "V. Lanjut", "butir", "tiada", "dilepas",
    ]  # fmt: skip


def test_numbers_that_a_style_gives(read: Read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Ayat"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Anak"><w:basedOn w:val="Ayat"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "%1)", "lowerRoman")
        + level(1, "(%2)", more='<w:pStyle w:val="Ayat"/><w:suff w:val="nothing"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = (
        paragraph("satu", '<w:pStyle w:val="Ayat"/>')
        + paragraph("dua", '<w:pStyle w:val="Ayat"/>')
        + paragraph("dasar", '<w:pStyle w:val="Anak"/><w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + paragraph("bebas", '<w:pStyle w:val="Ayat"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert texts(read(body, styles=styles, numbering=numbering)) == ["(1)satu", "(2)dua", "i) dasar", "bebas"]


def test_changes_controls_links_and_fields(read: Read) -> None:
    body = (
        "<w:p>"
        + run("Peserta ")
        + f"<w:ins>{run('baru ')}</w:ins><w:del><w:r><w:delText>lama </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('pindah ')}</w:moveFrom><w:moveTo>{run('tiba ')}</w:moveTo>"
        + f"<w:hyperlink>{run('laman ')}</w:hyperlink><w:sdt><w:sdtContent>{run('isian ')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klik di sini')}</w:sdtContent></w:sdt>"
        + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        + run("kode")
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("hasil")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r>{run('.')}"
        + "</w:p>"
        + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Kalimat yang ')}</w:p>"
        + paragraph("disambung.")
        + f"<w:sdt><w:sdtContent>{paragraph('Dalam kendali')}</w:sdtContent></w:sdt>"
    )
    assert texts(read(body)) == [
        "Peserta baru tiba laman isian hasil.",
        "Kalimat yang disambung.",
        "Dalam kendali",
    ]


def test_text_boxes_come_once(read: Read) -> None:
    box = f"<w:txbxContent>{paragraph('Di dalam kotak')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Sebelum')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx>"
        f"</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    )
    assert texts(read(body)) == ["Sebelum", "Di dalam kotak", "Di dalam kotak"]


def test_notes(read: Read) -> None:
    footnotes = (
        f'<w:footnote w:id="-1" w:type="separator">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Catatan kaki.")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph("Catatan akhir.")}</w:endnote>'
    body = (
        f'<w:p>{run("Satu")}<w:r><w:endnoteReference w:id="2"/><w:footnoteReference w:id="2"/></w:r>'
        + f"{run(' dua.')}</w:p>"
        + paragraph("Tiga.")
    )
    assert texts(read(body, footnotes=footnotes, endnotes=endnotes)) == [
        "Satu dua.", "[1] Catatan kaki.", "Tiga.", "[2] Catatan akhir.",
    ]  # fmt: skip


def test_tables_of_data_name_their_cells(read: Read) -> None:
    wide = cell("Tabel 1. Peserta", properties='<w:gridSpan w:val="3"/>')
    header = cell("Desa") + cell("Peserta") + cell("Lulus")
    merged = cell("Sidamulya", properties='<w:gridSpan w:val="2"/>') + cell("9")
    lines = read(table(wide, header, cell("Karanganyar") + cell("31") + cell("28"), merged))
    assert [(line.text, line.role) for line in lines] == [
        ("Tabel 1. Peserta", LineRole.PARAGRAPH),
        ("Desa: Karanganyar | Peserta: 31 | Lulus: 28", LineRole.ROW),
        ("Desa: Sidamulya | Lulus: 9", LineRole.ROW),
    ]


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (["No.", "Nama Informan", "Jabatan"], True),
        (["Desa", "2020", "Naik (%)"], True),
        (["Desa", "%", "(orang)"], True),
        (["1", "Apa kabar", "Baik"], False),
        (["00:01", "Ani", "Baik"], False),
        (["Ani", "Apa kabar?", "tertawa"], False),
        (["Sidamulya", "Desa", "Kota"], False),
        (["Desa", "Desa", "Kota"], False),
        (["Desa", "", "Kota"], False),
    ],
)
def test_what_looks_like_a_header(header: list[str], named: bool, read: Read) -> None:
    rows = ["".join(map(cell, header)), cell("Sidamulya") + cell("9") + cell("12")]
    assert len(read(table(*rows))) == (1 if named else 2)


def test_a_marked_header_is_one_whatever_it_says(read: Read) -> None:
    rows = "<w:trPr><w:tblHeader/></w:trPr>" + cell("Desa") + cell("1.") + cell("2.")
    lines = read(table(rows, cell("Sidamulya") + cell("9") + cell("12")))
    assert texts(lines) == ["Desa: Sidamulya | 1.: 9 | 2.: 12"]


@pytest.mark.parametrize(
    "header",
    [
        None,
        cell("No") + cell("Pertanyaan") + cell("Jawaban"),
    ],
)
def test_transcripts_in_tables_keep_their_cells(header: str | None, read: Read) -> None:
    rows = [
        cell("1") + cell("Apa kabar?") + cell("Baik.", "Sangat baik."),
        cell("2") + cell("Lalu?") + cell(""),
        cell("") + cell("") + cell("Terus."),
    ]
    lines = read(table(*([header] if header else []), *rows))
    expected = [
        ("1\tApa kabar?\tBaik.", LineRole.ROW),
        ("Sangat baik.", LineRole.PARAGRAPH),
        ("2\tLalu?", LineRole.ROW),
        ("\t\tTerus.", LineRole.ROW),
    ]
    assert [(line.text, line.role) for line in lines][-4:] == expected
    assert len(lines) == len(expected) + (header is not None)


def test_speakers_in_tables_and_frames_around_text(read: Read) -> None:
    inner = table(cell("a") + cell("b"))
    frame = table(f"<w:tc>{paragraph('Di dalam')}{inner}<w:p/></w:tc>")
    speakers = table(
        cell("Peneliti") + cell("Halo\u2028Bu"),
        f"<w:sdt><w:sdtContent>{cell('Sri') + cell('Ya')}</w:sdtContent></w:sdt>",
    )
    lines = read(frame + speakers)
    assert [(line.text, line.role) for line in lines] == [
        ("Di dalam", LineRole.PARAGRAPH),
        ("a\tb", LineRole.ROW),
        ("Peneliti\tHalo Bu", LineRole.ROW),
        ("Sri\tYa", LineRole.ROW),
    ]


def broken(body: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", body)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (broken(b"<!DOCTYPE x [<!ENTITY e 'isi'>]><x>&e;</x>"), "document type"),
        (broken("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x><x/>".encode("utf-16")), "document type"),
        (broken(b"<w:document"), "damaged"),
        (broken(b"<x>" * 3000 + b"</x>" * 3000), "damaged"),
        (broken(b"<document><body/></document>"), "no text"),
        (b"PK\x03\x04 bukan arsip", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str, make_file: MakeFile) -> None:
    extraction = docx_reader.read(make_file("a.docx", content))
    assert extraction.state is State.UNREADABLE
    assert reason in extraction.reason


def test_the_body_may_be_in_another_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{W}"><w:r><w:t>isi</w:t></w:r></w:p>'))
    document.save(str(tmp_path / "a.docx"))
    moved = tmp_path / "b.docx"
    with zipfile.ZipFile(tmp_path / "a.docx") as source, zipfile.ZipFile(moved, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(name.replace("document.xml", "document2.xml"), data)
    extraction: Extraction = docx_reader.read(moved)
    assert extraction.pages[0].lines[0].text == "isi"
