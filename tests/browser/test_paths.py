"""What people do, in a real browser: search, filter, open, walk from hit to hit, browse, correct."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_search_filter_open_and_next_hit(page: Page) -> None:
    page.goto("/")
    page.locator("#q").fill("pelatihan")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status").first).to_contain_text("passages for pelatihan")
    page.locator(".facet").get_by_role("link", name="Interview transcript").click()
    expect(page.locator(".chips")).to_contain_text("Interview transcript")
    assert set(page.locator(".hit .kind").all_inner_texts()) == {"Interview transcript"}
    page.locator(".hit h3 a").first.click()
    expect(page.locator(".here")).to_be_in_viewport()
    expect(page.locator(".here mark").first).to_be_visible()
    before = page.locator(".here").get_attribute("id")
    follow = page.get_by_role("link", name=re.compile("next hit|previous hit")).first
    follow.click()
    expect(page.locator(".here")).to_be_in_viewport()
    assert page.locator(".here").get_attribute("id") != before


def test_a_chip_takes_its_filter_away(page: Page) -> None:
    page.goto("/search?q=pelatihan&kind=transcript&year=2022")
    page.locator(".chips").get_by_role("link", name="2022").click()
    expect(page.locator(".chips")).not_to_contain_text("2022")
    expect(page.locator(".chips")).to_contain_text("Interview transcript")


def test_browse_by_kind_and_year(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Documents").click()
    page.locator("aside").get_by_role("link", name=re.compile("^Regulation")).click()
    page.locator("aside").get_by_role("link", name=re.compile("^2020")).click()
    page.get_by_role("link", name=re.compile("Balai Latihan Kerja")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nomor 90 Tahun 2020")
    page.get_by_role("navigation", name="Table of contents").get_by_role("link", name="BAB V").click()
    expect(page.locator("#h-bab-v")).to_be_in_viewport()


def test_nothing_found_and_unknown_addresses(page: Page) -> None:
    page.goto("/search?q=menjahit&kind=regulation")
    expect(page.get_by_role("status").first).to_contain_text("No passage found")
    page.locator(".nothing").get_by_role("link", name="without “Regulation”").click()
    expect(page.locator(".hit").first).to_be_visible()
    response = page.goto("/documents/nix")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")


def test_before_anything_is_indexed(chromium: Browser, bare_server: str) -> None:
    context = chromium.new_context(base_url=bare_server, locale="id-ID")
    page = context.new_page()
    response = page.goto("/")
    assert response is not None
    assert response.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("Belum ada yang dapat dicari")
    expect(page.get_by_role("main")).to_contain_text("corpus-search index")
    context.close()


def test_the_language_is_switched_and_remembered(page: Page) -> None:
    page.goto("/search?q=pelatihan&kind=transcript")
    page.get_by_role("link", name="Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.get_by_role("status").first).to_contain_text("penggalan untuk pelatihan")
    page.get_by_role("link", name="Dokumen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumen")


def test_a_title_is_corrected(page: Page) -> None:
    page.goto("/documents/catatan-lapangan-balai")
    page.get_by_role("link", name="Correct what is known").click()
    page.get_by_label("Date").fill("kemarin")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Date")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Date").fill("2022-05-04")
    page.get_by_label("Title").fill("Catatan lapangan balai desa, hari pertama")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Catatan lapangan balai desa, hari pertama")
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def test_keys(page: Page) -> None:
    page.goto("/search?q=pelatihan")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".hit").nth(1)).to_have_class("hit at")
    expect(page.locator(".hit").nth(1).get_by_role("link").first).to_be_focused()
    page.keyboard.press("k")
    target = page.locator(".hit h3 a").first.get_attribute("href")
    page.keyboard.press("o")
    page.wait_for_url(f"**{target}")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("?jk/")
    expect(page.locator("#q")).to_have_value("?jk/")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url("**/help#keys")


def test_a_citation_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/search?q=insentif+cair")
    citation = page.locator(".hit details[data-copy] p").first.text_content()
    page.get_by_role("button", name="Copy citation").first.click()
    expect(page.locator("#said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == citation


def test_all_of_it_works_without_javascript(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").fill("insentif cair")
    plain.get_by_role("button", name="Search").click()
    plain.locator(".hit summary").first.click()
    expect(plain.locator(".hit details p").first).to_be_visible()
    plain.locator(".hit h3 a").first.click()
    expect(plain.locator(".here")).to_be_in_viewport()


def test_the_page_of_a_source_runs_nothing(chromium: Browser, server: str) -> None:
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto("/documents/laporan-pengumuman/original")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengumuman pelatihan")
    assert page.title() == "Pengumuman pelatihan"
    context.close()
