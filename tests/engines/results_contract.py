"""Order, pages, counts, access and suggestions."""

from __future__ import annotations

from dataclasses import replace

from engines.opened import PUBLIC, Opened, found, keys, passage, put

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Engine,
    Not,
    Or,
    Query,
    Suggestion,
    Word,
)
from corpus_search.model import Access


class ResultsContract(Opened):
    """What comes back."""

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

    def test_misread_words_are_like_it_rare_and_no_words(self, engine: Engine) -> None:
        put(
            engine,
            *(passage(key, "kartu prakerja") for key in range(1, 5)),
            passage(5, "knrtu kantu kartun batu"),
            passage(6, "prod ktivitas"),
            passage(7, "karlu", access=Access.RESTRICTED),
        )
        public = frozenset({Access.PUBLIC})
        assert [near.word for near in engine.misread_words("kartu", access=public)] == ["kantu", "knrtu"]
        assert "karlu" in [near.word for near in engine.misread_words("kartu")]
        assert [near.word for near in engine.misread_words("produktivitas")] == ["ktivitas"]
        assert engine.misread_words("di") == []

    def test_words_that_lost_the_space_between_them_are_found_by_each(self, engine: Engine) -> None:
        put(
            engine,
            passage(1, "pelaksanaan vaksinasi"),
            passage(2, "pelaksanaanVaksinasi dan vaksinasibaru"),
        )
        assert [near.word for near in engine.misread_words("vaksinasi")] == ["pelaksanaanvaksinasi"]
        assert "pelaksanaanvaksinasi" in [near.word for near in engine.misread_words("pelaksanaan")]

    def test_completions_most_frequent_first(self, engine: Engine) -> None:
        put(engine, passage(1, "pelatihan pelatihan pelatih"), passage(2, "Pelatih"), passage(3, "kerja"))
        assert engine.completions("pelat") == [Suggestion("pelatih", 2), Suggestion("pelatihan", 1)]
        assert engine.completions("pelat", limit=1) == [Suggestion("pelatih", 2)]
        assert engine.completions("x") == []

    def test_records_come_with_hits_that_are_asked_for_them(self, engine: Engine) -> None:
        put(engine, passage(1, "kartu", record="{}"), passage(2, "kartu", record="ä\n" * 20_000))
        kept = ["{}", "ä\n" * 20_000] if engine.keeps_records else ["", ""]
        assert [hit.record for hit in engine.search(Query(Word("kartu"), records=True)).hits] == kept
        assert [hit.record for hit in engine.search(Query(Word("kartu"))).hits] == ["", ""]

    def test_suggestions_count_what_is_seen(self, engine: Engine) -> None:
        put(engine, *(passage(key, "kartu", access=access) for key, access in enumerate(Access, 1)))
        for seen in (frozenset(Access), frozenset({Access.PUBLIC, Access.RESTRICTED}), PUBLIC):
            assert engine.completions("kar", access=seen) == [Suggestion("kartu", len(seen))]
            assert engine.near_words("kartv", access=seen) == [Suggestion("kartu", len(seen))]
        assert engine.completions("kar", access=frozenset()) == []
