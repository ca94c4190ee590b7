from __future__ import annotations

from collections.abc import Callable

from corpus_search.model import Box, Kind, Line, LineRole, NodeType, Page, Segmentation
from corpus_search.segmenting import segment

Segment = Callable[..., Segmentation]
LONG = "Kalimat yang cukup panjang untuk menjadi sebuah penggalan sendiri."


def heading(words: str, level: int) -> Line:
    return Line(words, role=LineRole.HEADING, level=level)


def paths(made: Segmentation) -> list[str]:
    return [passage.path for passage in made.passages]


def printed(*lines: tuple[str, float, float] | tuple[str, float, float, float]) -> list[Line]:
    """Lines with the height of their foot above the page's, their right edge and the height of their print."""
    return [
        Line(text, box=Box(72, foot, right, foot + (height[0] if height else 11)))
        for text, foot, right, *height in lines
    ]


def test_paragraphs_stand_under_their_headings(segmented: Segment) -> None:
    made = segmented(
        [
            heading("Metode", 1),
            Line(LONG),
            heading("Lokasi", 2),
            Line(LONG),
            Line(""),
            Line(LONG),
            heading("Temuan", 1),
            Line(LONG),
        ],
        Kind.DOCUMENT,
    )
    assert paths(made) == [
        "Metode > par. 1",
        "Metode > Lokasi > par. 1",
        "Metode > Lokasi > par. 2",
        "Temuan > par. 1",
    ]
    assert made.passages[1].headings == "Metode > Lokasi"
    assert made.passages[1].id == "d/metode/lokasi/par-1"


def test_a_title_over_everything_is_no_step_of_the_paths(segmented: Segment) -> None:
    made = segmented(
        [heading("Laporan akhir", 1), Line(LONG), heading("Metode", 2), Line(LONG)], Kind.DOCUMENT
    )
    assert paths(made) == ["Laporan akhir", "par. 1", "Metode > par. 1"]
    assert made.outline[0].type is NodeType.TITLE


def test_text_without_headings_is_paragraphs(segmented: Segment) -> None:
    made = segmented(f"{LONG}\nbaris kedua.\n\n{LONG}", Kind.DOCUMENT)
    assert paths(made) == ["par. 1", "par. 2"]
    assert [passage.id for passage in made.passages] == ["d/par-1", "d/par-2"]


def test_headings_alone_are_found_too(segmented: Segment) -> None:
    assert paths(segmented([heading("Satu", 1), heading("Dua", 1)], Kind.DOCUMENT)) == ["Satu", "Dua"]


def test_printed_headings_in_plain_text(segmented: Segment) -> None:
    made = segmented(
        f"BAB I\nPENDAHULUAN\n1.1 Latar belakang\n{LONG}\n{LONG}\n\n"
        f"1.2 Rumusan masalah\n{LONG}\n\nBAB II\nMETODE\n{LONG}",
        Kind.DOCUMENT,
    )
    assert paths(made) == [
        "BAB I PENDAHULUAN > 1.1 Latar belakang > par. 1",
        "BAB I PENDAHULUAN > 1.2 Rumusan masalah > par. 1",
        "BAB II METODE > par. 1",
    ]


def test_consecutive_numbers_head_sections_and_lists_do_not(segmented: Segment) -> None:
    made = segmented(
        f"1. Metode penelitian\n\n{LONG}\n\n2. Temuan di lapangan\n\n{LONG}\n\n"
        "1. satu hal\n\n2. hal kedua\n\n3. hal ketiga",
        Kind.DOCUMENT,
    )
    assert [node.label for node in made.outline] == ["1. Metode penelitian", "2. Temuan di lapangan"]


def test_a_table_of_contents_heads_nothing(segmented: Segment) -> None:
    made = segmented(f"BAB I PENDAHULUAN ........ 1\n1.1 Latar Belakang .... 2\n\n{LONG}", Kind.DOCUMENT)
    assert [node.type for node in made.outline] == [NodeType.PART]


def test_print_tells_paragraphs_by_gaps_and_short_last_lines(segmented: Segment) -> None:
    made = segmented(
        printed(
            ("Baris pertama dari paragraf pertama yang panjang sekali", 700, 520),
            ("dan baris terakhirnya berhenti di sini.", 686, 300),
            ("Paragraf kedua mulai tepat di bawahnya tanpa jarak lebih", 672, 520),
            ("dan berjalan sampai ke tepi kanan halaman ini seluruhnya", 658, 520),
            ("Paragraf ketiga berdiri sesudah jarak yang lebih lebar.", 630, 520),
        ),
        Kind.DOCUMENT,
    )
    assert [made.text[p.start : p.end].split()[1] for p in made.passages] == ["pertama", "kedua", "ketiga"]


def test_larger_print_is_a_heading(segmented: Segment) -> None:
    body = [
        (f"Baris {n} dari teks biasa yang memenuhi lebar halaman ini", 600 - 14 * n, 520) for n in range(8)
    ]
    made = segmented(
        printed(
            ("Judul laporan", 700, 300, 22),
            ("Bagian awal", 660, 200, 14),
            *body,
            ("Bagian akhir", 460, 200, 14),
            ("Teks penutup yang cukup panjang untuk berdiri sendiri di sini.", 440, 520),
        ),
        Kind.DOCUMENT,
    )
    assert [node.label for node in made.outline] == ["Judul laporan", "Bagian awal", "Bagian akhir"]


def test_print_a_little_larger_is_a_heading_if_it_reads_like_one(segmented: Segment) -> None:
    body = [
        (f"Baris {n} dari teks biasa yang memenuhi lebar halaman ini", 600 - 14 * n, 520) for n in range(8)
    ]
    made = segmented(
        printed(
            ("Ringkasan", 640, 120, 12),
            *body,
            ("Lampiran. Kutipan informan", 470, 200, 12),
            ("Sebuah catatan yang sedikit lebih besar, tetapi berakhir seperti kalimat.", 440, 520, 12),
        ),
        Kind.DOCUMENT,
    )
    assert [node.label for node in made.outline] == ["Ringkasan", "Lampiran. Kutipan informan"]


def test_a_paragraph_goes_on_over_the_page(segmented: Segment) -> None:
    first = Page(1, (Line("Kalimat ini dimulai pada halaman pertama dan"),))
    second = Page(2, (Line("selesai pada halaman kedua dari dokumen ini."), Line(""), Line(LONG)))
    made = segment([first, second], Kind.DOCUMENT, document="d")
    assert [passage.page for passage in made.passages] == [1, 2]


def test_each_row_of_a_sheet_is_a_passage() -> None:
    pages = [
        Page(
            1,
            tuple(Line(f"Nama: Sri {n} | Umur: 3{n}", role=LineRole.ROW) for n in range(3)),
            label="Peserta",
        ),
        Page(2, (Line("Desa: Wanasela", role=LineRole.ROW),), label="Desa"),
    ]
    made = segment(pages, Kind.DOCUMENT, document="d")
    assert paths(made) == ["Peserta > baris 1", "Peserta > baris 2", "Peserta > baris 3", "Desa > baris 1"]
    assert [node.type for node in made.outline] == [NodeType.SHEET, NodeType.SHEET]
    assert made.passages[0].headings == "Peserta"


def test_chapters_of_a_book_head_what_stands_in_them() -> None:
    pages = [
        Page(1, (heading("Awal", 1), Line(LONG)), label="Awal"),
        Page(2, (heading("Bab dua", 1), Line(LONG)), label="Kedua"),
    ]
    assert paths(segment(pages, Kind.DOCUMENT, document="d")) == ["Awal > par. 1", "Kedua > Bab dua > par. 1"]
