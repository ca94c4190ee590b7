"""Errors as pages and as JSON; nothing to search yet."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus_search.config import Settings
from corpus_search.errors import StoreError
from corpus_search.indexing import index_corpus
from corpus_search.web import create_app
from corpus_search.workspace import Workspace
from corpus_search.workspace.finder import Finder


def english(settings: Settings) -> FlaskClient:
    client = create_app(settings).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_an_unknown_address(client: FlaskClient) -> None:
    response = client.get("/nope")
    assert response.status_code == 404
    assert "There is nothing at this address." in response.text
    assert client.get("/nope.json").get_json()["error"]["message"] == "Not Found"


def test_an_unknown_document_or_passage(client: FlaskClient) -> None:
    for url in ("/documents/nix", "/passages/nix/pasal-1", "/documents/nix/original", "/documents/nix/edit"):
        assert client.get(url).status_code == 404, url
    assert client.get("/documents/nix.json").get_json()["error"]["code"] == "not_found"
    asked = client.get("/documents/nix", headers={"Accept": "application/json"})
    assert asked.get_json()["error"]["code"] == "not_found"


def test_what_cannot_be_asked(client: FlaskClient) -> None:
    response = client.get("/search?q=x&year=dulu")
    assert response.status_code == 400
    assert "dulu is no year." in response.text
    assert client.get("/search.json?page=0").get_json()["error"]["code"] == "usage"


def test_a_wrong_method(client: FlaskClient) -> None:
    assert client.post("/search").status_code == 405
    assert client.delete("/documents/x").status_code == 405


def test_an_unexpected_error_names_a_number_and_nothing_else(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: Finder, _request: object) -> None:
        raise ZeroDivisionError("kata informan") from KeyError("kata lain")

    monkeypatch.setattr(Finder, "search", broken)
    with caplog.at_level(logging.ERROR):
        response = english(settings).get("/search?q=Zorbanama")
    assert response.status_code == 500
    assert "kata" not in response.text
    reference = re.search(r"<code>(\w{8})</code>", response.text)
    assert reference is not None
    assert reference[1] in caplog.text
    for said in ("ZeroDivisionError", "KeyError", "test_failures.py", "in broken", "GET /search"):
        assert said in caplog.text
    for unsaid in ("kata informan", "kata lain", "Zorbanama"):
        assert unsaid not in caplog.text


def test_the_log_names_no_informant_and_quotes_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: Workspace, *_: object) -> None:
        raise StoreError("The store is gone.") from ValueError("Zorbateks")

    monkeypatch.setattr(Workspace, "documents", broken)
    monkeypatch.setattr(Workspace, "document", broken)
    app = create_app(settings)
    client = app.test_client()
    with caplog.at_level(logging.DEBUG):
        for url in (
            "/library/informants/Zorbanama",
            "/documents/wawancara-zorbanama?q=Zorbateks",
            "/Zorbanama",
        ):
            client.get(url)
        told = ValueError("Zorbateks")
        logging.getLogger("waitress").error("Exception while serving /documents/zorbanama", exc_info=told)
        app.logger.error("Exception on %s", "/documents/zorbanama", exc_info=told)
    assert "The store is gone." in caplog.text
    assert "<identifier>" in caplog.text
    assert caplog.text.count("builtins.ValueError") == 2
    assert "zorba" not in caplog.text.lower()


def test_nothing_indexed_yet_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store")
    client = english(settings)
    for url in ("/", "/search?q=x", "/documents", "/status"):
        response = client.get(url)
        assert response.status_code == 503, url
        assert "corpus-search index" in response.text
        assert str(settings.corpus) in response.text
    assert client.get("/search.json?q=x").get_json()["error"]["code"] == "index_missing"
    assert client.get("/help").status_code == 200
    with client.get("/static/css/base.css") as sheet:
        assert sheet.status_code == 200


def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1
    )
    settings.corpus.mkdir()
    index_corpus(settings)
    client = english(settings)
    for url in ("/", "/search?q=x", "/documents"):
        response = client.get(url)
        assert response.status_code == 503, url
        assert "There is no document in" in response.text
    assert client.get("/status").status_code == 200


def test_what_is_indexed_later_is_noticed(tmp_path: Path) -> None:
    settings = Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1
    )
    client = english(settings)
    assert client.get("/").status_code == 503
    settings.corpus.mkdir()
    (settings.corpus / "satu.txt").write_text(
        "Pelatihan dimulai besok pagi di balai desa kita.", encoding="utf-8"
    )
    index_corpus(settings)
    assert client.get("/search.json?q=pelatihan").get_json()["total"] == 1
    (settings.corpus / "dua.txt").write_text(
        "Pelatihan kedua dimulai lusa pagi di balai kota.", encoding="utf-8"
    )
    index_corpus(settings)
    assert client.get("/search.json?q=pelatihan").get_json()["total"] == 2
    index_corpus(settings, rebuild=True)
    assert client.get("/search.json?q=pelatihan").get_json()["total"] == 2
