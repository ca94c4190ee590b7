"""What every engine must do: subclass `EngineContract` and say how the engine is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pytest
from engines import material
from engines.oracle import answer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    Engine,
    EngineResults,
    Fuzzy,
    IndexedPassage,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Suggestion,
    Word,
)
from corpus_search.errors import IndexBusyError, IndexMissingError
from corpus_search.model import Access

PUBLIC = frozenset({Access.PUBLIC})


class Opener(Protocol):
    """How an engine is opened."""

    def __call__(self, folder: Path, *, create: bool = False) -> Engine: ...


def passage(key: int, text: str, **more: Any) -> IndexedPassage:  # noqa: ANN401
    """A passage of which only some things matter."""
    values: dict[str, Any] = {"group": key, "headings": "", "title": "", "document": "d", "kind": "document"}
    return IndexedPassage(key=key, text=text, **{**values, "access": Access.PUBLIC, **more})


def put(engine: Engine, *passages: IndexedPassage) -> None:
    """Add passages in a batch of their own."""
    with engine.batch() as batch:
        batch.put(passages)


def keys(results: EngineResults) -> list[int]:
    """Keys of the hits, in their order."""
    return [hit.key for hit in results.hits]


def found(engine: Engine, clause: Clause | None, **more: Any) -> set[int]:  # noqa: ANN401
    """Keys of all that a clause finds."""
    return set(keys(engine.search(Query(clause, limit=1000, **more))))


class EngineContract:
    """Tests of the contract."""

    open: Opener

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "engine"

    @pytest.fixture
    def engine(self, folder: Path) -> Iterable[Engine]:
        engine = type(self).open(folder, create=True)
        yield engine
        engine.close()

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

    # Tiers, pages, order

    def test_some_rank_below_all(self, engine: Engine) -> None:
        put(
            engine, passage(1, "kartu " * 9), passage(2, "kartu prakerja dan lain lain lain"), passage(3, "x")
        )
        both = (Word("kartu"), Word("prakerja"))
        results = engine.search(Query(And(both), some=both))
        assert [(hit.key, hit.all_words) for hit in results.hits] == [(2, True), (1, False)]
        assert (results.total, results.total_some) == (1, 1)

    def test_pages_of_both_tiers(self, engine: Engine) -> None:
        put(
            engine,
            *(passage(key, "a b") for key in range(1, 8)),
            *(passage(key, "a") for key in range(8, 12)),
        )
        query = Query(And((Word("a"), Word("b"))), some=(Word("a"), Word("b")), limit=3)
        pages = [keys(engine.search(replace(query, offset=offset))) for offset in range(0, 15, 3)]
        assert pages == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11], []]
        assert keys(engine.search(replace(query, limit=0))) == []

    def test_own_is_asked_of_both_tiers_and_adds_no_score(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "kartu", title="kartu prakerja"),
            passage(2, "lain", title="kartu prakerja", kind="x"),
            passage(3, "kartu"),
            passage(4, "lain", title="kartu"),
        )
        both = (Word("kartu"), Word("prakerja"))
        query = Query(And(both), both, facets=("kind",))
        grounded = replace(query, own=Or((Word("kartu", "passage"), Word("prakerja", "passage"))))
        results = engine.search(grounded)
        assert [(hit.key, hit.all_words) for hit in results.hits] == [(1, True), (3, False)]
        assert (results.total, results.total_some) == (1, 1)
        assert "x" not in results.facets["kind"]
        assert results.hits[0] == engine.search(query).hits[0]

    def test_facets_and_total_do_not_count_the_lower_tier(self, engine: Engine) -> None:
        put(engine, passage(1, "a b", kind="x"), passage(2, "a", kind="y"))
        both = (Word("a"), Word("b"))
        assert engine.search(Query(And(both), some=both, facets=("kind",))).facets == {"kind": {"x": 1}}

    def test_sorted_by_date_with_those_without_last(self, engine: Engine) -> None:
        dates = {1: "2020", 2: None, 3: "2019-12-31", 4: "2020-01-01", 5: "2021-05"}
        put(engine, *(passage(key, "kerja", date=date) for key, date in dates.items()))
        assert keys(engine.search(Query(Word("kerja"), sort="newest"))) == [5, 1, 4, 3, 2]
        assert keys(engine.search(Query(Word("kerja"), sort="oldest"))) == [3, 1, 4, 5, 2]
        assert engine.search(Query(Word("kerja"), sort="oldest")).hits[0].score > 0

    def test_equals_come_in_order_of_their_keys(self, engine: Engine) -> None:
        for key in (5, 2, 9, 1):
            put(engine, passage(key, "kerja"))
        assert keys(engine.search(Query(Word("kerja")))) == [1, 2, 5, 9]
        assert keys(engine.search(Query(None, offset=1, limit=2))) == [2, 5]

    # Filters, facets, access

    def test_facet_ignores_the_filter_on_its_own_field(self, engine: Engine) -> None:
        put(engine, passage(1, "a", kind="x", year=2019), passage(2, "a", kind="y", year=2019),
            passage(3, "a", kind="y", year=2020), passage(4, "b", kind="z"))  # fmt: skip
        query = Query(Word("a"), filters=(Among("kind", ("x",)),), facets=("kind", "year"))
        results = engine.search(query)
        assert results.total == 1
        assert results.facets == {"kind": {"x": 1, "y": 2}, "year": {"2019": 1}}
        both = replace(query, filters=(*query.filters, Between("year", "2019", "2019")))
        assert engine.search(both).facets == {"kind": {"x": 1, "y": 1}, "year": {"2019": 1}}

    def test_facets_leave_out_what_has_no_value(self, engine: Engine) -> None:
        put(engine, passage(1, "a", speaker="Sri"), passage(2, "a"))
        facets = engine.search(Query(None, facets=("speaker", "year"))).facets
        assert facets == {"speaker": {"Sri": 1}, "year": {}}

    def test_other_access_is_absent_from_everything(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "kartu prakerja"),
            passage(2, "kartu rahasia", access=Access.RESTRICTED, kind="t"),
        )
        query = Query(Word("kartu"), some=(Word("rahasia"),), facets=("kind",), access=PUBLIC)
        results = engine.search(query)
        assert (keys(results), results.total, results.total_some) == ([1], 1, 0)
        assert results.facets == {"kind": {"document": 1}}
        assert found(engine, Not(Word("prakerja")), access=PUBLIC) == set()
        assert found(engine, Among("access", ("restricted",)), access=PUBLIC) == set()
        assert found(engine, None, access=frozenset()) == set()
        assert engine.near_words("rahasi", access=PUBLIC) == []
        assert engine.near_words("kartuu", access=PUBLIC) == [Suggestion("kartu", 1)]
        assert engine.completions("", access=PUBLIC) == [Suggestion("kartu", 1), Suggestion("prakerja", 1)]

    # Suggestions

    def test_near_words_nearest_then_most_frequent(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "prakerja pekerja"),
            passage(2, "pekerja bekerja"),
            passage(3, "bekerja prakarya"),
        )
        assert engine.near_words("prakreja") == [Suggestion("prakerja", 1)]
        assert engine.near_words("xekerja") == [
            Suggestion("bekerja", 2), Suggestion("pekerja", 2), Suggestion("prakerja", 1)][:2]  # fmt: skip
        assert engine.near_words("pekerja", limit=1) == [Suggestion("bekerja", 2)]
        assert engine.near_words("zzzzzz") == []

    def test_completions_most_frequent_first(self, engine: Engine) -> None:
        put(engine, passage(1, "pelatihan pelatihan pelatih"), passage(2, "Pelatih"), passage(3, "kerja"))
        assert engine.completions("pelat") == [Suggestion("pelatih", 2), Suggestion("pelatihan", 1)]
        assert engine.completions("pelat", limit=1) == [Suggestion("pelatih", 2)]
        assert engine.completions("x") == []

    # Batches

    def test_opening_what_is_not_there(self, folder: Path) -> None:
        with pytest.raises(IndexMissingError):
            type(self).open(folder)

    def test_index_is_still_there_when_opened_again(self, engine: Engine, folder: Path) -> None:
        put(engine, passage(1, "kerja", group=7))
        engine.close()
        again = type(self).open(folder)
        assert found(again, Word("kerja")) == {1}
        assert again.groups() == {7}
        assert again.count() == 1
        again.close()

    def test_remove_takes_whole_groups(self, engine: Engine) -> None:
        put(engine, passage(1, "a", group=1), passage(2, "a", group=1), passage(3, "a", group=2))
        with engine.batch() as batch:
            batch.remove([1, 99])
        assert found(engine, Word("a")) == {3}
        assert engine.groups() == {2}
        assert engine.count() == 1
        assert engine.near_words("b") == [Suggestion("a", 1)]

    def test_remove_and_put_within_a_batch_come_in_their_order(self, engine: Engine) -> None:
        put(engine, passage(1, "lama", group=1))
        with engine.batch() as batch:
            batch.put([passage(2, "sementara", group=1)])
            batch.remove([1])
            batch.put([passage(3, "baru", group=1)])
        assert found(engine, None) == {3}
        assert engine.completions("") == [Suggestion("baru", 1)]

    def test_batch_is_not_visible_before_its_end(self, engine: Engine) -> None:
        with engine.batch() as batch:
            batch.put([passage(1, "a")])
            assert found(engine, None) == set()
        assert found(engine, None) == {1}

    def test_batch_that_raises_is_dropped(self, engine: Engine) -> None:
        put(engine, passage(1, "a"))
        with pytest.raises(KeyError), engine.batch() as batch:  # noqa: PT012  (what is dropped comes before)
            batch.put([passage(2, "a")])
            batch.remove([1])
            raise KeyError
        assert found(engine, None) == {1}
        put(engine, passage(3, "a"))
        assert found(engine, None) == {1, 3}

    def test_only_one_batch_at_a_time(self, engine: Engine, folder: Path) -> None:
        other = type(self).open(folder)
        with engine.batch(), pytest.raises(IndexBusyError), other.batch():
            pass
        put(other, passage(1, "a"))
        assert found(engine, None) == {1}
        other.close()

    def test_commits_of_another_engine_are_seen(self, engine: Engine, folder: Path) -> None:
        other = type(self).open(folder)
        for key in range(1, 20):
            put(other, passage(key, "a"))
            assert engine.count() == key
        other.close()

    def test_searches_go_on_while_others_commit(self, engine: Engine) -> None:
        """Each state holds passages of one number of words only; no search may see two."""
        put(engine, *(passage(key, "kata w0", group=0) for key in range(5)))
        wrong: list[object] = []
        done = threading.Event()

        def read() -> None:
            try:
                while not done.is_set():
                    results = engine.search(Query(Word("kata"), facets=("document",)))
                    if results.total != 5 or len(results.facets["document"]) != 1:
                        wrong.append(results)
            except Exception as error:  # noqa: BLE001  (told by the assertion below)
                wrong.append(error)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for state in range(1, 25):
            with engine.batch() as batch:
                batch.remove([state - 1])
                batch.put(
                    passage(state * 10 + n, f"kata w{state}", group=state, document=f"d{state}")
                    for n in range(5)
                )
        done.set()
        for reader in readers:
            reader.join()
        assert wrong == []

    # Anything

    # Each engine's subclass has examples of its own; nothing is shared but the rule.
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(data=st.data())
    def test_finds_what_plain_python_finds(self, data: st.DataObject) -> None:
        with TemporaryDirectory() as folder:
            engine = type(self).open(Path(folder) / "engine", create=True)
            kept = changed(engine, data)
            assert engine.count() == len(kept)
            assert engine.groups() == {p.group for p in kept}
            for query in data.draw(st.lists(material.queries, min_size=1, max_size=8)):
                self.check(engine.search(query), query, kept)
                self.check_pages(engine, query)
            engine.close()

    def check(self, results: EngineResults, query: Query, kept: Sequence[IndexedPassage]) -> None:
        """Compare what was found with what plain Python finds."""
        expected = answer(kept, query)
        assert (results.total, results.total_some) == (len(expected.all_words), len(expected.some))
        assert results.facets == expected.facets
        tiers = [tuple(hit.key for hit in results.hits if hit.all_words is tier) for tier in (True, False)]
        if query.sort != "relevance":
            assert tiers == [expected.all_words, expected.some]
        else:
            assert [sorted(tier) for tier in tiers] == [sorted(expected.all_words), sorted(expected.some)]
            ranks = [(not hit.all_words, -hit.score, hit.key) for hit in results.hits]
            assert ranks == sorted(ranks)

    def check_pages(self, engine: Engine, query: Query) -> None:
        """Pages of a few hits are the pieces of the whole."""
        whole = engine.search(query).hits
        paged = [engine.search(replace(query, offset=at, limit=3)).hits for at in range(0, len(whole) + 3, 3)]
        assert tuple(hit for page in paged for hit in page) == whole


def changed(engine: Engine, data: st.DataObject) -> list[IndexedPassage]:
    """Put and remove at random, in several batches; gives what must be there afterwards."""
    kept: list[IndexedPassage] = []
    key = 0
    for _ in range(data.draw(st.integers(1, 6))):
        with engine.batch() as batch:
            for _ in range(data.draw(st.integers(1, 3))):
                if data.draw(st.booleans()) and kept:
                    gone = data.draw(st.sets(st.integers(1, 4), max_size=2))
                    batch.remove(gone)
                    kept = [p for p in kept if p.group not in gone]
                new = []
                for _ in range(data.draw(st.integers(0, 5))):
                    key += 1
                    new.append(data.draw(material.passages(key)))
                batch.put(new)
                kept += new
    return kept
