"""Judging by plain forms: one passage after the other, quotes, memos, undo, and what is said where."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from support.html import Element, page, parsed
from web.conftest import NAUGHTY

from corpus_search.web.selection import Selected, selected_span, words_span

URL = "/themes/efektivitas/pelatihan"
PASSAGE = "transkrip-informan-1/ujaran-4"


def form_of(tree: Element) -> dict[str, str]:
    """What the form of the passage in the focus sends, without its button."""
    fields = {field["name"]: field.get("value") or "" for field in tree.all(".now form.judging input")}
    return fields | {field["name"]: field.text for field in tree.all(".now form.judging textarea")}


def judge(client: FlaskClient, say: str, url: str = URL, **more: str) -> str:
    """Judge the passage in the focus; the address that it leads to."""
    response = client.post("/judgements", data={**form_of(page(client, url)), "say": say, **more})
    assert response.status_code == 303, response.text
    return response.location


def evidence(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    listed = client.get(f"/evidence.json{query}").get_json()["evidence"]
    assert isinstance(listed, list)
    return listed


def focus(client: FlaskClient, url: str = URL) -> str:
    return page(client, url).one(".now [data-words]")["data-words"]


def test_judging_goes_on_with_the_next_passage_until_all_are_judged(themed: FlaskClient) -> None:
    total = themed.get(f"{URL}.json").get_json()["total"]
    assert total > 3
    seen = []
    url = URL
    for number in range(total):
        seen.append(focus(themed, url))
        url = judge(themed, ("relevant", "not_relevant", "undecided")[number % 3], url)
    assert len(set(seen)) == total
    done = page(themed, url)
    assert "All candidates are judged" in done.one(".now").text
    counts = themed.get(f"{URL}.json").get_json()["progress"]
    assert counts["judged"] == total
    assert len(evidence(themed, "?verdict=relevant")) == counts["relevant"]


def test_the_form_keeps_stance_memo_and_what_found_the_passage(themed: FlaskClient) -> None:
    judge(themed, "relevant:contradicts", memo="**penting**\r\n\r\nbaris dua")
    (one,) = evidence(themed)
    (row,) = one["judgements"]
    assert (row["verdict"], row["stance"], row["memo"]) == (
        "relevant",
        "contradicts",
        "**penting**\n\nbaris dua",
    )
    total = themed.get("/search.json?q=pelatihan").get_json()["total"]
    assert (row["origin"]["query"], row["origin"]["total"]) == ("pelatihan", total)
    assert len(row["origin"]["corpus"]) == 64
    assert "<strong>penting</strong>" in themed.get("/evidence").text


def test_screening_says_how_many_remain_and_keeps_what_was_drawn_at_random(themed: FlaskClient) -> None:
    url = f"{URL}?order=screening"
    assert "too early to tell" in page(themed, url).one(".remaining").text
    total = themed.get(f"{URL}.json?order=screening").get_json()["total"]
    assert total > 20
    for _ in range(20):
        url = judge(themed, "not_relevant", url)
    origins = [one["judgements"][0]["origin"] for one in evidence(themed)]
    assert {one["total"] for one in origins} == {total}
    assert sorted(one["query"] for one in origins) == ["(drawn at random)"] + ["(screening)"] * 19
    left = themed.get(f"{URL}.json?order=screening").get_json()["estimate"]
    assert 0 == left["low"] <= left["high"] < left["unjudged"] == total - 20
    judge(themed, "relevant", url)
    while 2 * left["high"] > left["unjudged"]:
        judge(themed, "not_relevant", url)
        left = themed.get(f"{URL}.json?order=screening").get_json()["estimate"]
    assert f"at most {left['high']} relevant passages remain" in page(themed, url).one(".remaining").text


def test_memos_and_names_run_nothing(themed: FlaskClient) -> None:
    memo = f"{NAUGHTY} [x](javascript:alert(1)) ![y](https://evil.example/y.png) <img src=x onerror=alert(1)>"
    themed.post("/judgements", data={"theme": "aneh", "passage": PASSAGE, "say": "relevant", "memo": memo})
    (one,) = evidence(themed)
    for url in ("/evidence", f"/evidence/{one['key']}", "/tables/triangulation", "/themes", "/themes/aneh"):
        tree = page(themed, url)
        assert not tree.all("main img"), url
        assert not tree.all("main script"), url
        assert not [link for link in tree.all("main a") if "javascript" in (link.get("href") or "")], url
    assert "<b>tebal</b>" in page(themed, "/evidence").one(".memo").text


def test_the_last_judgement_can_be_taken_back_again_and_again(themed: FlaskClient) -> None:
    first = focus(themed)
    judge(themed, "relevant")
    second = focus(themed)
    judge(themed, "not_relevant")
    for expected in (second, first):
        tree = page(themed, URL)
        form = tree.one("form.last")
        sent = {field["name"]: field["value"] for field in form.all("input")}
        response = themed.post(form["action"], data=sent)
        assert focus(themed, response.location) == expected
    assert evidence(themed) == []
    assert not page(themed, URL).all("form.last")


def test_a_skipped_passage_comes_back(themed: FlaskClient) -> None:
    first = focus(themed)
    skip = page(themed, URL).one("[data-key=s]")["href"]
    assert focus(themed, skip) != first
    after = judge(themed, "relevant", skip)
    assert "skip=1" in after
    assert focus(themed, after) != first
    assert focus(themed) == first


def test_a_part_of_the_passage_becomes_the_quote(themed: FlaskClient) -> None:
    sent = {"theme": "insentif", "passage": PASSAGE, "say": "relevant"}
    themed.post("/judgements", data=sent)
    themed.post("/judgements", data={**sent, "quote": "cair  setelah\n tiga bulan"})
    (one,) = evidence(themed)
    assert one["text"] == "cair setelah tiga bulan"
    assert one["passage"] == PASSAGE


def test_words_that_do_not_stand_there_are_refused_and_nothing_typed_is_lost(themed: FlaskClient) -> None:
    sent = {
        "theme": "insentif",
        "passage": PASSAGE,
        "say": "relevant",
        "quote": "empat bulan",
        "memo": "catatan",
    }
    response = themed.post("/judgements", data=sent)
    assert response.status_code == 400
    tree = parsed(response.text)
    assert "does not stand in this passage" in tree.one("[role=alert]").text
    assert tree.one("#memo").text == "catatan"
    assert tree.one("#quote").text == "empat bulan"
    assert evidence(themed) == []


def test_whole_words_are_kept_of_a_selection_that_cuts_them(themed: FlaskClient) -> None:
    words = themed.get(f"/passages/{PASSAGE}.json").get_json()["passage"]["text"]
    start = len("".join(words[: words.index("nsentif")].split()))
    sent = {
        "theme": "insentif",
        "passage": PASSAGE,
        "say": "relevant",
        "quote": "nsentif cair setel",
        "ink_start": str(start),
        "ink_end": str(start + len("nsentifcairsetel")),
    }
    assert themed.post("/judgements", data=sent).status_code == 303
    (one,) = evidence(themed)
    assert one["text"] == "Insentif cair setelah"
    stale = themed.post("/judgements", data={**sent, "ink_start": "5", "ink_end": "20"})
    assert stale.status_code == 400
    assert "has changed" in stale.text


def test_a_passage_named_by_the_address_is_judged_out_of_turn(themed: FlaskClient) -> None:
    assert focus(themed, f"{URL}?at={PASSAGE}") == PASSAGE
    after = judge(themed, "relevant", f"{URL}?at={PASSAGE}")
    assert "at=" not in after
    assert themed.get(f"{URL}?at=nix/nix").status_code == 404


def test_filters_narrow_the_candidates(themed: FlaskClient) -> None:
    tree = page(themed, f"{URL}?kind=transcript")
    assert tree.one(".now .kind").text == "Interview transcript"
    link = next(link for link in tree.all(".facet a") if "Field note" in link.text)
    both = themed.get(link["href"].replace(URL, f"{URL}.json", 1)).get_json()
    assert {one["document"] for one in both["candidates"]} >= {"catatan-lapangan-balai"}
    assert "kind=transcript" in judge(themed, "relevant", f"{URL}?kind=transcript")


def test_the_order_that_learns_says_why(themed: FlaskClient) -> None:
    judge(themed, "relevant")
    judge(themed, "not_relevant")
    tree = page(themed, f"{URL}?order=screening")
    assert any("learned from judgements" in part.text for part in tree.all(".orders strong"))
    assert "order=screening" in judge(themed, "relevant", f"{URL}?order=screening")


def test_a_hit_is_kept_for_a_new_theme_and_taken_back(themed: FlaskClient) -> None:
    results = page(themed, "/search?q=insentif")
    form = page(themed, results.one("a[data-keep]")["href"])
    fields = {field["name"]: field.get("value") or "" for field in form.all("form.keep input")}
    response = themed.post("/judgements", data={**fields, "new_theme": "Uang  saku", "say": "relevant"})
    assert response.location.startswith("/search?q=insentif")
    note = page(themed, response.location).one(".kept-note")
    assert "Uang saku" in note.text
    (one,) = evidence(themed)
    assert one["theme"] == "uang-saku"
    undone = themed.post(note.one("form")["action"], data={"back": response.location})
    assert not page(themed, undone.location).all(".kept-note")
    assert evidence(themed) == []
    again = themed.post("/judgements", data={**fields, "new_theme": "uang saku", "say": "relevant"})
    assert again.status_code == 303
    assert [row["theme"] for row in evidence(themed)] == ["uang-saku"]


def test_a_form_leads_to_no_other_site(themed: FlaskClient) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        sent = {"theme": "insentif", "passage": PASSAGE, "say": "relevant", "back": back}
        assert themed.post("/judgements", data=sent).location == "/themes/insentif"


def test_what_is_no_judgement_is_refused(themed: FlaskClient) -> None:
    sent = {"theme": "insentif", "passage": PASSAGE}
    for wrong in ({"say": "vielleicht"}, {"say": "relevant:maybe"}, {"theme": ""}, {"memo": "x" * 20_001}):
        assert themed.post("/judgements", data={**sent, **wrong}).status_code == 400
    for wrong in ({"theme": "nix"}, {"passage": "nix/nix"}):
        assert themed.post("/judgements", data={**sent, **wrong}).status_code == 404
    assert themed.post("/judgements/999/undo").status_code == 404
    assert evidence(themed) == []


def test_programs_get_json(themed: FlaskClient) -> None:
    sent = {"theme": "insentif", "passage": PASSAGE, "say": "relevant"}
    response = themed.post("/judgements", data=sent, headers={"Accept": "application/json"})
    assert response.status_code == 201
    assert response.get_json()["verdict"] == "relevant"
    wrong = themed.post("/judgements", data={**sent, "say": "x"}, headers={"Accept": "application/json"})
    assert wrong.get_json()["error"]["code"] == "usage"


def test_a_judgement_is_changed_and_its_history_told(themed: FlaskClient) -> None:
    themed.post(
        "/judgements", data={"theme": "insentif", "passage": PASSAGE, "say": "relevant", "query": "cair"}
    )
    (one,) = evidence(themed)
    url = f"/evidence/{one['key']}"
    assert themed.post(url, data={"say": "not_relevant", "memo": "ternyata bukan"}).location == url
    tree = page(themed, url)
    assert [row.one(".verdict").text for row in tree.all("tbody tr")] == ["not relevant", "relevant"]
    assert "cair" in tree.all("tbody tr")[1].text
    assert tree.one("#memo").text == "ternyata bukan"
    assert len(themed.get(f"{url}.json").get_json()["history"]) == 2


def test_the_reader_shows_what_is_coded(themed: FlaskClient) -> None:
    themed.post("/judgements", data={"theme": "aneh", "passage": PASSAGE, "say": "relevant"})
    tree = page(themed, "/documents/transkrip-informan-1")
    (coded,) = tree.one(f"[data-passage='{PASSAGE}']").all(".coded a")
    assert coded.text == NAUGHTY
    assert page(themed, coded["href"]).one("h1")
    assert len(tree.all(".coded")) == 1


def test_coded_words_are_underlined_and_told_by_a_number_where_themes_cross(themed: FlaskClient) -> None:
    text = themed.get(f"/passages/{PASSAGE}.json").get_json()["passage"]["text"]
    words = text.split()
    assert len(words) >= 6
    first, second = " ".join(words[:4]), " ".join(words[2:6])
    for theme, quote in (("insentif", first), ("aneh", second)):
        sent = {"theme": theme, "passage": PASSAGE, "say": "relevant", "quote": quote}
        assert themed.post("/judgements", data=sent).status_code == 303
    tree = page(themed, "/documents/transkrip-informan-1")
    passage = tree.one(f"[data-passage='{PASSAGE}']")
    listed = {link.one("sup").text: link.text for link in passage.all(".coded a")}
    assert len(listed) == 2
    lines = {
        line["data-number"]: line for line in passage.all("u.line") if line.get("data-number") is not None
    }
    assert listed.keys() == lines.keys()
    for number, line in lines.items():
        assert listed[number].startswith(" ".join(line["title"].split()))
    kinds = {
        name for line in passage.all("u.line") for name in line["class"].split() if name.startswith("line-")
    }
    assert kinds == {"line-1", "line-2"}
    crossed = passage.all("u.line > u.line")
    assert " ".join(one.text for one in crossed) == " ".join(words[2:4])
    assert not any(line.get("style") for line in passage.all("u"))


def test_a_passage_coded_whole_has_a_stripe_and_no_line(themed: FlaskClient) -> None:
    themed.post("/judgements", data={"theme": "insentif", "passage": PASSAGE, "say": "relevant"})
    passage = page(themed, "/documents/transkrip-informan-1").one(f"[data-passage='{PASSAGE}']")
    assert passage.all(".stripes a")
    assert not passage.all("u.line")


def test_a_passage_holds_the_same_characters_in_the_reader_as_in_the_text(themed: FlaskClient) -> None:
    counted = 0
    for document in themed.get("/documents.json").get_json()["documents"]:
        if document["state"] != "read":
            continue
        contents = themed.get(f"/documents/{document['id']}.json").get_json()
        texts = {one["id"]: one["text"] for one in contents["passages"]}
        for shown in page(themed, f"/documents/{document['id']}").all(".passage"):
            for part in shown.all(".page-no, .who, .acts, .stripes, .coded, .visually-hidden"):
                part.node.decompose()
            assert "".join(shown.text.split()) == "".join(texts[shown["data-passage"]].split())
            counted += 1
    assert counted > 100


TEXTS = st.text(st.sampled_from("ab \n\t\u00a0\u2028é😀\u0301x"), min_size=1, max_size=60)


@given(TEXTS, st.data())
def test_a_selection_is_found_by_its_characters(text: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    if not places:
        return
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    start, end = places[first], places[last] + 1
    shown = " ".join(text[start:end].split())
    assert selected_span(text, 0, 0, Selected(shown, first, last + 1)) == (start, end)
    low, high = words_span(text, 0, len(text), shown)
    assert "".join(text[low:high].split()) == "".join(shown.split())
    assert low <= start
