from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.model import Access
from corpus_search.searching import Results, SearchRequest, search

if TYPE_CHECKING:
    from searching.conftest import Library

PUBLIC = frozenset({Access.PUBLIC})


def ask(library: Library, text: str, **chosen: object) -> Results:
    return search(SearchRequest(text, **chosen), library.engine, library.shelf)  # type: ignore[arg-type]  # fields of it


def ids(results: Results, *, all_words: bool = True) -> set[str]:
    return {hit.passage.id for hit in results.hits if hit.all_words == all_words}


LAW, TALK, SEEN = "perpres-2020-36", "wawancara-sri", "catatan-balai"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pelatihan vokasi", {f"{LAW}/pasal-5/ayat-1"}),
        ('"pencari kerja"', {f"{LAW}/pasal-1", f"{SEEN}/0"}),
        ("pelatihan NOT daring", {f"{LAW}/pasal-5/ayat-1", f"{TALK}/1"}),
        ("judul:wawancara insentif", {f"{TALK}/2"}),
        ("jenis:transkrip magang", {f"{TALK}/0"}),
        ("tahun:2020..2020 kerja", {f"{LAW}/pasal-1", f"{LAW}/pasal-12"}),
        ("tanggal:2021-05 kerja", {f"{SEEN}/0", f"{SEEN}/1"}),
        ('"kerja pencari"~2', {f"{LAW}/pasal-1", f"{SEEN}/0"}),
        ("insent*", {f"{LAW}/pasal-5/ayat-2", f"{TALK}/2"}),
        ("insenitf~", {f"{LAW}/pasal-5/ayat-2"}),
        ("Rp3.500.000", {f"{LAW}/pasal-5/ayat-2"}),
        ("Pasal 5 ayat (2)", {f"{LAW}/pasal-5/ayat-2"}),
        ("penutur:peneliti", {f"{TALK}/1"}),
        ('penutur:"informan 3" pelatihan', {f"{TALK}/0"}),
        ("pasal:12", {f"{LAW}/pasal-12"}),
        ("koleksi:field magang", {f"{SEEN}/1"}),
        ("(magang", {f"{TALK}/0", f"{SEEN}/1"}),
        ('"magang', {f"{TALK}/0", f"{SEEN}/1"}),
        ("siapa yang menunggu di depan balai?", {f"{SEEN}/0"}),
    ],
)
def test_what_a_person_types_finds_what_they_expect(library: Library, text: str, expected: set[str]) -> None:
    assert ids(ask(library, text)) == expected


def test_passages_with_some_of_the_words_come_below(library: Library) -> None:
    results = ask(library, "pencari insentif")
    assert (results.total, results.total_some) == (0, 4)
    assert [hit.rank for hit in results.hits] == [1, 2, 3, 4]
    assert not any(hit.all_words for hit in results.hits)


@pytest.mark.parametrize(
    ("text", "expected", "some"),
    [
        ("wawancara", set(), set()),
        ("wawancara insentif", {f"{TALK}/2"}, {f"{LAW}/pasal-5/ayat-2"}),
        ('"kartu muda"', {f"{LAW}/pasal-1"}, set()),
        ("tentang OR judul:wawancara", {f"{SEEN}/1", f"{TALK}/0", f"{TALK}/1", f"{TALK}/2"}, set()),
        ("wawancara AND NOT magang", set(), set()),
        ("judul:wawancara NOT magang", {f"{TALK}/1", f"{TALK}/2"}, set()),
        ("wawan*", set(), set()),
    ],
)
def test_no_passage_is_found_by_its_title_alone(
    library: Library, text: str, expected: set[str], some: set[str]
) -> None:
    results = ask(library, text)
    assert (ids(results), ids(results, all_words=False)) == (expected, some)


def test_any_of_the_words_may_be_chosen(library: Library) -> None:
    results = ask(library, "pencari insentif", any_words=True)
    assert (results.total, results.total_some) == (4, 0)


def test_words_side_by_side_rank_first(library: Library) -> None:
    first = ask(library, "kerja sama").hits[0]
    assert first.passage.id == f"{SEEN}/1"


def test_an_empty_text_lists_what_the_filters_let_through(library: Library) -> None:
    results = ask(library, "", kinds=("transcript",))
    assert results.total == 3
    assert [hit.passage.ordinal for hit in results.hits] == [0, 1, 2]


@pytest.mark.parametrize("text", ["***", "()", "tahun:kapan"])
def test_a_text_without_anything_to_search_finds_nothing(library: Library, text: str) -> None:
    results = ask(library, text, kinds=("transcript",))
    assert (results.total, results.hits) == (0, ())
    assert results.facets["kind"] == {"transcript": 0}


