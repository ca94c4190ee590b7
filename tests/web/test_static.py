"""What is shipped with the pages: our own, whole, and from no other host."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from flask.testing import FlaskClient
from support.html import Element, assert_valid, parsed

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "corpus_search" / "web" / "static"
TEMPLATES = ROOT / "templates"
SOURCES = sorted([*TEMPLATES.glob("*.html"), *STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_comes_from_another_host(path: Path) -> None:
    assert not re.search(r"https?://|['\"(]//", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_inline_code_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|\|safe\b", text)
    # A block of data is no script: it is never run.
    assert not re.search(r'<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)', text)


def test_vendored_files_are_the_published_ones() -> None:
    listed = set()
    for name, entry in json.loads((STATIC / "vendor.json").read_text(encoding="utf-8")).items():
        assert entry["version"], name
        assert entry["licence"] == "OFL-1.1"
        assert "SIL Open Font License" in (STATIC / entry["licence_file"]).read_text(encoding="utf-8")
        for file, checksum in entry["files"].items():
            assert hashlib.sha256((STATIC / file).read_bytes()).hexdigest() == checksum, file
            listed.add(STATIC / file)
    assert listed == set(STATIC.glob("fonts/*.woff2"))


def test_a_browser_keeps_what_is_named_by_what_is_in_it(client: FlaskClient) -> None:
    address = next(
        node.get("href") or ""
        for node in parsed(client.get("/").text).all("link[rel=stylesheet]")
        if "base.css" in (node.get("href") or "")
    )
    assert "?v=" in address
    font = "/static/fonts/source-sans-3-latin-wght-normal.woff2"
    assert font in client.get("/").text
    assert "immutable" in _kept(client, address)
    assert _kept(client, address.partition("?")[0]) == _kept(client, f"{address}x") == "no-cache"
    assert "max-age=86400" in _kept(client, font)


def _kept(client: FlaskClient, address: str) -> str:
    with client.get(address) as response:
        return response.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_page_is_valid_and_its_links_lead_somewhere(client: FlaskClient, language: str) -> None:
    """Follows the links of the interface, one of each sort."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    waiting = ["/"]
    sorts = set()
    while waiting:
        url = waiting.pop()
        with client.get(url, follow_redirects=True) as response:
            assert response.status_code == 200, url
            if response.mimetype != "text/html" or url.endswith("/original"):
                continue
            html = response.get_data(as_text=True)
        assert_valid(html)
        tree = parsed(html)
        for address in _addresses(tree, url):
            sort = _sort(address)
            if sort not in sorts:
                sorts.add(sort)
                waiting.append(address)
    assert len(sorts) > 40


def _sort(address: str) -> str:
    """Addresses of one sort differ in the values of their parameters, or in the passage."""
    path, _, query = address.partition("?")
    names = sorted({name.partition("=")[0] for name in query.split("&")})
    return re.sub(r"^(/passages/[^/]*).*", r"\1", path) + "?" + "&".join(names)


def _addresses(tree: Element, url: str) -> set[str]:
    found = set()
    for node in tree.all("[href], [src], form[action]"):
        target = node.get("href") or node.get("src") or node.get("action") or ""
        address = urldefrag(urljoin(url, target)).url
        assert address.startswith("/"), address
        if node.get("method") != "post":
            found.add(address)
    return found
