from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.language import wildcard


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("pelatih*", "pelatihan", True),
        ("pelatih*", "pelatih", True),
        ("*latih*", "pelatihan", True),
        ("p?latih", "pelatih", True),
        ("p?latih", "platih", False),
        ("latih", "latihan", False),
        ("a*b*c", "abbc", True),
        ("a*?c", "ac", False),
    ],
)
def test_a_pattern_fits_whole_words(pattern: str, word: str, fits: bool) -> None:
    assert (wildcard(pattern).fullmatch(word) is not None) == fits


@given(st.text(alphabet="ab*?", max_size=8), st.text(alphabet="ab", max_size=10))
def test_it_fits_what_a_shell_would_fit(pattern: str, word: str) -> None:
    assert (wildcard(pattern).fullmatch(word) is not None) == fnmatch.fnmatchcase(word, pattern)


def test_many_stars_take_no_time() -> None:
    assert wildcard("a*" * 40 + "b").fullmatch("a" * 100) is None
