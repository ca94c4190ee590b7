"""PDFs as a whole: lines, their places and order, states and troubles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from support.pdf import Pdf, one_page, paged, prose, text

from corpus_search.model import Extraction, Page, Source, State
from corpus_search.reading import read_file

Read = Callable[[bytes], Extraction]
WHOLE_PAGE = b"q 612 0 0 792 0 0 cm /Im1 Do Q\n"
SENTENCE = "Setiap orang berhak atas pekerjaan dan penghidupan yang layak."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_bytes(data: bytes) -> Extraction:
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        return read_file(path)

    return read_bytes


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


# ---- lines and their places


def test_a_line_has_the_box_that_it_is_printed_in(read: Read) -> None:
    extraction = read(one_page(text(72, 700, "Pasal 1") + text(72, 680, SENTENCE)))
    assert extraction.state is State.READ
    assert extraction.format == "pdf"
    assert extraction.has_pages
    assert extraction.reason == ""
    page = extraction.pages[0]
    assert (page.number, page.width, page.height, page.source) == (1, 612, 792, Source.TEXT)
    assert texts(page) == ["Pasal 1", SENTENCE]
    box = page.lines[0].box
    assert box is not None
    assert box.x0 == 72
    assert box.y0 < 700 < box.y1 < 712
    # the widths of Helvetica: P 667, a 556, s 500, a 556, l 222, space 278, 1 556
    assert box.x1 == pytest.approx(72 + 12 * 3.335, abs=0.1)


def test_boxes_count_from_the_corner_of_the_media_box(read: Read) -> None:
    page = read(one_page(text(172, 800, SENTENCE), entries=b"/MediaBox [100 100 712 892]")).pages[0]
    assert (page.width, page.height) == (612, 792)
    box = page.lines[0].box
    assert box is not None
    assert box.x0 == 72
    assert box.y0 < 700 < box.y1


def test_text_inside_forms_is_read_where_it_is_printed(read: Read) -> None:
    pdf = Pdf()
    inner = pdf.form(text(0, 0, "di dalam formulir kedua"), b"/Matrix [1 0 0 1 10 20]")
    outer = pdf.form(
        b"/Inner Do\n" + text(72, 600, SENTENCE), b"/Resources << /XObject << /Inner %d 0 R >> >>" % inner
    )
    # a form without fonts of its own uses those of the one that draws it
    pdf.objects[outer] = pdf.objects[outer].replace(
        b"/Resources << ", b"/Resources << /Font << /F1 99 0 R >> "
    )
    pdf.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 99)
    pdf.page(b"q 1 0 0 1 0 100 cm /Outer Do Q", b"/XObject << /Outer %d 0 R >>" % outer)
    page = read(pdf.data()).pages[0]
    assert texts(page) == [SENTENCE, "di dalam formulir kedua"]
    box = page.lines[1].box
    assert box is not None
    assert (box.x0, round(box.y0 + 2.4)) == (10, 120)


def test_words_are_parted_by_gaps_and_not_by_kerning(read: Read) -> None:
    content = b"BT /F1 12 Tf 72 700 Td [(Pa) 20 (sal) -300 (5) -90 (A)] TJ ET\n" + (
        b"BT /F1 12 Tf 72 680 Td (Bab) Tj 40 0 Td (satu) Tj ET\n"
        b"BT /F1 12 Tf 3 Tc 72 660 Td (PRESIDEN) Tj ET\n"
    )
    assert texts(read(one_page(content)).pages[0]) == ["Pasal 5A", "Bab satu", "PRESIDEN"]


def test_spaced_letters_are_words(read: Read) -> None:
    headings = [
        "P E N J E L A S A N",
        "M E M U T U S K A N :",
        "D A S A R   H U K U M",
        "A B C",
        "Vitamin A B C D",
    ]
    content = b"".join(text(72, 700 - 20 * at, heading) for at, heading in enumerate(headings))
    expected = ["PENJELASAN", "MEMUTUSKAN :", "DASAR HUKUM", "A B C", "Vitamin A B C D"]
    assert texts(read(one_page(content)).pages[0]) == expected


def test_text_printed_twice_to_look_bold_is_read_once(read: Read) -> None:
    content = text(72, 700, SENTENCE) + text(72.4, 700, SENTENCE) + text(72, 600, SENTENCE)
    assert texts(read(one_page(content)).pages[0]) == [SENTENCE, SENTENCE]


def test_text_beside_the_page_is_not_read(read: Read) -> None:
    content = text(72, 700, SENTENCE) + text(72, -40, "di bawah halaman") + text(700, 700, "di kanan halaman")
    assert texts(read(one_page(content)).pages[0]) == [SENTENCE]


def test_text_that_is_cropped_away_is_not_read(read: Read) -> None:
    content = text(72, 700, SENTENCE) + text(72, 780, "naskah.indd 3 12/03/2021")
    page = read(one_page(content, entries=b"/CropBox [20 20 590 770]")).pages[0]
    assert texts(page) == [SENTENCE]
    assert (page.width, page.height) == (612, 792)


def test_a_watermark_does_not_run_into_the_lines(read: Read) -> None:
    slanted = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 500 Tm (SALINAN) Tj ET\n"
    lines = b"".join(text(x, y, words) for x, y, words in prose(72, 700, SENTENCE, 20))
    page = read(one_page(slanted + lines)).pages[0]
    assert texts(page) == [*(f"{SENTENCE} {number}" for number in range(20)), "SALINAN"]


def test_escapes_hexadecimal_strings_and_inline_images(read: Read) -> None:
    content = (
        rb"BT /F1 12 Tf 72 700 Td (a \(b\) \101 (c (d)) \\) Tj ET" + b"\n"
        b"q 10 0 0 10 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00 EI(\xff EI Q\n"
        b"BT /F1 12 Tf 72 680 Td <50 617361 6C> Tj 14 TL (sesudah) ' ET\n"
    )
    assert texts(read(one_page(content)).pages[0]) == [r"a (b) A (c (d)) \ ".strip(), "Pasal", "sesudah"]


def test_a_title_that_a_person_gave_is_kept(read: Read) -> None:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    info = pdf.add(b"<< /Title (Laporan akhir program) /Author (LENOVO) >>")
    assert read(pdf.data(b"/Info %d 0 R" % info)).metadata == {"title": "Laporan akhir program"}
    pdf.objects[info] = b"<< /Title (Microsoft Word - Laporan akhir.doc) >>"
    assert read(pdf.data(b"/Info %d 0 R" % info)).metadata == {}


# ---- reading order


def test_a_label_column_stays_with_its_text(read: Read) -> None:
    # the file sets the labels last, as OCR and word processors do
    right = [
        (210, 700, "bahwa untuk memenuhi hak warga negara atas pekerjaan;"),
        (210, 686, "dan seterusnya;"),
    ]
    right.append((210, 672, "bahwa perlu menetapkan Peraturan Bupati;"))
    labels = [(185, 672, "b."), (185, 700, "a."), (170, 700, ":"), (72, 700, "Menimbang")]
    page = read(paged([[*right, *labels]])).pages[0]
    assert texts(page) == [
        "Menimbang : a. bahwa untuk memenuhi hak warga negara atas pekerjaan;",
        "dan seterusnya;",
        "b. bahwa perlu menetapkan Peraturan Bupati;",
    ]


def test_labels_of_many_lines_do_not_make_a_column(read: Read) -> None:
    lines = [(100 if at % 3 else 72, 700 - 14 * at, "(1)") for at in range(0, 30, 3)]
    lines += [(130, 700 - 14 * at, f"{SENTENCE} {at}") for at in range(30)]
    page = read(paged([lines])).pages[0]
    assert texts(page)[:2] == [f"(1) {SENTENCE} 0", f"{SENTENCE} 1"]
    assert texts(page)[3] == f"(1) {SENTENCE} 3"


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    title = [
        (90.0, 740.0, "Judul yang melintang di atas kedua kolom halaman ini dari kiri ke kanan, panjang")
    ]
    left = prose(72, 700, "kolom kiri berisi kalimat yang panjang", 8)
    right = prose(320, 693, "kolom kanan berisi kalimat yang panjang", 8)
    foot = [(72.0, 500.0, "Kalimat penutup melintang di bawah kedua kolom halaman ini, juga panjang sekali")]
    rows = sorted([*left, *right], key=lambda line: -line[1])
    page = read(paged([[*title, *rows, *foot]])).pages[0]
    expected = [words for _, _, words in (*title, *left, *right, *foot)]
    assert texts(page) == expected


def test_the_cells_of_a_table_stay_in_their_rows(read: Read) -> None:
    rows = [
        (x, 700 - 14 * row, f"{cell} {row}")
        for row in range(8)
        for x, cell in ((72, "Kabupaten"), (200, "Peserta"), (300, "12.500"), (420, "Lulus"))
    ]
    page = read(paged([rows])).pages[0]
    assert texts(page)[0] == "Kabupaten 0 Peserta 0 12.500 0 Lulus 0"
    assert len(page.lines) == 8


def test_text_set_askew_stays_in_its_lines(read: Read) -> None:
    words = SENTENCE.split()
    sentences = [" ".join([*words[at:], *words[:at]]) for at in range(6)]
    lines = []
    for row, sentence in enumerate(sentences):
        x = 72.0
        for word in sentence.split():
            lines.append((x, 700 - 14 * row + 0.02 * (x - 72), word))
            x += 7 * len(word) + 9
    assert texts(read(paged([lines])).pages[0]) == sentences


def test_a_turned_page_is_read_as_it_is_seen(read: Read) -> None:
    content = b"".join(
        b"BT /F1 12 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET\n" % (x, words)
        for x, words in ((114, b"baris kedua"), (100, b"baris pertama"))
    )
    page = read(one_page(content, entries=b"/Rotate 90")).pages[0]
    assert texts(page) == ["baris pertama", "baris kedua"]
    first = page.lines[0].box
    assert first is not None
    assert first.y0 == 72
    assert first.x0 < 100 < first.x1
    assert first.y1 > 130


# ---- states


def with_image(pdf: Pdf, content: bytes) -> None:
    pdf.page(content, b"/XObject << /Im1 %d 0 R >>" % pdf.image())


def test_a_scan_without_text(read: Read) -> None:
    pdf = Pdf()
    with_image(pdf, WHOLE_PAGE)
    extraction = read(pdf.data())
    assert extraction.state is State.SCAN
    assert [(trouble.page, trouble.reason) for trouble in extraction.troubles] == [(1, "scan")]
    assert "index --ocr" in extraction.reason


def test_a_scan_with_only_an_address_printed_on_it_is_a_scan(read: Read) -> None:
    pdf = Pdf()
    for _ in range(3):
        with_image(pdf, WHOLE_PAGE + text(250, 30, "www.peraturan.go.id"))
    assert read(pdf.data()).state is State.SCAN


def test_a_document_with_pages_in_trouble_is_partly_read(read: Read) -> None:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    for _ in range(3):
        with_image(pdf, WHOLE_PAGE)
    pdf.page(b"")
    extraction = read(pdf.data())
    assert extraction.state is State.PARTLY_READ
    assert [trouble.page for trouble in extraction.troubles] == [2, 3, 4]
    assert extraction.reason.startswith("Pages 2-4 are without text")
    assert [len(page.lines) for page in extraction.pages] == [1, 0, 0, 0, 0]


def test_recognised_text_behind_a_scan_is_told(read: Read) -> None:
    pdf = Pdf()
    with_image(pdf, b"3 Tr\n" + text(72, 700, SENTENCE) + WHOLE_PAGE)
    with_image(pdf, text(72, 700, SENTENCE) + WHOLE_PAGE)
    with_image(pdf, WHOLE_PAGE + text(72, 700, SENTENCE))
    pages = read(pdf.data()).pages
    assert [page.source for page in pages] == [Source.SCAN_LAYER, Source.SCAN_LAYER, Source.TEXT]


def test_letters_drawn_as_shapes_are_no_text(read: Read) -> None:
    extraction = read(one_page(b"10 10 m 20 20 l 30 30 40 40 50 50 c f\n" * 1000))
    assert extraction.state is State.SCAN


def test_blank_pages(read: Read) -> None:
    extraction = read(one_page(b""))
    assert extraction.state is State.UNREADABLE
    assert extraction.reason.startswith("None of its pages shows anything")


def garbled_page(pdf: Pdf, content: bytes) -> None:
    """A page with a font F2 that tells no characters."""
    descriptor = b"/FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 >>"
    font = pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        b"/Subtype /CIDFontType2 /BaseFont /ABCDEF+X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> " + descriptor + b" >>] >>"
    )
    plain = pdf.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    number = pdf.page(content)
    pdf.objects[number] = pdf.objects[number].replace(
        b"/Font << ", b"/Font << /F2 %d 0 R /F3 %d 0 R " % (font, plain)
    )


def test_fonts_without_characters_are_garbled(read: Read) -> None:
    pdf = Pdf()
    garbled_page(pdf, b"BT /F2 12 Tf 72 700 Td <%s> Tj ET" % (b"0003000400050006" * 20))
    extraction = read(pdf.data())
    assert extraction.state is State.GARBLED
    assert "fonts that do not tell their characters" in extraction.reason
    assert extraction.pages[0].lines == ()


def test_a_page_with_some_garbled_characters_is_kept_and_told(read: Read) -> None:
    pdf = Pdf()
    sound = b"BT /F3 12 Tf 72 600 Td (%s) Tj ET\n" % SENTENCE.encode()
    garbled_page(pdf, b"BT /F2 12 Tf 72 700 Td <00030004000500060007> Tj ET\n" + sound)
    extraction = read(pdf.data())
    assert extraction.state is State.PARTLY_READ
    assert SENTENCE in texts(extraction.pages[0])


def test_what_the_first_reader_cannot_decode_the_second_may(read: Read) -> None:
    pdf = Pdf()
    program = pdf.stream(b"no font program")
    font = pdf.add(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Sendiri /FirstChar 32 /LastChar 126 /Widths [%s] "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /Sendiri /Flags 32 /FontFile %d 0 R >> >>"
        % (b"500 " * 95, program)
    )
    number = pdf.page(text(72, 700, SENTENCE).replace(b"/F1", b"/F2"))
    pdf.objects[number] = pdf.objects[number].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    extraction = read(pdf.data())
    assert extraction.state is State.READ
    assert extraction.pages[0].source is Source.SECOND_READER
    assert texts(extraction.pages[0]) == [SENTENCE]
    box = extraction.pages[0].lines[0].box
    assert box is not None
    assert box.x0 == pytest.approx(72, abs=1)
    assert box.y0 < 700 < box.y1


@pytest.mark.parametrize(("user", "state"), [("rahasia", State.PASSWORD), ("", State.READ)])
def test_passwords(tmp_path: Path, user: str, state: State) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = tmp_path / "file.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption(user, ownerPassword="pemilik", canPrint=0))
    canvas.drawString(72, 700, SENTENCE)
    canvas.save()
    extraction = read_file(path)
    assert extraction.state is state
    assert (
        (SENTENCE in extraction.pages[0].lines[0].text)
        if extraction.pages
        else "password" in extraction.reason
    )


def test_a_file_with_a_wrong_table_of_objects_is_read(read: Read) -> None:
    data = paged([[(72, 700, SENTENCE)], [(72, 700, SENTENCE)]])
    extraction = read(data.replace(b"startxref\n", b"startxref\n9"))
    assert extraction.state is State.READ
    assert [texts(page) for page in extraction.pages] == [[SENTENCE], [SENTENCE]]


def test_a_file_cut_short_is_unreadable(read: Read) -> None:
    data = paged([[(72, 700, SENTENCE)], [(72, 700, SENTENCE)]])
    extraction = read(data[: len(data) // 2])
    assert extraction.state is State.UNREADABLE
    assert "cut short" in extraction.reason


def test_a_file_of_no_pages_is_unreadable(read: Read) -> None:
    extraction = read(b"%PDF-1.7\n" + b"rusak " * 100)
    assert extraction.state is State.UNREADABLE
    assert extraction.format == "pdf"
    assert extraction.pages == ()
    assert "damaged" in extraction.reason


def test_bytes_before_the_header_do_no_harm(read: Read) -> None:
    assert read(b"HTTP/1.1 200 OK\r\n\r\n" + one_page(text(72, 700, SENTENCE))).state is State.READ


def test_one_damaged_page_does_not_lose_the_others(read: Read) -> None:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    broken = pdf.page(text(72, 700, SENTENCE))
    pdf.page(text(72, 700, SENTENCE))
    bad = pdf.stream(b"nothing", b"/Filter /NoSuchDecode")
    pdf.objects[broken] = pdf.objects[broken].replace(b"/Contents", b"/Contents %d 0 R /Was" % bad)
    extraction = read(pdf.data())
    assert extraction.state.has_text
    assert [texts(page) for page in extraction.pages] == [[SENTENCE], [], [SENTENCE]]
