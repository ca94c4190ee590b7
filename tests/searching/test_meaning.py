"""Words and meaning in one ranking: what it finds, counts and shows, and what stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from searching.conftest import REGULATION, Library, Shelf, indexed
from support.concepts import Concepts

from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.model import Access, Found, Passage
from corpus_search.searching import Meaning, Results, SearchRequest, search
from corpus_search.semantic import Nearness, bring_up_to_date

QUESTION = "Is there money after the training?"
PUBLIC = frozenset({Access.PUBLIC})


@dataclass
class Kept:
    """A shelf as the maker of vectors sees it."""

    shelf: Shelf
    identity: str = "shelf"

    def all_keys(self) -> Sequence[tuple[int, ...]]:
        return [(key,) for key in self.shelf.found]

    def passages(self, keys: Sequence[int]) -> dict[int, Found]:
        return {key: self.shelf.found[key] for key in keys}


def meaning_of(shelf: Shelf, folder: Path) -> Nearness:
    encoder = Concepts()
    bring_up_to_date(folder, Kept(shelf), encoder)
    return Nearness(folder, lambda: "shelf", lambda _: encoder)


@pytest.fixture
def meaning(library: Library, tmp_path: Path) -> Nearness:
    return meaning_of(library.shelf, tmp_path / "index")


def ask(library: Library, meaning: Meaning | None, text: str = QUESTION, **more: object) -> Results:
    request = replace(SearchRequest(text, semantic=True, limit=100), **more)  # type: ignore[arg-type]  # fields of a request
    return search(request, library.engine, library.shelf, meaning=meaning)


def texts(results: Results) -> list[str]:
    return [hit.text for hit in results.hits]


def test_a_passage_is_found_by_its_meaning_and_says_so(library: Library, meaning: Nearness) -> None:
    assert ask(library, None, "money").hits == ()
    results = ask(library, meaning, "money")
    assert results.semantic is True
    first = results.hits[0]
    assert "insentif" in first.text
    assert (first.by_meaning, first.all_words) == (True, False)


def test_totals_are_those_of_the_words_and_of_what_meaning_adds(library: Library, meaning: Nearness) -> None:
    by_words, by_both = ask(library, None, "pelatihan insentif"), ask(library, meaning, "pelatihan insentif")
    assert (by_both.total, by_both.total_some) == (by_words.total, by_words.total_some)
    assert by_both.facets == by_words.facets
    added = [hit for hit in by_both.hits if hit.by_meaning]
    assert by_both.total_by_meaning == len(added) > 0
    assert by_both.found == len(by_both.hits) == by_words.found + len(added)
    assert {hit.passage.id for hit in by_words.hits} <= {hit.passage.id for hit in by_both.hits}
    flags = {hit.passage.id: hit.all_words for hit in by_words.hits}
    assert all(hit.all_words == flags.get(hit.passage.id, False) for hit in by_both.hits)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("text", ["pelatihan", "kerja pelatihan magang", "signal", QUESTION])
def test_pages_are_pieces_of_one_list(library: Library, meaning: Nearness, text: str, size: int) -> None:
    whole = ask(library, meaning, text)
    pages = [ask(library, meaning, text, offset=at, limit=size) for at in range(0, whole.found + size, size)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert [hit.rank for hit in whole.hits] == list(range(1, whole.found + 1))
    assert len({hit.passage.id for hit in whole.hits}) == whole.found


def test_filters_hold_for_what_meaning_finds(library: Library, meaning: Nearness) -> None:
    results = ask(library, meaning, "money", kinds=("transcript",))
    assert results.hits
    assert {hit.document.kind for hit in results.hits} == {"transcript"}
    assert ask(library, meaning, "money", kinds=("transcript",), languages=("en",)).hits == ()


@pytest.mark.parametrize(
    "text",
    ['"kartu muda"', "judul:kartu", "pelatihan OR magang", "pelatihan -magang", "pelatih*", "insentfi~",
     "perpres 36/2020 pasal 12", ""],
)  # fmt: skip
def test_only_plain_words_and_questions_have_a_meaning(
    library: Library, meaning: Nearness, text: str
) -> None:
    assert ask(library, meaning, text) == ask(library, None, text)


def test_another_order_and_not_asking_are_as_without(library: Library, meaning: Nearness) -> None:
    assert ask(library, meaning, sort="newest") == ask(library, None, sort="newest")
    off = ask(library, meaning, semantic=False)
    assert off.semantic is False
    assert replace(off, semantic=None) == ask(library, None, semantic=False)


def test_who_may_not_see_a_passage_sees_nothing_of_it(library: Library, tmp_path: Path) -> None:
    """The answer is that of a corpus in which the passage never was."""
    open_shelf = Shelf(
        {key: one for key, one in library.shelf.found.items() if one.document.access in PUBLIC}
    )
    engine = WhooshEngine.open(_folder(tmp_path / "open"), create=True)
    with engine.batch() as batch:
        batch.put([indexed(key, key, found) for key, found in open_shelf.found.items()])
    apart = Library(engine, open_shelf)
    everything = meaning_of(library.shelf, tmp_path / "everything")
    only_open = meaning_of(open_shelf, tmp_path / "only-open")
    for text in (QUESTION, "signal lost", "insentif", "training course money"):
        seen = ask(library, everything, text, access=PUBLIC)
        assert seen.hits
        assert replace(seen, request=SearchRequest()) == replace(
            ask(apart, only_open, text, access=PUBLIC), request=SearchRequest()
        )
    engine.close()


def test_what_words_find_far_down_is_found_once(tmp_path: Path) -> None:
    """Of more passages than are ranked anew, the last ones by words are the nearest in meaning."""
    shelf = Shelf()
    for number in range(1, 1101):
        text = f"Kerja kabar {'dan yang di ' * 30}" if number > 1050 else "Kerja lagi."
        passage = Passage(f"p/{number}", REGULATION.id, 0, len(text), 1, str(number), ordinal=number)
        shelf.found[number] = Found(REGULATION, passage, text)
    engine = WhooshEngine.open(_folder(tmp_path / "engine"), create=True)
    with engine.batch() as batch:
        batch.put([indexed(key, key, found) for key, found in shelf.found.items()])
    library = Library(engine, shelf)
    meaning = meaning_of(shelf, tmp_path / "index")
    whole = ask(library, meaning, "kerja tiding", limit=2000)
    places = [hit.rank for hit in whole.hits if "kabar" in hit.text]
    assert sum(place < 200 for place in places) == 30
    assert sum(place > 1000 for place in places) == 20
    assert len({hit.passage.id for hit in whole.hits}) == len(whole.hits) == whole.found == 1100
    assert whole.total_by_meaning == 0
    late = ask(library, meaning, "kerja tiding", offset=990, limit=30)
    assert [hit.passage.id for hit in late.hits] == [hit.passage.id for hit in whole.hits[990:1020]]
    engine.close()


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700)
    return path
