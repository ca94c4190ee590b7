"""The results page: what a person sees of a search, and where each link leads."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from support.html import Element, assert_valid, page


def words(tree: Element, selector: str) -> list[str]:
    return [" ".join(node.text.split()) for node in tree.all(selector)]


def test_the_count_names_what_was_asked(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pelatihan+vokasi")
    (status,) = words(tree, "p[role=status]")
    total = client.get("/search.json?q=pelatihan+vokasi").get_json()["total"]
    assert status == f"1–{total} of {total} passages for pelatihan vokasi"
    assert tree.one("#q")["value"] == "pelatihan vokasi"


def test_hits_show_title_place_marks_and_citation(client: FlaskClient) -> None:
    tree = page(client, "/search?q=insentif+cair")
    hit = tree.one(".hit")
    assert hit.one("h3").text.strip() == "Wawancara dengan Sari"
    crumb = " ".join(hit.one(".crumb").text.split())
    assert "Interview transcript" in crumb
    assert "April 12, 2022" in crumb or "12 April 2022" in crumb
    assert "Informan 1 · 00:01:22" in crumb
    assert "insentifnya sudah diterima" in hit.one(".asked").text
    assert {node.text.lower() for node in hit.all("mark")} >= {"insentif", "cair"}
    citation = client.get("/search.json?q=insentif+cair").get_json()["hits"][0]["citation"]
    assert hit.one("details[data-copy] p").text == citation


def test_a_hit_opens_at_its_passage(client: FlaskClient) -> None:
    url = page(client, "/search?q=insentif+cair").one(".hit h3 a")["href"]
    anchor = urlsplit(url).fragment
    here = page(client, url).one(".here")
    assert here["id"] == anchor
    assert "Insentif" in [mark.text for mark in here.all("mark")]


def test_the_reader_marks_what_a_hit_was_found_by(client: FlaskClient) -> None:
    """Not only the words as typed: what the glossary says of them, and their other forms."""
    tree = page(client, "/search?q=cellphone+vocational+training+incentive+disbursed")
    hit = next(item for item in tree.all(".hit") if "Sari" in item.one("h3").text)
    shown = {mark.text.lower() for mark in hit.all("mark")}
    here = page(client, hit.one("h3 a")["href"]).one(".here")
    assert shown
    assert shown <= {mark.text.lower() for mark in here.all("mark")}


def test_a_filter_by_what_is_not_there_is_told(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pelatihan&document=nope")
    assert "document: nope No passage of the corpus has this value" in words(tree, ".aids p")[0]
    notes = client.get("/search.json?q=pelatihan&collection=nope&kind=regulation").get_json()["notes"]
    assert notes == [{"code": "no_such_value", "text": "collection: nope"}]


def test_years_that_run_backwards_are_refused(client: FlaskClient) -> None:
    for address in ("/search?q=pelatihan&year=2023..2020", "/search?q=x&year_from=2023&year_to=2020"):
        response = client.get(address)
        assert response.status_code == 400
        assert "2020..2023" in response.text


def test_facets_are_links_with_counts_and_a_cross_on_the_chosen(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pelatihan")
    link = next(node for node in tree.all(".facet a") if "Field note" in node.text)
    narrowed = page(client, link["href"])
    count = link.one(".num").text.strip()
    assert f"of {count} passages" in words(narrowed, "p[role=status]")[0]
    assert {kind.text for kind in narrowed.all(".hit .kind")} == {"Field note"}
    chosen = narrowed.one(".facet a[aria-current]")
    assert "✕" in chosen.text
    assert parse_qs(urlsplit(chosen["href"]).query) == {"q": ["pelatihan"]}


def test_filters_on_one_field_are_alternatives(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pelatihan&kind=field_note&kind=transcript")
    assert {kind.text for kind in tree.all(".hit .kind")} == {"Field note", "Interview transcript"}
    assert len(tree.all(".chips li")) == 3
    clear = tree.one(".chips .clear a")["href"]
    assert parse_qs(urlsplit(str(clear)).query) == {"q": ["pelatihan"]}


def test_the_form_of_years_leads_to_a_range(client: FlaskClient) -> None:
    response = client.get("/search?q=pelatihan&kind=regulation&year_from=2020&year_to=2021")
    assert response.status_code == 302
    assert parse_qs(urlsplit(response.location).query) == {
        "q": ["pelatihan"],
        "kind": ["regulation"],
        "year": ["2020..2021"],
    }
    assert words(page(client, response.location), ".chips a span:first-child")[1] == "2020–2021"


def test_numbered_pages_keep_the_search(client: FlaskClient) -> None:
    first = page(client, "/search?q=balai+latihan&kind=regulation")
    assert [node.text.strip() for node in first.all(".hits")[0].all(".hit h3")]
    second_url = first.one(".pages a[rel=next]")["href"]
    second = page(client, second_url)
    assert second.one("ol.hits")["start"] == "11"
    assert words(second, "p[role=status]")[0].startswith("11–20 of ")
    assert second.one(".pages a[aria-current=page]").text.split()[-1] == "2"
    assert parse_qs(urlsplit(second_url).query)["kind"] == ["regulation"]


def test_a_page_behind_the_last_leads_back(client: FlaskClient) -> None:
    tree = page(client, "/search?q=insentif&page=900")
    back = tree.one(".nothing a")["href"]
    assert page(client, str(back)).all(".hit")


def test_passages_with_some_words_stand_under_their_own_heading(client: FlaskClient) -> None:
    tree = page(client, "/search?q=insentif+menjahit+gawai")
    assert words(tree, "h2.hits-head")[0].startswith("With some of the words")
    starts = [int(node["start"]) for node in tree.all("ol.hits")]
    assert starts == sorted(set(starts))


def test_sort_links_change_the_order_only(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pelatihan&kind=regulation")
    oldest = next(node for node in tree.all(".sorts a") if node.text == "oldest")
    query = parse_qs(urlsplit(oldest["href"]).query)
    assert query == {"q": ["pelatihan"], "kind": ["regulation"], "sort": ["oldest"]}


def test_a_place_in_the_law_comes_first(client: FlaskClient) -> None:
    place = page(client, "/search?q=perpres+90/2020+pasal+3").one(".places a")
    assert "Pasal 3" in place.text
    here = page(client, place["href"]).one(".here")
    assert here["id"].startswith("pasal-3")


def test_a_misspelt_word_is_corrected(client: FlaskClient) -> None:
    tree = page(client, "/search?q=insentip")
    correction = tree.one(".aids a")
    assert correction.text == "insentif"
    assert page(client, correction["href"]).all(".hit")


def test_what_was_not_understood_is_said(client: FlaskClient) -> None:
    tree = page(client, "/search?q=(pelatihan")
    assert tree.all(".hit")
    assert "no partner" in words(tree, ".aids")[0]


def test_nothing_found_offers_ways_on(client: FlaskClient) -> None:
    tree = page(client, "/search?q=menjahit&kind=regulation&year=2020")
    assert words(tree, "p[role=status]") == ["No passage found for menjahit"]
    ways = words(tree, ".nothing li")
    assert any(way.startswith("without “Regulation” (") for way in ways)
    assert any(way.startswith("without “2020” (") for way in ways)
    examples = tree.all(".nothing .examples a")
    assert len(examples) == 2
    for example in examples:
        found = client.get(example["href"].replace("/search?", "/search.json?")).get_json()
        assert found["total"] or found["places"]


def test_json_and_csv_tell_the_same(client: FlaskClient) -> None:
    data = client.get("/search.json?q=pelatihan&limit=1000").get_json()
    assert data["query"] == "pelatihan"
    assert {"rank", "id", "document", "locator", "text", "snippets", "citation"} <= data["hits"][0].keys()
    table = client.get("/search.csv?q=pelatihan&limit=1000")
    assert table.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [hit["id"] for hit in data["hits"]]
    book = load_workbook(io.BytesIO(client.get("/search.xlsx?q=pelatihan&limit=1000").data), read_only=True)
    heads, *lines = book.worksheets[0].iter_rows(values_only=True)
    assert [dict(zip(heads, line, strict=True))["id"] for line in lines] == [row["id"] for row in rows]


@pytest.mark.parametrize(
    "query", ["", "(", '"', "AND", "-", "*", "~", "a" * 2000, "\x00", "tahun:", "'\"><", "  "]
)
def test_no_query_ends_in_an_error(client: FlaskClient, query: str) -> None:
    assert client.get("/search", query_string={"q": query}).status_code == 200
    assert client.get("/search.json", query_string={"q": query}).status_code == 200


def test_control_characters_do_not_reach_a_page(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": "pelatihan \x07\ufffe\x85"}).get_data(as_text=True)
    assert_valid(html)
    assert "\N{REPLACEMENT CHARACTER}" in html


def test_the_title_of_a_document_stands_once_above_its_passages_that_follow_each_other(
    client: FlaskClient,
) -> None:
    tree = page(client, "/search?q=kegiatan")
    hits = tree.all(".hit")
    assert len(hits) > 2
    titles = [link.text for link in tree.all(".hit:not(.again) h3 a")]
    assert titles
    assert len(titles) + len(tree.all(".hit.again")) == len(hits)
    assert all(title in link.text for title in titles[:1] for link in tree.all(".hit.again h3 a"))
    assert len(tree.all(".acts a[href*='document=']")) == 1
