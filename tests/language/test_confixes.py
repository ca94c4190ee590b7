"""PySastrawi is the oracle: every word has the root that it finds, only sooner."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from corpus_search.language.confixes import ConfixStripper

ROOTS = tuple(filter(str.isalpha, StemmerFactory().get_words()))
"""Without those of two words: a word of the text has no hyphen when it is stemmed."""
PREFIXES = (
    "",
    *("di", "ke", "se", "ku", "kau", "ber", "be", "bel", "ter", "te", "per", "pel"),
    *("me", "mem", "memp", "mempe", "memper", "men", "meng", "menge", "meny"),
    *("pe", "pem", "pen", "peng", "penge", "peny", "keber", "diper", "seper", "menge"),
)
SUFFIXES = (
    "",
    "i",
    "an",
    "kan",
    "is",
    "isme",
    "isasi",
    "nya",
    "ku",
    "mu",
    "lah",
    "kah",
    "pun",
    "annya",
    "kanlah",
)
LETTERS = "abdegiklmnprstuy"


@cache
def oracle() -> Stemmer:
    return Stemmer(ArrayDictionary(list(ROOTS)))


@cache
def stripper() -> ConfixStripper:
    return ConfixStripper(frozenset(ROOTS))


@st.composite
def derived(draw: st.DrawFn) -> str:
    """A root, or what looks like one, with affixes that may or may not go with it."""
    middle = draw(st.one_of(st.sampled_from(ROOTS), st.text(LETTERS, min_size=1, max_size=7)))
    begun = draw(
        st.sampled_from([middle, middle[1:], f"{middle[:1]}er{middle[1:]}", f"{middle[:1]}el{middle[1:]}"])
    )
    return "".join((draw(st.sampled_from(PREFIXES)), begun, draw(st.sampled_from(SUFFIXES))))


def same(word: str) -> bool:
    return stripper().root(word) == str(oracle().stem_word(word))


@given(st.one_of(derived(), st.text(LETTERS, max_size=14)).filter(lambda word: len(word) > 3))
def test_a_word_has_the_root_that_the_oracle_finds(word: str) -> None:
    assert same(word)


def test_derived_words_have_the_roots_that_the_oracle_finds() -> None:
    dice = random.Random(11)  # noqa: S311  (words, no secrets)
    words = (dice.choice(PREFIXES) + dice.choice(ROOTS) + dice.choice(SUFFIXES) for _ in range(4_000))
    wrong = [word for word in words if word.isalpha() and len(word) > 3 and not same(word)]
    assert not wrong


@pytest.mark.parametrize("word", ["", "di", "ber", "kan"])
def test_a_word_too_short_to_be_derived_stays(word: str) -> None:
    assert stripper().root(word) == word
