"""What a regulation says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.law import TitleBlock, title_block

PRESIDENTIAL = """SALINAN
PRESIDEN
REPUBLIK INDONESIA
PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 41 TAHUN 2O2O
TENTANG
KARTU LATIHAN KERJA
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang : a. bahwa Undang-Undang Nomor 13 Tahun 2003 perlu dilaksanakan;
Menetapkan : PERATURAN PRESIDEN TENTANG KARTU LATIHAN KERJA.
Pasal 1
Kartu diberikan.
Agar setiap orang mengetahuinya.
Ditetapkan di Jakarta
pada tanggal 3 Maret 2O2O
Diundangkan di Jakarta
pada tanggal 4 Maret 2020
LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2020 NOMOR 77
TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 6512
"""

MINISTERIAL = """BERITA NEGARA
REPUBLIK INDONESIA
No.456, 2021 KEMENAKER. Kartu Latihan. Perubahan.
PERATURAN MENTERI KETENAGAKERJAAN
REPUBLIK INDONESIA
NOMOR 9 TAHUN 2021
TENTANG
PERUBAHAN KEDUA ATAS PERATURAN MENTERI KETENAGAKERJAAN
NOMOR 6 TAHUN 2020 TENTANG TATA CARA KARTU LATIHAN
DENGAN RAHMAT TUHAN YANG MAHA ESA
MENTERI KETENAGAKERJAAN REPUBLIK INDONESIA,
Menimbang : bahwa perlu diubah;
"""


def block(text: str) -> TitleBlock:
    found = title_block(text)
    assert found is not None
    return found


def test_a_presidential_regulation() -> None:
    found = block(PRESIDENTIAL)
    assert (found.type, found.number, found.year) == ("perpres", "41", "2020")
    assert found.identifier == "perpres-2020-41"
    assert found.short_name == "Perpres 41/2020"
    assert found.full_name == "Peraturan Presiden Nomor 41 Tahun 2020"
    assert found.subject == "Kartu Latihan Kerja"
    assert (found.enacted, found.promulgated) == ("2020-03-03", "2020-03-04")
    assert (found.gazette, found.supplement) == ("LN 2020/77", "6512")
    assert found.amends == ()


def test_a_ministerial_one_that_amends_is_not_taken_for_what_it_amends() -> None:
    found = block(MINISTERIAL)
    assert found.identifier == "permenaker-2021-9"
    assert found.issuer == "Menteri Ketenagakerjaan"
    assert found.amends == ("permenaker-2020-6",)
    assert found.gazette == "BN 2021/456"
    assert found.subject.startswith("Perubahan Kedua")


@pytest.mark.parametrize(
    ("head", "identifier"),
    [
        ("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 4 TAHUN 2019 TENTANG PUPUK", "uu-2019-4"),
        ("PERATURAN PEMERINTAH\nPENGGANTI UNDANG-UNDANG NOMOR 1 TAHUN 2019\nTENTANG X", "perppu-2019-1"),
        ("INSTRUKSIPRESIDEN REPUBLIKINDONESIA\nNOMOR 4 TAHUN2020\nTENTANG X", "inpres-2020-4"),
        ("PERATURAN PEMEzuNTAH REPUBLIK INDONESIA NOMOR 45 TAHUN 2019 TENTANG X", "pp-2019-45"),
        ("PERATURAN MENTERI KELAUTAN DAN PERIKANAN\nNOMOR 10/PERMEN-KP/2020\nTENTANG X", "permenkp-2020-10"),
        ("PERATURANMENTERI KOORDINATOR SIDANG PEREKONOMIAN REPUSLIK INDONESIA\nNOMOR 1 TAHUN 2020\nTENTANG X",
         "permenko-perekonomian-2020-1"),
        ("PERATURAN BUPATI BANYUMAS\nNOMOR 12 TAHUN 2021\nTENTANG X", "perbup-banyumas-2021-12"),
        ("BUPATI TEGALJATI\nPROVINSI JAWA TENGAH\nPERATURAN DAERAH KABUPATEN TEGALJATI\nNOMOR 6 TAHUN 2021\nTENTANG X",
         "perda-tegaljati-2021-6"),
        ("Peraturan Daerah Kota Banyumas\nNomor 3 Tahun 2021\nTentang Pasar", "perda-kota-banyumas-2021-3"),
        ("Menimbang\nMengingat\nPERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 8 TAHUN 2021\nTENTANG X", "pp-2021-8"),
    ],
)  # fmt: skip
def test_heads_of_many_kinds(head: str, identifier: str) -> None:
    assert block(f"{head}\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nbahwa perlu;").identifier == identifier


def test_a_year_that_could_be_two_agrees_with_the_date() -> None:
    text = PRESIDENTIAL.replace("TAHUN 2O2O", "TAHUN 2O2T").replace("Maret 2O2O", "Maret 2021")
    assert block(text).year == "2021"


def test_the_decision_tells_the_type_where_the_title_is_lost() -> None:
    found = block(
        "bahwa perlu diatur;\nMEMUTUSKAN:\nMenetapkan : PERATURAN PEMERINTAH TENTANG LUMBUNG DESA.\nPasal 1"
    )
    assert (found.type, found.number, found.identifier) == ("pp", "", "")
    assert found.subject == "Lumbung Desa"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Catatan lapangan tentang Peraturan Presiden Nomor 36 Tahun 2020",
        "Kami membaca Undang-Undang Nomor 13 Tahun 2003 bersama informan.",
    ],
)
def test_other_documents_have_no_title_block(text: str) -> None:
    assert title_block(text) is None


@given(st.text(alphabet="PERATUNMOTHG 0123456789\n.,/aie", max_size=300))
def test_no_text_raises(text: str) -> None:
    title_block(text)


@pytest.mark.real
def test_real_titles(real: Path) -> None:
    right = total = 0
    for path in sorted((real / "regulations-text").glob("*/*/*.md")):
        type_, year, number = path.parts[-3], path.parts[-2], path.stem
        found = title_block(path.read_text(encoding="utf-8"))
        total += 1
        right += found is not None and (found.type, found.year, found.number) == (type_, year, number)
    assert right / total > 0.84


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("UNDANG-UNDANG NOMOR I1 TAHUN 2OO8", "bahwa perlu perubahan;"),
        ("UNDANG-UNDANG NOMOR ? TAHUN", "bahwa perlu perubahan atas Undang-Undang Nomor 11 Tahun 2008;"),
    ],
)
def test_what_is_amended_is_told_through_faults_of_a_scan(title: str, reason: str) -> None:
    found = title_block(
        f"UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 19 TAHUN 2016\nTENTANG\nPERUBAHAN ATAS {title}\nTENTANG INFORMASI\n"
        f"Menimbang : {reason}\nMengingat : Undang-Undang Nomor 15 Tahun 2019 tentang Perubahan atas Undang-Undang "
        "Nomor 12 Tahun 2011;\nMEMUTUSKAN:"
    )
    assert found is not None
    assert found.amends == ("uu-2008-11",)


def test_a_qanun_is_called_one() -> None:
    found = title_block(
        "QANUN ACEH\nNOMOR 7 TAHUN 2014\nTENTANG\nKETENAGAKERJAAN\nBISMILLAHIRRAHMANIRRAHIM\n"
        "DENGAN RAHMAT ALLAH YANG MAHA KUASA\nGUBERNUR ACEH,\nMenimbang : a. bahwa perlu;"
    )
    assert found is not None
    assert (found.full_name, found.subject) == ("Qanun Aceh Nomor 7 Tahun 2014", "Ketenagakerjaan")
