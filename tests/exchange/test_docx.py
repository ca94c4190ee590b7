"""Documents for a thesis, read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import docx
import pytest
from docx.document import Document

from corpus_search.exchange import Dossier
from corpus_search.exchange.appendices import appendices
from corpus_search.exchange.blocks import Block, Table, cell
from corpus_search.exchange.book import evidence_book
from corpus_search.exchange.docx import docx_of
from corpus_search.exchange.triangulation import triangulation_table
from corpus_search.model import Access


def read(dossier: Dossier, content: Callable[[Dossier], Iterable[Block]]) -> Document:
    data = docx_of(content(dossier), title="Uji", language=dossier.language, made=dossier.made)
    return docx.Document(io.BytesIO(data))


def text(document: Document) -> str:
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


@pytest.mark.parametrize("content", [evidence_book, appendices])
def test_it_looks_like_a_thesis(dossier: Dossier, content: Callable[[Dossier], Iterable[Block]]) -> None:
    document = read(dossier, content)
    section = document.sections[0]
    margins = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
    assert [round(margin.cm, 2) for margin in margins if margin] == [4, 3, 3, 3]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 12)


def test_the_book_has_each_theme_with_quotes_citations_and_memos(dossier: Dossier) -> None:
    book = text(read(dossier, evidence_book))
    for words in (
        "BUKU BUKTI PENELITIAN",
        "Definisi: Cara informasi sampai kepada calon peserta.",
        "Dari siapa & lewat apa peserta tahu <program>",
        "“Saya ikut pelatihan vokasi menjahit lewat gawai” (Wawancara dengan Sari, 12 April 2022, ujaran 2)",
        "[menguatkan]",
        "Memo: Gawai sebagai saluran.",
        "Bandingkan dengan catatan.",
        "“Peserta menerima insentif setelah menyelesaikan pelatihan” (Perbup Contoh 7/2021 Pasal 2 ayat (2))",
        "Belum ada bukti untuk tema ini.",
        "Daftar Sumber",
        "Bupati Contoh. Peraturan Bupati Contoh Nomor 7 Tahun 2021 tentang Kartu Latih.",
    ):
        assert words in book


def test_a_memo_stays_with_its_quote_and_a_short_row_on_one_page(dossier: Dossier) -> None:
    book = read(dossier, evidence_book).paragraphs
    memos = [at for at, one in enumerate(book) if one.style and one.style.name == "Evidence Memo"]
    assert memos
    assert all(book[at - 1].paragraph_format.keep_with_next for at in memos)
    block = Table("", ("a",), ((cell("pendek"),), (cell("panjang " * 200),)), (1.0,))
    (table,) = docx.Document(io.BytesIO(docx_of([block], title="", language="id", made=dossier.made))).tables
    assert [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in table.rows] == [True, True, False]
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]


def test_quotes_that_do_not_match_are_marked(dossier: Dossier) -> None:
    book = text(read(dossier, evidence_book))
    assert "2 kutipan tidak cocok lagi" in book
    assert "“Insentif cair setelah dua bulan”" in book
    assert "kutipan ini tidak lagi sama dengan dokumennya" in book
    assert "“sinyalnya sering hilang” (Wawancara lama)" in book
    assert "kutipan ini tidak ditemukan lagi" in book


def test_headings_follow_the_language_of_the_document(dossier_of: Callable[..., Dossier]) -> None:
    book = text(read(dossier_of("sosialisasi", language="en"), evidence_book))
    assert "EVIDENCE BOOK" in book
    assert "Programme outreach" in book
    assert "Interview with Sari, 12 April 2022, turn 2" in book
    assert "Insentif" not in book


def test_the_triangulation_table_has_its_columns(dossier: Dossier) -> None:
    document = read(dossier, triangulation_table)
    width, height = document.sections[0].page_width, document.sections[0].page_height
    assert width
    assert height
    assert width > height
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Tema", "Wawancara", "Observasi", "Dokumen", "Kesimpulan",
    ]  # fmt: skip
    assert len(table.rows) == 5
    row = [cell.text for cell in table.rows[2].cells]
    assert row[0] == "Insentif"
    assert "Ringkasan peneliti." in row[3]
    assert "(Perbup Contoh 7/2021 Pasal 2 ayat (2))" in row[3]
    assert row[4] == "Kesimpulan tentang Insentif."


def test_appendices_number_transcripts_and_show_codes_beside_them(dossier: Dossier) -> None:
    document = read(dossier, appendices)
    informants, transcript, note, reduction, codebook = document.tables
    assert [cell.text for cell in informants.rows[1].cells][2] == "Sari"
    lines = [[cell.text for cell in row.cells] for row in transcript.rows]
    assert [line[0] for line in lines] == ["No.", "1", "2", "3", "4"]
    assert lines[2][1] == "Informan 1"
    assert lines[2][2].startswith("Saya ikut pelatihan")
    assert lines[2][3] == "Sosialisasi program (menguatkan)"
    assert "Insentif" in "".join(cell.text for row in note.rows for cell in row.cells)
    assert len(reduction.rows) == 7
    assert "Isi pelatihan" in [cell.text for cell in codebook.rows[1].cells]


def test_what_may_not_be_seen_is_left_out_and_told(dossier_of: Callable[..., Dossier]) -> None:
    public = dossier_of(access=frozenset({Access.PUBLIC}))
    for content in (evidence_book, triangulation_table, appendices):
        shown = text(read(public, content))
        assert "gawai" not in shown
        assert "Sari" not in shown
        assert "5 bukti tidak disertakan" in shown


def test_signs_that_xml_cannot_hold_do_no_harm(dossier: Dossier) -> None:
    from corpus_search.exchange.blocks import paragraph

    document = docx_of(
        [paragraph("a\x00b\x0bc\ud800d\U0001f600")], title="\x01", language="id", made=dossier.made
    )
    assert docx.Document(io.BytesIO(document)).paragraphs[0].text == "a\ufffdb\ufffdc\ufffdd\U0001f600"
