"""Citations in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.law import find_citations


def cited(text: str) -> list[tuple[str, str]]:
    return [(found.reference.identifier, found.reference.place) for found in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan", "uu-2003-13"),
        ("Undang-undang No. 23 tahun 1956", "uu-1956-23"),
        ("Undang-\nUndang Nomor 13\nTahun 2003", "uu-2003-13"),
        ("UU 13/2003", "uu-2003-13"),
        ("UU No. 13 Tahun 2003", "uu-2003-13"),
        ("PERATURAN PRESIDEN NOMOR 36 TAHUN 2O2O", "perpres-2020-36"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2020", "perppu-2020-1"),
        ("Peraturan Pemerintah Tahun 1947 Nomor 22", "pp-1947-22"),
        ("Undang-Undang Darurat Nomor 7 Tahun 1955", "uudrt-1955-7"),
        ("Peraturan Menteri Ketenagakerjaan Nomor 6 Tahun 2020", "permenaker-2020-6"),
        ("Peraturan Menteri Hukum dan Hak Asasi Manusia Republik Indonesia Nomor 3 Tahun 2020", "permenkumham-2020-3"),
        ("Peraturan Menteri Kelautan dan Perikanan Nomor 59/PERMEN-KP/2017", "permenkp-2017-59"),
        ("Permenkominfo Nomor 20 Tahun 2016", "permenkominfo-2016-20"),
        ("PMK Nomor 11 Tahun 2021", "permenkeu-2021-11"),
        ("Peraturan Bupati Banyumas Nomor 12 Tahun 2021", "perbup-banyumas-2021-12"),
        ("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945", "uud-1945"),
    ],
)  # fmt: skip
def test_a_regulation_is_found_however_it_is_written(text: str, identifier: str) -> None:
    assert cited(f"sebagaimana diatur dalam {text} yang berlaku.") == [(identifier, "")]


def test_a_place_belongs_to_the_regulation_behind_it() -> None:
    text = "Berdasarkan Pasal 5 ayat (2) huruf b Undang-Undang Nomor 13 Tahun 2003 dan Pasal 7 ayat (1)."
    assert cited(text) == [("uu-2003-13", "Pasal 5 ayat (2) huruf b"), ("", "Pasal 7 ayat (1)")]


def test_the_span_of_a_citation_holds_its_words() -> None:
    text = "lihat Pasal 5 ayat (2) UU 13/2003 tentang Ketenagakerjaan"
    (found,) = find_citations(text)
    assert text[found.start : found.end] == "Pasal 5 ayat (2) UU 13/2003"


def test_words_that_only_look_like_names_are_none() -> None:
    assert cited("Dia masuk kelas 13/2003 dan suusah 4/2020 menurut undang-undang ini.") == []


@given(st.text(alphabet="Pasl Undg-NomrThu0123456789()/.,\nPeratMei", max_size=300))
def test_any_text_gives_ordered_citations(text: str) -> None:
    end = 0
    for found in find_citations(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
