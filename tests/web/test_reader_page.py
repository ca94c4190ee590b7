"""A document as it is read: places, hits, windows."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from support.html import page
from support.web_corpus import LONG_ARTICLES

Ids = Callable[[str], str]


def test_headings_numbers_and_contents(client: FlaskClient, ids: Ids) -> None:
    tree = page(client, f"/documents/{ids('perbup-7-2021.txt')}")
    assert "Pasal 2" in [heading.text for heading in tree.all(".prose h3")]
    assert "(2)" in [number.text for number in tree.all(".para .no")]
    for link in tree.all(".toc a"):
        anchor = urlsplit(link["href"]).fragment
        assert tree.all(f'[id="{anchor}"]'), anchor


def test_ids_on_a_page_are_unique(client: FlaskClient) -> None:
    for document in client.get("/documents.json").get_json()["documents"]:
        tree = page(client, f"/documents/{document['id']}")
        found = [node["id"] for node in tree.all("[id]")]
        assert len(found) == len(set(found)), document["id"]


def test_next_and_previous_hit_walk_through_all(client: FlaskClient, ids: Ids) -> None:
    url = f"/documents/{ids('perpres-90-2020.txt')}?q=kegiatan"
    passed = []
    tree = page(client, url)
    total = int(tree.one(".hit-nav strong").text)
    assert total == 2 * LONG_ARTICLES
    for _ in range(3):
        following = tree.one(".hit-nav a[rel=next]")["href"]
        tree = page(client, following)
        passed.append(tree.one(".here")["id"])
    assert passed == ["pasal-1/ayat-1", "pasal-1/ayat-2", "pasal-2/ayat-1"]
    assert [node.text for node in tree.all(".hit-nav strong")] == ["3", str(total)]
    back = page(client, tree.one(".hit-nav a[rel=prev]")["href"])
    assert back.one(".here")["id"] == "pasal-1/ayat-2"


def test_a_long_document_opens_at_what_is_asked_for(client: FlaskClient, ids: Ids) -> None:
    document = ids("perpres-90-2020.txt")
    tree = page(client, f"/documents/{document}?at=pasal-{LONG_ARTICLES}/ayat-2")
    assert tree.one(".here")["id"] == f"pasal-{LONG_ARTICLES}/ayat-2"
    assert not tree.all('[id="pasal-1/ayat-1"]')
    first = page(client, tree.one(".window a[rel=prev]")["href"])
    assert first.all('[id="pasal-1/ayat-1"]')
    assert not first.all(".window a[rel=prev]")
    again = page(client, first.one(".window a[rel=next]")["href"])
    assert again.all(f'[id="pasal-{LONG_ARTICLES}/ayat-2"]')


def test_the_contents_of_a_long_document_lead_to_the_right_stretch(client: FlaskClient, ids: Ids) -> None:
    tree = page(client, f"/documents/{ids('perpres-90-2020.txt')}")
    last = tree.all(".toc a")[-1]
    assert last.text.strip() == f"Pasal {LONG_ARTICLES}"
    target = page(client, last["href"])
    anchor = urlsplit(last["href"]).fragment
    assert target.one(f'[id="{anchor}"]').text == f"Pasal {LONG_ARTICLES}"


def test_the_contents_of_an_interview_are_its_questions(client: FlaskClient) -> None:
    tree = page(client, "/documents/transkrip-informan-1?q=insentif")
    asked = tree.all(".toc .fold a")[1:]  # the first leads to what stands before the talk
    assert [link.text.strip() for link in asked] == [
        "Bagaimana Ibu mengikuti pelatihan vokasi itu?",
        "Apakah insentifnya sudah diterima setelah pelatihan?",
    ]
    for link in asked:
        address = urlsplit(link["href"])
        assert parse_qs(address.query)["q"] == ["insentif"]
        assert link.text.strip() in tree.one(f'[id="{address.fragment}"]').text


def test_a_passage_has_a_lasting_address(client: FlaskClient, ids: Ids) -> None:
    document = ids("perbup-7-2021.txt")
    response = client.get(f"/passages/{document}/pasal-2/ayat-2")
    assert response.status_code == 302
    assert urlsplit(response.location).fragment == "pasal-2/ayat-2"
    assert parse_qs(urlsplit(response.location).query)["at"] == ["pasal-2/ayat-2"]
    twin = client.get(f"/passages/{document}/pasal-2/ayat-2.json").get_json()
    assert twin["passage"]["id"] == f"{document}/pasal-2/ayat-2"
    assert "insentif" in twin["passage"]["text"]
    assert "Pasal 2 ayat (2)" in twin["citation"]


def test_turns_read_as_a_conversation(client: FlaskClient, ids: Ids) -> None:
    tree = page(client, f"/documents/{ids('informan-1.txt')}")
    turns = tree.all(".turn")
    assert [" ".join(turn.one(".who").text.split()) for turn in turns] == [
        "Peneliti 00:00:05",
        "Informan 1 00:00:31",
        "Peneliti 00:01:10",
        "Informan 1 00:01:22",
    ]
    assert ["question" in turn["class"] for turn in turns] == [True, False, True, False]


def test_printed_pages_are_numbered_and_open_the_original(client: FlaskClient, ids: Ids) -> None:
    document = ids("permenaker-3-2022.pdf")
    tree = page(client, f"/documents/{document}")
    numbers = tree.all("a.page-no")
    assert [number.text for number in numbers] == ["1", "2", "3"]
    assert numbers[1]["href"] == f"/documents/{document}/original#page=2"


def test_an_unknown_place_opens_the_beginning(client: FlaskClient, ids: Ids) -> None:
    document = ids("perpres-90-2020.txt")
    for query in ("at=nowhere", "from=999999", "from=x", "at=%00", "from=-1"):
        assert page(client, f"/documents/{document}?{query}").all(".passage"), query


def test_a_document_without_text_says_what_helps(client: FlaskClient, ids: Ids) -> None:
    tree = page(client, f"/documents/{ids('pindaian.png')}")
    assert "not a supported format" in tree.one(".message").text
    twin = client.get(f"/documents/{ids('pindaian.png')}.json").get_json()
    assert twin["document"]["state"] == "unsupported"


def test_the_twin_holds_the_document_whole(client: FlaskClient, ids: Ids) -> None:
    data = client.get(f"/documents/{ids('perbup-7-2021.txt')}.json").get_json()
    for passage in data["passages"]:
        locator = passage["locator"]
        assert data["text"][locator["start"] : locator["end"]] == passage["text"]
    labels = [child["label"] for node in data["outline"] for child in node["children"]]
    assert any("BAB II" in label for label in labels)


def test_a_term_that_was_left_out_of_a_search_is_not_marked_in_the_document(client: FlaskClient) -> None:
    """What is marked is what the hits were found by, on every page that a hit leads to."""
    full = page(client, "/search?q=pencaker")
    assert full.all(".also")
    way = full.one(".hit h3 a, .hit h2 a")["href"]
    assert page(client, way).all(".here mark")
    document, _, rest = way.partition("?")
    for left_out in ("expand=0", "without=pencari+kerja"):
        assert not page(client, f"{document}?{left_out}&{rest}").all(".here mark")
    some = page(client, "/search?q=pencaker&without=job+seeker")
    assert parse_qs(urlsplit(some.one(".hit h3 a, .hit h2 a")["href"]).query)["without"] == ["job seeker"]
