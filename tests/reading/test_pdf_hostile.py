"""PDFs made to harm their reader: each gives a clear result within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.hostile import pdfs
from support.pdf import Pdf, one_page, text

from corpus_search.model import Extraction, State
from corpus_search.reading import Limits, Workers, read_file

SENTENCE = pdfs.SENTENCE


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, Limits(seconds=30, memory=400 << 20)) as started:
        yield started


def texts(extraction: Extraction) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in extraction.pages]


@pytest.mark.parametrize("make", [pdfs.form_in_itself, pdfs.pages_in_a_circle, pdfs.tables_in_a_circle])
def test_circles_end(workers: Workers, tmp_path: Path, make: Callable[[int], bytes]) -> None:
    path = tmp_path / "lingkaran.pdf"
    path.write_bytes(make(1))
    extraction = workers.read(path)
    assert extraction.state is State.READ
    assert texts(extraction) == [[SENTENCE]]


def test_a_page_of_endless_forms_does_not_lose_the_others(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "bertumpuk.pdf"
    path.write_bytes(pdfs.nested_forms(24))
    extraction = workers.read(path)
    assert extraction.state is State.PARTLY_READ
    assert texts(extraction) == [[], [SENTENCE]]


def test_a_font_with_billions_of_characters(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "huruf.pdf"
    path.write_bytes(pdfs.billions_of_characters(1))
    assert workers.read(path).state is State.TOO_LARGE


def test_brackets_without_end(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "kurung.pdf"
    path.write_bytes(pdfs.brackets_without_end(200_000))
    assert workers.read(path).state is State.UNREADABLE


def test_numbers_beyond_all_measure(tmp_path: Path) -> None:
    huge = b"9" * 400
    content = b"q " + huge + b" 0 0 1 0 0 cm " + text(72, 700, "jauh") + b"Q " + text(72, 700, SENTENCE)
    for entries in (b"", b"/MediaBox [0 0 1e300 1e300]", b"/MediaBox [0 0 0 0]", b"/MediaBox [5]"):
        path = tmp_path / "angka.pdf"
        path.write_bytes(one_page(content, entries=entries))
        assert texts(read_file(path)) == [[SENTENCE]]


def test_the_cautious_way_does_without_the_second_reader(tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    bad = pdf.page(b"")
    stream = pdf.stream(text(72, 700, SENTENCE), b"/Filter /NoSuchDecode")
    pdf.objects[bad] = pdf.objects[bad].replace(b"/Contents", b"/Contents %d 0 R /Was" % stream)
    path = tmp_path / "rusak.pdf"
    path.write_bytes(pdf.data())
    extraction = read_file(path, cautious=True)
    assert extraction.state is State.PARTLY_READ
    assert [(trouble.page, trouble.reason) for trouble in extraction.troubles] == [(2, "unreadable")]
