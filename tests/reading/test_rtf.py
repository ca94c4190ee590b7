"""RTF: encodings, headings, lists, tables, notes, changes, properties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import Line, LineRole, State
from corpus_search.reading import read_file, rtf

MakeFile = Callable[[str, bytes | str], Path]
Read = Callable[[str], list[Line]]


@pytest.fixture
def read(make_file: MakeFile) -> Read:
    """Reads an RTF of a body: its lines."""

    def read_lines(body: str) -> list[Line]:
        extraction = read_file(make_file("surat.doc", rf"{{\rtf1\ansi\ansicpg1252\uc1 {body}}}"))
        assert (extraction.state, extraction.format) == (State.READ, "rtf"), extraction.reason
        return list(extraction.pages[0].lines)

    return read_lines


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_characters_and_lines(read: Read) -> None:
    body = (
        r"Caf\'e9 \u8220\'93na\u239?ve\u8221\'94 \u-10179?\u-8704? \{a\\b\}\par "
        r"baris satu\line baris dua\par Pindah\~saja"
    )
    assert texts(read(body)) == [
        "Café “naïve” \U0001f600 {a\\b}",
        "baris satu",
        "baris dua",
        "",
        "Pindah saja",
    ]


def test_headings_by_style_and_by_outline_level(read: Read) -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s1\sb240\b heading 1;}{\s22\outlinelevel1 Sub Bab;}}"
        r"\pard\plain\s1\b BAB I\line UMUM\par\pard\plain\s0 Isi.\par\pard\outlinelevel1 Anak\par\pard\s22 Lain\par"
    )
    assert [(line.text, line.role, line.level) for line in read(body)] == [
        ("BAB I UMUM", LineRole.HEADING, 1),
        ("Isi.", LineRole.PARAGRAPH, 0),
        ("Anak", LineRole.HEADING, 2),
        ("Lain", LineRole.PARAGRAPH, 0),
    ]


def test_lists_keep_their_labels(read: Read) -> None:
    body = (
        r"\pard{\listtext\pard\plain  (1)\tab}Peserta hadir.\par"
        r"\pard{\listtext\pard\plain\f3 \'b7\tab}butir\par\pard{\listtext a.\tab}\ilvl1 rinci\par"
    )
    assert texts(read(body)) == ["(1) Peserta hadir.", "butir", "a. rinci"]


def test_tables(read: Read) -> None:
    body = (
        r"Sebelum\par\trowd\cellx1\pard\intbl Desa\cell Peserta\cell Lulus\cell{\trowd\row}"
        r"\trowd Kara\cell 31\cell 28 \u8220?x\cell\row Sida\cell 9\cell\cell\row"
        r"\pard Antara\par\trowd Sri\cell Ya.\par Lalu\cell\row\pard Sesudah\par"
    )
    assert [(line.text, line.role) for line in read(body)] == [
        ("Sebelum", LineRole.PARAGRAPH),
        ("Desa: Kara | Peserta: 31 | Lulus: 28 “x", LineRole.ROW),
        ("Desa: Sida | Peserta: 9", LineRole.ROW),
        ("Antara", LineRole.PARAGRAPH),
        ("Sri\tYa.", LineRole.ROW),
        ("Lalu", LineRole.PARAGRAPH),
        ("Sesudah", LineRole.PARAGRAPH),
    ]


def test_notes_changes_and_fields(read: Read) -> None:
    body = (
        r"Satu{\super\chftn{\*\footnote\chftn\pard\plain  Kaki \'e9.\par}} dua{\footnote\ftnalt Lagi}.\par"
        r"{\field{\*\fldinst HYPERLINK \"https://example.org\"}{\fldrslt laman}} {\deleted lama}{\revised baru}\par"
        r"\trowd a{\footnote Sel}\cell b\cell\row\pard akhir\par"
    )
    assert texts(read(body)) == [
        "Satu dua.",
        "[1] Kaki é.",
        "[2] Lagi",
        "laman baru",
        "a\tb",
        "[3] Sel",
        "akhir",
    ]


def test_properties(make_file: MakeFile) -> None:
    source = (
        r"{\rtf1\ansi\ansicpg1252{\info{\title Surat \'93kita\'94}{\author Ani}{\creatim\yr2021\mo4\dy2}}"
        r"{\header Kepala}\pard isi\par}"
    )
    extraction = rtf.read(make_file("a.rtf", source))
    assert extraction.metadata == {"title": "Surat “kita”", "author": "Ani", "created": "2021-04-02"}
    assert texts(list(extraction.pages[0].lines)) == ["isi"]


@pytest.mark.parametrize(
    "body", [r"{{{{ isi", r"}}} isi", r"\u99999999 isi", r"\ansicpg999999 \'ff isi", r"\bin9999 isi"]
)
def test_broken_groups_do_no_harm(body: str, make_file: MakeFile) -> None:
    extraction = rtf.read(make_file("a.rtf", r"{\rtf1 " + body))
    assert extraction.state is State.READ or extraction.reason
