"""The application over a small corpus that is indexed once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.web_corpus import indexed

from corpus_search.config import Settings
from corpus_search.web import create_app

Ids = Callable[[str], str]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of an indexed corpus that tests do not change."""
    return indexed(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that wants English."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def ids(client: FlaskClient) -> Ids:
    """The id of the document whose path ends so."""
    listed = client.get("/documents.json").get_json()["documents"]

    def find(ending: str) -> str:
        return next(str(document["id"]) for document in listed if document["path"].endswith(ending))

    return find


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Of an indexed corpus that one test may change."""
    return indexed(tmp_path)
