"""Matrices, the triangulation table, saturation, the journal, and what is taken along."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from docx import Document
from flask.testing import FlaskClient
from lxml import etree
from support.html import page
from web.conftest import NAUGHTY

from corpus_search.exchange import FORMATS

ANSWER = "transkrip-informan-1/ujaran-4"


@pytest.fixture
def coded(themed: FlaskClient) -> FlaskClient:
    """With some evidence."""
    note = themed.get("/search.json?q=gawai&kind=field_note").get_json()["hits"][0]["id"]
    for theme, passage, say in (
        ("insentif", ANSWER, "relevant:supports"),
        ("aneh", ANSWER, "relevant"),
        ("efektivitas/pelatihan", note, "relevant:contradicts"),
        ("efektivitas/pelatihan", "transkrip-informan-1/ujaran-2", "not_relevant"),
    ):
        sent = {"theme": theme, "passage": passage, "say": say, "memo": "=1+1"}
        assert themed.post("/judgements", data=sent).status_code == 303
    return themed


def test_a_count_in_the_matrix_leads_to_its_evidence(coded: FlaskClient) -> None:
    tree = page(coded, "/tables/matrix?axis=kind")
    assert tree.all("td.gap")
    links = tree.all(".matrix td a")
    assert len(links) == 3
    for link in links:
        assert len(page(coded, link["href"]).all(".hit")) == int(link.text)
    for axis in ("document", "informant", "category"):
        for link in page(coded, f"/tables/matrix?axis={axis}").all(".matrix td a"):
            assert len(page(coded, link["href"]).all(".hit")) == int(link.text)
    assert coded.get("/tables/matrix?axis=moon").status_code == 400


def test_evidence_is_filtered_by_links(coded: FlaskClient) -> None:
    tree = page(coded, "/evidence")
    assert "4 pieces" in tree.one("[role=status]").text
    link = next(link for link in tree.all(".facet a") if link.text.startswith("contradicts"))
    narrowed = page(coded, link["href"])
    assert len(narrowed.all(".hit")) == 1
    chosen = narrowed.one(".facet a[aria-current]")
    assert len(page(coded, chosen["href"]).all(".hit")) == 4
    assert coded.get("/evidence?verdict=maybe").status_code == 400
    assert coded.get("/evidence?page=x").status_code == 400


def test_the_triangulation_table_holds_the_researchers_words(coded: FlaskClient) -> None:
    url = "/tables/triangulation/insentif"
    words = f"Insentif terlambat.\n{NAUGHTY}"
    sent = {"summary-interview": words, "conclusion": "Perlu perbaikan."}
    assert coded.post(url, data=sent).location == "/tables/triangulation#row-insentif"
    row = page(coded, "/tables/triangulation").one("#row-insentif")
    assert [part.text for part in row.all(".own")] == [" ".join(words.split()), "Perlu perbaikan."]
    assert not row.all("script")
    rows = coded.get("/tables/triangulation.json").get_json()["rows"]
    cell = next(row for row in rows if row["theme"] == "insentif")["cells"]["interview"]
    assert cell["summary"] == words
    anchor = page(coded, url).one("input[name=quote-interview]")["value"]
    coded.post(url, data={"choosing-interview": "1", "quote-interview": anchor})
    assert page(coded, url).all("input[name=quote-interview][checked]")
    assert coded.post("/tables/triangulation/nix", data=sent).status_code == 404


def test_themes_together_and_saturation_have_tables(coded: FlaskClient) -> None:
    (pair,) = coded.get("/tables/together.json").get_json()["pairs"]
    assert {pair["first"], pair["second"]} == {"insentif", "aneh"}
    assert len(page(coded, "/tables/together").all("tbody tr")) == 1
    tree = page(coded, "/tables/saturation?base=1&run=1")
    points = coded.get("/tables/saturation.json").get_json()["points"]
    assert len(tree.all("circle")) == len(tree.all("tbody tr")) == len(points) > 0
    assert coded.get("/tables/saturation?base=0").status_code == 400


def test_answers_stand_side_by_side(coded: FlaskClient) -> None:
    question = coded.get("/tables/answers.json").get_json()["questions"][0]["text"]
    tree = page(coded, f"/tables/answers?question={question}")
    assert tree.all(".answers tbody tr")
    assert page(coded, "/tables/answers").one("#question")


def test_searches_are_kept_in_the_journal(coded: FlaskClient) -> None:
    coded.get("/search?q=insentif&kind=transcript")
    coded.get("/search?q=%3Dcmd()")
    entries = coded.get("/searches.json").get_json()["searches"]
    assert [(one["query"], one["filters"]) for one in entries] == [
        ("=cmd()", ""),
        ("insentif", "kind=transcript"),
    ]
    found = coded.get("/search.json?q=insentif&kind=transcript").get_json()["total"]
    assert entries[1]["total"] == found
    rows = list(csv.DictReader(io.StringIO(coded.get("/searches.csv").get_data().decode("utf-8-sig"))))
    assert rows[0]["query"] == "'=cmd()"
    link = page(coded, "/searches").all("tbody a")[1]["href"]
    assert coded.get(link).status_code == 200
    assert len(page(coded, "/searches").all("tbody tr")) == 2


def test_that_no_passage_has_all_words_can_be_kept_too(coded: FlaskClient) -> None:
    found = coded.get("/search.json?q=insentif+menjahit").get_json()
    assert (found["total"], found["total_some"] > 0) == (0, True)
    tree = page(coded, "/search?q=insentif+menjahit")
    assert any(form.get("action") == "/searches/nothing" for form in tree.all("form"))
    tree = page(coded, "/search?q=insentif")
    assert not any(form.get("action") == "/searches/nothing" for form in tree.all("form"))


def test_a_search_becomes_a_query_of_a_theme(coded: FlaskClient) -> None:
    tree = page(coded, "/search?q=cair+OR+gawai&kind=transcript&year=2022")
    form = next(form for form in tree.all("form") if form.get("action") == "/searches/query")
    fields = {field["name"]: field.get("value") or "" for field in form.all("input")}
    response = coded.post("/searches/query", data={**fields, "theme": "insentif"})
    assert "Saved for Incentive" in page(coded, response.location).one(".kept-note").text
    theme = next(one for one in coded.get("/themes.json").get_json()["themes"] if one["id"] == "insentif")
    assert theme["queries"] == ["insentif", "(cair OR gawai) kind:transcript year:2022"]
    assert coded.post("/searches/query", data={**fields, "theme": ""}).status_code == 400


def test_nothing_found_is_a_finding(coded: FlaskClient) -> None:
    tree = page(coded, "/search?q=menjahit&kind=regulation")
    form = next(form for form in tree.all("form") if form.get("action") == "/searches/nothing")
    fields = {field["name"]: field.get("value") or "" for field in form.all("input")}
    coded.post("/searches/nothing", data={**fields, "theme": "insentif", "memo": NAUGHTY})
    (kept,) = coded.get("/searches.json").get_json()["nothing_found"]
    assert (kept["theme"], kept["query"], kept["filters"]) == ("insentif", "menjahit", "kind=regulation")
    assert "menjahit" in page(coded, "/themes/insentif").one("aside").text
    rows = list(csv.DictReader(io.StringIO(coded.get("/export/searches").get_data().decode("utf-8-sig"))))
    (row,) = [row for row in rows if row["finding"]]
    assert (row["query"], row["theme"], row["finding"]) == ("menjahit", "insentif", "nothing found")
    assert "menjahit" in coded.get("/export/markdown?theme=insentif").text
    assert not page(coded, "/searches").all("main script")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_taken_along_by_filters(coded: FlaskClient, name: str) -> None:
    response = coded.get(f"/export/{name}?theme=insentif")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert len(response.data) > 20
    if response.headers["Content-Disposition"].endswith(".docx"):
        text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.data)).paragraphs)
        assert "Pelatihan" not in text or name == "appendices"
    if name == "qdpx":
        with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
            assert etree.fromstring(archive.read("project.qde")) is not None
    assert coded.get(f"/export/{name}/receipt?theme=insentif").status_code == 200


def test_the_page_of_downloads_tells_what_is_chosen(coded: FlaskClient) -> None:
    tree = page(coded, "/export?theme=insentif&style=apa&language=en")
    assert "1 quote, 1 theme" in tree.one("[role=status]").text
    assert all("style=apa" in link["href"] for link in tree.all(".formats li > a:first-child"))
    assert coded.get("/export/nix").status_code == 404
    assert coded.get("/export?style=nix").status_code == 400
    assert coded.get("/export?language=xx").status_code == 400
    assert coded.get("/export.json").get_json()["formats"].keys() == FORMATS.keys()


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("qdc", b"<?xml")])
def test_the_codebook_is_taken_along(coded: FlaskClient, ending: str, start: bytes) -> None:
    assert coded.get(f"/export/codebook.{ending}").data.startswith(start)
    assert coded.get("/export/codebook.exe").status_code == 404
