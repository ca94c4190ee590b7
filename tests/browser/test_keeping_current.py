"""Looking after a corpus in a real browser: what wants a look, what is new in saved searches, lists taken along."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from browser.conftest import serve, watched
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from support.web_corpus import indexed

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus

pytestmark = pytest.mark.browser

NEW = """Nama Informan: Tono

Peneliti: Apakah pelatihan itu berguna bagi Bapak?
Informan 2: Pelatihan di balai berguna sekali, sekarang saya membuka bengkel sendiri di desa.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An indexed corpus with a picture, which is not read, and a duplicate."""
    folder = tmp_path_factory.mktemp("current")
    settings = indexed(folder)
    copied = settings.corpus / "transkrip/informan-1.txt"
    (settings.corpus / "transkrip/salinan.txt").write_bytes(copied.read_bytes())
    index_corpus(settings)
    return settings


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    yield from serve(settings.corpus.parent)


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page in English. Whatever the console complains of fails the test."""
    context = chromium.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    complaints = watched(page)
    yield page
    context.close()
    assert complaints == []


def test_what_wants_a_look_is_listed_and_taken_along(page: Page) -> None:
    page.goto("/status")
    page.get_by_role("link", name="What wants a look").click()
    failures = page.get_by_role("region", name="Not readable, or only in part")
    expect(failures.get_by_role("row").filter(has_text="pindaian")).to_contain_text("not a supported format")
    expect(page.locator("#duplicates + ul")).to_contain_text(
        "salinan.txt is the same as transkrip-informan-1"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["state"] for row in rows} == {"unsupported", "duplicate"}
    thin = page.get_by_role("region", name="Documents of which little is known")
    thin.get_by_role("link", name="Correct what is known").first.click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def test_a_saved_search_shows_what_is_new_until_it_was_seen(page: Page, settings: Settings) -> None:
    page.goto("/search?q=pelatihan+balai")
    page.get_by_text("Save this search, to see later what is new").click()
    page.get_by_label("Name").fill("Balai")
    page.get_by_role("button", name="Save", exact=True).click()
    saved = page.locator(".saved li").filter(has_text="Balai")
    expect(saved).to_contain_text("nothing new")
    (settings.corpus / "transkrip/informan-2.txt").write_text(NEW, encoding="utf-8")
    index_corpus(settings)
    page.reload()
    expect(saved.locator(".fresh")).to_have_text("1 new passage")
    saved.get_by_role("link", name="Balai", exact=True).click()
    expect(page.locator(".hit")).to_contain_text("membuka bengkel sendiri")
    page.get_by_role("button", name="Mark 1 passage as seen").click()
    page.goto("/saved")
    expect(saved).to_contain_text("nothing new")
    saved.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_a_whole_list_of_results_is_taken_along_as_a_workbook(page: Page) -> None:
    page.goto("/search?q=kegiatan")
    total = int(page.locator(".count [role=status] strong").last.inner_text())
    assert total > page.locator(".hit").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes()), read_only=True).worksheets[0]
    assert sum(1 for row in sheet.iter_rows(values_only=True) if any(row)) - 1 >= total
