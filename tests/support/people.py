"""A team with accounts."""

from __future__ import annotations

from contextlib import closing

from flask import Flask
from flask.testing import FlaskClient

from corpus_search.access import Role
from corpus_search.accounts import Accounts
from corpus_search.config import Settings

PASSWORDS = {"Lina": "kunci-lina-2026", "Budi": "kunci-budi-2026", "Rina": "kunci-rina-2026"}
ROLES = {"Lina": Role.LEAD, "Budi": Role.RESEARCHER, "Rina": Role.READER}


def make_team(settings: Settings) -> None:
    """Give a store a lead (Lina), a researcher (Budi) and a reader (Rina)."""
    with closing(Accounts(settings.store, hours=settings.session_hours)) as accounts:
        for name, role in ROLES.items():
            accounts.add(name, role, PASSWORDS[name])


def browser(app: Flask, name: str = "") -> FlaskClient:
    """A browser that wants English, of a person of the team who is logged in, or of nobody."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    if name:
        entered = client.post("/login", data={"name": name, "password": PASSWORDS[name]})
        assert entered.status_code == 303, entered.text
    return client
