from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus_search.searching import SearchRequest, hit_json, results_csv, results_json, search

if TYPE_CHECKING:
    from searching.conftest import Library


def test_results_as_json_have_the_shape_that_programs_rely_on(library: Library) -> None:
    results = search(SearchRequest("pelatihan vokasi"), library.engine, library.shelf)
    told = json.loads(json.dumps(results_json(results)))
    assert set(told) == {
        "query",
        "total",
        "total_some",
        "semantic",
        "total_by_meaning",
        "hits",
        "facets",
        "places",
        "notes",
        "corrections",
        "also",
    }
    assert (told["query"], told["total"], told["total_some"]) == ("pelatihan vokasi", 1, 3)
    hit = told["hits"][0]
    assert list(hit) == [
        "rank",
        "score",
        "id",
        "all_words",
        "by_meaning",
        "document",
        "locator",
        "text",
        "snippets",
        "citation",
        "more_in_document",
        "near_identical",
    ]
    assert set(hit["document"]) == {"id", "path", "title", "kind", "collection", "date", "language"}
    assert hit["locator"] == {
        "page": 2,
        "path": "BAB II > Pasal 5 > ayat (1)",
        "start": 1000,
        "end": 1000 + len(hit["text"]),
        "speaker": None,
        "time": None,
    }
    (snippet,) = hit["snippets"]
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["pelatihan", "vokasi"]
    assert told["facets"]["kind"] == {"regulation": 1}
    assert hit == json.loads(json.dumps(hit_json(results.hits[0])))


def test_places_notes_and_corrections_are_told(library: Library) -> None:
    told = results_json(search(SearchRequest("perpres 36/2020 ps 12"), library.engine, library.shelf))
    assert told["places"] == [
        {
            "label": "Perpres 36/2020 Pasal 12",
            "document": "perpres-2020-36",
            "passage": "perpres-2020-36/pasal-12",
        }
    ]
    told = results_json(search(SearchRequest("(vokais"), library.engine, library.shelf))
    assert told["notes"] == [{"code": "unbalanced", "text": "("}]
    assert told["corrections"] == [{"query": "(vokasi", "total": 1}]


def test_csv_opens_in_a_spreadsheet(library: Library) -> None:
    text = results_csv(search(SearchRequest("vokasi"), library.engine, library.shelf))
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["id"] == "perpres-2020-36/pasal-5/ayat-1"
    assert row["text"].startswith("Peserta wajib")
    assert (row["page"], row["all_words"]) == ("2", "yes")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝"])
def test_csv_holds_no_formulas(library: Library, first: str) -> None:
    results = search(SearchRequest("vokasi"), library.engine, library.shelf)
    (hit,) = results.hits
    evil = f"{first}HYPERLINK(1)"
    named = replace(hit, text=evil, document=replace(hit.document, title=evil), citation=evil)
    (row,) = csv.DictReader(io.StringIO(results_csv(replace(results, hits=(named,))).removeprefix("\ufeff")))
    assert row["text"] == row["title"] == row["citation"] == f"'{evil}"
