"""What a document cites: whole regulations, places of lists, its own articles, amendments and repeals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.regulations import Recognised

from corpus_search.law import Link, Relation, find_links

LAW = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 12 TAHUN 2021
TENTANG
BALAI LATIHAN

Menimbang : a. bahwa perlu diatur;

Mengingat : 1. Pasal 4 ayat (1) dan Pasal 20 Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;

MEMUTUSKAN:

Menetapkan : PERATURAN PRESIDEN TENTANG BALAI LATIHAN.

Pasal 1
(1) Balai Latihan adalah tempat pelatihan bagi pencari kerja di desa.
(2) Tempat sebagaimana dimaksud pada ayat (1) disediakan oleh kepala desa setempat.

Pasal 2
(1) Izin sebagaimana dimaksud dalam Pasal 1 dapat dicabut oleh bupati menurut
Peraturan Menteri Dalam Negeri Nomor 4 Tahun 2019.
(2) Izin diberikan menurut Pasal 5, Pasal 7, dan Pasal 9 Undang-Undang Nomor 13 Tahun 2003.
(3) Setiap orang yang melanggar dipidana menurut Pasal 378 Kitab Undang-Undang Hukum Pidana.

Pasal 3
Pada saat Peraturan Presiden ini mulai berlaku, semua peraturan pelaksanaan dari
Peraturan Presiden Nomor 8 Tahun 2015 dinyatakan masih tetap berlaku sepanjang tidak bertentangan.

Pasal 4
Pada saat Peraturan Presiden ini mulai berlaku:
a. Peraturan Presiden Nomor 8 Tahun 2015 tentang Pelaksanaan Undang-Undang Nomor 1 Tahun 2014 tentang Desa
(Lembaran Negara Republik Indonesia Tahun 2015 Nomor 8) sebagaimana
telah diubah dengan Peraturan Presiden Nomor 9 Tahun 2016
(Lembaran Negara Republik Indonesia Tahun 2016 Nomor 7); dan
b. Pasal 3 Peraturan Presiden Nomor 10 Tahun 2017 tentang Kursus,
dicabut dan dinyatakan tidak berlaku.

Pasal 5
Peraturan Presiden ini mulai berlaku pada tanggal diundangkan.
"""

AMENDING = """PERATURAN PRESIDEN REPUBLIK INDONESIA
NOMOR 15 TAHUN 2022
TENTANG
PERUBAHAN ATAS PERATURAN PRESIDEN NOMOR 12 TAHUN 2021 TENTANG BALAI LATIHAN

Menimbang : a. bahwa perlu diubah;

MEMUTUSKAN:

Menetapkan : PERATURAN PRESIDEN TENTANG PERUBAHAN ATAS PERATURAN PRESIDEN NOMOR 12 TAHUN 2021.

Pasal I
Beberapa ketentuan dalam Peraturan Presiden Nomor 12 Tahun 2021 tentang Balai Latihan diubah sebagai berikut:

1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:

Pasal 2
(1) Izin diberikan oleh kepala desa.
(2) Izin sebagaimana dimaksud pada ayat (1) berlaku selama tiga tahun menurut Pasal 1 ayat (2).

Pasal II
Peraturan Presiden ini mulai berlaku pada tanggal diundangkan.
"""


def links(text: str, own: str) -> list[tuple[str, Link]]:
    outline = Recognised(text).structure.outline
    return [(text[link.start : link.end], link) for link in find_links(text, outline, own=own).links]


def led(text: str, own: str = "perpres-2021-12") -> dict[str, tuple[str, str, str]]:
    return {words: (link.target, link.pasal, link.ayat) for words, link in links(text, own)}


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Pasal 4 ayat (1)", ("uud-1945", "4", "1")),
        ("Pasal 5", ("uu-2003-13", "5", "")),
        ("Pasal 7", ("uu-2003-13", "7", "")),
        ("Pasal 9 Undang-Undang Nomor 13 Tahun 2003", ("uu-2003-13", "9", "")),
        ("Pasal 1", ("perpres-2021-12", "1", "")),
        ("ayat (1)", ("perpres-2021-12", "1", "1")),
        ("Peraturan Menteri Dalam Negeri Nomor 4 Tahun 2019", ("permendagri-2019-4", "", "")),
    ],
)
def test_a_place_belongs_to_its_regulation(words: str, target: tuple[str, str, str]) -> None:
    assert led(LAW)[words] == target


def test_a_place_in_a_code_without_a_number_leads_nowhere() -> None:
    assert "Pasal 378" not in led(LAW)


def test_headings_are_no_citations() -> None:
    text = Recognised(LAW)
    starts = {node.start for node in text.nodes if node.label.startswith("Pasal")}
    assert starts.isdisjoint(link.start for link in find_links(LAW, text.structure.outline, own="x").links)


def test_only_heads_of_the_list_are_repealed() -> None:
    repealed = {
        link.target: link.relation for _, link in links(LAW, "perpres-2021-12") if "repeals" in link.relation
    }
    assert repealed == {"perpres-2015-8": Relation.REPEALS, "perpres-2017-10": Relation.REPEALS_PARTLY}


def test_quoted_articles_belong_to_the_amended_regulation() -> None:
    found = links(AMENDING, "perpres-2022-15")
    assert [link.target for _, link in found if link.relation is Relation.AMENDS] == ["perpres-2021-12"]
    assert ("Pasal 1 ayat (2)", ("perpres-2021-12", "1", "2")) in led(AMENDING, "perpres-2022-15").items()
    assert led(AMENDING, "perpres-2022-15")["ayat (1)"] == ("perpres-2021-12", "2", "1")


