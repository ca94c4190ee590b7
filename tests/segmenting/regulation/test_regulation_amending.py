"""Amending regulations: instructions and quoted articles."""

from __future__ import annotations

import pytest
from support.regulations import Recognised

from corpus_search.model import NodeType

AMENDING = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 52 TAHUN 2021
TENTANG
PERUBAHAN ATAS PERATURAN PRESIDEN NOMOR 41 TAHUN 2019
Menimbang : bahwa perlu diubah;
MEMUTUSKAN:
Menetapkan : PERATURAN PRESIDEN TENTANG PERUBAHAN.
Pasal I
Beberapa ketentuan dalam Peraturan Presiden Nomor 41 Tahun 2019
tentang Kartu Latihan Kerja diubah sebagai berikut:
{first}Ketentuan ayat (2) Pasal 2 diubah sehingga berbunyi
sebagai berikut:
Pasal 2
(1) Kartu diberikan kepada Pencari Kerja.
(2) Penerima memenuhi syarat:
a. warga negara; dan
b. cukup umur.
2. Di antara Pasal 5 dan Pasal 6 disisipkan 2 (dua) pasal, yakni
Pasal 5A dan Pasal 5B sehingga berbunyi sebagai berikut:
Pasal 5A
Manfaat diberikan satu kali sebagaimana dimaksud dalam Pasal 3.
Pasal 5B
(1) Manfaat dicabut.
(2) Ketentuan lebih lanjut diatur dengan Peraturan Menteri.
3. Pasal 7 dihapus.
4. Ketentuan BAB III diubah sehingga berbunyi sebagai berikut:
BAB III
PEMBIAYAAN
Pasal 8
Biaya dibebankan pada anggaran.
Pasal II
Peraturan Presiden ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya.
Ditetapkan di Jakarta
PENJELASAN
ATAS
PERATURAN PRESIDEN NOMOR 52 TAHUN 2021
I. UMUM
Perlu diubah.
II. PASAL DEMI PASAL
Pasal I
Angka 1
Pasal 2
Ayat (1)
Cukup jelas.
Ayat (2)
Cukup jelas.
Angka 2
Pasal 5A
Cukup jelas.
Pasal 5B
Cukup jelas.
Angka 3
Cukup jelas.
Pasal II
Cukup jelas.
"""


@pytest.mark.parametrize("first", ["1. ", ""])
def test_quoted_articles_stand_in_their_instruction(first: str) -> None:
    found = Recognised(AMENDING.format(first=first))
    assert found.labels(NodeType.PASAL, quoted=False) == ["Pasal I", "Pasal II"]
    assert found.labels(NodeType.PASAL, quoted=True) == ["Pasal 2", "Pasal 5A", "Pasal 5B", "Pasal 8"]
    assert found.labels(NodeType.INSTRUCTION) == ["angka 1", "angka 2", "angka 3", "angka 4"]
    begin = found.paths.index("Pasal I")
    assert found.paths[begin : begin + 12] == [
        "Pasal I",
        "Pasal I > angka 1",
        "Pasal I > angka 1 > Pasal 2 > ayat (1)",
        "Pasal I > angka 1 > Pasal 2 > ayat (2)",
        "Pasal I > angka 2",
        "Pasal I > angka 2 > Pasal 5A",
        "Pasal I > angka 2 > Pasal 5B > ayat (1)",
        "Pasal I > angka 2 > Pasal 5B > ayat (2)",
        "Pasal I > angka 3",
        "Pasal I > angka 4",
        "Pasal I > angka 4 > BAB III > Pasal 8",
        "Pasal II",
    ]
    assert found.missing == []
    notes = [gap.note for gap in found.structure.gaps]
    assert notes == ([] if first else ["number not printed: taken for angka 1"])


def test_a_quoted_article_is_an_article_of_its_own_number() -> None:
    found = Recognised(AMENDING.format(first="1. "))
    articles = dict(zip(found.paths, (piece.article for piece in found.structure.pieces), strict=True))
    assert articles["Pasal I > angka 1 > Pasal 2 > ayat (2)"] == "2"
    assert articles["Pasal I > angka 1"] == "I"


def test_the_penjelasan_goes_by_instructions() -> None:
    found = Recognised(AMENDING.format(first="1. "))
    assert found.labels(NodeType.INSTRUCTION, "penjelasan") == ["angka 1", "angka 2", "angka 3"]
    assert found.paths[-6:] == [
        "Pasal I > angka 1 > Pasal 2 > ayat (1)",
        "Pasal I > angka 1 > Pasal 2 > ayat (2)",
        "Pasal I > angka 2 > Pasal 5A",
        "Pasal I > angka 2 > Pasal 5B",
        "Pasal I > angka 3",
        "Pasal II",
    ]


def test_instructions_go_on_after_what_is_explained_of_an_article() -> None:
    explained = "Ayat (1)\nHuruf a\nAngka 1\nSatu.\nAngka 2\nDua.\nHuruf b\nJelas.\nAyat (2)\nCukup jelas."
    text = AMENDING.format(first="1. ").replace(
        "Pasal 5B\nCukup jelas.\nAngka 3\nCukup jelas.",
        f"Pasal 5B\n{explained}\nAngka 3\nCukup jelas.\nAngka 4 dan Angka 5\nCukup jelas.\nAngka 6\nCukup jelas.",
    )
    found = Recognised(text)
    assert found.paths[-8:] == [
        "Pasal I > angka 2 > Pasal 5B > ayat (1) > huruf a > angka 1",
        "Pasal I > angka 2 > Pasal 5B > ayat (1) > huruf a > angka 2",
        "Pasal I > angka 2 > Pasal 5B > ayat (1) > huruf b",
        "Pasal I > angka 2 > Pasal 5B > ayat (2)",
        "Pasal I > angka 3",
        "Pasal I > angka 4 dan angka 5",
        "Pasal I > angka 6",
        "Pasal II",
    ]


def test_a_missing_instruction_and_a_wrong_order_are_reported() -> None:
    text = (
        AMENDING.format(first="1. ")
        .replace("3. Pasal 7 dihapus.\n", "")
        .replace("\nPasal 8\n", "\nPasal 4\n")
    )
    found = Recognised(text)
    assert found.missing == ["angka 3"]
    assert "out of order: Pasal 4 after Pasal 5B" in [gap.note for gap in found.structure.gaps]


def test_an_inserted_article_that_is_not_quoted_is_reported() -> None:
    found = Recognised(AMENDING.format(first="1. ").replace("\nPasal 5B\n", "\n"))
    assert found.missing == ["Pasal 5B"]


def test_an_article_that_orders_one_change_itself() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : PERATURAN MENTERI TENTANG X.\nPasal 1\nMaksud peraturan ini.\nPasal 2\n"
        "Ketentuan Pasal 4 dalam Peraturan Menteri Nomor 17 Tahun 2016 diubah sehingga berbunyi sebagai berikut:\n"
        "Pasal 4\n(1) Pembayaran dilakukan.\n(2) Denda dikenakan.\nPasal 3\nPeraturan ini mulai berlaku."
    )
    assert found.labels(NodeType.PASAL, quoted=False) == ["Pasal 1", "Pasal 2", "Pasal 3"]
    assert found.paths[-4:] == [
        "Pasal 2",
        "Pasal 2 > Pasal 4 > ayat (1)",
        "Pasal 2 > Pasal 4 > ayat (2)",
        "Pasal 3",
    ]
    assert found.structure.gaps == ()


def test_articles_that_amend_among_others_leave_the_count_whole() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : UNDANG-UNDANG TENTANG X.\nPasal 1\nMaksud.\nPasal 2\nBeberapa ketentuan dalam "
        "Undang-Undang Nomor 26 Tahun 2007 tentang Ruang diubah sebagai berikut:\n"
        "1. Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:\nPasal 1\nRuang adalah wadah.\n"
        "2. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:\nPasal 3\nPenataan ruang diselenggarakan.\n"
        "Pasal 3\nBeberapa ketentuan dalam Undang-Undang Nomor 27 Tahun 2007 tentang Pesisir diubah sebagai berikut:\n"
        "1. Pasal 9 dihapus.\nPasal 4\nUndang-Undang ini mulai berlaku."
    )
    assert found.labels(NodeType.PASAL, quoted=False) == ["Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4"]
    assert found.labels(NodeType.PASAL, quoted=True) == ["Pasal 1", "Pasal 3"]
    assert found.missing == []


def test_the_penjelasan_of_an_omnibus_law_tells_quoted_articles_from_its_own() -> None:
    found = Recognised(
        "MEMUTUSKAN:\nMenetapkan : UNDANG-UNDANG TENTANG X.\nPasal 1\nMaksud.\nPasal 2\nBeberapa ketentuan dalam "
        "Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan diubah sebagai berikut:\n"
        "1. Ketentuan Pasal 13 diubah sehingga berbunyi sebagai berikut:\nPasal 13\n(1) Pelatihan diselenggarakan:\n"
        "a. pemerintah; dan\nb. swasta.\n(2) Pelatihan di tempat kerja.\n"
        "2. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:\nPasal 3\nPerizinan.\n3. Pasal 43 dihapus.\n"
        "Pasal 3\nUndang-Undang ini mulai berlaku.\nDitetapkan di Jakarta\nPENJELASAN\nI. UMUM\nUmum.\n"
        "II. PASAL DEMI PASAL\nPasal 1\nCukup jelas.\nPasal 2\nAngka 1\nPasal 13\nAyat (1)\nHuruf a\nCukup jelas.\n"
        "Huruf b\nSwasta.\nAyat (2)\nCukup jelas.\nAngka 2\nPasal 3\nCukup jelas.\nAngka 3\nCukup jelas.\n"
        "Pasal 3\nCukup jelas."
    )
    begin = found.paths.index("Umum")
    assert found.paths[begin + 1 :] == [
        "Pasal 1",
        "Pasal 2 > angka 1 > Pasal 13 > ayat (1) > huruf a",
        "Pasal 2 > angka 1 > Pasal 13 > ayat (1) > huruf b",
        "Pasal 2 > angka 1 > Pasal 13 > ayat (2)",
        "Pasal 2 > angka 2 > Pasal 3",
        "Pasal 2 > angka 3",
        "Pasal 3",
    ]
    assert found.missing == []
