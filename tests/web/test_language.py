"""Indonesian and English: how a language is chosen, and that nothing is left untranslated."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import translations
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from support.html import parsed

PATHS = sorted(translations.TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def spoken(client: FlaskClient, url: str, **headers: str) -> str:
    response = client.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return parsed(response.text).one("html")["lang"]


def test_the_address_counts_before_the_cookie_before_the_browser(client: FlaskClient) -> None:
    assert spoken(client, "/help", Accept_Language="fr") == "id"
    assert spoken(client, "/help", Accept_Language="en-GB,id;q=0.5") == "en"
    assert spoken(client, "/help?lang=id", Accept_Language="en") == "id"
    assert spoken(client, "/help", Accept_Language="en") == "id"
    assert spoken(client, "/help?lang=en", Accept_Language="id") == "en"
    assert spoken(client, "/help?lang=xx", Accept_Language="id") == "en"


def test_the_switch_keeps_the_page(client: FlaskClient) -> None:
    tree = parsed(client.get("/search?q=pelatihan&kind=regulation&kind=transcript&lang=en").text)
    switch = tree.one("a[hreflang=id]")["href"]
    other = parsed(client.get(switch).text)
    assert other.one("#q")["value"] == "pelatihan"
    assert len(other.all(".chips li")) == 3
    assert "penggalan untuk" in other.one("p[role=status]").text


def test_the_switch_keeps_the_document(client: FlaskClient) -> None:
    tree = parsed(client.get("/documents/transkrip-informan-1?q=insentif").text)
    assert tree.one("a[hreflang=id]")["href"] == ("/documents/transkrip-informan-1?q=insentif&lang=id")


def test_errors_are_worded_in_the_language(client: FlaskClient) -> None:
    assert "Tidak ada dokumen nix." in client.get("/documents/nix?lang=id").text
    assert "There is no document nix." in client.get("/documents/nix?lang=en").text


def test_no_page_keeps_words_of_who_asked_first_in_another_language(client: FlaskClient) -> None:
    for language, below, heading in (
        ("id", "Di bawah", "Buku kode (QDC)"),
        ("en", "Below", "Codebook (QDC)"),
    ):
        assert (
            parsed(client.get(f"/codebook/new?lang={language}").text).one("label[for=f-parent]").text == below
        )
        receipt = parsed(client.get(f"/export/qdc/receipt?lang={language}").text)
        assert receipt.one("main h1").text == heading


def test_dates_and_numbers_are_written_in_the_language(client: FlaskClient) -> None:
    assert "12 April 2022" in client.get("/documents/transkrip-informan-1?lang=id").text
    assert "3 Mei 2022" in client.get("/documents/catatan-lapangan-balai?lang=id").text


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
def test_every_string_is_translated(path: Path) -> None:
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=path.parent.parent.name)
    collected = translations.collect()
    known = {message.id for message in catalogue if message.id}
    wanted = {message.id for message in collected if message.id}
    assert known == wanted, "run tools/translations.py"
    for message in catalogue:
        if message.id:
            assert not message.fuzzy, message.id
            assert all(strings(message.string)), message.id


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
def test_placeholders_survive_translation(path: Path) -> None:
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=path.parent.parent.name)
    for message in catalogue:
        if message.id:
            wanted = placeholders(message, strings(message.id)[0])
            for translated in strings(message.string):
                assert placeholders(message, translated) == wanted, translated


def strings(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value or ""] if value is None or isinstance(value, str) else list(value)


def placeholders(message: Message, text: str) -> set[str]:
    if message.python_format:
        return set(re.findall(r"%\(\w+\)s", text))
    return {name for _, name, _, _ in Formatter().parse(text) if name}
