"""Plain text: encodings, line breaks, pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.model import LineRole, State
from corpus_search.reading import text
from corpus_search.reading.characters import decode, split_lines, tidy

MakeFile = Callable[[str, bytes | str], Path]

INDONESIAN = "Peserta — “magang” tidak dibayar, kata Bu Sri: naïf."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_each_common_encoding_gives_the_same_text(encoding: str, make_file: MakeFile) -> None:
    extraction = text.read(make_file("catatan.txt", INDONESIAN.encode(encoding)))
    assert [line.text for line in extraction.pages[0].lines] == [INDONESIAN]


def test_windows_bytes_within_utf8_are_read_one_by_one() -> None:
    assert decode("gaji é ".encode() + b"\x93pokok\x94") == "gaji é “pokok”"


def test_a_declared_encoding_is_honoured_and_an_unknown_one_ignored() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"
    assert decode(b"baris", "no-such-encoding") == "baris"
    assert decode(b"baris", "base64") == "baris"


def test_all_line_breaks_end_a_line_and_empty_lines_stay(make_file: MakeFile) -> None:
    extraction = text.read(make_file("a.txt", "satu\r\ndua\rtiga\n\nempat\u2028lima\x0benam"))
    lines = extraction.pages[0].lines
    assert [line.text for line in lines] == ["satu", "dua", "tiga", "", "empat", "lima", "enam"]
    assert {line.role for line in lines} == {LineRole.LINE}


def test_form_feeds_part_pages_and_only_then_pages_can_be_cited(make_file: MakeFile) -> None:
    paged = text.read(make_file("a.txt", "halaman satu\n\fhalaman dua\n\f"))
    assert [(page.number, page.lines[0].text) for page in paged.pages] == [
        (1, "halaman satu"),
        (2, "halaman dua"),
    ]
    assert paged.has_pages
    assert not text.read(make_file("b.txt", "tanpa halaman")).has_pages


def test_controls_become_spaces_and_nuls_go() -> None:
    assert tidy("a\0b\x07c\x9fd\te") == "ab c d\te"
    assert tidy("\ud83d\ude00 \ud800.") == "\U0001f600 \ufffd."


def test_a_file_of_white_space_says_what_to_do(make_file: MakeFile) -> None:
    extraction = text.read(make_file("kosong.txt", " \n\n "))
    assert extraction.state is State.UNREADABLE
    assert "holds no text" in extraction.reason


def test_a_missing_file_is_a_state(tmp_path: Path) -> None:
    extraction = text.read(tmp_path / "gone.txt")
    assert extraction.state is State.UNREADABLE
    assert "could not be opened" in extraction.reason


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_keeps_all_that_is_no_control_character(tmp_path: Path, content: str) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(("x" + content).encode())
    extraction = text.read(path)
    lines = [line.text for page in extraction.pages for line in page.lines]
    assert _letters("".join(lines)) == _letters("x" + content)
    assert all(split_lines(line) in ([line], []) for line in lines)


def _letters(content: str) -> str:
    return "".join(char for char in content if unicodedata.category(char) != "Cc" and not char.isspace())
