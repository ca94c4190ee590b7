"""No page, twin or file that the server gives tells a real name; leads see them where they ask for them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from support.confided import REAL, indexed
from werkzeug.routing import Rule

from corpus_search.access import Role, Viewer
from corpus_search.evidence import Theme, Verdict
from corpus_search.searching import SearchRequest
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace
from corpus_search.workspace import Workspace

INTERVIEW = "transkrip-wawancara-pak-melati"
PRINTED = "transkrip-ibu-anggrek"
PAGES = frozenset(
    {"original.file", "pages.picture", "pages.page", "pages.json", "pseudonyms.page", "pseudonyms.json"}
)
"""What holds real names, and is refused."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    settings = indexed(tmp_path_factory.mktemp("served"))
    with Workspace.open(settings) as workspace:
        workspace.themes.put(
            Theme("pelatihan", "Pelatihan", "Training", queries=("pelatihan",), statement="Baik.")
        )
        for hit in workspace.finder.search(SearchRequest("pelatihan", limit=50)).hits:
            workspace.evidence.judge_passage(
                "pelatihan", hit.passage.id, Verdict.RELEVANT, memo="Slamet dan Wagini", who="Sari"
            )
    app = create_app(settings)
    yield app
    close_workspace(app)


def browser(app: Flask, role: Role) -> FlaskClient:
    """A browser of someone with a role."""
    app.config["TEST_ROLE"] = role
    if not app.extensions.get("test-role"):
        app.extensions["test-role"] = True
        app.before_request_funcs.setdefault(None, []).append(_become)
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def _become() -> None:
    from flask import current_app

    g.viewer = Viewer("Sari", current_app.config["TEST_ROLE"])


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Every page that can be asked for, for every document, theme and piece of evidence: endpoint and address."""
    with app.app_context():
        opened = next(value for value in app.extensions.values() if hasattr(value, "workspace")).workspace()
    documents = [document.id for document in opened.documents()]
    passages = [passage.id for one in documents for passage in opened.contents(one).passages]
    evidence = [one.key for one in opened.evidence.list()]
    values = {
        "number": ["1"],
        "passage": passages[:3],
        "theme": ["pelatihan"],
        "key": evidence,
        "format": ["docx", "xlsx", "qdpx", "annotations", "markdown", "bibtex"],
        "name": ["docx", "qdpx"],
        "article": ["1"],
        "target": ["perbup-2021-7"],
        "anchor": [evidence[0].split(":")[0]],
    }
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        for filled in _filled(rule, documents, passages, evidence, values):
            yield rule.endpoint, adapter.build(rule.endpoint, filled)


def _filled(
    rule: Rule, documents: list[str], passages: list[str], evidence: list[str], values: dict[str, list[str]]
) -> Iterator[dict[str, object]]:
    asked = sorted(rule.arguments)
    if not asked:
        yield {}
        return
    if "identifier" in asked:
        where = {"reader.passage": passages, "reader.passage_twin": passages, "similar.page": passages}
        themes = rule.endpoint.split(".")[0] in {"themes", "judging", "codebook", "reorganise", "starters"}
        firsts = ["pelatihan"] if themes else where.get(rule.endpoint, documents)
    else:
        firsts = [""]
    for first in firsts:
        yield {
            name: 1
            if f"<int:{name}>" in rule.rule
            else (first if name == "identifier" else values.get(name, ["1"])[0])
            for name in asked
        }


def names_in(data: bytes) -> list[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            data = b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())
    told = data.decode("utf-8", errors="replace").lower()
    return [name for name in REAL if name in told]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER, Role.OWNER])
def test_no_page_tells_a_name(served: Flask, role: Role) -> None:
    client = browser(served, role)
    seen = 0
    for endpoint, address in addresses(served):
        if role is Role.OWNER and endpoint in PAGES:
            continue
        response = client.get(address, follow_redirects=True, buffered=True)
        assert not names_in(response.data), address
        assert not [name for name in REAL if name in str(response.headers).lower()], address
        seen += response.status_code == 200
    assert seen > (30 if role is Role.READER else 80)


QUERIES = [
    f"/{path}?q={query}"
    for query in ("pelatihan", "menjahit", "melati", "anggrek", "insentif", "gawai")
    for path in ("search", "search.json", "search.csv", "concordance", "concordance.json", "suggest.json")
]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.OWNER])
@pytest.mark.parametrize("address", QUERIES)
def test_no_answer_tells_a_name(served: Flask, role: Role, address: str) -> None:
    response = browser(served, role).get(address)
    assert response.status_code == 200
    assert not names_in(response.data)


@pytest.mark.parametrize("query", ["slamet", "Pak Slamet", '"slamet kuncoro"', "wagini", "slame*", "wagino~"])
def test_a_real_name_finds_nothing_for_a_researcher(served: Flask, query: str) -> None:
    client = browser(served, Role.RESEARCHER)
    other = query.replace("slam", "zlam").replace("Slam", "Zlam").replace("wag", "zag")
    found, nothing = (
        client.get("/search.json", query_string={"q": words}).get_json() for words in (query, other)
    )
    assert found["total"] == nothing["total"]
    assert found["corrections"] == nothing["corrections"]


def test_a_lead_finds_by_the_real_name(served: Flask) -> None:
    client = browser(served, Role.LEAD)
    found = client.get("/search.json", query_string={"q": "Slamet"}).get_json()
    assert INTERVIEW in {hit["document"]["id"] for hit in found["hits"]}
    page = client.get("/search", query_string={"q": "Slamet"}).text
    assert "Real names are shown as pseudonyms" in page
    assert "Slamet" not in client.get("/evidence/searches").text


def test_files_with_real_names_are_for_leads(served: Flask) -> None:
    researcher, lead = browser(served, Role.RESEARCHER), None
    for address in (
        f"/documents/{INTERVIEW}/original",
        f"/documents/{PRINTED}/pages/1.webp?scale=1",
        f"/documents/{PRINTED}/pages/1",
        f"/documents/{PRINTED}/pages/1.json",
    ):
        assert researcher.get(address).status_code == 403, address
    page = researcher.get(f"/documents/{PRINTED}").text
    assert "for leads only" in page
    assert "/original" not in page
    assert ".webp" not in page
    lead = browser(served, Role.LEAD)
    with lead.get(f"/documents/{INTERVIEW}/original") as original:
        assert b"Slamet" in original.data
    assert lead.get(f"/documents/{PRINTED}/pages/1.webp?scale=1").status_code == 200


def test_a_lead_sees_real_names_on_demand(served: Flask) -> None:
    assert browser(served, Role.RESEARCHER).get(f"/documents/{INTERVIEW}?names=real").status_code == 403
    lead = browser(served, Role.LEAD)
    page = lead.get(f"/documents/{INTERVIEW}").text
    assert "Show real names" in page
    shown = lead.get(f"/documents/{INTERVIEW}?names=real").text
    assert "SLAMET KUNCORO kepada petugas" in shown
    assert "Show pseudonyms" in shown


def test_leads_look_after_the_table(tmp_path: Path) -> None:
    app = create_app(indexed(tmp_path))
    assert browser(app, Role.RESEARCHER).get("/pseudonyms").status_code == 403
    assert browser(app, Role.RESEARCHER).post("/pseudonyms", data={"name": "x"}).status_code == 403
    lead = browser(app, Role.LEAD)
    sent = {
        "name": "Slamet Kuncoro",
        "pseudonym": "Bapak Tiga",
        "variants": "Slamet; Pak Slamet",
        "document": "",
    }
    assert lead.post("/pseudonyms", data=sent).status_code == 303
    assert "Bapak Tiga" in lead.get("/documents/transkrip-wawancara-bapak-tiga").text
    assert lead.get("/pseudonyms.json").get_json()["pseudonyms"][0]["variants"] == ["Slamet", "Pak Slamet"]
    refused = lead.post("/pseudonyms", data=sent | {"name": "Tarno", "pseudonym": "Wagini", "variants": ""})
    assert refused.status_code == 422
    assert "holds a real name" in refused.text
    assert 'value="Tarno"' in refused.text
    assert 'value="Wagini"' in lead.get("/pseudonyms?row=1").text
    assert lead.post("/pseudonyms/remove", data={"name": "Wagini"}).status_code == 303
    assert "Wagini" in lead.get("/documents/transkrip-wagini").text
    close_workspace(app)


def test_a_table_with_mistakes_tells_no_name_to_those_who_may_not_know_it(tmp_path: Path) -> None:
    settings = indexed(tmp_path)
    (settings.store / "pseudonyms.csv").write_text(
        "name,pseudonym\nSlamet Kuncoro,Wagini\nWagini,Slamet Kuncoro\n", encoding="utf-8"
    )
    app = create_app(settings)
    for role in (Role.READER, Role.RESEARCHER):
        client = browser(app, role)
        for url in (
            "/",
            "/search?q=pelatihan",
            f"/documents/{INTERVIEW}",
            "/evidence",
            "/evidence.json",
            "/saved",
        ):
            answer = client.get(url)
            assert answer.status_code in (200, 403, 404, 503), url
            assert not any(name in answer.text.lower() for name in REAL), url
    assert "Wagini" in browser(app, Role.LEAD).get("/search?q=pelatihan").text
    close_workspace(app)
