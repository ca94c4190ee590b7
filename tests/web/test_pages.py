"""The pages of a PDF: pictures, frames, turning, beside the text."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from support.html import page

LAW = "/documents/permenaker-2022-3"


def test_the_picture_of_the_passage_stands_beside_the_text(client: FlaskClient) -> None:
    tree = page(client, f"{LAW}?at=pasal-3/ayat-1&q=sertifikat")
    figure = tree.one("figure.sheet")
    picture = figure.one("img")
    assert picture["src"] == f"{LAW}/pages/2.webp?scale=1"
    assert (picture["width"], picture["height"]) == ("816", "1056")  # 8.5 by 11 inches
    assert figure.all(".passage-frame")
    assert figure.all(".word-frame")
    assert not page(client, "/documents/transkrip-informan-1").all("figure.sheet")


def test_a_page_can_be_turned_and_sized(client: FlaskClient) -> None:
    tree = page(client, f"{LAW}/pages/2?at=pasal-3/ayat-1&zoom=2")
    assert tree.one("h1").text == "Page 2 of 3"
    assert tree.one("[data-step=next]")["href"] == f"{LAW}/pages/3?at=pasal-3/ayat-1&zoom=2"
    assert tree.one("img")["src"].endswith("/pages/2.webp?scale=2")
    assert [item.text for item in tree.all(".on-page.here a")] == ["Pasal 3 › ayat (1)"]
    assert not page(client, f"{LAW}/pages/1").all("[data-step=previous]")


def test_a_picture_is_drawn_once_and_then_known(client: FlaskClient) -> None:
    response = client.get(f"{LAW}/pages/1.webp?scale=0.5")
    assert response.mimetype == "image/webp"
    assert response.data[:4] == b"RIFF"
    tag = response.headers["ETag"]
    assert client.get(f"{LAW}/pages/1.webp?scale=0.5", headers={"If-None-Match": tag}).status_code == 304


def test_frames_are_shares_of_the_page(client: FlaskClient) -> None:
    told = client.get(f"{LAW}/pages/2.json?at=pasal-3/ayat-1&q=sertifikat").get_json()
    assert told["total"] == 3
    for left, top, right, bottom in told["frames"] + told["words"]:
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{LAW}/pages/4", 404),
        (f"{LAW}/pages/0.webp", 404),
        (f"{LAW}/pages/1.webp?scale=7", 400),
        ("/documents/transkrip-informan-1/pages/1", 404),
        ("/documents/nix/pages/1.webp", 404),
    ],
)
def test_what_is_not_there_is_refused(client: FlaskClient, url: str, status: int) -> None:
    assert client.get(url).status_code == status
