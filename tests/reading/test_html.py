"""Web pages: content told from the site's frame, lists, tables, encodings, metadata."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import Line, LineRole, State
from corpus_search.reading import html, read_file

MakeFile = Callable[[str, bytes | str], Path]
Read = Callable[[str], list[Line]]

PAGE = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title> Kartu  latihan &amp; upah </title>
<meta name="description" content="Tentang kartu."><meta property="article:published_time" content="2021-04-12T08:00">
<style>p { color: red }</style></head>
<body>
<header><nav><a href="/">Beranda</a></nav><p>Situs kami</p></header>
<div role="navigation">Menu</div>
<article><header><h1>Kartu<br>latihan</h1></header>
<p>Peserta <b>men</b>daftar
   sendiri.<!-- catatan --><script>alert(1)</script></p>
<p>baris satu<br>baris dua</p>
<div>Teks lepas<p>dan paragraf</p>ekor</div>
<p hidden>rahasia</p><p style="display: none">rahasia</p><p><del>lama</del><ins>baru</ins></p>
<pre>  satu

dua</pre>
</article>
<footer>Hak cipta</footer>
</body></html>"""


@pytest.fixture
def read(make_file: MakeFile) -> Read:
    """Reads a page of a body: its lines."""

    def read_lines(body: str) -> list[Line]:
        extraction = html.read(make_file("a.html", f"<!DOCTYPE html><meta charset=utf-8><body>{body}"))
        assert extraction.state is State.READ, extraction.reason
        return list(extraction.pages[0].lines)

    return read_lines


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_page(make_file: MakeFile) -> None:
    extraction = read_file(make_file("halaman", PAGE))
    assert (extraction.state, extraction.format, extraction.has_pages) == (State.READ, "html", False)
    assert extraction.metadata == {
        "title": "Kartu latihan & upah",
        "description": "Tentang kartu.",
        "date": "2021-04-12",
        "language": "id",
    }
    assert [(line.text, line.role) for line in extraction.pages[0].lines] == [
        ("Kartu latihan", LineRole.HEADING),
        ("Peserta mendaftar sendiri.", LineRole.PARAGRAPH),
        ("baris satu", LineRole.LINE),
        ("baris dua", LineRole.LINE),
        ("", LineRole.LINE),
        ("Teks lepas", LineRole.PARAGRAPH),
        ("dan paragraf", LineRole.PARAGRAPH),
        ("ekor", LineRole.PARAGRAPH),
        ("baru", LineRole.PARAGRAPH),
        ("  satu", LineRole.LINE),
        ("", LineRole.LINE),
        ("dua", LineRole.LINE),
        ("", LineRole.LINE),
    ]


def test_a_page_that_is_all_frame_is_read_nonetheless(read: Read) -> None:
    assert texts(read("<header><p>Satu-satunya isi</p></header>")) == ["Satu-satunya isi"]


def test_lists(read: Read) -> None:
    body = (
        "<ol start=3><li><p>tiga</p><p>masih</p><li>empat<ul><li>butir</ul><li value=9>sembilan</ol>"
        "<ol type=a><li>huruf</ol><ol type=I><li><ol type=i><li>anak</ol></ol><li>lepas"
    )
    assert texts(read(body)) == [
        "3. tiga", "masih", "4. empat", "butir", "9. sembilan", "a. huruf", "i. anak", "lepas",
    ]  # fmt: skip


def test_tables_of_data(read: Read) -> None:
    body = (
        "<table><caption>Tabel 1</caption><thead><tr><th>Kecamatan<th>Desa<th>2020</thead>"
        "<tr><td rowspan=2>Kota<td>Kara<td>31<tr><td>Sida<td>9<tr><td colspan=2>Semua<td>40</table>"
    )
    assert texts(read(body)) == [
        "Tabel 1",
        "Kecamatan: Kota | Desa: Kara | 2020: 31",
        "Desa: Sida | 2020: 9",
        "Kecamatan: Semua | 2020: 40",
    ]


def test_tables_as_layout_and_with_speakers(read: Read) -> None:
    body = (
        "<table><tr><td><h2>Bab</h2><p>isi</p><td>samping</tr>"
        "<tr><td><table><tr><td>Sri<td>Ya.<tr><td>Ani<td>Lalu?</table></table>"
    )
    assert [(line.text, line.role) for line in read(body)] == [
        ("Bab", LineRole.HEADING),
        ("isi", LineRole.PARAGRAPH),
        ("samping", LineRole.PARAGRAPH),
        ("Sri\tYa.", LineRole.ROW),
        ("Ani\tLalu?", LineRole.ROW),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
        (
            '<?xml version="1.0" encoding="iso-8859-2"?><html xmlns="http://www.w3.org/1999/xhtml">',
            "iso-8859-2",
        ),
        ("<meta charset=utf-16>", "utf-8"),
        ("<html>", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_declared_encodings(head: str, encoding: str, make_file: MakeFile) -> None:
    extraction = html.read(make_file("a.html", f"{head}<p>Łódź</p>".encode(encoding)))
    assert texts(list(extraction.pages[0].lines)) == ["Łódź"]


def test_latin_one_is_windows_to_browsers(make_file: MakeFile) -> None:
    extraction = html.read(make_file("a.html", "<meta charset=latin1><p>“é”</p>".encode("cp1252")))
    assert texts(list(extraction.pages[0].lines)) == ["“é”"]


def test_empty_elements_of_xhtml_swallow_nothing(make_file: MakeFile) -> None:
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
        '<body><p>satu<a id="x"/><br/>dua</p></body></html>'
    )
    assert texts(list(html.read(make_file("a.xhtml", source)).pages[0].lines))[:2] == ["satu", "dua"]


def test_any_depth_of_nesting(read: Read) -> None:
    assert texts(read("<div>" * 5_000 + "isi")) == ["isi"]
    assert texts(read("<table><tr><td>" * 500 + "isi")) == ["isi"]


def test_only_the_main_part_counts_where_there_is_one(read: Read) -> None:
    body = "<aside>Iklan</aside><div>Lepas</div><main><h1>Judul</h1><p>Isi.</p><aside>Catatan tepi</aside></main>"
    assert texts(read(body)) == ["Judul", "Isi.", "Catatan tepi"]
    assert texts(read('<div role="main"><main><p>Isi.</p></main></div><p>Lepas</p>')) == ["Isi."]
    assert texts(read("<main hidden><p>Lama</p></main><p>Baru</p>")) == ["Baru"]
    assert texts(read("<main> </main><p>Isi di luar.</p>")) == ["Isi di luar."]


def test_a_margin_is_left_out_beside_an_article_only(read: Read) -> None:
    assert texts(read("<h1>Judul</h1><article><p>Isi.</p></article><aside>Berita lain</aside>")) == [
        "Judul",
        "Isi.",
    ]
    assert texts(read("<section><p>Bab.</p></section><aside>1. Sebuah catatan.</aside>")) == [
        "Bab.",
        "1. Sebuah catatan.",
    ]
