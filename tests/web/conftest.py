"""The application over a small corpus that is indexed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.web_corpus import indexed

from corpus_search.config import Settings
from corpus_search.evidence import Theme
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace
from corpus_search.workspace import Workspace

Ids = Callable[[str], str]

NAUGHTY = """<b>tebal</b> & "aneh" <script>alert(1)</script>"""
THEMES = (
    Theme("efektivitas", "Efektivitas", "Effectiveness"),
    Theme(
        "efektivitas/pelatihan",
        "Pelatihan",
        "Training",
        parent="efektivitas",
        definition="Bagaimana pelatihan berjalan.",
        queries=("pelatihan",),
        statement="Pelatihan berjalan baik.",
    ),
    Theme("insentif", "Insentif", "Incentive", queries=("insentif",)),
    Theme("aneh", NAUGHTY, definition=NAUGHTY),
)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of an indexed corpus that tests do not change."""
    return indexed(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    served = create_app(settings)
    yield served
    close_workspace(served)


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
def themed(settings: Settings, tmp_path: Path) -> FlaskClient:
    """A browser that wants English, before a store of its own with a few themes."""
    mine = replace(settings, store=tmp_path / "themes")
    with Workspace.open(mine) as workspace:
        workspace.themes.put_all(THEMES)
    client = create_app(mine).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Of an indexed corpus that one test may change."""
    return indexed(tmp_path)
