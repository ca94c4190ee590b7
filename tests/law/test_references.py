"""References as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.law import parse_reference


@pytest.mark.parametrize(
    ("query", "identifier", "place"),
    [
        ("perpres 36/2020 ps 12", "perpres-2020-36", "Pasal 12"),
        ("perpres 113/2022 pasal 1", "perpres-2022-113", "Pasal 1"),
        ("Pasal 5 ayat (2) UU 13/2003", "uu-2003-13", "Pasal 5 ayat (2)"),
        ("uu 13 tahun 2003 pasal 5 ayat 2", "uu-2003-13", "Pasal 5 ayat (2)"),
        ("uu 13 2003", "uu-2003-13", ""),
        ("permenaker 6/2020", "permenaker-2020-6", ""),
        ("PERMENAKER 6/2020", "permenaker-2020-6", ""),
        ("permen esdm 3/2020", "permenesdm-2020-3", ""),
        ("pmk 11/2021", "permenkeu-2021-11", ""),
        ("perda banyumas nomor 6 tahun 2020", "perda-banyumas-2020-6", ""),
        ("uud 1945 pasal 28", "uud-1945", "Pasal 28"),
        ("perpres-2020-36", "perpres-2020-36", ""),
        ("permenaker-2020-4", "permenaker-2020-4", ""),
        ("permen-kp-2020-10", "permenkp-2020-10", ""),
        ("perda-banyumas-2021-7", "perda-banyumas-2021-7", ""),
        ("qanun aceh 7/2014", "qanun-aceh-2014-7", ""),
        ("perbup-tegal-2019-45", "perbup-tegal-2019-45", ""),
        ("pasal 12b perpres 113/2022", "perpres-2022-113", "Pasal 12B"),
        ("Pasal II dari Perpres Nomor 113 Tahun 2022", "perpres-2022-113", "Pasal II"),
        ("Pasal 5 ayat (2)", "", "Pasal 5 ayat (2)"),
        ("psl. 5 huruf b angka 3", "", "Pasal 5 huruf b angka 3"),
        ("SE M/3/HK.04/III/2020", "se-2020-m-3-hk-04-iii-2020", ""),
        ("se menaker m/3/hk.04/iii/2020", "se-2020-m-3-hk-04-iii-2020", ""),
        ("surat edaran nomor 5 tahun 2020", "se-2020-5", ""),
    ],
)
def test_a_pure_reference_is_read(query: str, identifier: str, place: str) -> None:
    reference = parse_reference(query)
    assert reference is not None
    assert (reference.identifier, reference.place) == (identifier, place)


@pytest.mark.parametrize(
    "query",
    ["", "uu", "pelatihan vokasi uu 13/2003", "uu 13/2003 pelatihan", "pasal karet", "ayat (2)", '"pasal 5"', "12"],
)  # fmt: skip
def test_anything_else_is_a_search(query: str) -> None:
    assert parse_reference(query) is None


@given(st.text(max_size=80))
def test_no_query_raises(query: str) -> None:
    parse_reference(query)
