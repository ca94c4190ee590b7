"""The guard before every zip format."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_search.model import State
from corpus_search.reading import docx, epub, odt, read_file, xlsx, zips
from corpus_search.reading.failures import Reader, RefusedError
from corpus_search.reading.zips import open_zip

MakeFile = Callable[[str, bytes | str], Path]


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_members_are_read_and_missing_ones_refused(make_file: MakeFile) -> None:
    with open_zip(make_file("a.zip", archive({"a.xml": b"isi"}))) as opened:
        assert opened.read("a.xml") == b"isi"
        with pytest.raises(RefusedError, match=r"b\.xml is missing"):
            opened.read("b.xml")


@pytest.mark.parametrize("reader", [docx.read, odt.read, epub.read, xlsx.read])
def test_every_zip_format_is_guarded(reader: Reader, make_file: MakeFile) -> None:
    bomb = archive({"word/document.xml": bytes(40 << 20)})
    extraction = reader(make_file("a", bomb))
    assert extraction.state is State.TOO_LARGE
    assert "unpacks to 40 MB" in extraction.reason


@pytest.mark.parametrize("name", ["../luar.xml", "/etc/passwd", "a/../../b", "..\\luar", "C:\\luar"])
def test_names_that_point_outside(name: str, make_file: MakeFile) -> None:
    extraction = docx.read(make_file("a.docx", archive({"word/document.xml": b"", name: b""})))
    assert extraction.state is State.UNREADABLE
    assert "outside" in extraction.reason


def test_unusual_methods(make_file: MakeFile) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("word/document.xml", "<x/>")
    extraction = read_file(make_file("a.docx", buffer.getvalue()))
    assert (extraction.state, extraction.format) == (State.UNREADABLE, "docx")


def test_too_many_members(make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBERS", 2)
    extraction = docx.read(make_file("a.docx", archive(dict.fromkeys("abc", b""))))
    assert extraction.state is State.TOO_LARGE


def test_encrypted_members(make_file: MakeFile) -> None:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    for signature, offset in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]:
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    extraction = read_file(make_file("a.docx", bytes(data)))
    assert (extraction.state, extraction.format) == (State.PASSWORD, "docx")


def test_sizes_that_lie(make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_BYTES", 5000)
    data = archive({"a.xml": bytes(4000), "b.xml": bytes(4000)})
    path = make_file("a.zip", data.replace(struct.pack("<I", 4000), struct.pack("<I", 100)))
    with open_zip(path) as opened, pytest.raises(zipfile.BadZipFile, match="CRC"):
        opened.read("a.xml")
    monkeypatch.setattr(zips, "_check", lambda _: None)
    with open_zip(make_file("b.zip", data)) as opened:
        opened.read("a.xml")
        with pytest.raises(RefusedError, match="unpacks"):
            opened.read("b.xml")
