"""Every page for everyone: axe finds nothing, light and dark; a narrow screen is wide enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "start": "/",
    "results": "/search?q=pelatihan&kind=transcript&kind=regulation",
    "some words": "/search?q=insentif+menjahit+gawai",
    "a place": "/search?q=perpres+90/2020+pasal+3",
    "nothing found": "/search?q=menjahit&kind=regulation&year=2020",
    "documents": "/documents?kind=regulation",
    "a law": "/documents/perpres-2020-90?q=kegiatan&at=pasal-5/ayat-2",
    "a printed law": "/documents/permenaker-2022-3",
    "an interview": "/documents/transkrip-informan-1?q=insentif&at=ujaran-4",
    "a document without text": "/documents/laporan-pindaian",
    "a form": "/documents/transkrip-informan-1/edit",
    "state": "/status",
    "help": "/help",
    "an error": "/nope",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", params=[("light", "id-ID"), ("dark", "en-GB")], ids=["light-id", "dark-en"])
def coloured(chromium: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, locale = request.param
    context = chromium.new_context(base_url=server, locale=locale, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(coloured: Page, url: str) -> None:
    coloured.goto(url)
    found = Axe().run(coloured, options=RULES).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found] == []


@pytest.fixture(scope="module")
def narrow(chromium: Browser, server: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=server,
        locale="id-ID",
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_nothing_is_wider_than_a_narrow_screen(narrow: Page, url: str) -> None:
    narrow.goto(url)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390


def test_filters_fold_on_a_narrow_screen(narrow: Page) -> None:
    narrow.goto("/search?q=pelatihan")
    assert not narrow.locator(".facet").first.is_visible()
    narrow.locator(".filters > summary").click()
    assert narrow.locator(".facet").first.is_visible()
