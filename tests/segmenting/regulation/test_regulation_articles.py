"""Parts, articles and lists of a regulation that is printed as it should be."""

from __future__ import annotations

import pytest
from support.regulations import Recognised

from corpus_search.model import Line, LineRole, NodeType, Page, Part
from corpus_search.segmenting.regulation import structure
from corpus_search.segmenting.text import DocumentText

REGULATION = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 41 TAHUN 2019
TENTANG
KARTU LATIHAN KERJA
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang : a. bahwa pelatihan kerja perlu diperluas;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud
dalam huruf a, perlu menetapkan Peraturan Presiden;
Mengingat : 1. Pasal 4 ayat (1) Undang-Undang Dasar 1945;
2. Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan;
MEMUTUSKAN:
Menetapkan : PERATURAN PRESIDEN TENTANG KARTU LATIHAN KERJA.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Presiden ini yang dimaksud dengan:
1. Kartu Latihan adalah kartu bagi pencari kerja.
2. Pencari Kerja adalah orang yang mencari pekerjaan,
termasuk yang terkena pemutusan hubungan kerja.
BAB II
PELAKSANAAN
Bagian Kesatu
Penerima
Pasal 2
(1) Kartu Latihan diberikan kepada Pencari Kerja sebagaimana
dimaksud dalam Pasal 1 angka 2.
(2) Penerima harus memenuhi persyaratan:
a. warga negara Indonesia;
b. berusia paling rendah 18 tahun; dan
c. tidak sedang mengikuti:
1. pendidikan formal; atau
2. pelatihan lain yang:
a) dibiayai negara; atau
b) dibiayai daerah.
(3) Ketentuan sebagaimana dimaksud pada ayat
(2) dikecualikan bagi penyandang disabilitas.
Bagian Kedua
Manfaat
Paragraf 1
Umum
Pasal 3
Manfaat sebagaimana dimaksud dalam
Pasal 2 ayat (1) berupa:
a. biaya pelatihan; dan
b. insentif.
BAB III
PENUTUP
Pasal 4
Peraturan Presiden ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan
Peraturan Presiden ini dalam Lembaran Negara.
Ditetapkan di Jakarta
pada tanggal 3 Maret 2019
PRESIDEN REPUBLIK INDONESIA,
PENJELASAN
ATAS
PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 41 TAHUN 2019
I. UMUM
Pelatihan kerja perlu diperluas bagi pencari kerja.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Cukup jelas.
Ayat (2)
Huruf a
Cukup jelas.
Huruf b
Yang dimaksud dengan "berusia" adalah menurut kartu tanda penduduk.
Ayat (3)
Cukup jelas.
Pasal 3 dan 4
Cukup jelas.
LAMPIRAN I
PERATURAN PRESIDEN NOMOR 41 TAHUN 2019
A. TATA CARA PENDAFTARAN
Pendaftaran dilakukan melalui laman resmi oleh pencari kerja sendiri.
B. TATA CARA PEMBAYARAN
Pembayaran dilakukan melalui bank.
LAMPIRAN II
PERATURAN PRESIDEN NOMOR 41 TAHUN 2019
Daftar lembaga pelatihan yang bekerja sama.
"""


@pytest.fixture
def found() -> Recognised:
    return Recognised(REGULATION)


def test_parts_are_told_apart(found: Recognised) -> None:
    roots = [(node.type, node.number, node.label) for node in found.structure.outline]
    assert roots == [
        (NodeType.PART, Part.OPENING, "Pembukaan"),
        (NodeType.PART, Part.BODY, "Batang tubuh"),
        (NodeType.PART, Part.PENJELASAN, "Penjelasan"),
        (NodeType.PART, Part.LAMPIRAN, "Lampiran I"),
        (NodeType.PART, Part.LAMPIRAN, "Lampiran II"),
    ]


def test_articles_are_found_and_citations_are_not(found: Recognised) -> None:
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4"]
    assert found.structure.gaps == ()


def test_headings_above_articles_hold_their_titles(found: Recognised) -> None:
    titled = [
        (node.label, node.title)
        for node in found.nodes
        if node.type in (NodeType.BAB, NodeType.BAGIAN, NodeType.PARAGRAF)
    ]
    assert titled == [
        ("BAB I", "KETENTUAN UMUM"),
        ("BAB II", "PELAKSANAAN"),
        ("Bagian Kesatu", "Penerima"),
        ("Bagian Kedua", "Manfaat"),
        ("Paragraf 1", "Umum"),
        ("BAB III", "PENUTUP"),
    ]


def test_pieces_stand_where_they_are_cited(found: Recognised) -> None:
    assert found.paths == [
        "Judul",
        "Menimbang > huruf a",
        "Menimbang > huruf b",
        "Mengingat > angka 1",
        "Mengingat > angka 2",
        "Menetapkan",
        "BAB I > Pasal 1",
        "BAB I > Pasal 1 > angka 1",
        "BAB I > Pasal 1 > angka 2",
        "BAB II > Bagian Kesatu > Pasal 2 > ayat (1)",
        "BAB II > Bagian Kesatu > Pasal 2 > ayat (2)",
        "BAB II > Bagian Kesatu > Pasal 2 > ayat (3)",
        "BAB II > Bagian Kedua > Paragraf 1 > Pasal 3",
        "BAB III > Pasal 4",
        "Penutup",
        "",
        "Umum",
        "Pasal 1",
        "Pasal 2 > ayat (1)",
        "Pasal 2 > ayat (2) > huruf a",
        "Pasal 2 > ayat (2) > huruf b",
        "Pasal 2 > ayat (3)",
        "Pasal 3 s.d. Pasal 4",
        "A. TATA CARA PENDAFTARAN > par. 1",
        "B. TATA CARA PEMBAYARAN > par. 1",
        "par. 1",
    ]


def test_pieces_hold_their_words_and_know_their_article(found: Recognised) -> None:
    second = "BAB II > Bagian Kesatu > Pasal 2 > ayat (2)"
    assert found.words(second).startswith("(2) Penerima harus memenuhi persyaratan: a. warga negara")
    assert found.words(second).endswith("b) dibiayai daerah.")
    assert found.words("BAB II > Bagian Kesatu > Pasal 2 > ayat (3)").startswith("(3) Ketentuan")
    assert found.words("BAB II > Bagian Kedua > Paragraf 1 > Pasal 3").startswith("Manfaat sebagaimana")
    piece = found.structure.pieces[found.paths.index(second)]
    assert (piece.part, piece.article) == (Part.BODY, "2")
    starts = [found.text[cut : cut + 2] for cut in piece.cuts]
    assert starts == ["a.", "b.", "c.", "1.", "2.", "a)", "b)"]


def test_each_huruf_and_angka_is_a_node_at_its_place(found: Recognised) -> None:
    (ayat,) = [node for node in found.nodes if node.label == "ayat (2)" and found.text[node.start] == "("]
    assert [node.label for node in ayat.walk()] == [
        "ayat (2)",
        "huruf a",
        "huruf b",
        "huruf c",
        "angka 1",
        "angka 2",
        "huruf a)",
        "huruf b)",
    ]
    assert [(node.type, node.number) for node in list(ayat.walk())[3:5]] == [
        (NodeType.HURUF, "c"),
        (NodeType.ANGKA, "1"),
    ]


def test_explained_articles_carry_their_number(found: Recognised) -> None:
    explained = [piece for piece in found.structure.pieces if piece.part is Part.PENJELASAN]
    assert [piece.article for piece in explained] == ["", "", "1", "2", "2", "2", "2", "3"]


def test_a_letterhead_is_no_part_of_the_title() -> None:
    found = Recognised(f"PRESIDEN\nREPUBLIK INDONESIA\n{REGULATION}")
    assert found.paths[0] == "Judul"
    assert found.words("Judul").startswith("PERATURAN PRESIDEN REPUBLIK INDONESIA NOMOR 41")


def test_the_head_of_a_gazette_is_a_passage_of_its_own() -> None:
    found = Recognised(
        f"BERITA NEGARA\nREPUBLIK INDONESIA\nNo. 12, 2019 KEMENAKER. Kartu Latihan.\n{REGULATION}"
    )
    assert found.paths[:2] == ["Kepala naskah", "Judul"]
    assert found.words("Kepala naskah").endswith("KEMENAKER. Kartu Latihan.")
    assert found.words("Judul").startswith("PERATURAN PRESIDEN")


def test_the_gazette_closes_an_explanation() -> None:
    closed = REGULATION.replace(
        "Cukup jelas.\nLAMPIRAN I\n", "Cukup jelas.\nTAMBAHAN LEMBARAN NEGARA NOMOR 6677\nLAMPIRAN I\n", 1
    )
    found = Recognised(closed)
    assert found.words("Pasal 3 s.d. Pasal 4") == "Cukup jelas."
    piece = next(
        piece
        for piece in found.structure.pieces
        if piece.path[-1].label == "Penutup" and not piece.article and piece.part is Part.PENJELASAN
    )
    assert found.text[piece.start : piece.end] == "TAMBAHAN LEMBARAN NEGARA NOMOR 6677"


def test_an_annex_is_headed_by_its_capitals(found: Recognised) -> None:
    titles = [node.title for node in found.structure.outline if node.number == Part.LAMPIRAN]
    assert titles == ["PERATURAN PRESIDEN NOMOR 41 TAHUN 2019"] * 2


def test_an_annex_tells_what_it_holds_and_who_signed_it() -> None:
    lines = (
        "MEMUTUSKAN:\nMenetapkan : PERATURAN MENTERI TENTANG X.\nPasal 1\nBatas harga terlampir.\nPasal 2\nBerlaku.\n"
        "Ditetapkan di Jakarta\nLAMPIRAN\nPERATURAN MENTERI\nNOMOR 9 TAHUN 2020\nTENTANG X\n\nBATAS HARGA KELAS\n"
        "MENURUT BIDANG\n\nBAB I\nUMUM\nHarga sudah termasuk bahan praktik.\nMENTERI TENAGA KERJA\n"
        "REPUBLIK INDONESIA,\nttd.\nSRI ASIH"
    )
    found = Recognised(lines)
    annex = [
        path
        for path, piece in zip(found.paths, found.structure.pieces, strict=True)
        if piece.part is Part.LAMPIRAN
    ]
    assert annex == ["BATAS HARGA KELAS MENURUT BIDANG > BAB I > par. 1", "Penutup"]
    assert next(node.title for node in found.nodes if node.label == "BAB I") == "UMUM"


def test_what_an_annex_holds_stands_below_the_subject_of_its_regulation() -> None:
    found = Recognised(
        f"{REGULATION}LAMPIRAN III\nPERATURAN PRESIDEN NOMOR 41 TAHUN 2019\nTENTANG\nKARTU LATIHAN\nKERJA\n"
        "BIAYA SATUAN\nBiaya las dua juta rupiah."
    )
    assert found.paths[-1] == "BIAYA SATUAN > par. 1"


def test_rows_of_an_annex_are_passages() -> None:
    rows = (
        "Bidang: Las | Cara: Tatap muka | Harga: 2.400.000",
        "Bidang: Jahit | Cara: Daring | Harga: 600.000",
    )
    lines = [
        *map(
            Line,
            (
                "MEMUTUSKAN:",
                "Menetapkan : PERATURAN MENTERI TENTANG X.",
                "Pasal 1",
                "Satu.",
                "Pasal 2",
                "Dua.",
            ),
        ),
        *map(
            Line,
            ("Ditetapkan di Jakarta", "LAMPIRAN", "PERATURAN MENTERI NOMOR 9 TAHUN 2020", "", "BATAS HARGA"),
        ),
        *(Line(row, role=LineRole.ROW) for row in rows),
    ]
    text = DocumentText.of([Page(1, tuple(lines))])
    pieces = [piece for piece in structure(text).pieces if piece.part is Part.LAMPIRAN]
    assert [text.text[piece.start : piece.end] for piece in pieces] == list(rows)
    assert [piece.path[-1].label for piece in pieces] == ["baris 1", "baris 2"]
    assert pieces[0].path[-2].label == "BATAS HARGA"


def test_an_annex_with_articles_is_a_regulation_of_its_own() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : PERATURAN PEMERINTAH TENTANG X.\nPasal 1\nPedoman terlampir.\nPasal 2\nBerlaku.\n"
        "Ditetapkan di Jakarta\npada tanggal 2 Mei 2019\nLAMPIRAN\nPERATURAN PEMERINTAH NOMOR 1 TAHUN 2019\nBAB I\n"
        "UMUM\nPasal 1\nSatu.\nPasal 2\n(1) Dua.\n(2) Tiga.\nBAB II\nAKHIR\nPasal 3\nEmpat."
    )
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2"]
    assert found.labels(NodeType.PASAL, "lampiran") == ["Pasal 1", "Pasal 2", "Pasal 3"]
    assert found.paths[-2:] == ["BAB I > Pasal 2 > ayat (2)", "BAB II > Pasal 3"]


def test_lettered_headings_of_an_annex_in_small_letters() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : PERATURAN BUPATI TENTANG X.\nPasal 1\nTerlampir.\nPasal 2\nBerlaku.\n"
        "Ditetapkan di Slawi\nLAMPIRAN\nPERATURAN BUPATI NOMOR 4 TAHUN 2019\nBAB I\nPENDAHULUAN\nA. Latar Belakang\n"
        "Pelatihan merupakan kebutuhan.\nB. Maksud dan Tujuan\nMemberi pedoman.\nD. Rahman Saleh\nBAB II\n"
        "PENYELENGGARAAN\nA. Peserta\nPeserta adalah warga."
    )
    assert found.paths[-3:] == [
        "BAB I > A. Latar Belakang > par. 1",
        "BAB I > B. Maksud dan Tujuan > par. 1",
        "BAB II > A. Peserta > par. 1",
    ]


def test_ayat_of_old_regulations_are_named() -> None:
    found = Recognised(
        "Memutuskan:\nMenetapkan peraturan sebagai berikut:\nPasal 1.\nAyat 1.\nPekerjaan ialah pekerjaan buruh.\n"
        "Ayat 2.\nSemua pekerjaan dianggap sama.\nPasal 2.\nBerlaku.\nDitetapkan di Yogyakarta\nPENJELASAN\n"
        "PASAL DEMI PASAL\nPasal 1.\nAyat 1. Istilah buruh.\nAyat 2. Cukup terang.\nPasal 2. Cukup jelas."
    )
    assert (
        found.labels(NodeType.AYAT) == found.labels(NodeType.AYAT, "penjelasan") == ["ayat (1)", "ayat (2)"]
    )


def test_the_consent_of_parliament_is_no_part_of_the_last_item() -> None:
    found = Recognised(
        REGULATION.replace(
            "MEMUTUSKAN:", "Dengan Persetujuan Bersama\nDEWAN PERWAKILAN RAKYAT\nMEMUTUSKAN:", 1
        )
    )
    assert found.words("Mengingat > angka 2").endswith("Ketenagakerjaan;")
    assert found.words("Dengan persetujuan bersama").endswith("DEWAN PERWAKILAN RAKYAT")


def test_a_single_article_without_a_number() -> None:
    found = Recognised(
        "UNDANG-UNDANG NOMOR 3 TAHUN 1949\nTENTANG KEADAAN\nMenimbang : bahwa perlu;\nMEMUTUSKAN:\n"
        "Menetapkan : UNDANG-UNDANG TENTANG KEADAAN.\nPasal tunggal\nKepada Presiden diberikan kekuasaan.\n"
        "Ditetapkan di Yogyakarta pada tanggal 2 Maret 1949."
    )
    assert found.labels(NodeType.PASAL) == ["Pasal tunggal"]
    assert found.words("Pasal tunggal") == "Kepada Presiden diberikan kekuasaan."


def test_the_last_rules_of_the_constitution_count_anew() -> None:
    found = Recognised(
        "UNDANG-UNDANG DASAR\nBAB I\nBENTUK\nPasal 1\n(1) Satu.\n(2) Dua.\nBAB IXA\nWILAYAH\nPasal 2\nDua.\n"
        "ATURAN PERALIHAN\nPasal I\nTetap berlaku.\nPasal II\nTetap berfungsi.\n"
        "ATURAN TAMBAHAN\nPasal I\nDitugasi.\nPasal II\nTerdiri."
    )
    assert found.labels(NodeType.PASAL) == ["Pasal 1", "Pasal 2", *["Pasal I", "Pasal II"] * 2]
    assert found.paths[-4:] == [
        "Aturan Peralihan > Pasal I",
        "Aturan Peralihan > Pasal II",
        "Aturan Tambahan > Pasal I",
        "Aturan Tambahan > Pasal II",
    ]


def test_books_number_their_chapters_on() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : UNDANG-UNDANG TENTANG X.\nBUKU KESATU\nKETENTUAN UMUM\nBAB I\nRUANG LINGKUP\n"
        "Pasal 1\nBerlaku.\nBUKU KEDUA\nTINDAKAN\nBAB I\nUMUM\nPasal 2\nDilarang.\nBAB II\nKHUSUS\n"
        "Pasal 3\nDilarang juga."
    )
    assert found.paths[-3:] == [
        "BUKU KESATU > BAB I > Pasal 1",
        "BUKU KEDUA > BAB I > Pasal 2",
        "BUKU KEDUA > BAB II > Pasal 3",
    ]
    assert found.missing == []
