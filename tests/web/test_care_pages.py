"""What wants a look; OpenSearch; the addresses for programs."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient
from lxml import etree
from support.html import page

SEARCH = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def test_what_wants_a_look_is_listed_with_what_is_missing(client: FlaskClient) -> None:
    tree = page(client, "/care")
    assert "laporan/pindaian.png" in tree.text
    told = client.get("/care.json").get_json()
    assert [document["id"] for document in told["failures"]] == ["laporan-pindaian"]
    assert {one["document"]["id"]: one["missing"] for one in told["thin"]}["catatan-lapangan-balai"] == [
        "place"
    ]
    assert "Place" in tree.one("#thin ~ .scroll").text


def test_failures_as_csv(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/failures.csv").text.removeprefix("\ufeff"))))
    assert [row["path"] for row in rows] == ["laporan/pindaian.png"]
    assert rows[0]["reason"]


def test_a_browser_can_search_the_corpus(client: FlaskClient) -> None:
    link = page(client, "/").one("link[rel=search]")["href"]
    described = etree.fromstring(client.get(link).data)
    assert len(described.findtext("os:ShortName", "", namespaces=SEARCH)) <= 16
    templates = {
        url.get("type"): url.get("template") for url in described.findall("os:Url", namespaces=SEARCH)
    }
    assert templates["text/html"] == "http://localhost/search?q={searchTerms}"
    suggested = client.get("/suggestions.json?q=pelatihan+vok")
    assert suggested.mimetype == "application/x-suggestions+json"
    assert suggested.get_json(force=True) == ["pelatihan vok", ["pelatihan vokasi"]]
    assert client.get("/suggestions.json").get_json(force=True) == ["", []]


def test_all_addresses_for_programs_are_described(client: FlaskClient) -> None:
    told = client.get("/openapi.json").get_json()
    assert told["openapi"].startswith("3.1")
    assert {"/search.json", "/concordance.csv", "/documents/{identifier}.json", "/openapi.json"} <= set(
        told["paths"]
    )
    for path, operations in told["paths"].items():
        operation = operations["get"]
        assert operation["summary"], path
        assert not operation["summary"].startswith("The same"), path
        in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert in_path == {part[1:].partition("}")[0] for part in path.split("/") if part.startswith("{")}, (
            path
        )


def test_addresses_without_a_variable_answer_as_described(client: FlaskClient) -> None:
    for path, operations in client.get("/openapi.json").get_json()["paths"].items():
        wanted = {one["name"] for one in operations["get"]["parameters"] if one["in"] == "path"}
        if wanted or path in ("/preview.json", "/account.json"):  # there is no account here
            continue
        response = client.get(
            path, query_string={"q": "pelatihan"} if "search" in path or "conc" in path else {}
        )
        assert response.status_code == 200, path


def test_the_page_for_programs_has_an_example(client: FlaskClient) -> None:
    tree = page(client, "/api")
    assert "urlopen" in tree.one("pre").text
    assert "/search.json" in tree.one(".addresses").text
