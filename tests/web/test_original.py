"""The source file: of its own type, and harmless."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from support.web_corpus import WEB_PAGE, printed_law

from corpus_search.config import Settings
from corpus_search.web import create_app

Ids = Callable[[str], str]


def test_a_pdf_is_shown_by_the_browser(client: FlaskClient, ids: Ids) -> None:
    response = client.get(f"/documents/{ids('permenaker-3-2022.pdf')}/original")
    assert response.data == printed_law()
    assert response.content_type == "application/pdf"
    assert "attachment" not in response.headers.get("Content-Disposition", "")
    assert "sandbox" not in response.headers["Content-Security-Policy"]
    response.close()


def test_parts_of_a_file_can_be_asked_for(client: FlaskClient, ids: Ids) -> None:
    url = f"/documents/{ids('permenaker-3-2022.pdf')}/original"
    with client.get(url, headers={"Range": "bytes=0-3"}) as response:
        assert (response.status_code, response.data) == (206, b"%PDF")


def test_a_page_from_the_corpus_runs_nothing(client: FlaskClient, ids: Ids) -> None:
    with client.get(f"/documents/{ids('pengumuman.html')}/original") as response:
        assert response.data.decode() == WEB_PAGE
        policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy


@pytest.mark.parametrize(
    ("ending", "shown"),
    [("informan-1.txt", "text/plain; charset=utf-8"), ("balai.md", "text/plain; charset=utf-8")],
)
def test_text_is_shown_as_text(client: FlaskClient, ids: Ids, ending: str, shown: str) -> None:
    response = client.get(f"/documents/{ids(ending)}/original")
    assert response.content_type == shown
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_other_formats_are_downloaded(client: FlaskClient, ids: Ids) -> None:
    response = client.get(f"/documents/{ids('pindaian.png')}/original")
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=pindaian.png")
    response.close()


def test_a_file_that_is_gone_is_said_to_be_gone(own: Settings) -> None:
    (own.corpus / "transkrip" / "informan-1.txt").unlink()
    client = create_app(own).test_client()
    response = client.get("/documents/transkrip-informan-1/original?lang=en")
    assert response.status_code == 404
    assert "no longer in the corpus" in response.text
