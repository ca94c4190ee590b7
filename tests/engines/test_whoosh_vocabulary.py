"""What patterns and near words stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from engines.opened import found, passage, put
from engines.oracle import edits

from corpus_search.engines.base import And, Fuzzy, Or, Pattern, Query, Suggestion
from corpus_search.engines.fields import IndexedField
from corpus_search.engines.whoosh import WhooshEngine, lists, vocabulary
from corpus_search.engines.whoosh.view import View


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    yield engine
    engine.close()


def test_pattern_that_fits_too_many_words_stands_for_the_most_frequent(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(engine, passage(1, "kata1 kata2"), passage(2, "kata2 kata3"))
    put(engine, passage(3, "kata3 kata4"), passage(4, "kata1"))
    monkeypatch.setattr(vocabulary, "EXPANSIONS", 3)
    assert found(engine, Pattern("kata*")) == {1, 2, 3, 4}
    monkeypatch.setattr(vocabulary, "EXPANSIONS", 2)
    assert found(engine, Pattern("kata*")) == {1, 2, 4}


def test_a_search_looks_for_the_words_of_a_pattern_once(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(engine, passage(1, "pelatihan kerja"), passage(2, "latihan kerja"))
    looked_for = Counter[tuple[str, str]]()

    def counted(view: View, field: IndexedField, clause: Pattern | Fuzzy) -> vocabulary.Selection:
        looked_for[field, str(clause)] += 1
        return vocabulary.matching(view, field, clause)

    monkeypatch.setattr(lists, "matching", counted)
    asked = Or((Pattern("*latih*"), And((Pattern("*latih*"), Fuzzy("kerjo")))))
    own = Or((Pattern("*latih*", where="text"), Fuzzy("kerjo", where="text")))
    assert engine.search(Query(asked, some=(Pattern("*latih*"),), own=own)).total == 2
    assert set(looked_for.values()) == {1}


def test_no_pattern_takes_long(engine: WhooshEngine) -> None:
    put(engine, passage(1, "a" * 60))
    assert found(engine, Pattern("*a" * 25 + "*b")) == set()
    assert found(engine, Pattern("*a" * 25 + "*a")) == {1}


def test_question_mark_is_one_letter_of_any_script(engine: WhooshEngine) -> None:
    put(engine, passage(1, "東京"), passage(2, "東"))
    assert found(engine, Pattern("??")) == {1}
    assert found(engine, Pattern("?")) == {2}
    assert found(engine, Pattern("東?")) == {1}


def test_edits_are_of_letters_of_any_script(engine: WhooshEngine) -> None:
    put(engine, passage(1, "東京都"), passage(2, "ab"))
    assert found(engine, Fuzzy("東京", distance=1)) == {1}
    assert engine.near_words("東都", limit=1) == [Suggestion("東京都", 1)]


@pytest.mark.parametrize("prefix", [0, 1, 3])
def test_no_word_within_an_edit_is_missed(engine: WhooshEngine, prefix: int) -> None:
    words = ["".join(letters) for length in (3, 4, 5, 6) for letters in product("ab", repeat=length)]
    put(engine, *(passage(number, word) for number, word in enumerate(words)))
    for word in [*words, "abca", "caabb", "abacab"]:
        near = {number for number, other in enumerate(words) if edits(word, other) <= 1}
        near = {number for number in near if words[number].startswith(word[:prefix])}
        assert found(engine, Fuzzy(word, distance=1, prefix=prefix)) == near
