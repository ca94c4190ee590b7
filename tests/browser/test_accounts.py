"""A team at one server: coming in, what each one sees, going out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import serve, watched
from browser.test_accessible import RULES
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support.people import PASSWORDS
from support.planted import team_corpus

pytestmark = pytest.mark.browser

INTERVIEW = "/documents/transkrip-zorba-informan"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a lead, a researcher and a reader."""
    folder = tmp_path_factory.mktemp("team")
    team_corpus(folder, planted=True)
    yield from serve(folder)


@pytest.fixture
def contexts(chromium: Browser, team: str) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def anybody(chromium: Browser, team: str, contexts: list[BrowserContext]) -> Page:
    """A browser in which nobody is logged in."""
    contexts.append(chromium.new_context(base_url=team, locale="en-GB"))
    return contexts[-1].new_page()


def enter(page: Page, name: str, password: str = "", address: str = "/") -> Page:
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password or PASSWORDS[name])
    page.get_by_role("button", name="Log in").click()
    return page


def another(page: Page, contexts: list[BrowserContext], team: str) -> Page:
    browser = page.context.browser
    assert browser is not None
    contexts.append(browser.new_context(base_url=team, locale="en-GB"))
    return contexts[-1].new_page()


def test_a_researcher_comes_in_and_lands_where_they_wanted(anybody: Page) -> None:
    complaints = watched(anybody)
    enter(anybody, "Budi", address=f"{INTERVIEW}?q=insentif")
    assert anybody.url.endswith(f"{INTERVIEW}?q=insentif")
    expect(anybody.get_by_text("zorbateks").first).to_be_visible()
    expect(anybody.get_by_role("link", name="Keep as evidence").first).to_be_visible()
    expect(anybody.get_by_role("link", name="Correct what is known")).to_have_count(0)
    assert complaints == []


def test_a_reader_finds_public_documents_alone(anybody: Page) -> None:
    enter(anybody, "Rina", address="/search?q=pelatihan+vokasi")
    expect(anybody.locator("main")).to_contain_text("Peraturan Bupati")
    expect(anybody.locator("body")).not_to_contain_text("zorba")
    expect(anybody.get_by_role("link", name="Themes")).to_have_count(0)
    expect(anybody.get_by_role("link", name="Keep as evidence")).to_have_count(0)
    anybody.goto(INTERVIEW)
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Not found")


def test_a_lead_reads_who_did_what(anybody: Page) -> None:
    enter(anybody, "Lina", address=INTERVIEW)
    expect(anybody.get_by_role("link", name="Correct what is known")).to_be_visible()
    anybody.get_by_role("link", name="Lina").click()
    anybody.get_by_role("link", name="Who did what").click()
    anybody.get_by_label("What", exact=True).select_option("saw")
    anybody.get_by_role("button", name="Show").click()
    expect(anybody.locator("table")).to_contain_text("transkrip-zorba-informan")


def test_logging_out_everywhere_ends_every_session(
    anybody: Page, contexts: list[BrowserContext], team: str
) -> None:
    enter(anybody, "Budi")
    elsewhere = enter(another(anybody, contexts, team), "Budi")
    expect(elsewhere.get_by_role("link", name="Budi")).to_be_visible()
    anybody.goto("/account")
    anybody.get_by_role("button", name="Log out everywhere").click()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Log in")
    anybody.go_back()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Log in")
    elsewhere.goto(INTERVIEW)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Log in")


def test_wrong_passwords_are_told_and_then_stopped(anybody: Page) -> None:
    enter(anybody, "Rina", "salah sekali")
    expect(anybody.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    for _ in range(10):
        anybody.get_by_label("Password").fill("salah lagi")
        anybody.get_by_role("button", name="Log in").click()
    expect(anybody.get_by_role("alert")).to_contain_text("Too many log-ins failed.")


PAGES = {"account": "/account", "who did what": "/journal", "log-in": "/login"}


@pytest.fixture(
    scope="module", params=[("light", "English"), ("dark", "Indonesia")], ids=["light-en", "dark-id"]
)
def lead(chromium: Browser, team: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, language = request.param
    context = chromium.new_context(
        base_url=team, locale="en-GB", color_scheme=scheme, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    enter(page, "Lina")
    if language != "English":
        page.get_by_role("link", name=language).click()
    yield page
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_and_nothing_is_too_wide(lead: Page, address: str) -> None:
    lead.goto(address)
    found = Axe().run(lead, options=RULES).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found] == []
    assert lead.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
