"""Pictures of pages: what they show, and where text stands on them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.pdf import one_page, text

from corpus_search.errors import ReadingError
from corpus_search.model import Frame
from corpus_search.reading import Workers, frames_of

WORDS = "KARTU LATIH"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1) as started:
        yield started


def picture_of(workers: Workers, path: Path, scale: float = 1.0, page: int = 1) -> Image.Image:
    picture = Image.open(io.BytesIO(workers.picture(path, page, scale)))
    assert picture.format == "WEBP"
    return picture


def ink(picture: Image.Image) -> Frame:
    """Where anything dark is."""
    box = picture.convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None, "the picture is empty"
    left, top, right, bottom = box
    return Frame(left / picture.width, top / picture.height, right / picture.width, bottom / picture.height)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90])
@pytest.mark.parametrize(
    "boxes",
    [
        b"/MediaBox [0 0 612 792]",
        b"/MediaBox [0 0 612 792] /CropBox [60 500 400 760]",
        b"/MediaBox [-100 -50 512 742] /CropBox [-40 450 300 700]",
        b"/MediaBox [0 0 612 792] /CropBox [900 900 950 950]",
    ],
)
def test_the_frame_of_a_line_holds_its_ink(
    workers: Workers, make_file: Callable[[str, bytes], Path], boxes: bytes, rotate: int
) -> None:
    content = text(100, 600, WORDS, 24)
    path = make_file("halaman.pdf", one_page(content, entries=boxes + b" /Rotate %d" % rotate))
    (page,) = workers.read(path).pages
    (line,) = page.lines
    (frame,) = frames_of(page, [(line, 0, len(line.text))])
    picture = picture_of(workers, path)
    dark = ink(picture)
    pixel = 1.5 / min(picture.size)
    assert frame.left - pixel <= dark.left <= dark.right <= frame.right + pixel
    assert frame.top - pixel <= dark.top <= dark.bottom <= frame.bottom + pixel
    area = (dark.right - dark.left) * (dark.bottom - dark.top)
    assert (frame.right - frame.left) * (frame.bottom - frame.top) < 2 * area


@pytest.mark.parametrize("gap", [24, 300])
def test_the_frame_of_a_word(workers: Workers, make_file: Callable[[str, bytes], Path], gap: int) -> None:
    """However far it stands from the word before it."""
    second = 100 + 74 + gap
    content = text(100, 600, "Nama", 24) + text(second, 600, "LATIH", 24)
    (page,) = workers.read(make_file("halaman.pdf", one_page(content))).pages
    (line,) = page.lines
    assert line.text == "Nama LATIH"
    (word,) = frames_of(page, [(line, 5, 10)])
    assert word.left == pytest.approx(second / 612, abs=1 / 612)
    (first,) = frames_of(page, [(line, 0, 4)])
    assert first.left == pytest.approx(100 / 612, abs=1 / 612)
    assert first.right < (second - gap / 2) / 612


def test_words_of_a_line_that_was_cleaned_keep_their_places(
    workers: Workers, make_file: Callable[[str, bytes], Path]
) -> None:
    content = text(72, 600, "Pasal  5") + text(200, 600, "(2)  huruf   b") + text(400, 600, "selesai")
    (page,) = workers.read(make_file("halaman.pdf", one_page(content))).pages
    (line,) = page.lines
    assert line.text == "Pasal 5 (2) huruf b selesai"
    for word, x in (("Pasal", 72), ("(2)", 200), ("selesai", 400)):
        at = line.text.index(word)
        (frame,) = frames_of(page, [(line, at, at + len(word))])
        assert frame.left == pytest.approx(x / 612, abs=1 / 612)


def test_size_follows_scale(workers: Workers, make_file: Callable[[str, bytes], Path]) -> None:
    path = make_file("halaman.pdf", one_page(text(100, 600, WORDS)))
    assert picture_of(workers, path).size == (816, 1056)
    assert picture_of(workers, path, 0.5).size == (408, 528)


def test_a_page_larger_than_any_sheet_is_drawn_smaller(
    workers: Workers, make_file: Callable[[str, bytes], Path]
) -> None:
    content = text(100, 600, WORDS)
    path = make_file("layar.pdf", one_page(content, entries=b"/MediaBox [0 0 14400 14400]"))
    width, height = picture_of(workers, path, 3.0).size
    assert width == height
    assert width * height <= 16_100_000


def test_what_cannot_be_shown_is_told(workers: Workers, make_file: Callable[[str, bytes], Path]) -> None:
    path = make_file("halaman.pdf", one_page(text(100, 600, WORDS)))
    with pytest.raises(ReadingError, match="no page 2"):
        workers.picture(path, 2, 1.0)
    with pytest.raises(ReadingError, match="cannot be shown"):
        workers.picture(make_file("catatan.txt", b"bukan PDF"), 1, 1.0)
    with pytest.raises(ReadingError, match="cannot be shown"):
        workers.picture(path.with_name("hilang.pdf"), 1, 1.0)
    assert picture_of(workers, path).size == (816, 1056)
