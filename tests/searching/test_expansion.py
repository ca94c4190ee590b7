from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from searching.conftest import indexed

from corpus_search.searching import Expansion, OwnGlossary, SearchRequest, search

if TYPE_CHECKING:
    from searching.conftest import Library

LAW, TALK, SEEN = "perpres-2020-36", "wawancara-sri", "catatan-balai"


def test_a_query_is_found_in_the_other_language(library: Library) -> None:
    results = search(SearchRequest("job seekers"), library.engine, library.shelf)
    assert {hit.passage.id for hit in results.hits if hit.all_words} == {f"{LAW}/pasal-1", f"{SEEN}/0"}
    assert results.also == (Expansion("job seekers", ("pencari kerja",)),)
    assert all(snippet.marks for hit in results.hits for snippet in hit.snippets)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nyari kerjaan", "Saya mencari pekerjaan ke kota."),
        ("mencari pekerjaan", "Aku nyari kerjaan terus."),
        ("mencari pekerjaan", "Inyong golet gawean maring kota."),
        ("gawean", "Pekerjaan saya buruh."),
        ("kepriwe", "Bagaimana caranya?"),
        ("fixed-term contract", "Saya kena PKWT dua tahun."),
        ("e-wallet", "Uangnya masuk dompet digital."),
        ("UU cipta kerja", "Ada undang-undang tentang job creation."),
    ],
)
def test_what_means_the_same_is_found_spoken_regional_or_of_several_parts(
    library: Library, asked: str, said: str
) -> None:
    found = replace(library.shelf.found[6], text=said)
    library.shelf.found[60] = found
    with library.engine.batch() as batch:
        batch.put([indexed(60, 60, found)])
    hits = search(SearchRequest(asked), library.engine, library.shelf).hits
    assert said in {hit.text for hit in hits if hit.all_words}


def test_terms_that_stand_nowhere_are_not_named(library: Library) -> None:
    assert search(SearchRequest("insentif"), library.engine, library.shelf).also == ()


def test_each_term_and_all_of_them_can_be_left_out(library: Library) -> None:
    asked = SearchRequest("online")
    for chosen in (replace(asked, without=("Daring",)), replace(asked, expand=False)):
        assert search(chosen, library.engine, library.shelf).also == ()
    assert search(asked, library.engine, library.shelf).total == 2


def test_what_is_quoted_or_excluded_is_left_as_it_is(library: Library) -> None:
    for text in (
        '"job seekers"',
        '"job-seekers" pelatihan',
        '"apprenticeship"',
        "pelatihan NOT apprenticeship",
        "judul:interview",
    ):
        assert all(
            one.term not in ("job seekers", "apprenticeship", "interview")
            for one in search(SearchRequest(text), library.engine, library.shelf).also
        )


def test_typed_words_rank_above_their_other_names(library: Library) -> None:
    results = search(SearchRequest("apprenticeship OR vokasi"), library.engine, library.shelf)
    assert results.total == 3
    assert results.hits[0].passage.id == f"{LAW}/pasal-5/ayat-1"


def test_a_corpus_has_terms_of_its_own_and_may_change_them(library: Library, tmp_path: Path) -> None:
    own = OwnGlossary(tmp_path)
    file = tmp_path / "glossary.toml"
    assert own.current()[1] == ()
    file.write_text('[terms]\n"uang saku" = ["insentif"]\n', encoding="utf-8")
    glossary, notes = own.current()
    assert notes == ()
    assert search(SearchRequest("uang saku"), library.engine, library.shelf, glossary).total == 2
    file.write_text("[terms", encoding="utf-8")
    os.utime(file, (1, 1))
    glossary, (note,) = own.current()
    assert note.code == "bad_glossary"
    assert "glossary.toml" in note.text
    assert search(SearchRequest("uang saku"), library.engine, library.shelf, glossary).total == 0


def test_misread_words_are_found_and_marked(library: Library) -> None:
    texts = {
        90: "Program KNRTU PRAKERJA bagi semua.",
        91: "Peningkatan prodr.:ktivitas usaha.",
        92: "Pasa1 5 tahun 2O2O.",
        93: "Lamanya pelat1han dan ker1a.",
    }
    with library.engine.batch() as batch:
        for key, text in texts.items():
            found = replace(library.shelf.found[1], text=text)
            library.shelf.found[key] = found
            batch.put([indexed(key, key, found)])
    for query, text, marked in (
        ("kartu prakerja", texts[90], ["KNRTU", "PRAKERJA"]),
        ("produktivitas", texts[91], ["prodr.:ktivitas"]),
        ("pasal 2020", texts[92], ["Pasa1", "2O2O"]),
        ("pelatihan kerja", texts[93], ["pelat1han", "ker1a"]),
    ):
        results = search(SearchRequest(query), library.engine, library.shelf)
        (hit,) = (hit for hit in results.hits if hit.all_words and hit.text == text)
        (snippet,) = hit.snippets
        assert [snippet.text[start:end] for start, end in snippet.marks] == marked
