from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.language import MAX_WORD, tokens, words

TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(max_codepoint=127)),
    st.text(alphabet="aB1é'’-.\u00ad\u0301ﬁ² İßʼ"),
    st.lists(st.sampled_from(["r.:", "r", "a", "B", "é", "'", "\n", " "])).map("".join),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 5 ayat (2) huruf b", ["pasal", "5", "ayat", "2", "huruf", "b"]),
        ("anak-anak", ["anak", "anak"]),
        ("e-KTP", ["e", "ktp"]),
        ("Rp3.500.000,00", ["rp3", "500", "000", "00"]),
        ("Pasal 12B", ["pasal", "12b"]),
        ("Jum'at, Jum’at, Jumat", ["jumat", "jumat", "jumat"]),
        ("'kerja' ‘magang’", ["kerja", "magang"]),
        ("naïve Café", ["naive", "cafe"]),
        ("ﬁnal oﬃce", ["final", "office"]),
        ("pela\u00adtihan", ["pelatihan"]),
        ("pelatihan² dan magang¹", ["pelatihan", "dan", "magang"]),
        ("2O2O snake_case", ["2o2o", "snake", "case"]),
        ("cafe\u0301", ["cafe"]),
        ("pela-\ntihan kerja", ["pelatihan", "kerja"]),
        ("PEME-\n  RINTAH", ["pemerintah"]),
        ("an informa-\ntion", ["an", "information"]),
        ("perundang-\nundangan", ["perundang", "undangan"]),
        ("anak-\nanak", ["anak", "anak"]),
        ("supply-\nside", ["supply", "side"]),
        ("COVID-\n19", ["covid", "19"]),
        ("M E M U T U S K A N :", ["memutuskan"]),
        ("K A R T U   M U D A", ["kartu", "muda"]),
        ("prodr.:ktivitas", ["produktivitas"]),
        ("STRr.:KTUR", ["struktur"]),
        ("r.: 5", ["r", "5"]),
        ("golongan A B C D", ["golongan", "a", "b", "c", "d"]),
        ("", []),
        (" ... — ", []),
    ],
)
def test_words_are_cut_and_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_offsets_refer_to_the_text_as_written() -> None:
    text = "di Jum’at — ﬁnal pela-\ntihan"
    written = [text[token.start : token.end] for token in tokens(text)]
    assert written == ["di", "Jum’at", "ﬁnal", "pela-\ntihan"]


@given(TEXTS)
def test_words_and_tokens_agree(text: str) -> None:
    assert words(text) == [token.text for token in tokens(text)]


@given(TEXTS)
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= MAX_WORD
        at = token.end


@given(TEXTS)
def test_a_folded_word_typed_again_is_the_same_word(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]


@given(TEXTS, TEXTS)
def test_texts_side_by_side_have_the_words_of_both(left: str, right: str) -> None:
    assert words(f"{left}\n{right}") == words(left) + words(right)


def test_a_very_long_run_is_cut() -> None:
    assert [len(word) for word in words("a" * 1_000_000)] == [MAX_WORD]
    assert [len(word) for word in words("é" * 1_000_000)] == [MAX_WORD]
