"""The form for a document's row in the register."""

from __future__ import annotations

from flask.testing import FlaskClient
from support.html import parsed

from corpus_search.config import Settings
from corpus_search.web import create_app


def english(settings: Settings) -> FlaskClient:
    client = create_app(settings).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_what_a_person_says_is_kept_and_shown(own: Settings) -> None:
    client = english(own)
    url = "/documents/transkrip-informan-1/edit"
    form = parsed(client.get(url).text)
    assert "as found: Wawancara dengan Sari" in form.one("#f-title-hint").text
    sent = {
        "title": "  Wawancara   dengan Bu Sari ",
        "date": "2022-04-13",
        "access": "public",
        "consent": "lisan",
    }
    response = client.post(url, data=sent)
    assert response.status_code == 303
    assert response.location == "/documents/transkrip-informan-1?saved=1"
    page = client.get(response.location).text
    assert "Saved in the register." in page
    document = client.get("/documents/transkrip-informan-1.json").get_json()["document"]
    assert (document["title"], document["date"], document["access"]) == (
        "Wawancara dengan Bu Sari",
        "2022-04-13",
        "public",
    )
    assert document["metadata"]["consent"] == "lisan"
    assert client.get(f"{url}.json").get_json()["title"] == "Wawancara dengan Bu Sari"


def test_an_emptied_field_takes_the_statement_back(own: Settings) -> None:
    client = english(own)
    url = "/documents/transkrip-informan-1/edit"
    client.post(url, data={"title": "Lain"})
    client.post(url, data={"title": ""})
    document = client.get("/documents/transkrip-informan-1.json").get_json()["document"]
    assert document["title"] == "Wawancara dengan Sari"


def test_mistakes_stand_beside_their_fields_and_nothing_is_lost(own: Settings) -> None:
    client = english(own)
    url = "/documents/transkrip-informan-1/edit"
    response = client.post(url, data={"title": "Judul baru", "date": "kemarin", "kind": "novel"})
    assert response.status_code == 422
    tree = parsed(response.text)
    date = tree.one("#f-date")
    assert date["value"] == "kemarin"
    assert date["aria-invalid"] == "true"
    assert "f-date-error" in date["aria-describedby"].split()
    assert "no date" in tree.one("#f-date-error").text
    assert tree.all("#f-kind-error")
    assert tree.one("#f-title")["value"] == "Judul baru"
    assert client.get(f"{url}.json").get_json() == {}


def test_columns_that_no_form_has_are_left_alone(own: Settings) -> None:
    client = english(own)
    url = "/documents/transkrip-informan-1/edit"
    client.post(url, data={"title": "Lain", "path": "../../etc/passwd", "id": "x", "sha": "y"})
    row = client.get(f"{url}.json").get_json()
    assert row == {"id": "transkrip-informan-1", "path": "transkrip/informan-1.txt", "title": "Lain"}


def test_an_unknown_document_has_no_form(client: FlaskClient) -> None:
    assert client.get("/documents/nix/edit").status_code == 404
    assert client.post("/documents/nix/edit", data={"title": "x"}).status_code == 404
