"""Real PDFs: regulations, transcripts, and what other people's readers are tried on."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpus_search.model import Extraction, Furniture, State
from corpus_search.reading import Workers

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def regulations(real: Path) -> Mapping[str, Extraction]:
    with Workers(1) as workers:
        return {path.name: workers.read(path) for path in sorted((real / "regulations-pdf").glob("*.pdf"))}


def named(extractions: Mapping[str, Extraction], start: str) -> Extraction:
    (found,) = [extraction for name, extraction in extractions.items() if name.startswith(start)]
    return found


def characters(extraction: Extraction, page: int | None = None) -> int:
    return sum(len(line.text) for at in extraction.pages if page in (None, at.number) for line in at.lines)


def test_eighteen_of_twenty_give_text(regulations: Mapping[str, Extraction]) -> None:
    assert len(regulations) == 20
    without = {
        name[:7]: extraction.state
        for name, extraction in regulations.items()
        if not extraction.state.has_text
    }
    assert without == {"PP_2009": State.GARBLED, "SKB-MEP": State.SCAN}


def test_text_in_forms_and_of_the_newest_version(regulations: Mapping[str, Extraction]) -> None:
    assert characters(named(regulations, "PERMEN-KUMHAM-2020-007")) > 10_000
    assert characters(named(regulations, "PERMENKO-EKON-2020-001"), page=1) > 1_000


def test_furniture_of_regulations(regulations: Mapping[str, Extraction]) -> None:
    """Every page after the first has a number; nothing that begins an article is taken for one."""
    for name in (
        "PERPU-2020-001",
        "UU_2016_019",
        "UU_2022_027",
        "PERMEN-KP-2020-010",
        "permendikbud-2020-005",
    ):
        for page in named(regulations, name).pages[1:]:
            flags = {line.furniture for line in page.lines}
            # the explanation of an act begins with a page without a number
            titled = any(re.match(r"PENJE|BERITA|TAMBAHAN", line.text) for line in page.lines)
            assert titled or flags & {Furniture.PAGE_NUMBER, Furniture.GAZETTE, Furniture.LETTERHEAD}, (
                name,
                page.number,
            )
    for name, extraction in regulations.items():
        for page, following in zip(extraction.pages, extraction.pages[1:], strict=False):
            for line in page.lines:
                if line.furniture and re.fullmatch(r"Pasal \d+|BAB [IVX]+", line.text):
                    assert line.furniture is Furniture.CATCHWORD
                    body = [other.text for other in following.lines if other.furniture is None]
                    assert body[0][:3] == line.text[:3], (name, page.number, line.text)


def stock_characters(path: Path, pages: int) -> Iterator[Counter[str]]:
    """Characters on the first pages, by pdfminer as it comes."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTContainer

    def walk(item: object) -> Iterator[str]:
        if isinstance(item, LTChar):
            yield re.sub(r"\(cid:\d+\)", "\ufffd", item.get_text())
        elif isinstance(item, LTContainer):
            for child in item:
                yield from walk(child)

    for page in extract_pages(path, laparams=None, maxpages=pages):
        yield Counter("".join("".join(walk(page)).split()))


def test_the_same_characters_as_pdfminer_finds(real: Path) -> None:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from corpus_search.reading.pdf_fonts import FontShelf
    from corpus_search.reading.pdf_page import read_page

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    for path in sorted((real / "regulations-pdf").glob("*.pdf")):
        with path.open("rb") as file:
            fonts = FontShelf()
            pages = PDFPage.create_pages(PDFDocument(PDFParser(file)))
            for stock, page in zip(stock_characters(path, 2), pages, strict=False):
                found = "".join(run.text for run in read_page(page, fonts).runs)
                assert Counter("".join(found.split())) == stock, path.name


def test_numbers_labels_and_words_of_a_transcript_share_a_line(real: Path) -> None:
    paths = sorted((real / "interviews" / "pdpilot").glob("P*.pdf"))
    assert len(paths) == 7
    with Workers(1) as workers:
        for path in paths:
            extraction = workers.read(path)
            assert extraction.state is State.READ
            turns = [
                int(match[1])
                for page in extraction.pages
                for line in page.lines
                if (match := re.match(r"(\d+) +[A-Z][\w ]*: \S", line.text))
            ]
            assert len(turns) > 50
            assert turns == sorted(set(turns)), path.name


def test_files_that_readers_are_tried_on(real: Path) -> None:
    with Workers(1) as workers:
        found = {path.stem: workers.read(path) for path in (real / "peers" / "pdf").glob("*.pdf")}
    assert found["libreoffice-writer-password"].state is State.PASSWORD
    assert found["imagemagick-CCITTFaxDecode"].state is State.SCAN
    assert found["with-attachment"].state is State.READ
    columns = [line.text for line in found["multicolumn"].pages[0].lines]
    left, right = columns.index("nissim rutrum."), columns.index("risus porta vehicula.")
    assert (
        columns.index("with Lorem Ipsum text.")
        < left
        < columns.index("nas lacinia. Nam ipsum ligula, eleifend at, accumsan")
    )
    assert left < right
