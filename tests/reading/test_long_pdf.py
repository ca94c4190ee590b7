"""A long PDF read by several workers comes out as if one had read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.pdf import HELVETICA, Pdf, text

from corpus_search.model import Furniture, State
from corpus_search.reading import Workers, read_file


def long_file(path: Path, pages: int) -> Path:
    """A file above the size from which a look at the number of pages is worth it."""
    pdf = Pdf()
    for number in range(1, pages + 1):
        lines = [text(280, 760, f"- {number} -"), text(72, 720, "Laporan tahunan balai latihan kerja")]
        lines += [
            text(72, 690 - 14 * at, f"Baris {at} pada halaman {number} bercerita tentang pelatihan kerja.")
            for at in range(40)
        ]
        pdf.page(b"".join(lines))
    pdf.add(HELVETICA)
    info = pdf.add(b"<< /Title (Laporan Tahunan Balai Latihan Kerja) >>")
    path.write_bytes(pdf.data(b"/Info %d 0 R" % info))
    assert path.stat().st_size > 256 << 10
    return path


def test_the_same_as_by_one_reader(tmp_path: Path) -> None:
    path = long_file(tmp_path / "laporan.pdf", 230)
    with Workers(2) as workers:
        found = workers.read(path)
    assert found == read_file(path)
    assert [page.number for page in found.pages] == list(range(1, 231))
    assert found.metadata["title"] == "Laporan Tahunan Balai Latihan Kerja"
    flags = {line.furniture for page in found.pages[1:] for line in page.lines}
    assert flags == {None, Furniture.PAGE_NUMBER, Furniture.REPEATED}


@pytest.mark.parametrize("claimed", [3, 400])
def test_a_file_that_lies_about_its_pages(tmp_path: Path, claimed: int) -> None:
    path = long_file(tmp_path / "laporan.pdf", 130)
    path.write_bytes(path.read_bytes().replace(b"/Count 130", b"/Count %3d" % claimed))
    with Workers(2) as workers:
        found = workers.read(path)
    assert found.state is State.READ
    assert [page.number for page in found.pages] == list(range(1, 131))


def test_a_long_file_that_is_cut_short(tmp_path: Path) -> None:
    path = long_file(tmp_path / "laporan.pdf", 200)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4])
    with Workers(2) as workers:
        found = workers.read(path)
    assert found == read_file(path)
