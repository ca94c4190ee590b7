"""Words in context and what one informant said, in a real browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def lefts(page: Page) -> list[str]:
    """The word before each occurrence, where its passage does not begin with it."""
    before = page.locator(".kwic .left").all_inner_texts()
    return [words[-1] for text in before if (words := re.findall(r"\w+", text.lower()))]


def test_words_in_context_are_sorted_grouped_spread_and_taken_along(in_room: Page) -> None:
    page = in_room
    page.goto("/search?q=pelatihan+-kegiatan")
    page.get_by_role("link", name="words in context").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Words in context")
    total = int(page.get_by_role("status").locator("strong").inner_text())
    expect(page.locator(".kwic tbody tr")).to_have_count(total)
    expect(page.locator(".kwic mark").first).to_have_text(re.compile("latih", re.IGNORECASE))

    page.get_by_role("link", name="words before", exact=True).click()
    expect(page.locator(".kwic-choices strong").first).to_have_text("words before")
    assert lefts(page) == sorted(lefts(page))

    page.get_by_role("link", name="speaker", exact=True).click()
    heads = page.locator(".kwic-head").all_inner_texts()
    assert any(head.startswith("Informan 1") for head in heads)
    assert sum(int(re.sub(r"\D", "", head.rsplit("(", maxsplit=1)[1])) for head in heads) == total

    strokes = page.locator(".spread .strip line:not(.grid)")
    expect(strokes).to_have_count(total)
    page.get_by_text("The same as a table").click()
    years = page.get_by_role("region", name="By year and kind").locator("tbody tr")
    assert {"2020", "2022"} <= {row.split()[0] for row in years.all_inner_texts()}

    with page.expect_download() as download:
        page.locator(".takeaway").get_by_role("link", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == total

    page.locator(".kwic .where a").first.click()
    expect(page.locator(".here mark").first).to_be_in_viewport()


def test_what_one_informant_said_stands_together_and_leads_back_to_the_talk(in_room: Page) -> None:
    page = in_room
    page.goto("/library")
    page.get_by_role("link", name="Interviews").first.click()
    page.get_by_role("region", name="By informant").get_by_role("link", name="Sari").first.click()
    turns = page.locator(".turns > li")
    expect(turns.first.locator(".asked")).to_contain_text("?")
    said = turns.first.locator(".snippet").inner_text()
    turns.first.get_by_role("link", name="in the interview").click()
    here = page.locator(".here")
    expect(here).to_be_in_viewport()
    expect(here.locator(".said")).to_contain_text(said)
    expect(here.locator(".who")).to_contain_text("Informan 1")


def test_an_interview_is_a_conversation_with_its_questions_as_contents(in_room: Page) -> None:
    page = in_room
    page.goto("/documents/transkrip-informan-1")
    question = page.locator(".passage.question").first
    answer = page.locator(".passage.turn:not(.question)").first
    style = "element => getComputedStyle(element).fontStyle"
    assert question.locator(".said p").first.evaluate(style) == "italic"
    assert answer.locator(".said p").first.evaluate(style) == "normal"
    expect(question.locator(".who")).to_contain_text("00:00:05")
    page.locator(".toc").get_by_role("link", name="Apakah insentifnya").click()
    expect(page).to_have_url(re.compile("#ujaran-3$"))
    expect(page.locator(".passage:target")).to_contain_text("Apakah insentifnya")
