"""Markdown: front matter, headings, marks within lines, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import LineRole, State
from corpus_search.reading import markdown, read_file
from corpus_search.reading.markdown import plain, split_front_matter

MakeFile = Callable[[str, bytes | str], Path]

NOTE = """\
---
Title: Kunjungan ke balai latihan
date: 2021-04-12
number: 007
themes: [pelatihan, "upah"]
consent: yes
place:
---
# Deskripsi #

Pak **Darto** membuka `bengkel` pukul *sembilan*
dan [peraturannya](https://example.org/p) ditempel.

Refleksi
--------
1. Tidak semua peserta hadir.
(1) Setiap peserta wajib hadir.
a. snake_case_name dan 2 * 3 * 4

***

```
**kode** tetap
```
"""


def test_front_matter_becomes_metadata_as_it_is_written(make_file: MakeFile) -> None:
    extraction = markdown.read(make_file("note.md", NOTE))
    assert extraction.metadata == {
        "title": "Kunjungan ke balai latihan",
        "date": "2021-04-12",
        "number": "007",
        "themes": "pelatihan, upah",
        "consent": "yes",
    }


def test_marks_go_and_words_and_labels_stay(make_file: MakeFile) -> None:
    lines = markdown.read(make_file("note.md", NOTE)).pages[0].lines
    assert [(line.text, line.role, line.level) for line in lines if line.role is LineRole.HEADING] == [
        ("Deskripsi", LineRole.HEADING, 1),
        ("Refleksi", LineRole.HEADING, 2),
    ]
    assert [line.text for line in lines if line.role is LineRole.LINE] == [
        "",
        "Pak Darto membuka bengkel pukul sembilan",
        "dan peraturannya ditempel.",
        "",
        "1. Tidak semua peserta hadir.",
        "(1) Setiap peserta wajib hadir.",
        "a. snake_case_name dan 2 * 3 * 4",
        "",
        "",
        "",
        "**kode** tetap",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**tebal** dan __tebal__", "tebal dan tebal"),
        ("*miring*, _miring_; ***keduanya***", "miring, miring; keduanya"),
        (r"1\. tetap \*bintang\*", "1. tetap *bintang*"),
        ('![peta](a/b.png "Peta") di sini', "peta di sini"),
        ("Pasal [5](2) dan (1) [catatan]", "Pasal [5](2) dan (1) [catatan]"),
        ("*) keterangan dan **) lagi", "*) keterangan dan **) lagi"),
        ("` a. bahwa ` __ __ 5 < 6", "` a. bahwa ` __ __ 5 < 6"),
        ("C:\\data\\_nama", "C:\\data_nama"),
    ],
)
def test_marks_within_a_line(source: str, expected: str) -> None:
    assert plain(source) == expected


def test_front_matter_with_colons_is_taken_line_by_line() -> None:
    metadata, body = split_front_matter("---\ntitle: Wawancara 3: Sri\nkind: 'transcript'\n---\nIsi")
    assert metadata == {"title": "Wawancara 3: Sri", "kind": "transcript"}
    assert body == "Isi"


@pytest.mark.parametrize(
    "source",
    [
        "---\n[tidak: ditutup\nbaris\n---\nIsi",
        "---\nhanya kalimat\n---\nIsi",
        "---\ntitle: tanpa akhir\nIsi",
        "- - -",
    ],
)
def test_what_is_no_front_matter_stays_text(source: str) -> None:
    assert split_front_matter(source) == ({}, source)


def test_aliases_that_grow_without_bound_do_no_harm() -> None:
    bomb = "---\na: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    metadata, _ = split_front_matter(bomb * 1 + "---\nIsi")
    assert metadata == {"a": "x, x"}


def test_a_table_becomes_rows(make_file: MakeFile) -> None:
    source = "| Desa | Peserta | Lulus |\n|---|--:|:-:|\n| Karanganyar | 31 | **28** |\n\nSesudah"
    lines = markdown.read(make_file("t.md", source)).pages[0].lines
    assert [(line.text, line.role) for line in lines] == [
        ("Desa: Karanganyar | Peserta: 31 | Lulus: 28", LineRole.ROW),
        ("", LineRole.LINE),
        ("Sesudah", LineRole.LINE),
    ]


@pytest.mark.real
def test_real_regulations_lose_nothing(real: Path) -> None:
    files = sorted((real / "regulations-text").rglob("*.md"))
    assert len(files) > 400
    marks = re.compile(r"[\s`*_#\\\x7f-\x9f]")
    for file in files:
        extraction = read_file(file)
        assert (extraction.state, extraction.format) == (State.READ, "markdown"), file
        text = "".join(line.text for page in extraction.pages for line in page.lines)
        assert marks.sub("", text) == marks.sub("", file.read_text("utf-8")), file
