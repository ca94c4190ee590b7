"""Following the law in the browser: links of citations, places by address, relations, changes, the text on a date."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from support.html import page, parsed
from support.law_corpus import write_law

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.web import create_app

BASE = "/documents/perpres-2020-12"


@pytest.fixture(scope="module")
def law_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("law")
    settings = Settings(corpus=folder / "corpus", index=folder / "index", store=folder / "store", jobs=1)
    write_law(settings.corpus)
    index_corpus(settings)
    return settings


@pytest.fixture
def law(law_settings: Settings) -> FlaskClient:
    client = create_app(law_settings).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_citations_are_links_or_marked(law: FlaskClient) -> None:
    tree = page(law, "/documents/transkrip-sari")
    cited = {link.text: link["href"] for link in tree.all("a.cited")}
    assert cited["Pasal 2 Perpres Nomor 12 Tahun 2020"] == f"{BASE}/pasal-2"
    assert cited["Perpres 12/2020"] == BASE
    assert tree.one(".not-here").text == "UU 13/2003"


def test_marks_and_links_live_together(law: FlaskClient) -> None:
    tree = page(law, "/documents/transkrip-sari?q=perpres")
    assert tree.one("a.cited mark").text == "Perpres"
    assert not tree.all("a a")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("pasal-2", "pasal-2/ayat-1"),
        ("pasal-2/ayat-2", "pasal-2/ayat-2"),
        ("pasal-2/ayat-2/huruf-b", "pasal-2/ayat-2"),
    ],
)
def test_a_place_has_an_address(law: FlaskClient, address: str, place: str) -> None:
    response = law.get(f"{BASE}/{address}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{BASE}?at={place}#{place}"
    told = law.get(f"{BASE}/{address}.json").get_json()
    assert told["passage"]["id"] == f"perpres-2020-12/{place}"
    assert told["akn"].startswith("/akn/id/act/perpres/2020/12/~art_2")


def test_a_place_that_is_not_there_is_not_found(law: FlaskClient) -> None:
    assert "no pasal-99" in page(law, f"{BASE}/pasal-99", 404).text
    assert law.get(f"{BASE}/pasal-99.json").status_code == 404


def test_an_amending_article_is_found_by_its_arabic_number(law: FlaskClient) -> None:
    assert "pasal-ii" in law.get("/documents/perpres-2021-5/pasal-2").headers["Location"]


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("perpres 12/2020 ps 2", f"{BASE}?at=pasal-2/ayat-1#pasal-2/ayat-1"),
        ("Perpres 12/2020", BASE),
        ("pelatihan desa", "/search?q=pelatihan+desa"),
    ],
)
def test_the_jump_box(law: FlaskClient, asked: str, where: str) -> None:
    assert law.get("/go", query_string={"to": asked}).headers["Location"] == where


def test_the_jump_box_within_a_document(law: FlaskClient) -> None:
    response = law.get("/go", query_string={"to": "pasal 2 ayat 2", "in": "perpres-2020-12"})
    assert response.headers["Location"].endswith("#pasal-2/ayat-2")


@pytest.mark.parametrize("asked", ["uu 13/2003", "pasal 5", "perpres 12/2020 ps 99"])
def test_the_jump_box_says_what_is_not_here(law: FlaskClient, asked: str) -> None:
    response = law.get("/go", query_string={"to": asked})
    assert response.status_code == 404
    assert parsed(response.text).one("h1").text == "Not in this corpus"


def test_a_preview_tells_where_a_link_leads(law: FlaskClient) -> None:
    told = law.get("/preview.json?document=perpres-2020-12&place=pasal-2/ayat-1").get_json()
    assert "paling lama 30 hari" in told["text"]
    assert told["status"] == "no repeal found in this collection"


def test_standing_never_says_in_force(law: FlaskClient) -> None:
    text = page(law, BASE).one(".standing").text
    assert "no repeal found in this collection" in text
    assert "Amended byPerpres 5/2021, Perpres 9/2022" in text
    assert "Repealed byPerpres 1/2024" in page(law, "/documents/perpres-2021-5").one(".standing").text
    indonesian = page(law, f"{BASE}?lang=id").one(".standing").text
    assert "tidak ditemukan pencabutan dalam koleksi ini" in indonesian
    assert "Diubah dengan" in indonesian


def test_relations_list_both_ways_and_what_is_missing(law: FlaskClient) -> None:
    tree = page(law, f"{BASE}/relations?lang=en")
    assert [item.text for item in tree.all(".cites h3 a")]
    assert "Pasal 2" in tree.one(".by-article").text
    by_article = page(law, f"{BASE}/relations?article=2")
    assert "Who cites Pasal 2" in by_article.text
    told = law.get(f"{BASE}/relations.json").get_json()
    assert "transkrip-sari" in [one["document"] for one in told["cited_by"]]
    assert told["standing"]["repeal_found"] is False
    assert "uud-1945" in [one["identifier"] for one in law.get("/not-here.json").get_json()["regulations"]]
    assert "Undang-Undang Dasar 1945" in page(law, "/not-here").text


def test_changes_stand_side_by_side(law: FlaskClient) -> None:
    tree = page(law, "/documents/perpres-2021-5/changes")
    changes = tree.all(".change")
    assert [change.one("h3").text for change in changes] == [
        "Pasal 2 changed",
        "Pasal 2A inserted",
        "Pasal 3 deleted",
    ]
    assert [change.text for change in changes[0].all("del")] == ["30"]
    assert [change.text for change in changes[0].all("ins")] == ["60"]
    assert law.get(f"{BASE}/changes").status_code == 404
    told = law.get("/documents/perpres-2021-5/changes.json").get_json()
    assert told["changes"][0]["article"] == "2"


def test_the_text_on_a_date(law: FlaskClient) -> None:
    tree = page(law, f"{BASE}/amended?on=2022-01-01")
    assert [link.text for link in tree.all("a[href^='#pasal-']")] == ["Pasal 2", "Pasal 2A", "Pasal 3"]
    assert "not an official one" in tree.text
    assert "60 hari" in tree.one("#pasal-2").text
    assert tree.one("#pasal-2 .source").text == "changed by Perpres 5/2021"
    assert tree.one("#pasal-2a .source").text == "inserted by Perpres 5/2021"
    assert tree.one("#pasal-3 .source").text == "deleted by Perpres 5/2021"
    told = law.get(f"{BASE}/amended.json?on=2024-01-01").get_json()
    assert told["official"] is False
    assert {one["number"]: one["source"] for one in told["articles"]}["2"] == "perpres-2022-9"
    assert law.get(f"{BASE}/amended?on=gestern").status_code == 400


def test_json_ld_stands_in_the_page_and_at_its_address(law: FlaskClient) -> None:
    (block,) = page(law, BASE).all("script[type='application/ld+json']")
    told = json.loads(block.node.text())
    assert told == law.get(f"{BASE}.jsonld").get_json()
    assert told["@id"] == "/akn/id/act/perpres/2020/12"
    assert "legislationLegalForce" not in told
    assert law.get("/documents/transkrip-sari.jsonld").status_code == 404