def test_pages_go_on_where_the_last_one_ended(library: Library) -> None:
    whole = ask(library, "kerja OR pelatihan", limit=20)
    parts = [ask(library, "kerja OR pelatihan", limit=2, offset=at) for at in range(0, whole.total, 2)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)


def test_facets_are_ordered_and_keep_what_is_chosen(library: Library) -> None:
    facets = ask(library, "pelatihan").facets
    assert list(facets["kind"].items()) == [("regulation", 2), ("transcript", 2)]
    assert list(facets["year"]) == ["2021", "2020"]
    chosen = ask(library, "vokasi", kinds=("transcript",), speakers=("Informan 3",)).facets
    assert chosen["kind"] == {"transcript": 0}
    assert chosen["speaker"] == {"Informan 3": 0}


def test_what_may_not_be_seen_is_not_there(library: Library) -> None:
    results = ask(library, "pelatihan", access=PUBLIC)
    assert {hit.document.id for hit in results.hits} == {LAW}
    assert results.total == 2
    assert results.facets["speaker"] == {}
    assert ask(library, "serabutn", access=PUBLIC).corrections == ()
    assert ask(library, "penutur:informan", access=PUBLIC).total == 0


def test_snippets_stand_in_the_document(library: Library) -> None:
    hit = ask(library, "vokasi").hits[0]
    (snippet,) = hit.snippets
    assert snippet.start == hit.passage.start
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["vokasi"]
    assert hit.citation


@pytest.mark.parametrize(
    ("text", "label", "passage"),
    [
        ("perpres 36/2020", "Perpres 36/2020", None),
        ("perpres 36/2020 ps 12", "Perpres 36/2020 Pasal 12", f"{LAW}/pasal-12"),
        ("Pasal 5 ayat (2) Perpres 36/2020", "Perpres 36/2020 Pasal 5 ayat (2)", f"{LAW}/pasal-5/ayat-2"),
    ],
)
def test_a_reference_offers_its_place_and_finds_it(
    library: Library, text: str, label: str, passage: str | None
) -> None:
    results = ask(library, text)
    (place,) = results.places
    assert (place.label, place.passage and place.passage.id) == (label, passage)
    assert passage is None or results.hits[0].passage.id == passage
    assert {hit.document.id for hit in results.hits if hit.all_words} == {LAW}


def test_the_articles_of_an_amending_regulation_have_roman_numbers(library: Library) -> None:
    results = ask(library, "perpres 7/2021 pasal 1")
    (place,) = results.places
    assert place.passage is not None
    assert (place.label, place.passage.id) == ("Perpres 7/2021 Pasal I", "perpres-2021-7/pasal-i")
    assert ids(results) == {"perpres-2021-7/pasal-i"}


def test_a_reference_to_an_article_that_is_not_there_offers_the_regulation(library: Library) -> None:
    (place,) = ask(library, "perpres 36/2020 pasal 99").places
    assert (place.label, place.passage) == ("Perpres 36/2020", None)


def test_a_reference_to_what_is_not_there_is_searched_as_words(library: Library) -> None:
    results = ask(library, "perpres 99/2019 pasal 12")
    assert results.places == ()
    assert f"{LAW}/pasal-12" in ids(results, all_words=False)


def test_a_name_that_is_not_there_is_noted(library: Library) -> None:
    results = ask(library, "penutur:gubernur")
    assert results.total == 0
    assert [note.code for note in results.notes] == ["no_such_value"]


def test_another_spelling_is_offered_with_what_it_finds(library: Library) -> None:
    results = ask(library, "(pelatihan AND vokais)")
    assert [(one.text, one.total) for one in results.corrections] == [("(pelatihan AND vokasi)", 1)]
    assert ask(library, "pelatihan vokasi").corrections == ()
    assert ask(library, "zzzzzzzz").corrections == ()


def test_a_passage_that_is_gone_is_left_out_after_asking_once_more(library: Library) -> None:
    gone = next(key for key, found in library.shelf.found.items() if found.passage.id == f"{TALK}/0")
    del library.shelf.found[gone]
    results = ask(library, "magang")
    assert [hit.passage.id for hit in results.hits] == [f"{SEEN}/1"]
    assert library.shelf.asked == 2


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["kerja", "AND", "OR", "NOT", "(", ")", '"', "pelat*", "~2", "-", "jenis:", "a~", "5", "?"]
        ),
        max_size=12,
    ).flatmap(lambda parts: st.sampled_from(("", " ")).map(lambda gap: gap.join(parts)))
)
def test_whatever_is_typed_is_answered(library: Library, text: str) -> None:
    results = ask(library, text)
    assert 0 <= len(results.hits) <= results.total + results.total_some
