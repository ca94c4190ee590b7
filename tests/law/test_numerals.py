"""Numbers, printed and scanned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.law import article_key
from corpus_search.law.numerals import (
    Number,
    article_readings,
    digit_readings,
    letter_value,
    mend_digits,
    ordinal_value,
    ordinal_word,
    roman_reading,
    roman_value,
    to_letter,
    to_roman,
)


@given(st.integers(1, 399))
def test_roman_numerals_there_and_back(value: int) -> None:
    assert roman_value(to_roman(value)) == value


@given(st.integers(1, 99))
def test_ordinal_words_there_and_back(value: int) -> None:
    assert ordinal_value(ordinal_word(value).upper()) == value


@given(st.integers(1, 78))
def test_letters_there_and_back(value: int) -> None:
    assert letter_value(to_letter(value)) == value


@pytest.mark.parametrize(
    ("raw", "value", "exact"),
    [("VIII", 8, True), ("VIll", 8, False), ("xII", 12, False), ("XIIl", 13, False)],
)
def test_scanned_roman_numerals(raw: str, value: int, exact: bool) -> None:
    assert roman_reading(raw) == (value, exact)


@pytest.mark.parametrize("raw", ["IIII", "VX", "", "abc", "IC"])
def test_no_roman_numerals(raw: str) -> None:
    assert roman_value(raw) is None


@pytest.mark.parametrize(
    ("raw", "number", "exact"),
    [
        ("12", Number(12), True),
        ("12A", Number(12, "A"), True),
        ("L4", Number(14), False),
        ("T2", Number(72), False),
        ("4OA", Number(40, "A"), False),
        ("168", Number(16, "B"), False),
        ("12E}", Number(12, "B"), False),
        ("1 1", Number(11), False),
    ],
)
def test_readings_of_an_article_hold_what_was_printed(raw: str, number: Number, exact: bool) -> None:
    assert (number, exact) in article_readings(raw)


def test_digits_are_mended_the_likeliest_way() -> None:
    assert mend_digits("2O2O") == "2020"
    assert digit_readings("T") == (7, 1)
    assert digit_readings("x1") == ()


def test_articles_stand_in_order() -> None:
    numbers = [Number(13), Number(12, "B"), Number(12), Number(12, "A")]
    assert [str(number) for number in sorted(numbers)] == ["12", "12A", "12B", "13"]


@pytest.mark.parametrize(
    ("number", "key"), [("I", "1"), ("12b", "12B"), ("II", "2"), ("7", "7"), ("5 A", "5A")]
)
def test_a_person_means_the_same_article(number: str, key: str) -> None:
    assert article_key(number) == key
