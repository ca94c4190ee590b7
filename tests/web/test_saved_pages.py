"""Saved searches on pages: kept from the results, new passages shown, taken for seen."""

from __future__ import annotations

import re
from dataclasses import replace

from flask.testing import FlaskClient

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace

MORE = """Nama Informan: Tono
Tanggal Wawancara: 3 Mei 2022

Peneliti: Bagaimana dengan insentif?
Informan 7: Insentif saya cair <cepat>, dalam dua minggu, langsung ke rekening.
"""


def test_what_is_new_since_the_last_look(own: Settings) -> None:
    app = create_app(own)
    browser = app.test_client()
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    found = browser.get("/search?q=insentif&kind=transcript").text
    assert "to see later what is new" in found
    kept = browser.post("/saved", data={"q": "insentif", "kind": "transcript", "name": "Uang <saku>"})
    assert kept.status_code == 303
    page = browser.get(kept.location).text
    assert "Uang &lt;saku&gt;" in page
    assert "nothing new" in page
    assert "1 saved search" in browser.get("/").text

    assert own.corpus is not None
    (own.corpus / "transkrip" / "tono.txt").write_text(MORE, encoding="utf-8")
    index_corpus(own)
    listed = browser.get("/saved.json").get_json()["searches"]
    assert [one["new"] for one in listed] == [2]
    place = f"/saved/{listed[0]['id']}"
    shown = browser.get(place).text
    assert "2 new passages" in shown
    assert "&lt;cepat&gt;" in shown
    told = browser.get(f"{place}.json").get_json()
    assert {one["document"] for one in told["new"]} == {"transkrip-tono"}

    stale = browser.post(f"{place}/seen", data={"corpus": "another"})
    assert "changed=1" in stale.location
    assert "has changed in the meantime" in browser.get(stale.location).text
    corpus = re.search(r'name="corpus" value="(\w+)"', shown)
    assert corpus is not None
    browser.post(f"{place}/seen", data={"corpus": corpus[1]})
    assert "nothing new" in browser.get("/saved").text
    assert "Nothing new since" in browser.get(place).text

    browser.post(f"{place}/remove")
    assert "None yet" in browser.get("/saved").text
    assert browser.get(place).status_code == 404
    close_workspace(app)


def test_an_old_document_read_anew_is_no_news(own: Settings) -> None:
    app = create_app(own)
    browser = app.test_client()
    browser.post("/saved", data={"q": "insentif"})
    assert own.corpus is not None
    file = next(file for file in own.corpus.rglob("*.txt") if "insentif" in file.read_text("utf-8").lower())
    file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
    index_corpus(replace(own))
    assert browser.get("/saved.json").get_json()["searches"][0]["new"] == 0
    close_workspace(app)


def test_a_search_without_words_is_not_kept(client: FlaskClient) -> None:
    assert client.post("/saved", data={"name": "x"}).status_code == 400
    assert client.get("/saved/99").status_code == 404
