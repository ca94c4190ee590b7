"""Evidence whose document has changed: found again, shown with what changed, confirmed."""

from __future__ import annotations

from flask.testing import FlaskClient
from support.html import page

from corpus_search.config import Settings
from corpus_search.evidence import Theme
from corpus_search.indexing import index_corpus
from corpus_search.web import create_app
from corpus_search.workspace import Workspace

ANSWER = "transkrip-informan-1/ujaran-4"


def judged(own: Settings, passage: str = ANSWER) -> FlaskClient:
    """A browser after one judgement."""
    with Workspace.open(own) as workspace:
        workspace.themes.put(Theme("insentif", "Insentif"))
    client = create_app(own).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sent = {"theme": "insentif", "passage": passage, "say": "relevant"}
    assert client.post("/judgements", data=sent).status_code == 303
    return client


def rewrite(own: Settings, old: str, new: str) -> FlaskClient:
    """Change the interview and index it again."""
    file = own.corpus / "transkrip" / "informan-1.txt"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    index_corpus(own)
    client = create_app(own).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_what_stands_where_it_stood_needs_no_look(own: Settings) -> None:
    client = judged(own)
    assert "All evidence stands where it was judged." in page(client, "/evidence/check").one("main").text
    client = rewrite(own, "Nama Informan: Sari\n", "Nama Informan: Sari\nUsia: 31\n")
    assert client.get("/evidence/check.json").get_json()["look"] == []


def test_altered_words_are_shown_with_what_changed_and_confirmed(own: Settings) -> None:
    judged(own)
    client = rewrite(own, "setelah tiga bulan", "sesudah empat bulan")
    assert "1 piece of evidence needs a look" in page(client, "/themes").one("main").text
    tree = page(client, "/evidence/check")
    assert "altered" in tree.one(".now .state").text
    assert "tiga" in " ".join(part.text for part in tree.all(".diff del"))
    assert "empat" in " ".join(part.text for part in tree.all(".diff ins"))
    form = tree.one(".now form")
    sent = {field["name"]: field["value"] for field in form.all("input")}
    stale = client.post(form["action"], data={**sent, "words": "lain"})
    assert stale.status_code == 400
    assert client.post(form["action"], data=sent).location == "/evidence/check"
    assert client.get("/evidence/check.json").get_json()["look"] == []
    (one,) = client.get("/evidence.json").get_json()["evidence"]
    assert "empat bulan" in one["text"]


def test_lost_words_are_not_dropped(own: Settings) -> None:
    judged(own)
    (own.corpus / "transkrip" / "informan-1.txt").unlink()
    index_corpus(own)
    client = create_app(own).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    tree = page(client, "/evidence/check")
    assert "The document is gone" in tree.one(".now").text
    assert "Insentif cair setelah tiga bulan" in tree.one(".now .quote").text
    assert not tree.all(".now form")
    (one,) = client.get("/evidence.json").get_json()["evidence"]
    assert page(client, f"/evidence/{one['key']}").one("h1")
    assert page(client, "/evidence").all(".hit")
    assert client.get("/export/docx").status_code == 200
    assert "no longer matches" in page(client, "/export").one("main").text
