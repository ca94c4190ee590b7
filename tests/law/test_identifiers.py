"""Identifiers, short and full names, the hierarchy."""

from __future__ import annotations

import pytest

from corpus_search.law import TYPES, full_name, identifier, rank, short_name

MANPOWER = "Menteri Ketenagakerjaan"


@pytest.mark.parametrize(
    ("type_", "year", "number", "issuer", "expected"),
    [
        ("perpres", 2020, "36", "", "perpres-2020-36"),
        ("uu", "2003", "13", "", "uu-2003-13"),
        ("permen", 2020, "6", MANPOWER, "permenaker-2020-6"),
        ("permen", 2016, "20", "Menteri Komunikasi dan Informatika", "permenkominfo-2016-20"),
        ("permen", 2020, "10/PERMEN-KP/2020", "Menteri Kelautan dan Perikanan", "permenkp-2020-10"),
        ("permen", 2021, "9", "Menteri Urusan Lumbung", "permen-urusan-lumbung-2021-9"),
        ("permenko", 2020, "1", "Menteri Koordinator Bidang Perekonomian", "permenko-perekonomian-2020-1"),
        ("perbup", 2021, "12", "Bupati Banyumas", "perbup-banyumas-2021-12"),
        ("perda", 2020, "6", "Kabupaten Banyumas", "perda-banyumas-2020-6"),
        ("perda", 2020, "6", "Kota Banyumas", "perda-kota-banyumas-2020-6"),
        ("se", 2020, "M/3/HK.04/III/2020", MANPOWER, "se-2020-m-3-hk-04-iii-2020"),
        ("se", 2020, "4/SE/2020", MANPOWER, "se-menaker-2020-4"),
        ("se", 2020, "15", MANPOWER, "se-menaker-2020-15"),
    ],
)
def test_identifier_names_the_issuer_only_where_numbers_repeat(
    type_: str, year: int | str, number: str, issuer: str, expected: str
) -> None:
    assert identifier(type_, year, number, issuer) == expected


@pytest.mark.parametrize(
    ("type_", "issuer", "expected"),
    [
        ("perpres", "", "Perpres 6/2020"),
        ("permen", MANPOWER, "Permenaker 6/2020"),
        ("permen", "Menteri Energi dan Sumber Daya Mineral", "Permen ESDM 6/2020"),
        ("kepmenko", "Menteri Koordinator Bidang Kemaritiman dan Investasi", "Kepmenko Marves 6/2020"),
        ("perda", "Kabupaten Banyumas", "Perda Banyumas 6/2020"),
    ],
)
def test_short_name_is_what_people_write(type_: str, issuer: str, expected: str) -> None:
    assert short_name(type_, 2020, "6", issuer) == expected


def test_full_name_repeats_no_year_that_the_number_holds() -> None:
    assert full_name("permen", 2020, "6", MANPOWER) == (
        "Peraturan Menteri Ketenagakerjaan Nomor 6 Tahun 2020"
    )
    assert full_name("permen", "2020", "10/PERMEN-KP/2020", "Menteri Kelautan dan Perikanan") == (
        "Peraturan Menteri Kelautan dan Perikanan Nomor 10/PERMEN-KP/2020"
    )


def test_hierarchy_puts_a_province_above_a_regency() -> None:
    order = [rank("uud"), rank("tap-mpr"), rank("uu"), rank("pp"), rank("perpres")]
    assert order == sorted(order)
    assert rank("uu") == rank("perppu")
    assert rank("perda", "Provinsi Jawa Tengah") < rank("perda", "Kabupaten Banyumas")
    assert rank("permen") == 0


def test_every_type_has_a_name_of_its_own() -> None:
    names = [name for kind in TYPES.values() for name in (kind.name, *kind.also)]
    assert len(names) == len(set(names))
    assert all(kind.key == key for key, kind in TYPES.items())


def test_a_number_that_holds_its_year_stands_alone() -> None:
    assert short_name("kepmen", 2004, "KEP.48/MEN/IV/2004", "Menteri Ketenagakerjaan").endswith(
        " KEP.48/MEN/IV/2004"
    )
