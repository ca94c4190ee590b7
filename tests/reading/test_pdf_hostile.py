"""PDFs made to harm their reader: each gives a clear result within limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pdf import Pdf, one_page, paged, text

from corpus_search.model import Extraction, State
from corpus_search.reading import Limits, Workers, read_file

SENTENCE = "Setiap orang berhak atas pekerjaan dan penghidupan yang layak."


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, Limits(seconds=30, memory=400 << 20)) as started:
        yield started


def texts(extraction: Extraction) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in extraction.pages]


def nested_forms() -> bytes:
    """A page that draws a form 2 to the power of 24 times, and a harmless one."""
    pdf = Pdf()
    form = pdf.form(text(72, 700, "x"))
    for _ in range(24):
        form = pdf.form(b"/X Do /X Do", b"/Resources << /XObject << /X %d 0 R >> >>" % form)
    pdf.page(b"/X Do", b"/XObject << /X %d 0 R >>" % form)
    pdf.page(text(72, 700, SENTENCE))
    return pdf.data()


def form_in_itself() -> bytes:
    pdf = Pdf()
    pdf.form(b"/X Do", b"/Resources << /XObject << /X 50 0 R >> >>", number=50)
    pdf.page(b"/X Do " + text(72, 700, SENTENCE), b"/XObject << /X 50 0 R >>")
    return pdf.data()


def pages_in_a_circle() -> bytes:
    pdf = Pdf()
    page = pdf.page(text(72, 700, SENTENCE))
    pdf.add(b"<< /Type /Pages /Count 1 /Kids [61 0 R] >>", 60)
    pdf.add(b"<< /Type /Pages /Count 1 /Kids [60 0 R 2 0 R] >>", 61)
    pdf.add(b"<< /Type /Pages /Count 1000000 /Kids [60 0 R %d 0 R 2 0 R] >>" % page, 2)
    return pdf.data()


def tables_in_a_circle() -> bytes:
    data = paged([[(72, 700, SENTENCE)]])
    start = data.rindex(b"xref\n0 ")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


@pytest.mark.parametrize("make", [form_in_itself, pages_in_a_circle, tables_in_a_circle])
def test_circles_end(workers: Workers, tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "lingkaran.pdf"
    path.write_bytes(make())
    extraction = workers.read(path)
    assert extraction.state is State.READ
    assert texts(extraction) == [[SENTENCE]]


def test_a_page_of_endless_forms_does_not_lose_the_others(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "bertumpuk.pdf"
    path.write_bytes(nested_forms())
    extraction = workers.read(path)
    assert extraction.state is State.PARTLY_READ
    assert texts(extraction) == [[], [SENTENCE]]


def test_a_font_with_billions_of_characters(workers: Workers, tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.page(text(72, 700, SENTENCE))
    codes = pdf.stream(
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )
    font = next(number for number, body in pdf.objects.items() if b"/Helvetica" in body)
    pdf.objects[font] = pdf.objects[font].replace(b">>", b"/ToUnicode %d 0 R >>" % codes)
    path = tmp_path / "huruf.pdf"
    path.write_bytes(pdf.data())
    assert workers.read(path).state is State.TOO_LARGE


def test_brackets_without_end(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "kurung.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer <</Root 1 0 R>>")
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
