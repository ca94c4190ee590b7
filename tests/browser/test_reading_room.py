"""The reading room in a real browser: links with previews, the contents that follow, pages that turn; for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

BASE = "/documents/perpres-2020-12"
PRINTED = "/documents/permenaker-2022-3"
PAGES = {
    "library": "/library",
    "regulations": "/library/regulations",
    "a type": "/library/regulations/perpres",
    "a type and year": "/library/regulations/perpres/2020",
    "interviews": "/library/interviews",
    "an informant": "/library/informants/sari",
    "field notes": "/library/field-notes",
    "not here": "/not-here",
    "relations": f"{BASE}/relations",
    "changes": "/documents/perpres-2021-5/changes",
    "on a date": f"{BASE}/amended?on=2022-01-01",
    "a jump that fails": "/go?to=uu+1/1999",
    "words in context": "/concordance?q=pelatihan&by=kind",
    "no words": "/concordance",
    "a law that cites": "/documents/transkrip-sari",
    "an amended law": f"{BASE}?q=pelatihan&at=pasal-2/ayat-1",
    "a printed law with a page": f"{PRINTED}?q=sertifikat&at=pasal-3/ayat-1",
    "a page": f"{PRINTED}/pages/2?at=pasal-3/ayat-1&q=sertifikat",
    "care": "/care",
    "saved": "/saved",
    "what is new": "/saved/1",
    "pseudonyms": "/pseudonyms",
    "similar": "/passages/perpres-2020-12/pasal-2/ayat-1/similar",
    "for programs": "/api",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", params=[("light", "id-ID"), ("dark", "en-GB")], ids=["light-id", "dark-en"])
def seen(chromium: Browser, room: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, locale = request.param
    context = chromium.new_context(base_url=room, locale=locale, color_scheme=scheme)
    page = context.new_page()
    page.goto("/search?q=pelatihan")
    form = page.locator(".save-search:has(#saved-name)")
    form.locator("summary").click()
    form.locator("#saved-name").fill(locale)
    form.locator("button").click()
    yield page
    context.close()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(seen: Page, url: str) -> None:
    seen.goto(url)
    found = Axe().run(seen, options=RULES).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found] == []


@pytest.fixture(scope="module")
def narrow(chromium: Browser, room: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=room, locale="id-ID", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_nothing_is_wider_than_a_narrow_screen(narrow: Page, url: str) -> None:
    narrow.goto(url)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_citation_tells_where_it_leads_on_hover_and_focus(in_room: Page) -> None:
    page = in_room
    page.goto("/documents/transkrip-sari")
    link = page.locator("a.cited").first
    link.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("30 hari")
    expect(card).to_contain_text("no repeal found in this collection")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    link.focus()
    expect(card).to_be_visible()
    link.click()
    expect(page.locator(".here")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("pasal-2/ayat-1$"))


def test_the_contents_follow_the_reading(in_room: Page) -> None:
    page = in_room
    page.goto("/documents/perpres-2020-90")
    page.locator("#h-pasal-30").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    expect(page.locator(".toc a[aria-current]")).to_contain_text("Pasal 3")


def test_search_within_a_document_by_keys(in_room: Page) -> None:
    page = in_room
    page.goto("/documents/perpres-2020-90")
    page.keyboard.press("i")
    page.keyboard.type("kegiatan")
    page.keyboard.press("Enter")
    expect(page.locator(".hit-strip a").first).to_be_attached()
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.locator(".here mark").first).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("]")
    expect(page).to_have_url(re.compile("from="))


def test_jump_to_a_place(in_room: Page) -> None:
    page = in_room
    page.goto("/library")
    page.get_by_role("textbox", name="Regulation and article").fill("perpres 12/2020 ps 2 ayat 2")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".here")).to_have_attribute("id", "pasal-2/ayat-2")


def test_pages_turn_beside_the_text(in_room: Page) -> None:
    page = in_room
    page.goto(f"{PRINTED}?at=pasal-3/ayat-1#pasal-3/ayat-1")
    figure = page.locator("figure.sheet")
    expect(figure.locator(".passage-frame").first).to_be_attached()
    figure.get_by_role("link", name="next page").click()
    expect(figure.locator("figcaption .num")).to_have_text("3 / 3")
    expect(figure.locator(".passage-frame")).to_have_count(0)
    assert figure.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100


def test_an_enlarged_page_shows_the_passage(in_room: Page) -> None:
    page = in_room
    page.goto(f"{PRINTED}/pages/2?zoom=3&at=pasal-3/ayat-1")
    frame = page.locator(".passage-frame").first
    expect(frame).to_be_in_viewport()
    assert page.locator(".sheet-frame").evaluate("element => element.scrollLeft") > 0


def test_the_page_beside_follows_the_reading(in_room: Page) -> None:
    page = in_room
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(PRINTED)
    number = page.locator("figure.sheet figcaption .num")
    expect(number).to_have_text("1 / 3")
    page.locator("#page-3").evaluate("mark => mark.scrollIntoView({ block: 'start' })")
    expect(number).to_have_text("3 / 3")
    page.mouse.wheel(0, -5000)
    expect(number).to_have_text("1 / 3")


def test_data_in_a_page_is_no_script(in_room: Page) -> None:
    page = in_room
    page.goto(BASE)
    assert page.locator("script[type='application/ld+json']").count() == 1
