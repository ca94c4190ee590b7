"""Browsing by kind and year; the state of the index; the first page; the help."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from support.html import page


def test_every_document_is_listed(client: FlaskClient) -> None:
    documents = client.get("/documents.json").get_json()
    tree = page(client, "/documents")
    assert documents["total"] == len(documents["documents"]) == 8
    links = {node["href"] for node in tree.all(".list h3 a")}
    assert links == {f"/documents/{document['id']}" for document in documents["documents"]}


def test_kinds_and_years_narrow_with_true_counts(client: FlaskClient) -> None:
    tree = page(client, "/documents")
    for link in tree.all("aside .facet a"):
        count = int(link.one(".num").text)
        narrowed = page(client, link["href"])
        assert len(narrowed.all(".list > li")) == count
    narrowed = page(client, "/documents?kind=regulation&year=2020")
    assert [node.text for node in narrowed.all(".list h3")] == [
        "Peraturan Presiden Nomor 90 Tahun 2020 tentang Balai Latihan Kerja"
    ]
    assert client.get("/documents.json?kind=regulation&year=2020..2021").get_json()["total"] == 2


def test_nothing_of_a_kind_and_year_is_no_error(client: FlaskClient) -> None:
    assert "There is no document" in page(client, "/documents?kind=transcript&year=1999").text


@pytest.mark.parametrize("query", ["kind=novel", "year=x", "page=0", "page=x", "page=123456"])
def test_what_cannot_be_asked(client: FlaskClient, query: str) -> None:
    assert client.get(f"/documents?{query}").status_code == 400


def test_the_first_page_counts_and_gives_examples_that_work(client: FlaskClient) -> None:
    tree = page(client, "/")
    twin = client.get("/index.json").get_json()
    shown = {node["href"]: node.one(".num").text for node in tree.all(".kinds a")}
    assert shown == {f"/documents?kind={kind}": str(count) for kind, count in twin["kinds"].items()}
    assert len(twin["examples"]) >= 3
    for query in twin["examples"]:
        found = client.get("/search.json", query_string={"q": query}).get_json()
        assert found["total"] or found["places"], query


def test_the_state_names_failures_with_reason_and_remedy(client: FlaskClient) -> None:
    tree = page(client, "/status")
    row = next(row for row in tree.all("tbody tr") if "pindaian.png" in row.text)
    assert "not a supported format" in row.text
    assert "Save it as" in row.text
    twin = client.get("/status.json").get_json()
    assert twin["documents"] == 8
    assert "laporan/pindaian.png" in [failure["path"] for failure in twin["failures"]]
    assert twin["last_run"]["seconds"] > 0


def test_the_help_lists_ways_to_search_and_keys(client: FlaskClient) -> None:
    tree = page(client, "/help")
    assert tree.all("#keys")
    for link in tree.all("dt a"):
        assert client.get(link["href"]).status_code == 200
    assert client.get("/help.json").get_json()["keys"]["/"] == "to the search box"
