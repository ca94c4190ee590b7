"""The codebook in the browser: started, written, reorganised, and never lost to another tab."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from support.html import page
from web.conftest import NAUGHTY

from corpus_search.config import Settings
from corpus_search.web import create_app

JUDGED = {"theme": "insentif", "passage": "transkrip-informan-1/ujaran-4", "say": "relevant"}


def themes(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {theme["id"]: theme for theme in client.get("/themes.json").get_json()["themes"]}


def test_an_empty_codebook_starts_from_a_framework_whose_passages_appear_at_once(
    settings: Settings, tmp_path: Path
) -> None:
    client = create_app(replace(settings, store=tmp_path)).test_client()
    assert page(client, "/themes").one("main").all("a[href='/codebook/templates']")
    offered = page(client, "/codebook/templates").all("button[name=template]")
    chosen = offered[0]["value"]
    assert client.post("/codebook/templates", data={"template": chosen}).location == "/themes"
    names = [heading.text for heading in page(client, "/themes").all(".tree h2")]
    assert len(names) > 3
    assert any(client.get(f"/themes/{one}.json").get_json()["candidates"] for one in themes(client))
    again = page(client, "/codebook/templates")
    assert chosen not in [button["value"] for button in again.all("button[name=template]")]


def test_a_theme_is_written_and_shown_as_text(themed: FlaskClient) -> None:
    sent = {"name": "  Akses   kerja ", "parent": "efektivitas", "queries": "kerja\n\nkerja\nlamaran kerja"}
    response = themed.post("/codebook/new", data={**sent, "definition": NAUGHTY, "colour": "#2b3f73"})
    assert (response.status_code, response.location) == (303, "/themes/efektivitas/akses-kerja")
    theme = themes(themed)["efektivitas/akses-kerja"]
    assert theme["name"] == "Akses kerja"
    assert theme["queries"] == ["kerja", "lamaran kerja"]
    shown = page(themed, "/themes/efektivitas/akses-kerja")
    assert shown.one(".definition").text == NAUGHTY
    assert "<script>alert(1)" not in themed.get("/themes").text


def test_mistakes_stand_beside_their_fields(themed: FlaskClient) -> None:
    response = themed.post("/codebook/new", data={"name": " ", "colour": "biru", "definition": "tetap"})
    assert response.status_code == 422
    assert "A theme needs a name." in response.text
    assert "This is no colour." in response.text
    assert "tetap" in response.text
    below = themed.post("/codebook/edit/efektivitas", data={"name": "E", "parent": "efektivitas/pelatihan"})
    assert below.status_code == 422
    assert "A theme cannot stand below itself." in below.text


def test_what_another_tab_wrote_in_between_is_not_lost(themed: FlaskClient) -> None:
    seen = page(themed, "/codebook/edit/insentif").one("input[name=seen]")["value"]
    other = {"name": "Insentif", "definition": "dari tab lain", "seen": seen}
    assert themed.post("/codebook/edit/insentif", data=other).status_code == 303
    mine = {"name": "Insentif", "definition": "dari tab ini", "seen": seen}
    response = themed.post("/codebook/edit/insentif", data=mine)
    assert response.status_code == 409
    assert "dari tab lain" in response.text
    assert "dari tab ini" in response.text
    assert themes(themed)["insentif"]["definition"] == "dari tab lain"


def test_another_theme_changed_in_between_is_no_conflict(themed: FlaskClient) -> None:
    seen = page(themed, "/codebook/edit/insentif").one("input[name=seen]")["value"]
    themed.post("/codebook/new", data={"name": "Lain"})
    sent = {"name": "Uang saku", "seen": seen}
    assert themed.post("/codebook/edit/insentif", data=sent).status_code == 303
    assert themes(themed)["insentif"]["name"] == "Uang saku"
    assert "lain" in themes(themed)


def test_evidence_goes_along_when_themes_are_reorganised(themed: FlaskClient) -> None:
    themed.post("/judgements", data=JUDGED)
    assert themed.post("/codebook/rename/insentif", data={"new": "uang/saku"}).location == "/themes/uang/saku"
    assert themed.get("/evidence.json?theme=uang/saku").get_json()["total"] == 1
    themed.post("/codebook/move/uang/saku", data={"parent": "efektivitas"})
    assert themes(themed)["uang/saku"]["parent"] == "efektivitas"
    anchor = themed.get("/evidence.json").get_json()["evidence"][0]["key"].partition(":")[0]
    split = themed.post("/codebook/split/uang/saku", data={"new_theme": "Lambat", "anchor": anchor})
    assert split.location == "/themes/efektivitas/lambat"
    assert themed.get("/evidence.json?theme=efektivitas/lambat").get_json()["total"] == 1
    themed.post("/codebook/merge/efektivitas/lambat", data={"target": "uang/saku"})
    assert themed.get("/evidence.json?theme=uang/saku").get_json()["total"] == 1
    assert "efektivitas/lambat" not in themes(themed)
    themed.post("/codebook/remove/uang/saku")
    assert page(themed, "/themes").all("a[href='/codebook/reorganise/uang/saku']")
    merged = themed.post("/codebook/merge/uang/saku", data={"target": "efektivitas"})
    assert merged.location == "/themes/efektivitas"
    assert themed.get("/evidence.json?theme=efektivitas").get_json()["total"] == 1


@pytest.mark.parametrize(
    ("url", "data", "words"),
    [
        ("/codebook/rename/insentif", {"new": "Uang Saku"}, "is no id"),
        ("/codebook/rename/insentif", {"new": "efektivitas"}, "already"),
        ("/codebook/merge/efektivitas", {"target": "efektivitas/pelatihan"}, "stands below it"),
        ("/codebook/merge/insentif", {}, "Choose a theme"),
        ("/codebook/split/insentif", {"new_theme": "x"}, "Choose the evidence"),
        ("/codebook/remove/efektivitas", {}, "has themes below it"),
    ],
)
def test_what_cannot_be_is_said_on_the_page(
    themed: FlaskClient, url: str, data: dict[str, str], words: str
) -> None:
    before = themes(themed)
    response = themed.post(url, data=data)
    assert response.status_code in (400, 422)
    assert words in response.text
    assert themes(themed) == before


def test_a_file_with_mistakes_is_mended_in_the_browser(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text('# catatan\n[[theme]]\nid = "a"\n', encoding="utf-8")
    client = create_app(replace(settings, store=tmp_path)).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert client.get("/themes").location == "/codebook/text"
    shown = page(client, "/codebook/text")
    assert "line 2" in shown.one("[role=alert]").text
    assert client.get("/evidence").status_code == 200
    sent = {"text": '# catatan\r\n[[theme]]\r\nid = "a"\r\nname = "A"\r\n'}
    stale = client.post("/codebook/text", data={**sent, "checksum": "x"})
    assert stale.status_code == 409
    checksum = shown.one("input[name=checksum]")["value"]
    assert client.post("/codebook/text", data={**sent, "checksum": checksum}).status_code == 303
    assert (tmp_path / "themes.toml").read_text(encoding="utf-8").startswith("# catatan\n[[theme]]\n")
    assert themes(client)["a"]["name"] == "A"


@pytest.mark.parametrize(
    "url",
    [
        "/codebook/new",
        "/codebook/edit/insentif",
        "/codebook/text",
        "/codebook/templates",
        "/codebook/merge/insentif",
        "/judgements",
        "/judgements/1/undo",
        "/evidence/x:insentif",
        "/evidence/x/confirm",
        "/tables/triangulation/insentif",
        "/searches/query",
        "/searches/nothing",
    ],
)
def test_another_site_changes_nothing(themed: FlaskClient, url: str) -> None:
    assert themed.post(url, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert themed.post(url, headers={"Origin": "https://evil.example"}).status_code == 403


def test_an_unknown_theme_is_not_found(themed: FlaskClient) -> None:
    for url in ("/themes/nix", "/themes/nix.json", "/codebook/edit/nix", "/codebook/reorganise/nix"):
        assert themed.get(url).status_code == 404
