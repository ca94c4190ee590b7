"""Office documents and books made to harm their reader: all of them zip files."""

from __future__ import annotations

import io
import struct
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus_search.model import State
from support.hostile.case import ANY_TEXT, FAILED, SECRET, hostile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
SENTENCE = "Peserta pelatihan menerima insentif setelah lulus."
BILLION = "<!DOCTYPE a [<!ENTITY a0 'kata kata'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
BILLION += "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{}">]>'
SECRET_FILE = str(Path(tempfile.gettempdir(), f"{SECRET}.txt"))


def packed(members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    buffer = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, before: str = "", **parts: str) -> bytes:
    document = f"<?xml version='1.0'?>{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed(
        {"word/document.xml": document} | {f"word/{name}.xml": part for name, part in parts.items()}
    )


def odt(body: str, before: str = "") -> bytes:
    content = (
        f"<?xml version='1.0'?>{before}<office:document-content {ODF}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(chapter: str, spine: str = '<itemref idref="a"/>', before: str = "") -> bytes:
    package = (
        f'<?xml version="1.0"?>{before}<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        f"<spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    return packed(members | {"p.opf": package, "a.xhtml": f"<html><body>{chapter}</body></html>"})


def xlsx(rows: str, strings: str = "", before: str = "", dimension: str = "A1:B2") -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{relations}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/sharedStrings.xml": f"<?xml version='1.0'?>{before}<sst {S}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"<?xml version='1.0'?>{before}<worksheet {S}>"
            f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


# --- what unpacks to too much


@hostile("bom-tunggal.docx", State.TOO_LARGE, small=40, large=4000)
def single_bomb(megabytes: int) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(1 << 20))
    return buffer.getvalue()


@hostile("banyak-bagian.epub", State.TOO_LARGE, small=6000, large=60_000)
def many_members(count: int) -> bytes:
    return packed({"mimetype": "application/epub+zip"} | {f"{number}.xhtml": "" for number in range(count)})


@hostile("bertumpang.xlsx", *FAILED, small=200, large=4000)
def overlapping_members(count: int) -> bytes:
    """Many entries of the directory that point to the same packed bytes."""
    data = bytes(1 << 20)
    packed_data, check = zlib.compressobj(9, zlib.DEFLATED, -15), zlib.crc32(data)
    body = packed_data.compress(data) + packed_data.flush()
    name = b"xl/workbook.xml"
    shared = (20, 0, 8, 0, 0, check, len(body), len(data), len(name), 0)
    out = struct.pack("<4s5H3I2H", b"PK\x03\x04", *shared) + name + body
    start, directory = len(out), b""
    for number in range(count):
        other = b"xl/%09d.xml" % number if number else name
        entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *shared, 0, 0, 0, 0, 0)
        directory += entry[:28] + struct.pack("<H", len(other)) + entry[30:] + other
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return out + directory + end


@hostile("ukuran-bohong.docx", *FAILED)
def lying_size(_: int) -> bytes:
    """Says that its part is 100 bytes long."""
    data = docx(paragraph("kata " * 2_000_000))
    at = data.index(b"PK\x01\x02") + 24
    size = data[at : at + 4]
    return data.replace(size, struct.pack("<I", 100))


# --- entities


@hostile("entitas.docx", *FAILED)
def entities_docx(_: int) -> bytes:
    return docx(paragraph("&a9;"), BILLION)


@hostile("entitas.odt", *FAILED)
def entities_odt(_: int) -> bytes:
    return odt("<text:p>&a9;</text:p>", BILLION)


@hostile("entitas.epub", *FAILED)
def entities_epub(_: int) -> bytes:
    return epub("<p>&a9;</p>", before=BILLION)


@hostile("entitas.xlsx", *FAILED, *ANY_TEXT)
def entities_xlsx(_: int) -> bytes:
    rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>kata</t></is></c></row>"
    return xlsx(rows, "<si><t>&a9;</t></si>", BILLION)


@hostile("rahasia.docx", *FAILED)
def outside_docx(_: int) -> bytes:
    return docx(paragraph("&x;"), OUTSIDE.format(SECRET_FILE))


@hostile("rahasia.odt", *FAILED)
def outside_odt(_: int) -> bytes:
    return odt("<text:p>&x;</text:p>", OUTSIDE.format(SECRET_FILE))


@hostile("rahasia.epub", *FAILED, *ANY_TEXT)
def outside_epub(_: int) -> bytes:
    """A book whose chapter draws in a file by an entity, and frames it."""
    return epub(f'&x;<p>{SENTENCE}</p><iframe src="file://{SECRET_FILE}"></iframe><p>&x;</p>')


