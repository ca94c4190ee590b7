"""What a researcher does with themes, in a real browser: judge by keys and without JavaScript, code, take along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import serve, watched
from browser.test_accessible import RULES
from docx import Document
from playwright.sync_api import Browser, Page, expect
from support.web_corpus import indexed

from corpus_search.evidence import Theme, Verdict
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.browser

THEMES = (
    Theme("balai", "Balai latihan", "Training centres", queries=("kegiatan",), statement="Balai bekerja."),
    Theme("insentif", "Insentif <b>", "Incentive <b>", definition="Uang & waktu.", queries=("insentif",)),
    Theme("insentif/lambat", "Insentif lambat", "Late incentive", parent="insentif"),
)
ANSWER = "transkrip-informan-1/ujaran-4"
PAGES = {
    "codebook": "/themes",
    "a theme": "/themes/balai",
    "a theme, learning": "/themes/balai?order=screening",
    "a judged passage": f"/themes/insentif?at={ANSWER}",
    "a new theme": "/codebook/new",
    "a theme's form": "/codebook/edit/insentif",
    "reorganise": "/codebook/reorganise/insentif",
    "templates": "/codebook/templates",
    "as text": "/codebook/text",
    "keep": f"/judgements/new?passage={ANSWER}&query=insentif",
    "evidence": "/evidence",
    "check": "/evidence/check",
    "matrix": "/tables/matrix",
    "matrix of documents": "/tables/matrix?axis=document",
    "triangulation": "/tables/triangulation",
    "a row": "/tables/triangulation/insentif",
    "together": "/tables/together",
    "answers": "/tables/answers?question=Apakah+insentifnya+sudah+diterima+setelah+pelatihan?",
    "saturation": "/tables/saturation?base=1&run=1",
    "searches": "/searches",
    "downloads": "/export",
    "receipt": "/export/qdpx/receipt",
    "coded document": "/documents/transkrip-informan-1",
    "nothing found": "/search?q=menjahit&kind=regulation",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a codebook and one piece of evidence for two themes."""
    folder = tmp_path_factory.mktemp("desk")
    with Workspace.open(indexed(folder)) as workspace:
        workspace.themes.put_all(THEMES)
        for theme in ("insentif", "insentif/lambat"):
            workspace.evidence.judge_passage(
                theme, ANSWER, Verdict.RELEVANT, memo="*tiga* bulan, [tautan](https://example.org)", who="sri"
            )
    yield from serve(folder)


