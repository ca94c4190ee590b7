from __future__ import annotations

import pytest

from corpus_search.language import shape, stem_id


@pytest.mark.parametrize(
    ("misread", "word"),
    [
        ("pelat1han", "pelatihan"),
        ("pe1at1han", "melatih"),
        ("pasa1", "pasal"),
        ("ker1a", "kerja"),
        ("2o2o", "2020"),
        ("4oa", "40a"),
        ("pernbangunan", "pembangunan"),
        ("per1indungan", "pelindungan"),
        ("kemcnterian", "kementerian"),
    ],
)
def test_a_misread_word_has_the_stem_of_the_word(misread: str, word: str) -> None:
    assert stem_id(misread) == stem_id(word)


@pytest.mark.parametrize("word", ["12b", "40a", "168", "covid19", "p3k", "k3", "modern", "h1n1", "1234"])
def test_what_is_no_misread_word_stays(word: str) -> None:
    assert stem_id(word) == word


def test_words_that_look_alike_have_one_shape_and_numbers_their_own() -> None:
    assert shape("2o2o") == shape("2020")
    assert shape("rnodel") == shape("model")
    assert len({shape(str(number)) for number in range(10, 100)}) == 90
