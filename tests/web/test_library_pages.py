"""The library: regulations in their hierarchy, interviews by person and place, field notes on a timeline."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from support.html import page


def test_the_library_counts_and_leads_on(client: FlaskClient) -> None:
    tree = page(client, "/library")
    shelves = [shelf.text for shelf in tree.all(".shelves dt")]
    assert shelves == ["Peraturan Presiden 1", "Peraturan Bupati 1", "Peraturan Menteri 1"]
    assert "2020" in tree.one(".shelves dd").text
    assert client.get("/library.json").get_json()["kinds"]["regulation"] == 3


def test_each_type_and_year_has_a_page(client: FlaskClient) -> None:
    tree = page(client, "/library/regulations/perpres/2020")
    assert tree.one("h1").text == "Peraturan Presiden 2020"
    assert len(tree.all(".list li")) == 1
    assert "no repeal found in this collection" in tree.one(".list").text
    assert client.get("/library/regulations/perpres/1999").status_code == 404
    assert client.get("/library/regulations/nix").status_code == 404


def test_regulations_by_issuer_and_subject(client: FlaskClient) -> None:
    assert len(page(client, "/library/regulations?issuer=Menteri+Ketenagakerjaan").all(".list li")) == 1
    assert "Sertifikat" in page(client, "/library/regulations?subject=sertifikat").one(".list").text
    told = client.get("/library/regulations.json?type=perpres").get_json()
    assert told["total"] == 1


def test_interviews_by_informant_and_place(client: FlaskClient) -> None:
    tree = page(client, "/library/interviews")
    assert "Sari" in tree.one("tbody").text
    assert "Desa Contoh" in tree.one(".names").text
    assert len(page(client, "/library/interviews?place=Desa+Contoh").all(".list li")) == 1


def test_all_turns_of_an_informant(client: FlaskClient) -> None:
    link = page(client, "/library/interviews").one("tbody th a")["href"]
    tree = page(client, link)
    assert len(tree.all(".turns li")) == 2
    assert "Bagaimana Ibu mengikuti" in tree.one(".asked").text
    assert page(client, tree.one(".turns a")["href"].partition("#")[0]).all(".here")
    assert len(client.get(f"{link}.json").get_json()["turns"]) == 2
    assert client.get("/library/informants/nobody").status_code == 404


def test_field_notes_on_a_timeline(client: FlaskClient) -> None:
    tree = page(client, "/library/field-notes")
    assert tree.one(".month").text == "May 2022"
    assert len(tree.all(".timeline li")) == 1
    assert client.get("/library/field-notes.json").get_json()["documents"]


@pytest.mark.parametrize(
    "url", ["/library", "/library/regulations", "/library/interviews", "/library/field-notes", "/documents"]
)
def test_the_ways_lead_from_each_to_all(client: FlaskClient, url: str) -> None:
    ways = page(client, url).all(".ways a")
    assert len(ways) == 6
    assert [way["href"] for way in ways if way.get("aria-current")] == [url]
