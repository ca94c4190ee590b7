"""Text recognition: what scans hold, where it stands, and what happens where it cannot be done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.scans import needs_tesseract, scanned

from corpus_search.errors import ProgramMissingError
from corpus_search.model import Extraction, Furniture, Line, Page, Source, State, Trouble
from corpus_search.reading import (
    Workers,
    frames_of,
    installed_languages,
    layer_pages,
    unread_pages,
    with_recognised,
)

LINES = (
    "Peserta pelatihan kerja menerima insentif",
    "setelah menyelesaikan pelatihan pertama,",
    "paling lambat tanggal 17 Agustus 2020.",
)
LANGUAGES = ("ind", "eng")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    needs_tesseract()
    with Workers(2) as started:
        yield started


def recognised(workers: Workers, path: Path) -> Extraction:
    own = workers.read(path)
    pages = dict(workers.recognise(path, unread_pages(own) + layer_pages(own), LANGUAGES))
    return with_recognised(own, pages)


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.furniture is None]


@pytest.mark.ocr
def test_a_bare_scan_is_read(workers: Workers, tmp_path: Path) -> None:
    path = scanned(tmp_path / "pindaian.pdf", [LINES, LINES[::-1]])
    own = workers.read(path)
    assert own.state is State.SCAN
    assert "corpus-search index --ocr" in own.reason
    found = recognised(workers, path)
    assert (found.state, found.reason, found.troubles) == (State.READ, "", ())
    assert [page.source for page in found.pages] == [Source.OCR, Source.OCR]
    assert texts(found.pages[0]) == list(LINES)
    assert texts(found.pages[1]) == list(LINES[::-1])


@pytest.mark.ocr
@pytest.mark.parametrize("entries", [b"", b"/CropBox [50 600 500 780]"])
def test_lines_stand_where_they_are_seen(workers: Workers, tmp_path: Path, entries: bytes) -> None:
    found = recognised(workers, scanned(tmp_path / "pindaian.pdf", [LINES], entries=entries))
    (page,) = found.pages
    for at, line in enumerate(page.lines):
        assert line.box is not None
        base = 700 - 24 * at
        assert line.box.x0 == pytest.approx(72, abs=2)
        assert base - 4 < line.box.y0 <= base + 1 < line.box.y1 < base + 12
        assert frames_of(page, [(line, 0, len(line.text))])


@pytest.mark.ocr
def test_a_scan_that_is_shown_turned_is_read_as_it_is_shown(workers: Workers, tmp_path: Path) -> None:
    """The picture lies on its side on the page, and `/Rotate` sets it upright."""
    upright = scanned(tmp_path / "tegak.pdf", [LINES]).read_bytes()
    path = tmp_path / "rebah.pdf"
    lying = upright.replace(b"612 0 0 792 0 0 cm", b"0 612 -792 0 792 0 cm")
    path.write_bytes(lying.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 792 612] /Rotate 90"))
    (page,) = recognised(workers, path).pages
    assert texts(page) == list(LINES)
    (frame,) = frames_of(page, [(page.lines[0], 0, len(LINES[0]))])
    assert frame.left == pytest.approx(72 / 612, abs=0.01)
    assert frame.bottom == pytest.approx(1 - 700 / 792, abs=0.01)


@pytest.mark.ocr
def test_a_poor_layer_gives_way(workers: Workers, tmp_path: Path) -> None:
    poor = [line.replace("2020", "2O2O").replace("insentif", "insentlf") for line in LINES]
    path = scanned(tmp_path / "lapis.pdf", [LINES], [poor])
    own = workers.read(path)
    assert own.pages[0].source is Source.SCAN_LAYER
    assert texts(own.pages[0])[2].endswith("2O2O.")
    assert (unread_pages(own), layer_pages(own)) == ((), (1,))
    (page,) = recognised(workers, path).pages
    assert page.source is Source.OCR
    assert texts(page) == list(LINES)


@pytest.mark.ocr
def test_a_page_that_cannot_be_recognised(workers: Workers, tmp_path: Path) -> None:
    path = scanned(tmp_path / "pindaian.pdf", [LINES, LINES])
    pages = dict(workers.recognise(path, (1, 2, 3), LANGUAGES))
    assert pages[3] is None
    own = workers.read(path)
    found = with_recognised(own, {1: pages[1], 2: None})
    assert found.state is State.PARTLY_READ
    assert found.troubles == (Trouble(2, "unrecognised"),)
    assert "recognition failed" in found.reason


def test_furniture_is_found_among_recognised_pages() -> None:
    own = Extraction(
        State.SCAN,
        "pdf",
        tuple(Page(number, (), 612, 792) for number in (1, 2, 3)),
        reason="scans",
        troubles=tuple(Trouble(number, "scan") for number in (1, 2, 3)),
        has_pages=True,
    )
    words = ("Peserta menerima insentif", "Balai melatih warga desa", "Dinas mencatat lulusan")
    pages = [
        Page(number, (Line(f"- {number} -"), Line(line)), 612, 792, Source.OCR)
        for number, line in enumerate(words, 1)
    ]
    found = with_recognised(own, dict(enumerate(pages, 1)))
    assert [page.lines[0].furniture for page in found.pages] == [Furniture.PAGE_NUMBER] * 3
    assert [texts(page) for page in found.pages] == [[line] for line in words]


def test_where_nothing_is_recognised_the_file_stays_a_scan() -> None:
    own = Extraction(
        State.SCAN, "pdf", (Page(1, (), 612, 792),), reason="scans", troubles=(Trouble(1, "scan"),)
    )
    found = with_recognised(own, {1: Page(1, (), 612, 792, Source.OCR)})
    assert found.state is State.SCAN
    assert "No text could be recognised" in found.reason


def test_a_layer_that_says_more_stays() -> None:
    layer = Page(1, tuple(map(Line, LINES)), 612, 792, Source.SCAN_LAYER)
    own = Extraction(State.READ, "pdf", (layer,), has_pages=True)
    found = with_recognised(own, {1: Page(1, (Line("Peserta"),), 612, 792, Source.OCR)})
    assert found.pages == own.pages


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        (None, "not installed"),
        ("echo 'List of available languages (1):'; echo fra", "without Indonesian and English"),
        ("exit 3", "does not work"),
    ],
)
def test_without_tesseract_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str | None, message: str
) -> None:
    if script is not None:
        stand_in = tmp_path / "tesseract"
        stand_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) if script is None else f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ProgramMissingError, match=message) as caught:
        installed_languages()
    assert "--ocr off" in str(caught.value)
    if script != "exit 3":
        assert "apt install tesseract-ocr tesseract-ocr-ind" in str(caught.value)
