"""Damaged and naughty content, in every format: a state and clean lines, never an exception."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

import docx
import odfdo
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.model import Extraction, State
from corpus_search.reading import read_file

WORDS = "Pasal 5 ayat (2)"


def check(extraction: Extraction) -> None:
    """What holds of every Extraction."""
    assert extraction.reason or extraction.state is State.READ
    assert extraction.pages or not extraction.state.has_text
    for page in extraction.pages:
        for line in page.lines:
            assert line.text.splitlines() in ([line.text], [])
            assert "\0" not in line.text
            line.text.encode()  # fails on a lone surrogate


@cache
def package(sort: str) -> dict[str, bytes]:
    """The members of a whole file of a zip format."""
    buffer = io.BytesIO()
    if sort == "docx":
        word = docx.Document()
        word.add_heading(WORDS, 1)
        word.add_paragraph(WORDS, style="List Number")
        word.add_table(2, 3).cell(0, 0).text = WORDS
        word.save(buffer)
    elif sort == "xlsx":
        workbook = openpyxl.Workbook()
        for row in (["nama", "umur"], [WORDS, 31]):
            workbook.worksheets[0].append(row)
        workbook.save(buffer)
    else:
        writer = odfdo.Document("text")
        writer.body.append(odfdo.Header(1, WORDS))
        writer.body.append(odfdo.List([WORDS]))
        writer.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(data: bytes, at: float, cut: int, patch: bytes) -> bytes:
    place = int(at * len(data))
    return data[:place] + patch + data[place + cut :]


@pytest.mark.parametrize("sort", ["docx", "xlsx", "odt"])
@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_damaged_archives_and_members(sort: str, tmp_path: Path, data: st.DataObject) -> None:
    members = dict(package(sort))
    change = st.tuples(
        st.floats(0, 1), st.integers(0, 30), st.binary(max_size=20) | st.sampled_from([b"<", b"9", b">"])
    )
    for name in data.draw(st.lists(st.sampled_from(sorted(members)), max_size=3)):
        members[name] = changed(members[name], *data.draw(change))
    content = packed(members)
    if data.draw(st.booleans()):
        content = changed(content, *data.draw(change))
    path = tmp_path / f"a.{sort}"
    path.write_bytes(content)
    check(read_file(path))


TEXTS = {
    "txt": "{}",
    "md": "---\ntitle: {}\n---\n# {}\n\n| a | b | c |\n|--|--|--|\n| {} | x | y |\n",
    "html": "<!DOCTYPE html><title>{}</title><ol><li>{}</ol><table><tr><td>{}<td>x</table>",
    "rtf": "{{\\rtf1 {} \\par {{\\footnote {}}} \\cell {}}}",
    "csv": "a,b\n{},{}\n",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v {}>{}\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n{}\n",
}


@pytest.mark.parametrize("ending", TEXTS)
@given(st.text(max_size=40) | st.text("<>{}[]|`*_#-\\:\"'&;,\n\t 1a", max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_any_words_in_any_text_format(ending: str, tmp_path: Path, words: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(
        TEXTS[ending].replace("{{", "{").replace("}}", "}").replace("{}", words).encode(errors="replace")
    )
    check(read_file(path))


@pytest.mark.real
def test_naughty_strings(real: Path, tmp_path: Path) -> None:
    strings = json.loads((real / "peers" / "naughty-strings" / "blns.json").read_text("utf-8"))
    assert len(strings) > 400
    for ending, frame in TEXTS.items():
        path = tmp_path / f"all.{ending}"
        for string in strings:
            path.write_bytes(frame.replace("{{", "{").replace("}}", "}").replace("{}", string).encode())
            check(read_file(path))
    path = tmp_path / "semua.txt"
    path.write_bytes("\n".join(strings).encode())
    lines = [line.text for page in read_file(path).pages for line in page.lines]
    assert _visible("".join(lines)) == _visible("".join(strings))


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cc" and not char.isspace())
