"""Who may ask, what pages may load, and that no text becomes markup."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.html import parsed
from support.web_corpus import NAUGHTY_TITLE, indexed

from corpus_search.config import Settings
from corpus_search.web import create_app
from corpus_search.web.back import local_path
from corpus_search.web.security import FORWARDING

EDIT = "/documents/transkrip-informan-1/edit"


@pytest.mark.parametrize(
    "url", ["/", "/search?q=x", "/nope", "/search?year=x", "/static/css/base.css", "/status.json"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    response.close()


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1", "127.8.8.8:80", "[::1]:8000", "LOCALHOST"]
)
def test_this_machine_may_ask(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "192.168.1.5",
        "169.254.0.1",
        "[::2]",
        "[",
        "a b",
    ],
)
def test_no_other_name_is_answered(client: FlaskClient, host: str) -> None:
    response = client.get("/search?q=pelatihan", headers={"Host": host})
    assert response.status_code in (400, 403)
    assert "hit" not in response.text


def test_loopback_by_any_protocol_is_this_machine(client: FlaskClient) -> None:
    for address in ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"):
        assert client.get("/help", environ_overrides={"REMOTE_ADDR": address}).status_code == 200, address


def test_no_other_machine_is_answered(client: FlaskClient) -> None:
    for address in ("192.168.1.5", "10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", ""):
        response = client.get("/", environ_overrides={"REMOTE_ADDR": address})
        assert response.status_code == 403, address


@pytest.mark.parametrize("header", FORWARDING)
def test_nothing_is_answered_through_a_proxy(client: FlaskClient, header: str) -> None:
    response = client.get("/static/css/base.css", headers={header: "127.0.0.1"})
    assert response.status_code == 403
    assert client.get("/search.json?q=x", headers={header: "x"}).get_json()["error"]["code"] == "forbidden"


def test_declared_hosts_are_answered_through_a_declared_proxy(settings: Settings) -> None:
    declared = dataclasses.replace(settings, trusted_hosts=("bukti.example.org",), public=True)
    client = create_app(declared).test_client()
    forwarded = {"X-Forwarded-For": "10.0.0.9"}
    assert client.get("/", headers={"Host": "bukti.example.org", **forwarded}).status_code == 403
    behind = create_app(dataclasses.replace(declared, proxy=1)).test_client()
    assert behind.get("/", headers={"Host": "bukti.example.org", **forwarded}).status_code == 200
    assert client.get("/", headers={"Host": "Bukti.Example.org:443"}).status_code == 200
    assert client.get("/", headers={"Host": "other.example.org"}).status_code == 403
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "http://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_only_our_own_pages_may_change_something(
    own_app: Flask, headers: dict[str, str], status: int
) -> None:
    response = own_app.test_client().post(EDIT, data={"title": "Baru"}, headers=headers)
    assert response.status_code == status


def test_a_body_has_a_bound(client: FlaskClient) -> None:
    assert client.post(EDIT, data={"title": "x" * 300_000}).status_code == 413


@pytest.mark.parametrize(
    "url", ["/documents", "/search?q=bengkel", "/documents/laporan-sepi", "/documents/laporan-sepi/edit"]
)
def test_texts_and_titles_stay_text(client: FlaskClient, url: str) -> None:
    tree = parsed(client.get(url).text)
    assert all(script.get("src") for script in tree.all("script"))
    assert not tree.all("img, [onerror], b")
    assert NAUGHTY_TITLE in tree.text


@pytest.mark.parametrize(
    "query", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "{{7*7}}", "%s%(x)s", "{0}"]
)
def test_queries_stay_text(client: FlaskClient, query: str) -> None:
    for url in ("/search", "/documents/transkrip-informan-1"):
        tree = parsed(client.get(url, query_string={"q": query}).text)
        assert not tree.all("img, [onerror]")
        assert all(script.get("src") for script in tree.all("script"))
        assert query in tree.one("main").text


def test_addresses_cannot_leave_the_corpus(client: FlaskClient) -> None:
    for path in (
        "/documents/..%2f..%2fetc%2fpasswd/original",
        "/static/..%2f..%2fapp.py",
        "/documents/%2e%2e/original",
    ):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_no_other_method_is_answered(client: FlaskClient, method: str) -> None:
    for path in ("/", "/documents/laporan-sepi", "/documents/laporan-sepi/original", "/static/css/base.css"):
        assert client.open(path, method=method).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\/evil.example/",
        "/\t/evil.example/",
        "\t//evil.example/",
        "/\r\nLocation: https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "/" + "x" * 5_000,
        "/\x00/evil.example",
    ],
)
def test_nothing_leads_to_another_site(address: str) -> None:
    assert local_path(address, "/here") == "/here"
    assert local_path("/search?q=https://evil.example//x", "/here") == "/search?q=https://evil.example//x"


def test_a_link_out_of_the_corpus_is_not_followed(tmp_path: Path) -> None:
    own = indexed(tmp_path)
    file = own.corpus / "transkrip" / "informan-1.txt"
    outside = tmp_path / "rahasia.txt"
    outside.write_text("zorba", encoding="utf-8")
    client = create_app(own).test_client()
    with client.get("/documents/transkrip-informan-1/original") as answer:
        assert answer.status_code == 200
    file.unlink()
    try:
        file.symlink_to(outside)
    except OSError:
        pytest.skip("this system lets nobody make links")
    with client.get("/documents/transkrip-informan-1/original") as answer:
        assert answer.status_code == 404
        assert b"zorba" not in answer.data


@pytest.fixture
def own_app(own: Settings) -> Flask:
    return create_app(own)
