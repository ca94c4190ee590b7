"""Formats are told by content; endings decide only where content cannot."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.model import State
from corpus_search.reading import read_file
from corpus_search.reading.detect import detect
from corpus_search.reading.formats import READERS, refusal

MakeFile = Callable[[str, bytes | str], Path]

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHalo\n"
TABLE = "desa;peserta;lulus\nKaranganyar;31;28\nSidamulya;12;9\n"


def archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word_file() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def compound_file(stream: str) -> bytes:
    """An OLE compound file whose directory names one stream, in its second sector."""
    table = struct.pack("<128I", 0xFFFFFFFD, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head += bytes(14) + struct.pack("<I", 1) + bytes(24) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)

    def entry(name: str) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        return encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + bytes(62)

    first = entry("Root Entry") + 3 * entry("filler")
    return head + table + first + entry(stream) + bytes(384)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("catatan.txt", PDF, "pdf"),
        ("tanpa-akhiran", b"\r\n<!-- mail -->\n" + PDF, "pdf"),
        ("tentang.txt", "Berkas diawali %PDF-1.7 di baris pertama.", "text"),
        ("wawancara.docx", workbook(), "xlsx"),
        ("data.xlsx", word_file(), "docx"),
        ("tanpa-akhiran", word_file(), "docx"),
        ("a.docx", archive({"word/document.xml": "<x/>"}), "docx"),
        ("a.odt", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        ("a.ods", archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        ("a.zip", archive({"mimetype": "application/epub+zip"}), "epub"),
        ("a.epub", archive({"META-INF/container.xml": "<x/>"}), "epub"),
        ("a.pptx", archive({"ppt/presentation.xml": "<x/>"}), "pptx"),
        ("a.zip", archive({"baca.txt": "isi"}), "zip"),
        ("terpotong.docx", word_file()[:900], "damaged"),
        ("a.doc", compound_file("WordDocument"), "doc"),
        ("a.docx", compound_file("EncryptedPackage"), "encrypted"),
        ("a.xls", compound_file("Workbook"), "xls"),
        ("a.ppt", compound_file("PowerPoint Document"), "ppt"),
        ("a.doc", compound_file("WordDocument")[:60], "damaged"),
        ("surat.doc", r"{\rtf1\ansi Halo}", "rtf"),
        ("rekaman.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHalo", "vtt"),
        ("rekaman", "\ufeffWEBVTT - judul\n", "vtt"),
        ("rekaman.txt", SRT, "srt"),
        ("rekaman.srt", "\n\n" + SRT.replace("\n", "\r\n"), "srt"),
        ("a.srt", "hanya teks", "text"),
        ("a.json", '{"text": "x", "segments": [{"start": 0, "text": "x"}]}', "whisper"),
        ("a.json", '{"a": 1}', "json"),
        ("a.txt", '["daftar", "kata"]', "text"),
        ("a.txt", "[Musik] lalu hening", "text"),
        ("halaman.txt", "<!-- disimpan --><!DOCTYPE html><html><body><p>Hai</body></html>", "html"),
        ("a.html", "<p>Hai</p>", "html"),
        ("a.xhtml", '<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "html"),
        ("a.md", "<p>Hai</p><p>a</p><p>b</p>", "markdown"),
        ("a.xml", '<?xml version="1.0"?><catatan/>', "xml"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        ("a.csv", "nama\nSri\n", "csv"),
        ("data", TABLE, "csv"),
        ("data.txt", TABLE.replace(";", "\t"), "csv"),
        ("wawancara.txt", "00:01\tAni\tHalo\n00:03\tSri\tYa\n00:05\tAni\tLalu\n", "text"),
        ("wawancara.txt", "Ani\tHalo\tia\nSri\tYa\tdia\nAni\tLalu\tia\n", "text"),
        ("prosa.txt", "Ani, Budi, dan Sri datang.\nLalu, esoknya, mereka pulang.\nIa, ya, dia.\n", "text"),
        ("catatan.md", "Tanpa tanda apa pun", "markdown"),
        ("catatan.txt", "---\ntitle: Kunjungan\n---\nIsi", "markdown"),
        ("catatan", "# Satu\n\n## Dua\n", "markdown"),
        ("catatan.txt", "# Satu\n\n## Dua\n", "text"),
        ("catatan", "Peneliti: Halo\nSri: Ya", "text"),
        ("catatan.txt", "Halo, Bu".encode("utf-16-le"), "text"),
        ("catatan.txt", "naïve café".encode("cp1252"), "text"),
        ("catatan.txt", "nul\0di dalam teks yang cukup panjang ini", "text"),
        ("kosong.pdf", b"", "empty"),
        ("kosong.txt", " \n\t\r\n", "empty"),
        ("foto.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "png"),
        ("foto.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + b"deskripsi " * 900, "jpg"),
        ("rekaman.m4a", b"\0\0\0\x20ftypM4A \0\0\x02\0isomiso2", "m4a"),
        ("arsip.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(20), "gz"),
        ("acak.bin", bytes(range(256)) * 8, "unknown"),
    ],
)  # fmt: skip
def test_the_content_tells_the_format(
    name: str, content: bytes | str, expected: str, make_file: MakeFile
) -> None:
    assert detect(make_file(name, content)) == expected


@pytest.mark.parametrize(
    ("format_name", "state", "remedy"),
    [
        ("doc", State.UNSUPPORTED, "save it as DOCX"),
        ("pptx", State.UNSUPPORTED, "save it as PDF"),
        ("xls", State.UNSUPPORTED, "save it as XLSX"),
        ("png", State.UNSUPPORTED, "a picture (PNG)"),
        ("mp3", State.UNSUPPORTED, "transcript"),
        ("zip", State.UNSUPPORTED, "unpack it"),
        ("unknown", State.UNSUPPORTED, "save it as PDF, DOCX or plain text"),
        ("encrypted", State.PASSWORD, "save a copy without one"),
        ("empty", State.UNREADABLE, "empty"),
        ("damaged", State.UNREADABLE, "copy it anew"),
    ],
)
def test_what_is_not_read_comes_with_a_remedy(format_name: str, state: State, remedy: str) -> None:
    refused = refusal(format_name)
    assert (refused.state, refused.format, refused.pages) == (state, format_name, ())
    assert remedy in refused.reason
    assert format_name not in READERS


@pytest.mark.parametrize(("format_name", "module"), READERS.items())
def test_every_format_has_a_reader_that_bears_a_missing_file(
    format_name: str, module: str, tmp_path: Path
) -> None:
    extraction = import_module(module).read(tmp_path / "gone")
    assert (extraction.state, extraction.format) == (State.UNREADABLE, format_name)
    assert extraction.reason


BEGINNINGS = st.sampled_from(
    [
        b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 ",
        b"WEBVTT\n\n",
        b"1\n00:00:01,000 --> 00:00:02,000\n", b"<html><body>", b'{"segments": [', b"---\ntitle: a\n",
        b"a,b,c\n1,2,3\n",
        b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?>", b"# a\n",
    ]
)  # fmt: skip
ENDINGS = st.sampled_from(
    ["", ".txt", ".md", ".csv", ".srt", ".vtt", ".html", ".docx", ".json", ".pdf", ".xlsx"]
)


@given(BEGINNINGS, st.binary(max_size=300), ENDINGS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_any_bytes_give_a_state_and_clean_lines(
    tmp_path: Path, head: bytes, body: bytes, ending: str
) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(head + body)
    extraction = read_file(path)
    assert extraction.state.has_text or extraction.reason
    for page in extraction.pages:
        for line in page.lines:
            assert line.text.splitlines() in ([line.text], [])
            assert "\0" not in line.text
            line.text.encode()  # fails on a lone surrogate
