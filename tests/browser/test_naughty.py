"""Strings that bite, on all pages, in a real browser: nothing runs, nothing leaves, nothing is wider than a screen."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from browser.conftest import serve, watched
from playwright.sync_api import APIRequestContext, Browser, Dialog, Page, Request
from support.naughty import STRINGS, indexed

pytestmark = pytest.mark.browser

SAME_SORT = 6
"""Pages that are looked at of those that differ only in names, numbers and values of their addresses."""
WIDTH = 390
DANGEROUS = """() => [...document.querySelectorAll("*")].flatMap(element => [...element.attributes]
    .filter(({name, value}) => name.startsWith("on") || name === "style" || name === "srcdoc"
        || /^(href|src|action|formaction|data|xlink:href)$/.test(name)
            && !new URL(value, location.href).href.startsWith(location.origin + "/")
            && !(element.tagName === "A" && /^https?:/.test(value)))
    .map(({name, value}) => `${element.tagName} ${name}=${value}`))"""
OVERFLOWING = """() => [...document.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > 391 && !element.closest(".scroll"))
    .slice(0, 5).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("naughty")
    indexed(folder)
    yield from serve(folder)


@pytest.fixture(scope="module")
def addresses(chromium: Browser, room: str) -> list[str]:
    """Some of each sort of page that links lead to, and a search for each string."""
    context = chromium.new_context(base_url=room, locale="en-GB")
    found = list(crawled(context.request, room))
    context.close()
    searches = [f"/search?q={quote(text)}" for text in STRINGS.values()]
    others = [
        f"/{page}?q={quote(text)}" for text in STRINGS.values() for page in ("concordance", "documents")
    ]
    return [*found, *searches, *others[::3]]


def sort_of(address: str) -> tuple[str, ...]:
    """Addresses of the same sort of page have the same: what names, numbers and values stand in them says nothing."""
    steps = urlsplit(address).path.strip("/").split("/")
    return (
        str(min(len(steps), 4)),
        *(step for step in steps[:1] + steps[2:] if re.fullmatch(r"[a-z-]{1,20}", step)),
    )


def crawled(request: APIRequestContext, base: str) -> Iterator[str]:
    """Pages that links lead to from the start, at most some of each sort."""
    seen, sorts = {"/"}, Counter[tuple[str, ...]]()
    waiting = deque(
        ["/", "/documents", "/themes", "/evidence", "/saved", "/searches", "/library", "/journal", "/care"]
    )
    while waiting:
        address = waiting.popleft()
        answer = request.get(address)
        assert answer.status < 500, address
        if "text/html" not in answer.headers["content-type"]:
            continue
        yield address
        for target in re.findall(r'href="([^"]+)"', answer.text()):
            link = urljoin(base + address.lstrip("/"), unescape(target))
            local = link.removeprefix(base.rstrip("/")).partition("#")[0]
            known = local in seen or not local.startswith("/") or local.startswith("/static/")
            if not known and sorts[sort_of(local)] < SAME_SORT:
                seen.add(local)
                sorts[sort_of(local)] += 1
                waiting.append(local)


@pytest.fixture
def narrow(chromium: Browser, room: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=room,
        locale="id-ID",
        viewport={"width": WIDTH, "height": 800},
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


def test_no_string_runs_leaves_or_breaks_a_page(narrow: Page, room: str, addresses: list[str]) -> None:
    assert len(addresses) > 150
    complaints = watched(narrow)

    def refuse(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look(asked: Request) -> None:
        if not asked.url.startswith(room):
            complaints.append(f"request: {asked.url}")

    narrow.on("dialog", refuse)
    narrow.on("request", look)
    wrong = []
    for address in addresses:
        answer = narrow.goto(address)
        assert answer is not None
        assert answer.status < 500, address
        told = [*complaints, *narrow.evaluate(DANGEROUS)]
        if narrow.evaluate("document.documentElement.scrollWidth") > WIDTH:
            told += ["too wide", *narrow.evaluate(OVERFLOWING)]
        if told:
            wrong.append(f"{address}: {told}")
        complaints.clear()
    assert not wrong, "\n".join(wrong)
