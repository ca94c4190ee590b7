"""A real browser before a real server, over a small corpus."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from support.law_corpus import write_law
from support.web_corpus import indexed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ADDRESS = re.compile(r"http://[\w.:\[\]]+/")


def serve(folder: Path) -> Iterator[str]:
    """The address of a server process over the corpus below a folder, until the test is done with it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_SEARCH_")}
    environment |= {
        "CORPUS_SEARCH_CORPUS": str(folder / "corpus"),
        "CORPUS_SEARCH_INDEX": str(folder / "index"),
        "CORPUS_SEARCH_STORE": str(folder / "evidence"),
        "PYTHONUNBUFFERED": "1",
    }
    with (folder / "server.log").open("w+") as log:
        command = [sys.executable, "-m", "corpus_search", "serve", "--port", "0"]
        process = subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True)
        try:
            yield _address(process)
        finally:
            process.terminate()
            log.write(process.communicate(timeout=20)[1])


def _address(process: subprocess.Popen[str]) -> str:
    """The address that the server prints when it listens."""
    assert process.stderr is not None
    printed = []
    for line in process.stderr:
        printed.append(line)
        match = ADDRESS.search(line)
        if match:
            return match.group()
    raise AssertionError("the server did not start: " + "".join(printed))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an indexed corpus."""
    folder = tmp_path_factory.mktemp("browser")
    indexed(folder)
    yield from serve(folder)


@pytest.fixture(scope="session")
def bare_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server before anything was indexed."""
    yield from serve(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over regulations that amend and cite each other, interviews, notes and a PDF."""
    folder = tmp_path_factory.mktemp("room")
    write_law(folder / "corpus")
    indexed(folder)
    yield from serve(folder)


@pytest.fixture
def in_room(chromium: Browser, room: str) -> Iterator[Page]:
    """A page in English before that server. Whatever the console complains of fails the test."""
    context = chromium.new_context(base_url=room, locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = watched(page)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one the tests are skipped with that reason."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:
    """A page in English. Whatever the console complains of fails the test."""
    context = chromium.new_context(base_url=server, locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = watched(page)
    yield page
    context.close()
    assert complaints == []


def watched(page: Page) -> list[str]:
    """What the console of a page complains of, as it comes. A page that is an error by intent is none."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def plain(chromium: Browser, server: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context: BrowserContext = chromium.new_context(base_url=server, locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()
