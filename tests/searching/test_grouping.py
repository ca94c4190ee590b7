from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from searching.conftest import indexed

from corpus_search.searching import SearchRequest, search, similar

if TYPE_CHECKING:
    from searching.conftest import Library


def add(library: Library, key: int, text: str) -> str:
    """One more passage, of the regulation."""
    first = library.shelf.found[1]
    passage = replace(first.passage, id=f"perpres-2020-36/lampiran/{key}", end=len(text), start=0)
    found = replace(first, passage=passage, text=text)
    library.shelf.found[key] = found
    with library.engine.batch() as batch:
        batch.put([indexed(key, key, found)])
    return passage.id


LONG = (
    "Setiap peserta pelatihan berhak atas sertifikat kompetensi yang berlaku selama tiga tahun sejak terbit"
)


def test_passages_that_say_the_same_are_one_hit(library: Library) -> None:
    first, again, other = (
        add(library, 80, f"{LONG}."),
        add(library, 81, f"  {LONG.upper()} "),
        add(library, 82, f"{LONG} dan dapat diperpanjang satu kali atas permintaan pemegang sertifikat itu."),
    )
    request = SearchRequest("sertifikat kompetensi", collapse=True)
    results = search(request, library.engine, library.shelf)
    assert results.total == 3
    assert {hit.passage.id: hit.near_identical for hit in results.hits} == {first: (again,), other: ()}
    whole = search(replace(request, collapse=False), library.engine, library.shelf)
    assert len(whole.hits) == 3


def test_pages_do_not_overlap_when_hits_are_collapsed(library: Library) -> None:
    for key in range(70, 76):
        add(library, key, LONG)
    pages = [
        search(SearchRequest("sertifikat", collapse=True, offset=at, limit=2), library.engine, library.shelf)
        for at in range(0, 6, 2)
    ]
    shown = [one for page in pages for hit in page.hits for one in (hit.passage.id, *hit.near_identical)]
    assert len(shown) == len(set(shown)) == 6
    assert [page.hits[0].rank for page in pages] == [1, 3, 5]


def test_a_hit_tells_how_much_more_its_document_has(library: Library) -> None:
    results = search(SearchRequest("kerja"), library.engine, library.shelf)
    more = {hit.document.id: hit.more_in_document for hit in results.hits}
    assert more == {"perpres-2020-36": 1, "wawancara-sri": 0, "catatan-balai": 1}


def test_similar_passages_are_others_with_its_telling_words(library: Library) -> None:
    found = next(one for one in library.shelf.found.values() if one.passage.id == "wawancara-sri/0")
    results = similar(found, library.engine, library.shelf)
    assert found.passage.id not in {hit.passage.id for hit in results.hits}
    assert results.hits[0].passage.id in {"perpres-2020-36/pasal-12", "catatan-balai/1"}
    assert all(snippet.marks for hit in results.hits for snippet in hit.snippets)
    assert similar(replace(found, text=""), library.engine, library.shelf).hits == ()
