"""The page of words in context."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from support.html import page


def test_lines_with_links_to_their_places(client: FlaskClient) -> None:
    tree = page(client, "/concordance?q=insentif&by=speaker")
    assert "occurrences" in tree.one("p[role=status]").text
    first = tree.one(".kwic .where a")["href"]
    assert "q=insentif" in first
    assert page(client, first.partition("#")[0]).all(".here mark")
    assert "Informan 1" in tree.one(".kwic-head").text


def test_filters_come_along_and_go(client: FlaskClient) -> None:
    tree = page(client, "/concordance?q=pelatihan&kind=transcript&sort=left")
    assert tree.one(".chips a")["href"].startswith("/concordance?q=pelatihan")
    assert {item["class"] for item in tree.all(".kwic .where a")} == {"kind transcript"}
    assert tree.one(".spread").all("svg line")


def test_counts_by_year_stand_in_the_figure_and_the_table(client: FlaskClient) -> None:
    tree = page(client, "/concordance?q=pelatihan")
    assert tree.all(".bars rect.transcript")
    assert tree.all("details table tbody tr")


@pytest.mark.parametrize("query", ["", "zzz", '"><script>alert(1)</script>', "tahun:2020"])
def test_any_query_is_answered(client: FlaskClient, query: str) -> None:
    tree = page(client, "/concordance") if not query else None
    assert tree is None or "every occurrence" in tree.text
    assert client.get("/concordance", query_string={"q": query}).status_code == 200


@pytest.mark.parametrize(
    "url", ["/concordance?q=x&sort=size", "/concordance?q=x&by=colour", "/concordance?q=x&page=0"]
)
def test_unknown_wishes_are_refused(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 400


def test_twins(client: FlaskClient) -> None:
    told = client.get("/concordance.json?q=insentif").get_json()
    table = client.get("/concordance.csv?q=insentif")
    assert len(table.text.splitlines()) == told["occurrences"] + 1
    assert "concordance.csv" in table.headers["Content-Disposition"]
