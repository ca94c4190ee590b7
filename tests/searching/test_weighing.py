"""No query asks for more than so much, counted, whatever is typed; what is too much is left out and told."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus_search.engines.base import And, Fuzzy, Or, Pattern, Phrase, Word
from corpus_search.searching import parse
from corpus_search.searching.weighing import MOST, weight

PIECES = (
    "a*",
    "*a*",
    "?b",
    "kerja",
    "ker*",
    "prakreja~2",
    '"di dan yang"~50',
    "x/y",
    "*a*,*b*",
    "-z",
    "OR",
    "AND",
    "(",
    ")",
)
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=300).map(" ".join)
LETTERS = [a + b for a in ascii_lowercase for b in ascii_lowercase]


@given(TYPED)
@example(",".join(f"*{letters}*" for letters in LETTERS))
@example("/".join(f"*{letters}*" for letters in LETTERS))
@example(" OR ".join(f"{letters}~2" for letters in LETTERS))
@example(" OR ".join(f'"{letters} ini"~50' for letters in LETTERS))
@example("dokumen:(" + ",".join(LETTERS) + ")")
@example('"' + "a " * 499 + '"')
@example("/".join(LETTERS))
def test_no_query_asks_for_too_much(text: str) -> None:
    parsed = parse(text)
    assert parsed.clause is None or weight(parsed.clause) <= MOST
    assert sum(map(weight, parsed.some)) <= MOST
    assert len(parsed.marked) <= 2 * MOST


@pytest.mark.parametrize(
    ("cheap", "dear"),
    [
        (Word("kerja"), Phrase(("kerja", "layak"))),
        (Phrase(("kerja", "layak")), Phrase(("kerja", "layak"), slop=5)),
        (Word("kerja"), Fuzzy("kerja")),
        (Pattern("ker*"), Pattern("k*")),
        (Pattern("k*"), Pattern("*k*")),
        (Pattern("*k*"), Or((Pattern("*k*"), Pattern("*l*")))),
        (Pattern("*k*"), And((Pattern("*k*"), Word("kerja")))),
    ],
)
def test_what_takes_more_work_weighs_more(cheap: Word, dear: Word) -> None:
    assert weight(cheap) < weight(dear)


def test_what_is_too_much_is_left_out_and_told() -> None:
    parsed = parse(" OR ".join(f"*{letter}*" for letter in "abcdefgh") + " OR kerja")
    assert parsed.clause == Or((*(Pattern(f"*{letter}*") for letter in "abcd"), Word("kerja")))
    assert [(note.code, note.text) for note in parsed.notes] == [("too_much", "*e* *f* *g* *h*")]
    both = parse("(*a* *b* *c* *d* *e*) NOT *f*")
    assert both.clause == And(tuple(Pattern(f"*{letter}*") for letter in "abcd"))


def test_a_list_of_synonyms_as_reviews_have_them_is_not_too_much() -> None:
    synonyms = " OR ".join(f'"pelatihan {letter}erja"' for letter in "abcdefghijklmnopqrst")
    parsed = parse(f"({synonyms}) AND (desa* OR dusun* OR kampung* OR kelurahan*) AND peserta")
    assert not parsed.notes
