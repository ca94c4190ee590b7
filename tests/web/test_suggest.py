from __future__ import annotations

from flask.testing import FlaskClient


def suggested(client: FlaskClient, typed: str) -> list[dict[str, str | None]]:
    return client.get("/suggest.json", query_string={"q": typed}).get_json()["suggestions"]  # type: ignore[no-any-return]  # JSON


def test_words_are_written_out_from_three_letters_on(client: FlaskClient) -> None:
    texts = [one["text"] for one in suggested(client, "insentif pel") if one["url"] is None]
    assert texts
    assert all(text and text.startswith("insentif pel") for text in texts)
    assert suggested(client, "pe") == []
    assert suggested(client, "") == []
    assert suggested(client, "%&/<>") == []
    assert len(suggested(client, "per")) <= 8


def test_documents_are_suggested_by_their_titles(client: FlaskClient) -> None:
    document = client.get("/documents.json").get_json()["documents"][0]
    word = max(document["title"].split(), key=len)
    assert any(one["url"] for one in suggested(client, word[:6]))


def test_passages_like_one(client: FlaskClient) -> None:
    hit = client.get("/search.json", query_string={"q": "pelatihan"}).get_json()["hits"][0]
    answer = client.get(f"/passages/{hit['id']}/similar")
    assert answer.status_code == 200
    twin = client.get(f"/passages/{hit['id']}/similar.json").get_json()
    assert hit["id"] not in {one["id"] for one in twin["hits"]}
    assert client.get("/passages/nothing/similar").status_code == 404


def test_what_was_searched_besides_is_shown_and_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/search?q=training").get_data(as_text=True)
    assert "Also searched:" in page
    assert "without=pelatihan" in page
    assert "expand=0" in page
    typed = client.get("/search?q=training&expand=0").get_data(as_text=True)
    assert "Also searched:" not in typed
    assert "search for other names" in typed
    twin = client.get("/search.json?q=training&without=pelatihan&without=diklat").get_json()
    assert all("pelatihan" not in one["expansions"] for one in twin["also"])
