"""Names in all the ways in which transcripts, file names and ids hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.pseudonyms import Names, Pseudonym, for_shown

NAMES = Names(
    (
        Pseudonym("Siti Aminah", "Ibu Melati", ("Siti", "Bu Aminah", "SA")),
        Pseudonym("Slamet", "Informan 3", ("Pak Slamet",)),
        Pseudonym("Ma'ruf", "Pak Budi"),
        Pseudonym("Ani", "Ibu Mawar"),
    )
)


@pytest.mark.parametrize(
    ("real", "shown"),
    [
        ("Pak Slamet bilang begitu.", "Informan 3 bilang begitu."),
        ("kata slamet, kata SLAMET", "kata Informan 3, kata INFORMAN 3"),
        ("Siti\nAminah dan Siti", "Ibu Melati dan Ibu Melati"),
        ("rumahnya Slametnya, Slamete, Slamet-lah", "rumahnya Informan 3nya, Informan 3e, Informan 3-lah"),
        ("Sla-\nmet pulang", "Informan 3 pulang"),
        ("Ma’ruf dan Ma'ruf", "Pak Budi dan Pak Budi"),
        ("SA: sa iya, Sa", "Ibu Melati: sa iya, Sa"),
        ("Slamet1 menjawab", "Informan 31 menjawab"),
        ("Slametan di Situ, Anita berani", "Slametan di Situ, Anita berani"),
        ("transkrip/wawancara_siti_aminah.docx", "transkrip/wawancara_Ibu Melati.docx"),
        ("WawancaraSlamet.docx", "WawancaraInforman 3.docx"),
    ],
)
def test_names_are_replaced_as_whole_words_the_longest_first(real: str, shown: str) -> None:
    assert NAMES.rename(real) == shown


def test_ids_keep_their_form() -> None:
    assert NAMES.rename_slug("wawancara-siti-aminah-2") == "wawancara-ibu-melati-2"
    assert NAMES.stand_in("wawancaraslamet2021")
    assert not NAMES.stand_in("jember-tani")


@given(
    st.lists(
        st.sampled_from(["Siti", "Aminah", "SLAMET", "pak", "slamet", "dan", "Ma'ruf", "\n", "ani", "."])
    )
)
def test_no_name_is_left_and_what_is_renamed_stays(words: list[str]) -> None:
    shown = NAMES.rename(" ".join(words))
    assert NAMES.rename(shown) == shown
    assert not {"slamet", "siti", "ma'ruf", "ani"} & set(shown.lower().split())


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("slamet pelatihan", '"Informan 3" pelatihan'),
        ('"pak slamet bilang"', '"Informan 3 bilang"'),
        ("penutur:Slamet", 'penutur:"Informan 3"'),
        ('penutur:"Siti Aminah" NOT magang', 'penutur:"Ibu Melati" NOT magang'),
        ("pelatihan vokasi", "pelatihan vokasi"),
    ],
)
def test_a_query_asks_for_what_is_shown(query: str, asked: str) -> None:
    assert for_shown(query, NAMES) == asked