OMNIBUS = """UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 9 TAHUN 2022
TENTANG
KEMUDAHAN BERUSAHA

Menimbang : a. bahwa perlu diubah;

MEMUTUSKAN:

Menetapkan : UNDANG-UNDANG TENTANG KEMUDAHAN BERUSAHA.

Pasal 1
Undang-Undang ini mengatur kemudahan berusaha.

Pasal 2
Beberapa ketentuan dalam Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan diubah sebagai berikut:

1. Ketentuan Pasal 7 diubah sehingga berbunyi sebagai berikut:

Pasal 7
Pelatihan kerja diselenggarakan oleh balai.

Pasal 3
Beberapa ketentuan dalam Undang-Undang Nomor 20 Tahun 2008 tentang Usaha Mikro diubah sebagai berikut:

1. Ketentuan Pasal 8 diubah sehingga berbunyi sebagai berikut:

Pasal 8
Usaha mikro diberi kemudahan.

Pasal 4
Undang-Undang ini mulai berlaku pada tanggal diundangkan.

Disahkan di Jakarta
pada tanggal 3 Januari 2022

PENJELASAN
ATAS
UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 9 TAHUN 2022

II. PASAL DEMI PASAL

Pasal 1
Cukup jelas.

Pasal 2
Angka 1
Pasal 7
Balai yang dimaksud termasuk balai desa.

Pasal 3
Angka 1
Pasal 8
Kemudahan tidak dikenai biaya.

Pasal 4
Cukup jelas.
"""


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Undang-Undang ini mengatur", ""),
        ("Pelatihan kerja diselenggarakan", "uu-2003-13"),
        ("Usaha mikro diberi", "uu-2008-20"),
        ("mulai berlaku", ""),
        ("Balai yang dimaksud", "uu-2003-13"),
        ("Kemudahan tidak dikenai", "uu-2008-20"),
    ],
)
def test_each_article_that_an_act_quotes_belongs_to_the_act_named_above_it(words: str, act: str) -> None:
    recognised = Recognised(OMNIBUS)
    text = recognised.document.text
    linked = find_links(text, recognised.structure.outline, own="uu-2022-9")
    assert linked.quoted_from(text.index(words)) == act


def test_an_interview_cites_by_name_alone() -> None:
    said = "Menurut Perpres 36/2020 boleh, tetapi Pasal 5 bilang tidak; lihat UU No. 13 Tahun 2003."
    assert [link.target for link in find_links(said).links] == ["perpres-2020-36", "uu-2003-13"]


def test_a_heading_is_no_place_in_the_regulation_behind_it() -> None:
    whole = (
        LAW.split("Pasal 4\n", maxsplit=1)[0] + "Pasal 4\nPeraturan Pemerintah Nomor 3 Tahun 1951 dicabut.\n"
    )
    found = [link for _, link in links(whole, "perpres-2021-12") if link.target == "pp-1951-3"]
    assert [(link.pasal, link.relation) for link in found] == [("", Relation.REPEALS)]
    in_one_line = "SEBAGAI BERIKUT: Pasal I Pasal 2 ayat (1) Peraturan Pemerintah Nomor 14 Tahun 1955 diubah."
    assert [(words, link.pasal) for words, link in links(in_one_line, "")] == [
        ("Pasal 2 ayat (1) Peraturan Pemerintah Nomor 14 Tahun 1955", "2")
    ]


@pytest.mark.parametrize(
    ("sentence", "repealed"),
    [
        (
            "Dengan berlakunya Undang-Undang ini, maka Undang-Undang Nomor 3 Tahun 1951 dinyatakan tidak berlaku lagi.",
            1,
        ),
        ("Peraturan Pemerintah No. 32 tahun 1961 dicabut.", 1),
        ("Izin menurut Peraturan Pemerintah Nomor 3 Tahun 1951 dapat dicabut.", 0),
        ("Undang-Undang Nomor 3 Tahun 1951 tetap berlaku sampai diubah atau dicabut.", 0),
        ("Peraturan pelaksanaan Undang-Undang Nomor 3 Tahun 1951 dinyatakan tidak berlaku.", 0),
        ("Izin dapat dicabut.", 0),
        ("Undang-Undang Nomor 3 Tahun 1951 tetap berlaku. Izin yang lama dicabut.", 0),
        ("Mencabut Peraturan Pemerintah No. 5 tahun 1950 (Lembaran-Negara tahun 1950 No. 17).", 1),
    ],
)
def test_a_repeal_stands_in_the_sentence_of_what_it_repeals(sentence: str, repealed: int) -> None:
    text = LAW.split("Pasal 4\n", maxsplit=1)[0] + f"Pasal 4\n{sentence}\n"
    found = links(text, "perpres-2021-12")
    assert sum("repeals" in link.relation for _, link in found) == repealed


_WORDS = st.sampled_from(
    [
        *("dicabut", "dan", ",", ";", ".", "\n", "tentang", "Pasal", "dimaksud dalam", "(", "^", "a."),
        *("Pasal 5", "ayat (2)", "UU 13/2003", "dinyatakan tidak berlaku"),
        *("Peraturan Pemerintah Nomor 2 Tahun 2001", "Undang-Undang Nomor 3 Tahun 2000"),
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_links_are_in_order_and_apart(text: str) -> None:
    found = find_links(text, Recognised(text).structure.outline, own="perpres-2021-12").links
    spans = [(link.start, link.end) for link in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
