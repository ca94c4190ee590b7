"""What each kind of clause finds."""

from __future__ import annotations

import pytest
from engines.opened import Opened, found, keys, passage, put

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Engine,
    EngineResults,
    Fuzzy,
    Keys,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Word,
)


class ClauseContract(Opened):
    """One clause at a time."""

    # Words

    def test_empty_index_finds_nothing(self, engine: Engine) -> None:
        assert engine.search(Query(Word("kerja"), facets=("kind",))) == EngineResults(0, 0, (), {"kind": {}})
        assert engine.count() == 0
        assert engine.groups() == frozenset()

    def test_word_is_folded_text_as_indexed(self, engine: Engine) -> None:
        put(engine, passage(1, "Pasal 5 ayat (2)"), passage(2, "Café e-KTP"))
        assert found(engine, Word("pasal")) == {1}
        assert found(engine, Word("2")) == {1}
        assert found(engine, Word("cafe")) == {2}

    def test_word_matches_by_indonesian_and_english_stems(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "pelatihan"),
            passage(2, "melatih"),
            passage(3, "training"),
            passage(4, "trained"),
        )
        assert found(engine, Word("dilatih")) == {1, 2}
        assert found(engine, Word("trains")) == {3, 4}

    def test_word_without_stems_is_exact(self, engine: Engine) -> None:
        put(engine, passage(1, "pelatihan"), passage(2, "melatih"))
        assert found(engine, Word("pelatihan", stemmed=False)) == {1}

    def test_exact_word_ranks_above_its_family(self, engine: Engine) -> None:
        put(engine, passage(1, "melatih peserta"), passage(2, "pelatihan peserta"))
        assert keys(engine.search(Query(Word("pelatihan")))) == [2, 1]

    def test_word_in_one_place_only(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "peserta"),
            passage(2, "", headings="BAB II Peserta"),
            passage(3, "", title="Kartu Peserta"),
        )
        assert found(engine, Word("peserta")) == {1, 2, 3}
        assert found(engine, Word("peserta", "text")) == {1}
        assert found(engine, Word("peserta", "headings")) == {2}
        assert found(engine, Word("peserta", "title")) == {3}
        assert found(engine, Word("peserta", "passage")) == {1, 2}

    def test_headings_and_titles_match_by_stems(self, engine: Engine) -> None:
        put(engine, passage(1, "", headings="Pelatihan"), passage(2, "", title="Trainings"))
        assert found(engine, Word("melatih")) == {1}
        assert found(engine, Word("training", "title")) == {2}

    def test_weight_multiplies_the_score(self, engine: Engine) -> None:
        put(engine, passage(1, "kerja"))
        whole, half = (engine.search(Query(Word("kerja", weight=weight))).hits[0] for weight in (1.0, 0.5))
        assert half.score == pytest.approx(whole.score / 2)

    def test_weight_of_a_phrase_multiplies_its_score(self, engine: Engine) -> None:
        put(engine, passage(1, "kartu prakerja"))
        words = ("kartu", "prakerja")
        whole, half = (engine.search(Query(Phrase(words, weight=w))).hits[0] for w in (1.0, 0.5))
        assert half.score == pytest.approx(whole.score / 2)

    def test_stem_of_the_language_counts_for_more(self, engine: Engine) -> None:
        put(engine, passage(1, "trained"), passage(2, "x"))
        english, indonesian = (
            engine.search(Query(word)).hits[0].score
            for word in (Word("training", language="en"), Word("training", language="id"))
        )
        assert english > indonesian > 0

    def test_weight_of_nothing_still_finds(self, engine: Engine) -> None:
        put(engine, passage(1, "kerja"))
        assert found(engine, Word("kerja", weight=0.0)) == {1}

    # Clauses

    def test_and_or_not(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "pelatihan magang"),
            passage(2, "pelatihan"),
            passage(3, "magang"),
            passage(4, "x"),
        )
        both = (Word("pelatihan"), Word("magang"))
        assert found(engine, And(both)) == {1}
        assert found(engine, Or(both)) == {1, 2, 3}
        assert found(engine, And((Word("pelatihan"), Not(Word("magang"))))) == {2}
        assert found(engine, Not(Word("magang"))) == {2, 4}
        assert found(engine, Or((Word("x"), Not(Word("magang"))))) == {2, 4}

    def test_a_word_that_is_named_twice_counts_twice(self, engine: Engine) -> None:
        put(engine, passage(1, "ajar kerja"), passage(2, "latih magang"))
        ajar, magang = (Word(word, "text", stemmed=False) for word in ("ajar", "magang"))
        once, thrice = (engine.search(Query(Or((magang, *[ajar] * times)))).hits[0].score for times in (1, 3))
        assert thrice == pytest.approx(3 * once)

    def test_not_adds_nothing_to_a_score(self, engine: Engine) -> None:
        put(engine, passage(1, "pelatihan"), passage(2, "magang"))
        plain = engine.search(Query(Word("pelatihan")))
        assert engine.search(Query(And((Word("pelatihan"), Not(Word("magang")))))).hits == plain.hits
        assert [hit.score for hit in engine.search(Query(Not(Word("magang")))).hits] == [0.0]

    def test_empty_and_is_everything_and_empty_or_nothing(self, engine: Engine) -> None:
        put(engine, passage(1, "x"))
        assert found(engine, And(())) == found(engine, None) == {1}
        assert found(engine, Or(())) == found(engine, Phrase(())) == set()

    def test_phrase_is_exact_and_in_order(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "bagi pencari kerja dan"),
            passage(2, "kerja pencari"),
            passage(3, "pencari para kerja"),
            passage(4, "pencarian kerja"),
        )
        assert found(engine, Phrase(("pencari", "kerja"))) == {1}

    def test_phrase_stands_whole_in_one_place(self, engine: Engine) -> None:
        put(engine, passage(1, "pencari", headings="kerja"), passage(2, "", headings="pencari kerja"),
            passage(3, "", title="Pencari Kerja"))  # fmt: skip
        assert found(engine, Phrase(("pencari", "kerja"))) == {2, 3}
        assert found(engine, Phrase(("pencari", "kerja"), where="title")) == {3}

    def test_phrase_does_not_reach_into_the_next_passage(self, engine: Engine) -> None:
        put(engine, passage(1, "a b"), passage(2, "c d"))
        assert found(engine, Phrase(("b", "c"))) == set()
        assert found(engine, Phrase(("b", "c"), slop=50)) == set()

    def test_phrase_with_a_word_twice(self, engine: Engine) -> None:
        put(engine, passage(1, "anak dan"), passage(2, "anak anak"), passage(3, "anak yang anak"))
        assert found(engine, Phrase(("anak", "anak"))) == {2}
        assert found(engine, Phrase(("anak", "anak"), slop=2)) == {2, 3}

    @pytest.mark.parametrize(("slop", "expected"), [(1, {1, 2}), (4, {1, 2, 3}), (5, {1, 2, 3, 4})])
    def test_slop_is_so_many_words_in_any_order(self, engine: Engine, slop: int, expected: set[int]) -> None:
        put(engine, passage(1, "a b"), passage(2, "b a"), passage(3, "a x x x b"), passage(4, "b x x x x a"),
            passage(5, "a x x x x x b"))  # fmt: skip
        assert found(engine, Phrase(("a", "b"), slop=slop)) == expected

    def test_slop_of_three_words(self, engine: Engine) -> None:
        put(engine, passage(1, "a b c"), passage(2, "c x a b"), passage(3, "a x b x c"))
        assert found(engine, Phrase(("a", "b", "c"), slop=1)) == {1}
        assert found(engine, Phrase(("a", "b", "c"), slop=2)) == {1, 2}
        assert found(engine, Phrase(("a", "b", "c"), slop=3)) == {1, 2, 3}

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [("pelatih*", {1, 2}), ("pelatih", {1}), ("pelatih?", set()), ("*an", {2}), ("p?l*h*n", {2}),
         ("*", {1, 2, 3}), ("??", {3}), ("z*", set())],
    )  # fmt: skip
    def test_pattern(self, engine: Engine, pattern: str, expected: set[int]) -> None:
        put(engine, passage(1, "pelatih"), passage(2, "pelatihan"), passage(3, "di"))
        assert found(engine, Pattern(pattern)) == expected

    def test_fuzzy_counts_a_swap_as_one(self, engine: Engine) -> None:
        put(engine, passage(1, "prakerja"), passage(2, "pekerja"), passage(3, "rakerja"))
        assert found(engine, Fuzzy("prakreja")) == {1}
        assert found(engine, Fuzzy("prakerja", distance=2)) == {1, 2}
        assert found(engine, Fuzzy("prakerja", prefix=0)) == {1, 3}
        assert found(engine, Fuzzy("prakerja", distance=2, prefix=3)) == {1}

    def test_among_and_between(self, engine: Engine) -> None:
        put(engine, passage(1, "x", kind="regulation", year=2019, date="2019-06-01", article="12B"),
            passage(2, "x", kind="transcript", year=2020, date="2020", speaker="Sri"), passage(3, "x"))  # fmt: skip
        assert found(engine, Among("kind", ("regulation", "transcript"))) == {1, 2}
        assert found(engine, Among("article", ("12B",))) == {1}
        assert found(engine, Among("speaker", ("Sri",))) == {2}
        assert found(engine, Among("kind", ())) == set()
        assert found(engine, Between("year", "2020", None)) == {2}
        assert found(engine, Between("year", None, "2019")) == {1}
        assert found(engine, Between("year", None, None)) == {1, 2}
        assert found(engine, Between("date", "2019-06-01", "2019-06-01")) == {1}
        assert found(engine, Between("date", "2019-06", "2020")) == {1, 2}
        assert found(engine, Between("date", "2020-01-02", None)) == set()

    def test_keys(self, engine: Engine) -> None:
        put(engine, passage(1, "pelatihan"), passage(2, "pelatihan"), passage(2**62, "x"))
        assert found(engine, Keys((1, 2**62, 7))) == {1, 2**62}
        assert found(engine, Keys(())) == set()
        whole = engine.search(Query(Word("pelatihan")))
        narrowed = engine.search(Query(And((Word("pelatihan"), Keys((2,))))))
        assert narrowed.hits == tuple(hit for hit in whole.hits if hit.key == 2)

    def test_month_and_year_are_whole_as_upper_bounds(self, engine: Engine) -> None:
        put(engine, passage(1, "x", date="2020-12-31"), passage(2, "x", date="2020-11-30"))
        assert found(engine, Between("date", None, "2020")) == {1, 2}
        assert found(engine, Between("date", "2020-11", "2020-11")) == {2}
        assert found(engine, Between("date", "2020-12", "2020-12")) == {1}