@pytest.fixture
def page(chromium: Browser, desk: str) -> Iterator[Page]:
    """A page in English. Whatever the console complains of fails the test."""
    context = chromium.new_context(base_url=desk, locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = watched(page)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def plain(chromium: Browser, desk: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = chromium.new_context(base_url=desk, locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()


def current(page: Page) -> str:
    return page.locator(".now [data-words]").get_attribute("data-words") or ""


def counted(page: Page, verdict: str) -> int:
    total = page.request.get(f"/evidence.json?theme=balai&verdict={verdict}").json()["total"]
    assert isinstance(total, int)
    return total


def select(page: Page, selector: str, start: int, end: int) -> None:
    """Select letters of the first paragraph's text, as a mouse does."""
    page.locator(selector).first.evaluate(
        """(element, [start, end]) => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let at = 0, begun = false;
            while (walker.nextNode()) {
                const node = walker.currentNode, length = node.data.length;
                if (!begun && start < at + length) { range.setStart(node, start - at); begun = true; }
                if (end <= at + length) { range.setEnd(node, end - at); break; }
                at += length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )


def test_twenty_passages_are_judged_by_keyboard_only(page: Page) -> None:
    page.goto("/themes/balai")
    before = {verdict: counted(page, verdict) for verdict in ("relevant", "not_relevant", "undecided")}
    seen = []
    for key in "aru123s" * 2 + "arrauz":
        passage = current(page)
        seen.append(passage)
        page.keyboard.press(key)
        expect(page.locator(".now [data-words]")).not_to_have_attribute("data-words", passage)
        expect(page.locator(".now")).to_be_focused()
    assert page.evaluate("performance.getEntriesByType('navigation').length") == 1
    # a, 1, 2, 3 say relevant: eight and two more; the last one said was undecided, and is taken back
    after = {verdict: counted(page, verdict) - before[verdict] for verdict in before}
    assert after == {"relevant": 10, "not_relevant": 4, "undecided": 2}
    page.keyboard.press("m")
    expect(page.get_by_label("Memo", exact=True)).to_be_focused()
    page.keyboard.type("ara 123 **tebal**")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("relevant")
    page.goto("/evidence?theme=balai")
    expect(page.locator(".memo strong")).to_have_text("tebal")


def test_twenty_passages_are_judged_without_javascript(plain: Page) -> None:
    plain.goto("/themes/balai")
    before = counted(plain, "not_relevant")
    for number in range(20):
        passage = current(plain)
        plain.locator(".now").get_by_role("button", name="Not relevant" if number else "Undecided").click()
        assert current(plain) != passage
    assert counted(plain, "not_relevant") - before == 19
    plain.get_by_role("button", name="Undo").click()
    assert counted(plain, "not_relevant") - before == 18


def test_selected_words_become_the_quote(page: Page) -> None:
    page.goto("/themes/balai?kind=regulation")
    words = page.locator(".now .words p").first.text_content() or ""
    start = words.index("latihan")
    select(page, ".now .words p", start, start + len("latihan kerja"))
    expect(page.get_by_label("Only these words as the quote")).to_have_value("latihan kerja")
    page.keyboard.press("1")
    expect(page.locator(".last")).to_contain_text("“latihan kerja”")
    expect(page.locator(".last")).to_contain_text("supports")


def test_what_cannot_be_kept_is_said_in_place(page: Page) -> None:
    page.goto("/themes/balai")
    passage = current(page)
    page.keyboard.press("m")
    page.get_by_label("Only these words as the quote").fill("bukan di sini")
    page.locator(".now").get_by_role("button", name="Relevant", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("does not stand in this passage")
    assert current(page) == passage
    expect(page.get_by_label("Only these words as the quote")).to_have_value("bukan di sini")


def test_two_tabs_keep_both_judgements(page: Page) -> None:
    other = page.context.new_page()
    page.goto("/themes/balai")
    other.goto("/themes/balai")
    passage = current(page)
    assert current(other) == passage
    page.keyboard.press("a")
    expect(page.locator(".now [data-words]")).not_to_have_attribute("data-words", passage)
    other.keyboard.press("r")
    expect(other.locator(".now [data-words]")).not_to_have_attribute("data-words", passage)
    listed = page.request.get("/evidence.json?theme=balai").json()["evidence"]
    (key,) = [one["key"] for one in listed if one["passage"] == passage]
    assert len(page.request.get(f"/evidence/{key}.json").json()["history"]) == 2


def test_words_are_coded_while_reading(page: Page) -> None:
    page.goto("/documents/catatan-lapangan-balai")
    select(page, "[id='par-1'] .para", 2, 24)
    expect(page.locator("[data-picked]")).to_have_text("“Balai desa buka pukul delapan”")
    page.keyboard.press("c")
    expect(page.locator(".picked select[name=theme]")).to_be_focused()
    page.get_by_label("or a new theme").fill("Jam buka")
    page.locator(".picked").get_by_role("button", name="Keep").click()
    expect(page.locator(".kept-note")).to_contain_text("Kept for Jam buka")
    assert page.locator("u.line[title='Jam buka']").count() >= 1
    stripe = page.locator(".coded a", has_text="Jam buka")
    expect(stripe).to_be_visible()
    stripe.click()
    expect(page.get_by_role("heading", name="Judgement")).to_be_visible()
    expect(page.locator(".in-context strong")).not_to_be_empty()


def test_a_hit_is_kept_in_place_and_taken_back(page: Page) -> None:
    page.goto("/search?q=sertifikat")
    hit = page.locator(".hit").first
    hit.get_by_role("link", name="Keep as evidence").click()
    expect(hit.locator("select[name=theme]")).to_be_focused()
    hit.locator("select[name=theme]").select_option("insentif")
    hit.get_by_role("button", name="Keep").click()
    expect(hit.locator(".kept-note")).to_contain_text("Incentive <b>")
    hit.get_by_role("button", name="Undo").click()
    expect(hit.locator(".kept-note")).to_have_count(0)


def test_the_triangulation_table_is_edited_in_place(page: Page) -> None:
    page.goto("/tables/triangulation")
    row = page.locator("[id='row-insentif']")
    cell = row.locator("td").first
    cell.locator("summary").click()
    cell.locator("textarea").fill("Insentif terlambat dua bulan.\nPeserta menunggu.")
    cell.get_by_role("button", name="Save").click()
    expect(row.locator(".own").first).to_contain_text("Insentif terlambat dua bulan.")
    row.locator("td").last.locator("summary").click()
    row.locator("td").last.locator("textarea").fill("Perlu perbaikan.")
    row.locator("td").last.get_by_role("button", name="Save").click()
    expect(row.locator("td").last.locator(".own")).to_have_text("Perlu perbaikan.")
    page.reload()
    expect(row.locator(".own")).to_have_count(2)


def test_the_evidence_book_is_taken_along(page: Page) -> None:
    page.goto("/export?theme=insentif")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Evidence book (Word)").click()
    assert caught.value.suggested_filename.endswith(".docx")
    document = Document(str(caught.value.path()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Insentif cair setelah tiga bulan" in text
    assert "Wawancara" in text


def test_keys_can_be_turned_off(page: Page) -> None:
    page.goto("/help#keys")
    page.get_by_role("button", name="Turn the keys off").click()
    page.goto("/themes/balai")
    passage = current(page)
    before = counted(page, "relevant")
    page.keyboard.press("a")
    page.locator(".now").get_by_role("button", name="Not relevant").click()
    expect(page.locator(".now [data-words]")).not_to_have_attribute("data-words", passage)
    assert counted(page, "relevant") == before
    page.keyboard.press("?")
    assert "/themes/balai" in page.url
    page.goto("/help#keys")
    page.get_by_role("button", name="Turn the keys on").click()
    expect(page.get_by_role("button", name="Turn the keys off")).to_be_visible()


@pytest.fixture(scope="module", params=[("light", "id-ID"), ("dark", "en-GB")], ids=["light-id", "dark-en"])
def coloured(chromium: Browser, desk: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, locale = request.param
    context = chromium.new_context(base_url=desk, locale=locale, color_scheme=scheme)
    page = context.new_page()
    complaints = watched(page)
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(coloured: Page, url: str) -> None:
    coloured.goto(url)
    coloured.evaluate(
        "document.querySelectorAll('main details:not([hidden])').forEach((folded) => { folded.open = true; })"
    )
    found = Axe().run(coloured, options=RULES).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found] == []


def test_axe_finds_nothing_about_one_piece_of_evidence(coloured: Page) -> None:
    coloured.goto("/evidence")
    coloured.locator("main a[href^='/evidence/']:not([href='/evidence/check'])").first.click()
    assert Axe().run(coloured, options=RULES).response["violations"] == []


@pytest.fixture(scope="module")
def narrow(chromium: Browser, desk: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=desk, locale="id-ID", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_nothing_is_wider_than_a_narrow_screen(narrow: Page, url: str) -> None:
    narrow.goto(url)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
