"""Pictures of every page, light and dark, wide and narrow, to be looked at.

    python tools/screenshots.py [FOLDER] [--corpus FOLDER] [--language id|en] [--only PAGE ...] [--query WORDS]
                                [--format webp]

Indexes the sample corpus into a temporary folder, serves it and writes `PAGE-light-1280.png` and its like to FOLDER
(default: `screenshots`, which version control ignores).
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from corpus_search.config import Settings
from corpus_search.evidence import Stance, Verdict
from corpus_search.evidence.templates import template
from corpus_search.indexing import index_corpus
from corpus_search.model import Kind
from corpus_search.searching import SearchRequest
from corpus_search.web import create_app
from corpus_search.web.serving import make_server
from corpus_search.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1280, 390)
LOCALES = {"id": "id-ID", "en": "en-GB"}


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--language", choices=LOCALES, default="id")
    parser.add_argument("--only", nargs="+", metavar="PAGE", help="the names of pages; default: all")
    parser.add_argument("--format", choices=("png", "webp"), default="png")
    parser.add_argument("--query", default="pelatihan tatap muka", help="words that occur in the corpus")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(
            corpus=arguments.corpus, index=Path(scratch, "index"), store=Path(scratch, "store")
        )
        index_corpus(settings)
        with Workspace.open(settings) as opened:
            code(opened)
            pages = dict(addresses(opened, arguments.query)) | dict(themes(opened))
        with served(settings) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for name, path in pages.items():
                if not arguments.only or name in arguments.only:
                    take(
                        browser,
                        address + path,
                        arguments.folder / name,
                        LOCALES[arguments.language],
                        arguments.format,
                    )
            browser.close()


def addresses(opened: Workspace, query: str) -> Iterator[tuple[str, str]]:
    """Name and address of every page worth looking at in this corpus."""
    yield from {
        "start": "/",
        "results": f"/search?q={query}",
        "filtered": f"/search?q={query}&kind=transcript&kind=field_note&year=2021..2023",
        "nothing": "/search?q=zzz&kind=regulation&year=1999",
        "documents": "/documents",
        "library": "/library",
        "regulations": "/library/regulations",
        "interviews": "/library/interviews",
        "field-notes": "/library/field-notes",
        "concordance": f"/concordance?q={query.split(maxsplit=1)[0]}&by=kind",
        "care": "/care",
        "for-programs": "/api",
        "status": "/status",
        "help": "/help",
        "not-found": "/nope",
    }.items()
    for kind in Kind:
        of_kind = [d for d in opened.documents() if d.kind is kind and d.state.has_text]
        if of_kind:
            longest = max(of_kind, key=lambda document: document.passages)
            yield f"reader-{kind}", f"/documents/{longest.id}"
            yield f"edit-{kind}", f"/documents/{longest.id}/edit"
    yield from law_addresses(opened, query)
    for place in ("pasal-5/ayat-2", "ujaran-10"):
        for document in opened.documents():
            if document.state.has_text and any(
                passage.id == f"{document.id}/{place}" for passage in opened.contents(document.id).passages
            ):
                yield f"here-{document.kind}", f"/documents/{document.id}?q={query}&at={place}#{place}"
                break


def code(opened: Workspace) -> None:
    """Start a codebook from a framework, and judge some passages of each kind for each of its themes."""
    framework = template("budiani")
    opened.themes.put_all(framework.themes)
    for number, theme in enumerate(framework.themes[1:]):
        for kind in Kind:
            found = opened.desk.candidates(theme.id, SearchRequest(kinds=(kind,), limit=4 - number))
            for at, candidate in enumerate(found.items):
                said = (Verdict.RELEVANT, Verdict.RELEVANT, Verdict.NOT_RELEVANT)[at % 3]
                stance = (Stance.SUPPORTS, Stance.CONTRADICTS)[at % 2] if said is Verdict.RELEVANT else None
                opened.evidence.judge_passage(
                    theme.id, candidate.passage.id, said, stance=stance, memo="Lihat *tabel 3*.", who="sri"
                )


def themes(opened: Workspace) -> Iterator[tuple[str, str]]:
    """Name and address of the pages of themes and evidence."""
    evidence = opened.evidence.list()[0]
    yield from {
        "codebook": "/themes",
        "templates": "/codebook/templates",
        "theme": f"/themes/{evidence.theme}",
        "theme-screening": f"/themes/{evidence.theme}?order=screening",
        "theme-edit": f"/codebook/edit/{evidence.theme}",
        "reorganise": f"/codebook/reorganise/{evidence.theme}",
        "keep": f"/judgements/new?passage={evidence.place.passage.id if evidence.place.passage else ''}",
        "evidence": "/evidence",
        "evidence-one": f"/evidence/{evidence.key}",
        "check": "/evidence/check",
        "matrix": "/tables/matrix",
        "triangulation": "/tables/triangulation",
        "together": "/tables/together",
        "answers": f"/tables/answers?question={next((one.text for one in opened.tables.questions()), '')}",
        "saturation": "/tables/saturation",
        "searches": "/searches",
        "export": "/export",
    }.items()


def law_addresses(opened: Workspace, query: str) -> Iterator[tuple[str, str]]:
    """Pages about an amended regulation, one that amends, and a printed page."""
    for document in opened.documents():
        if document.kind is Kind.REGULATION and document.has_pages and opened.lawbook.amending(document):
            amending = opened.lawbook.amending(document)[0]
            yield "relations", f"/documents/{document.id}/relations"
            yield "amended", f"/documents/{document.id}/amended"
            yield "changes", f"/documents/{amending.id}/changes"
            place = opened.passage(f"{document.id}/pasal-5/ayat-1").passage
            yield "page", f"/documents/{document.id}/pages/{place.page}?at=pasal-5/ayat-1&q={query}"
            return


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of a server over an index."""
    server = make_server(create_app(settings), socket.create_server(("127.0.0.1", 0)), threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def take(browser: Browser, url: str, file: Path, locale: str, ending: str) -> None:
    """The pictures of one page; their names begin as that of the file."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale
            )
            page = context.new_page()
            page.goto(url, wait_until="networkidle")
            with Image.open(BytesIO(page.screenshot())) as picture:
                picture.convert("RGB").save(
                    file.with_name(f"{file.name}-{scheme}-{width}.{ending}"), quality=80
                )
            context.close()
    print(file.name)


if __name__ == "__main__":
    main()
