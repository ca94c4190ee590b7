"""PDFs whose pages are pictures of text, with and without a text layer."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from support.pdf import Pdf, paged, text

DPI = 200


def needs_tesseract() -> None:
    """Skip a test where tesseract or its Indonesian is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        pytest.skip("tesseract is not installed")
    known = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=True
    ).stdout.split()
    if not {"ind", "eng"} <= set(known):
        pytest.skip("tesseract is installed without Indonesian and English")


def grey_pages(pages: Sequence[Sequence[str]]) -> list[tuple[int, int, bytes]]:
    """Pages of lines as grey pictures: width, height, pixels."""
    placed = [[(72, 700 - 24 * at, line) for at, line in enumerate(page)] for page in pages]
    with pypdfium2.PdfDocument(paged(placed)) as document:
        pictures = []
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            pictures.append((picture.width, picture.height, picture.tobytes()))
        return pictures


def scanned(
    path: Path, pages: Sequence[Sequence[str]], layers: Sequence[Sequence[str]] = (), entries: bytes = b""
) -> Path:
    """Write a file whose pages are pictures of lines.

    Args:
        path: where.
        pages: lines of each page.
        layers: lines of an invisible text behind each page.
        entries: more entries of each page, as `/Rotate 90`.
    """
    pdf = Pdf()
    for number, (width, height, pixels) in enumerate(grey_pages(pages)):
        head = (
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        image = pdf.stream(pixels, head % (width, height))
        content = b"q 612 0 0 792 0 0 cm /I1 Do Q\n"
        for at, line in enumerate(layers[number] if layers else ()):
            content += text(72, 700 - 24 * at, line).replace(b"Tf ", b"Tf 3 Tr ", 1)
        pdf.page(content, b"/XObject << /I1 %d 0 R >>" % image, entries)
    path.write_bytes(pdf.data())
    return path