@hostile("rahasia.xlsx", *FAILED, *ANY_TEXT)
def outside_xlsx(_: int) -> bytes:
    rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>&x;</t></is></c></row>"
    return xlsx(rows, "<si><t>&x; kata</t></si>", OUTSIDE.format(SECRET_FILE))


# --- what is nested, repeated or goes in circles


@hostile("dalam.docx", *FAILED, *ANY_TEXT, small=20_000, large=1_000_000)
def deep_docx(depth: int) -> bytes:
    return docx("<w:sdt><w:sdtContent>" * depth + paragraph(SENTENCE) + "</w:sdtContent></w:sdt>" * depth)


@hostile("tabel-dalam.docx", *FAILED, *ANY_TEXT, small=60, large=80)
def deep_tables(depth: int) -> bytes:
    """Tables in tables: two columns each, so that a reader that tells each cell twice never ends."""
    opened = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>"
    return docx(opened * depth + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * depth)


@hostile("dalam.odt", *FAILED, *ANY_TEXT, small=20_000, large=1_000_000)
def deep_odt(depth: int) -> bytes:
    return odt("<text:list><text:list-item>" * depth + "</text:list-item></text:list>" * depth)


@hostile("dalam.epub", *FAILED, *ANY_TEXT, small=20_000, large=1_000_000)
def deep_epub(depth: int) -> bytes:
    return epub("<div>" * depth + SENTENCE)


@hostile("gaya-melingkar.docx", *FAILED, *ANY_TEXT)
def styles_in_a_circle(_: int) -> bytes:
    styles = (
        f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>'
    return docx(body, styles=styles, numbering=numbering)


@hostile("nomor-raksasa.docx", *FAILED, *ANY_TEXT)
def huge_numbers(_: int) -> bytes:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{"9" * 5000}"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(f"<w:p>{item}<w:r><w:t>{SENTENCE}</w:t></w:r></w:p>", numbering=numbering)


@hostile("catatan-berulang.docx", *FAILED, *ANY_TEXT, small=200, large=200_000)
def one_note_again_and_again(count: int) -> bytes:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("kata " * 2000)}'
    notes += '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>'
    return docx('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * count, footnotes=notes)


@hostile("spasi-raksasa.odt", *FAILED, *ANY_TEXT)
def billions_of_spaces(_: int) -> bytes:
    return odt(f'<text:p>{SENTENCE}<text:s text:c="9999999999"/>a</text:p>')


@hostile("sel-berulang.odt", *FAILED, *ANY_TEXT)
def billions_of_cells(_: int) -> bytes:
    many = 'table:number-columns-repeated="999999999"'
    row = f'<table:table-row table:number-rows-repeated="999999999"><table:table-cell {many}>'
    return odt(
        f"<table:table>{row}<text:p>{SENTENCE}</text:p></table:table-cell></table:table-row></table:table>"
    )


@hostile("sel-terjauh.xlsx", *FAILED, *ANY_TEXT)
def far_cell(_: int) -> bytes:
    rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
    return xlsx(rows, dimension="A1:XFD1048576")


@hostile("kata-berulang.xlsx", *FAILED, *ANY_TEXT, small=50, large=200_000)
def one_string_again_and_again(count: int) -> bytes:
    cell = "<c t='s'><v>0</v></c>"
    rows = "".join(f"<row>{cell * 2}</row>" for _ in range(count))
    return xlsx(rows, f"<si><t>{'kata ' * 20_000}</t></si>")


@hostile("bab-berulang.epub", *FAILED, *ANY_TEXT, small=30, large=100_000)
def one_chapter_again_and_again(count: int) -> bytes:
    return epub(f"<p>{SENTENCE * 1000}</p>", '<itemref idref="a"/>' * count)


# --- what is not whole


@hostile("kosong.docx", State.UNREADABLE)
def empty(_: int) -> bytes:
    return b""


@hostile("terpotong.odt", State.UNREADABLE)
def cut_short(_: int) -> bytes:
    return odt(f"<text:p>{SENTENCE}</text:p>")[:-40]


@hostile("tanpa-isi.xlsx", State.UNREADABLE)
def without_parts(_: int) -> bytes:
    return packed({"xl/workbook.xml": "<workbook/>"})


@hostile("akhiran-salah.docx", State.READ)
def wrong_ending(_: int) -> bytes:
    """An ODT by another name is read as what it is."""
    return odt(f"<text:p>{SENTENCE}</text:p>")
