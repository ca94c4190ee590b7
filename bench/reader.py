"""How soon a very long document can be read: first paint in Chromium, the server's part of it, bytes of HTML.

    python bench/reader.py [--pages 900] [--repeat 9] [--folder FOLDER]

Makes a law of so many printed pages as a PDF, indexes it, serves it in a process of its own and opens it at its
beginning, in its middle, at its end and with a query. Medians; `server` is the time from the request to the last byte,
`cpu` what the server's process worked meanwhile, `paint` the browser's first contentful paint, measured from the start
of the navigation, `page` what the browser's process for the page worked until it was loaded, all of its threads
together: on a busy machine the CPU's times say more than the clock's. The first request after a start, which opens the
index and reads the document, is told apart.
FOLDER keeps the law and its index for another run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright
from reportlab.pdfgen.canvas import Canvas

_LINES = 44
_ARTICLES = 60
"""In a chapter: so many that there are about forty chapters, as the longest codes have."""
_ADDRESS = re.compile(r"http://[\w.:\[\]]+/")
_SAYS = (
    "Peserta pelatihan vokasi menerima insentif setelah menyelesaikan pelatihan",
    "sesuai ketentuan Pasal {other} dan diverifikasi oleh Balai Latihan Kerja di",
    "kabupaten tempat peserta tinggal paling lambat {number} hari kerja kemudian.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """Opening one address, several times; seconds and bytes."""

    server: float
    cpu: float
    paint: float
    page: float
    size: int


def main() -> None:
    """Print a line for each address."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        if not (folder / "corpus").exists():
            write_law(folder / "corpus" / "uu-900-2020.pdf", arguments.pages)
        command(folder, "index", "corpus")
        with served(folder) as (process, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            print(f"{'address':44} {'server':>7} {'cpu':>7} {'paint':>7} {'page':>7} {'HTML':>9}")
            for path in addresses(address):
                first = fetched(process, address + path)
                print(f"{path[:38]:38} first {first[0] * 1000:5.0f} ms {first[1] * 1000:4.0f} ms")
                told = opened(process, browser, address + path, arguments.repeat)
                print(
                    f"{path[:44]:44} {told.server * 1000:4.0f} ms {told.cpu * 1000:4.0f} ms "
                    f"{told.paint * 1000:4.0f} ms {told.page * 1000:4.0f} ms {told.size / 1e6:6.2f} MB"
                )
            browser.close()


def addresses(server: str) -> list[str]:
    """The document's beginning, middle and end, and its middle with a query."""
    with urllib.request.urlopen(f"{server}documents.json") as answer:
        identifier = re.search(r'"id":\s*"([^"]+)"', answer.read().decode())
    assert identifier is not None
    base = f"documents/{identifier[1]}"
    with urllib.request.urlopen(f"{server}{base}.json") as answer:
        last = max(int(number) for number in re.findall(r'/pasal-(\d+)/ayat-1"', answer.read().decode()))
    return [
        base,
        f"{base}?at=pasal-{last // 2}/ayat-1",
        f"{base}?at=pasal-{last}/ayat-1",
        f"{base}?q=insentif&at=pasal-{last // 2}/ayat-1",
    ]


def fetched(process: psutil.Process, url: str) -> tuple[float, float, int]:
    """Seconds until the last byte, seconds that the server worked, bytes."""
    worked, begun = sum(process.cpu_times()[:2]), time.perf_counter()
    with urllib.request.urlopen(url) as answer:
        size = len(answer.read())
    return time.perf_counter() - begun, sum(process.cpu_times()[:2]) - worked, size


def opened(process: psutil.Process, browser: Browser, url: str, repeat: int) -> Opened:
    """Open an address so often, each time in a browser that has only the styles and fonts."""
    requests = [fetched(process, url) for _ in range(repeat)]
    # Playwright waits by an expression of its own, which the pages' policy forbids.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(url.split("documents", maxsplit=1)[0] + "help")
    paints, tasks = [], []
    for _ in range(repeat):
        before = rendered()
        page.goto(url)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        paints.append(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
        )
        tasks.append(rendered() - before)
    context.close()
    return Opened(
        statistics.median(one[0] for one in requests),
        statistics.median(one[1] for one in requests),
        statistics.median(paints),
        statistics.median(tasks),
        requests[0][2],
    )


def rendered() -> float:
    """CPU seconds of the browser's processes that show pages, since they began."""
    return sum(
        sum(child.cpu_times()[:2])
        for child in psutil.Process().children(recursive=True)
        if "--type=renderer" in child.cmdline()
    )


def write_law(file: Path, pages: int) -> None:
    """A law of so many printed pages: chapters of sixty articles, each of five ayat of three lines."""
    file.parent.mkdir(parents=True)
    canvas = Canvas(str(file), invariant=1)
    lines = law_lines()
    for _ in range(pages):
        text = canvas.beginText(70, 780)
        text.setFont("Times-Roman", 11)
        text.setLeading(16)
        for _, line in zip(range(_LINES), lines, strict=False):
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def law_lines() -> Iterator[str]:
    """The lines of a law without end."""
    yield from (
        "UNDANG-UNDANG REPUBLIK INDONESIA",
        "NOMOR 900 TAHUN 2020",
        "TENTANG",
        "PELATIHAN PANJANG",
        "",
        "MEMUTUSKAN:",
        "Menetapkan: UNDANG-UNDANG TENTANG PELATIHAN PANJANG.",
        "",
    )
    article = 0
    while True:
        article += 1
        chapter, first = divmod(article - 1, _ARTICLES)
        if not first:
            yield from (f"BAB {roman(chapter + 1)}", f"PELATIHAN KE-{chapter + 1}", "")
        yield from (f"Pasal {article}", "")
        for ayat in range(1, 6):
            said = [line.format(other=max(1, article - ayat), number=article + ayat) for line in _SAYS]
            yield f"({ayat}) {said[0]}"
            yield from said[1:]


def roman(number: int) -> str:
    """A number as chapters are numbered."""
    written = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        written += letters * (number // value)
        number %= value
    return written


def command(folder: Path, *words: str) -> None:
    """Run the program in a folder."""
    subprocess.run([sys.executable, "-m", "corpus_search", *words], cwd=folder, check=True)


@contextmanager
def served(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    """A server over the index of a folder, and its address."""
    words = [sys.executable, "-m", "corpus_search", "serve", "--port", "0"]
    with subprocess.Popen(words, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = next(match.group() for line in process.stderr if (match := _ADDRESS.search(line)))
        try:
            yield psutil.Process(process.pid), address
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
