"""Logging in and out, and what each role may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from support.html import parsed
from support.people import PASSWORDS, browser, make_team
from werkzeug.test import TestResponse

from corpus_search.config import Settings
from corpus_search.web import create_app
from corpus_search.web.current import close_workspace


@pytest.fixture
def team(settings: Settings, tmp_path: Path) -> Settings:
    mine = replace(settings, store=tmp_path / "store")
    make_team(mine)
    return mine


@pytest.fixture
def team_app(team: Settings) -> Iterator[Flask]:
    served = create_app(team)
    yield served
    close_workspace(served)


def enter(app: Flask, onward: str = "", **headers: str) -> TestResponse:
    data = {"name": "lina", "password": PASSWORDS["Lina"], "next": onward}
    return browser(app).post("/login", data=data, headers=headers)


def test_nobody_sees_anything_without_logging_in(team_app: Flask) -> None:
    client = browser(team_app)
    for url in ("/", "/search?q=pelatihan", "/documents/transkrip-informan-1", "/nothing"):
        answer = client.get(url)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login?next=/")
    told = client.get("/search.json?q=pelatihan")
    assert (told.status_code, told.get_json()["error"]["code"]) == (401, "log_in")
    assert client.post("/judgements", data={}).status_code == 401
    with client.get("/static/css/base.css") as sheet:
        assert sheet.status_code == 200


def test_a_person_comes_in_and_goes_where_they_wanted(team_app: Flask) -> None:
    answer = enter(team_app, "/search?q=pelatihan+vokasi")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=pelatihan+vokasi")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"))


@pytest.mark.parametrize(
    "onward", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)", "/\nx", ""]
)
def test_a_log_in_leads_to_no_other_site(team_app: Flask, onward: str) -> None:
    assert enter(team_app, onward).headers["Location"] == "/"


def test_over_https_the_cookie_is_for_https_alone(team: Settings) -> None:
    app = create_app(replace(team, trusted_hosts=("bukti.example.org",), proxy=1))
    proxied = {"Host": "bukti.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.1.1"}
    cookie = enter(app, **proxied).headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie


def test_a_session_of_before_is_not_taken_over(team_app: Flask) -> None:
    client = browser(team_app)
    client.set_cookie("session", "known-to-a-stranger")
    client.post("/login", data={"name": "Lina", "password": PASSWORDS["Lina"]})
    kept = client.get_cookie("session")
    assert kept is not None
    assert kept.value != "known-to-a-stranger"


def test_a_wrong_password_is_told_on_the_form(team_app: Flask) -> None:
    answer = browser(team_app).post("/login", data={"name": "<b>Lina", "password": "x", "next": "/documents"})
    tree = parsed(answer.text)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in tree.one("[role=alert]").text
    assert tree.one("#name")["value"] == "<b>Lina"
    assert tree.one("[name=next]")["value"] == "/documents"
    assert "x" not in (tree.one("#password").get("value") or "")


def test_many_wrong_passwords_are_stopped(team_app: Flask) -> None:
    client = browser(team_app)
    codes = [client.post("/login", data={"name": "Lina", "password": "x"}).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]


def test_a_person_goes_out_here_or_everywhere(team_app: Flask) -> None:
    here, there = browser(team_app, "Budi"), browser(team_app, "Budi")
    assert "Log-ins" in here.get("/account").text
    assert here.get("/account.json").get_json() == {"name": "Budi", "role": "researcher", "sessions": 2}
    assert here.post("/logout").status_code == 303
    assert here.get("/account").status_code == 303
    assert there.get("/account").status_code == 200
    again = browser(team_app, "Budi")
    again.post("/account/leave")
    assert there.get("/account").status_code == 303


def test_another_password_needs_the_one_that_counts(team_app: Flask) -> None:
    client = browser(team_app, "Budi")
    wrong = client.post("/account/password", data={"current": "x", "password": "sandi baru sekali"})
    assert wrong.status_code == 401
    short = client.post("/account/password", data={"current": PASSWORDS["Budi"], "password": "x"})
    assert short.status_code == 422
    done = client.post(
        "/account/password", data={"current": PASSWORDS["Budi"], "password": "sandi baru sekali"}
    )
    assert done.status_code == 303
    assert client.get("/account").status_code == 303


def test_what_was_shown_to_a_person_is_not_kept_by_the_browser(team_app: Flask) -> None:
    client = browser(team_app, "Budi")
    for url in ("/", "/documents/transkrip-informan-1", "/documents.json"):
        assert client.get(url).headers["Cache-Control"] == "private, no-store"


def test_visitors_see_public_documents_where_that_is_wanted(team: Settings) -> None:
    client = browser(create_app(replace(team, public=True)))
    listed = client.get("/documents.json").get_json()["documents"]
    assert listed
    assert {document["access"] for document in listed} == {"public"}
    assert client.get("/documents/transkrip-informan-1").status_code == 404
    assert client.get("/themes").status_code == 403
    assert "Log in" in parsed(client.get("/").text).one("header nav").text


def test_without_accounts_others_are_let_in_by_public_alone(settings: Settings) -> None:
    host = {"Host": "bukti.example.org"}
    closed = create_app(replace(settings, trusted_hosts=("bukti.example.org",))).test_client()
    assert closed.get("/search?q=pelatihan", headers=host).status_code == 403
    assert closed.get("/").status_code == 200
    opened = create_app(replace(settings, trusted_hosts=("bukti.example.org",), public=True)).test_client()
    assert opened.get("/documents/transkrip-informan-1", headers=host).status_code == 404
    assert opened.get("/documents/transkrip-informan-1").status_code == 200


def test_behind_a_proxy_nobody_is_the_owner(settings: Settings) -> None:
    behind = create_app(replace(settings, proxy=1)).test_client()
    assert behind.get("/").status_code == 403
    undeclared = create_app(settings).test_client()
    old = undeclared.get("/", environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"})
    assert old.status_code == 403


def test_leads_read_who_did_what(team_app: Flask) -> None:
    budi, lina = browser(team_app, "Budi"), browser(team_app, "Lina")
    budi.get("/documents/transkrip-informan-1")
    budi.get("/documents/transkrip-informan-1")
    budi.get("/documents/peraturan-perbup-7-2021")
    budi.get("/export/csv")
    browser(team_app).post("/login", data={"name": "budi", "password": "x"})
    browser(team_app).post("/login", data={"name": "sandi-saya-123", "password": "x"})
    lina.post("/codebook/new", data={"name": "Insentif"})
    events = lina.get("/journal.json").get_json()["events"]
    told = [(event["who"], event["what"], event["about"]) for event in reversed(events)]
    assert told == [
        ("Budi", "logged_in", "127.0.0.1"),
        ("Lina", "logged_in", "127.0.0.1"),
        ("Budi", "saw", "transkrip-informan-1"),
        ("Budi", "exported", "/export/csv"),
        ("Budi", "log_in_failed", "127.0.0.1"),
        ("", "log_in_failed", "127.0.0.1"),
        ("Lina", "codebook", "/codebook/new"),
    ]
    shown = parsed(lina.get("/journal?who=Budi&what=saw").text)
    assert "transkrip-informan-1" in shown.one("table").text
    assert "codebook" not in shown.one("table").text
    assert "exported" in lina.get("/journal.csv").text
    assert budi.get("/journal").status_code == 403
    assert lina.get("/journal?what=x").status_code == 400


def test_on_a_machine_of_one_person_nothing_of_this_is_kept(app: Flask) -> None:
    client = browser(app)
    client.get("/documents/transkrip-informan-1")
    assert client.get("/journal.json").get_json()["events"] == []
    assert client.get("/login").status_code == 404
    assert client.get("/account").status_code == 404
