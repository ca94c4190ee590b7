"""No page is forgotten: each address that answers with a page stands in a list of pages that are checked."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from browser import test_accessible, test_accounts, test_reading_room, test_themes

from corpus_search.config import Settings
from corpus_search.web import create_app

NO_PAGES = {
    "static",
    "evidence.one",  # its address is not known before; it has a test of its own
    "law.place",
    "opensearch.description",
    "original.file",
    "pages.picture",
    "reader.passage",
    "takeaway.file",
}
"""Files and addresses that lead on."""


def test_every_page_is_checked_with_axe(tmp_path: Path) -> None:
    routes = create_app(Settings(index=tmp_path / "index", store=tmp_path / "store")).url_map
    adapter = routes.bind("127.0.0.1")
    lists = (test_accessible.PAGES, test_reading_room.PAGES, test_themes.PAGES, test_accounts.PAGES)
    checked = {
        adapter.match(urlsplit(url).path, "GET")[0]
        for pages in lists
        for url in pages.values()
        if url != "/nope"
    }
    pages = {
        rule.endpoint
        for rule in routes.iter_rules()
        if rule.methods and "GET" in rule.methods and "." not in rule.rule.rsplit("/", maxsplit=1)[-1]
    }
    assert pages - checked - NO_PAGES == set()
