"""Texts, tables, subtitles and web pages made to harm their reader."""

from __future__ import annotations

import json
import random

from corpus_search.model import State
from support.hostile.case import ANY_TEXT, FAILED, hostile
from support.hostile.packages import BILLION, OUTSIDE, SECRET_FILE, SENTENCE

TEXT = (*ANY_TEXT, *FAILED)


# --- tables


@hostile("banyak-kolom.csv", *TEXT, small=10_000, large=10_000_000)
def many_columns(count: int) -> bytes:
    names = ",".join(f"k{number}" for number in range(count))
    return f"{names}\n{'1,' * count}\n{'2,' * count}\n".encode()


@hostile("nama-sama.csv", *TEXT, small=20_000, large=2_000_000)
def same_names(count: int) -> bytes:
    return f"{'nama,' * count}\n{'nama,' * count}\n".encode()


@hostile("kutip-terbuka.csv", *TEXT, small=5_000, large=2_000_000)
def open_quotes(count: int) -> bytes:
    return b'nama,umur,desa\n"' + b'a,b"",c\n' * count


@hostile("banyak-baris.csv", *TEXT, small=5_000, large=5_000_000)
def many_rows(count: int) -> bytes:
    return b"nama,umur,desa\n" + b"Sri,31,Desa\n" * count


# --- long lines, and runs that patterns stumble over


@hostile("satu-baris.txt", *TEXT, small=2, large=200)
def one_line(megabytes: int) -> bytes:
    return (b"peserta pelatihan kerja menerima insentif " * 25_000)[: 1 << 20] * megabytes


@hostile("tanpa-spasi.txt", *TEXT, small=100_000, large=20_000_000)
def one_word(length: int) -> bytes:
    return SENTENCE.encode() + b"\n\n" + b"a" * length


RUNS = {
    "pasal": "Pasal ",
    "pasal-nomor": "Pasal 1 ayat (1) ",
    "pasal-baris": "Pasal 1\n",
    "pasal-hingga": "Pasal 1 sampai dengan ",
    "bab": "BAB I\n",
    "spasi": " ",
    "tab": "\t",
    "titik": ".",
    "titik-spasi": ". ",
    "angka": "1",
    "angka-titik": "1.",
    "angka-baris": "1.\n",
    "huruf-baris": "a.\n",
    "kurung": "(",
    "kurung-angka": "(1) ",
    "tutup": ")",
    "kutip": '"',
    "strip": "- ",
    "garis": "-",
    "tanda": "Tanya: ",
    "penutur-baris": "P: \n",
    "waktu": "[00:00:01] ",
    "tanggal": "1 Januari 2020 ",
    "undang": "Undang-Undang Nomor ",
    "undang-tahun": "UU Nomor 1 Tahun 2020 jo. ",
    "sebagaimana": "sebagaimana telah diubah dengan ",
    "menimbang": "Menimbang: ",
    "nol": "\0",
    "sempit": "\u200b",
    "gabung": "a\u0301\u0301\u0301",
    "besar": "A",
    "romawi": "IVXLCDM",
    "baris": "\n",
    "formulir": "\f",
}


def _run(unit: str, count: int, tail: str) -> bytes:
    return f"{SENTENCE}\n\n{unit * (count // len(unit))}{tail}\n\n{SENTENCE}\n".encode()


for _name, _unit in RUNS.items():
    hostile(f"deret-{_name}.txt", State.UNSUPPORTED, *TEXT, small=5_000, large=1_000_000)(
        lambda count, unit=_unit: _run(unit, count, "!")  # type: ignore[misc]  # a default binds this turn's unit
    )

MARKDOWN_RUNS = (
    "*",
    "_",
    "`",
    "[",
    "![](",
    "[a](",
    "**a",
    "|",
    "~~~\n",
    "> ",
    "<!--",
    "\\",
    "__a_",
    "# ",
    "<",
)
HTML_RUNS = ("<div>", "<table><tr><td>", "<ol><li>", "<p ", "<a b=", "&#", "<!--", "<svg><title>", "<select>")
RTF_RUNS = (
    "{",
    "}",
    "\\u-1?",
    "\\bin99999999 ",
    "\\'",
    "{\\*\\a",
    "{\\footnote ",
    "\\trowd\\cell",
    "{\\title ",
)


@hostile("deret.md", *TEXT, small=6_000, large=300_000)
def markdown_runs(count: int) -> bytes:
    return "\n\n".join([SENTENCE, *(f"{unit * (count // len(unit))}!" for unit in MARKDOWN_RUNS)]).encode()


@hostile("deret.html", *TEXT, small=6_000, large=300_000)
def html_runs(count: int) -> bytes:
    runs = (f"{unit * (count // len(unit))}!" for unit in HTML_RUNS)
    return f"<!DOCTYPE html><p>{SENTENCE}</p>{'</p>'.join(runs)}".encode()


@hostile("deret.rtf", *TEXT, small=6_000, large=300_000)
def rtf_runs(count: int) -> bytes:
    runs = (f"{unit * (count // len(unit))}!" for unit in RTF_RUNS)
    return f"{{\\rtf1\\ansi {SENTENCE}\\par {' '.join(runs)}}}".encode()


@hostile("dalam.html", *TEXT, small=2_000, large=3_000_000)
def deep_page(depth: int) -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<b><div>" * depth + SENTENCE.encode()


@hostile("dalam-tabel.html", *TEXT, small=3_000, large=100_000)
def deep_tables(depth: int) -> bytes:
    return b"<!DOCTYPE html><body>" + b"<table><tr><td>a</td><td>" * depth + SENTENCE.encode()


@hostile("rentang-raksasa.html", *TEXT)
def wide_cells(_: int) -> bytes:
    cell = '<td colspan="999999999" rowspan="999999999">a</td>'
    return f'<!DOCTYPE html><table><tr>{cell * 3}</tr></table><ol start="{"9" * 4000}"><li>{SENTENCE}</ol>'.encode()


@hostile("atribut.html", *TEXT, small=5_000, large=2_000_000)
def many_attributes(count: int) -> bytes:
    names = " ".join(f"a{number}" for number in range(count))
    return f"<!DOCTYPE html><p {names}>{SENTENCE}</p>".encode()


@hostile("dalam.rtf", *TEXT, small=50_000, large=3_000_000)
def deep_groups(depth: int) -> bytes:
    return b"{\\rtf1 " + b"{" * depth + SENTENCE.encode() + b"}" * depth + b"}"


@hostile("rahasia.html", *TEXT)
def outside(_: int) -> bytes:
    return f'{OUTSIDE.format(SECRET_FILE)}<html><p>{SENTENCE} &x;</p><iframe src="file://{SECRET_FILE}">'.encode()


@hostile("entitas.xhtml", *TEXT)
def entities(_: int) -> bytes:
    return f"<?xml version='1.0'?>{BILLION}<html><p>{SENTENCE} &a9;</p></html>".encode()


# --- subtitles and speech recognition


@hostile("banyak-ucapan.vtt", *TEXT, small=10_000, large=500_000)
def many_cues(count: int) -> bytes:
    return b"WEBVTT\n\n" + b"00:00:01.000 --> 00:00:02.000\n<v Sari>ya ya ya\n\n" * count


@hostile("suara-bertumpuk.vtt", *TEXT, small=20_000, large=1_000_000)
def many_voices(count: int) -> bytes:
    return b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + b"<v Sari>ya <c><i>" * count + b"\n"


@hostile("waktu-raksasa.srt", *TEXT, small=20_000, large=1_000_000)
def huge_times(count: int) -> bytes:
    return b"1\n99999999999999999999:00:01,000 --> 00:00:02,000\nya\n\n" + b"2\n00:00:01,000 --> " * count


@hostile("satu-ucapan.srt", *TEXT, small=5_000, large=3_000_000)
def one_long_cue(count: int) -> bytes:
    return b"1\n00:00:01,000 --> 00:00:02,000\n" + b"Sari: ya\n" * count


@hostile("dalam.json", *FAILED, State.UNSUPPORTED, small=100_000, large=50_000_000)
def deep_json(depth: int) -> bytes:
    return b'{"segments":' + b"[" * depth


@hostile("banyak-segmen.json", *TEXT, small=10_000, large=1_000_000)
def many_segments(count: int) -> bytes:
    segment = {"start": 1e308, "end": -1, "text": "ya ya ya", "speaker": "S" * 20}
    return json.dumps({"text": "", "segments": [segment] * count, "language": "id"}).encode()


@hostile("angka-raksasa.json", *TEXT, State.UNSUPPORTED)
def huge_number(_: int) -> bytes:
    times = '{"start": %s, "end": 1e999, "text": "ya ya"}' % ("9" * 10_000)
    return f'{{"text": "ya", "language": "id", "segments": [{times}]}}'.encode()


# --- front matter


@hostile("jangkar.md", *TEXT)
def anchors(_: int) -> bytes:
    """Lists of lists of lists: nine levels of nine aliases each."""
    levels = ["a0: &a0 [kata, kata]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return ("---\n" + "\n".join(levels) + f"\ntitle: *a9\n---\n{SENTENCE}\n").encode()


@hostile("jangkar-melingkar.md", *TEXT)
def anchors_in_a_circle(_: int) -> bytes:
    return f"---\ntitle: &a [*a, *a]\nmap: &b\n  <<: *b\n---\n{SENTENCE}\n".encode()


@hostile("tanda-bahaya.md", *TEXT)
def unsafe_tags(_: int) -> bytes:
    call = f"!!python/object/apply:os.system ['touch {SECRET_FILE}.ran']"
    return f"---\ntitle: {call}\nother: !!python/name:os.system\n---\n{SENTENCE}\n".encode()


@hostile("dalam.md", *TEXT, small=1_000, large=500_000)
def deep_front_matter(depth: int) -> bytes:
    return f"---\ntitle: {'[' * depth}\n---\n{SENTENCE}\n".encode()


@hostile("muka-tanpa-akhir.md", *TEXT, small=20_000, large=1_000_000)
def endless_front_matter(count: int) -> bytes:
    return b"---\n" + b"kunci: nilai\n" * count + SENTENCE.encode()


# --- what is no text, or not whole


@hostile("acak.txt", State.UNSUPPORTED, *TEXT, small=200_000, large=50_000_000)
def noise(length: int) -> bytes:
    return random.Random(7).randbytes(length)  # noqa: S311  (no secret)


@hostile("biner-kemudian.txt", State.UNSUPPORTED, *TEXT, small=100_000, large=20_000_000)
def noise_after_text(length: int) -> bytes:
    return SENTENCE.encode() * 300 + random.Random(7).randbytes(length)  # noqa: S311  (no secret)


@hostile("tanda-saja.txt", State.UNREADABLE)
def only_a_mark(_: int) -> bytes:
    return b"\xef\xbb\xbf"


@hostile("spasi-saja.md", State.UNREADABLE)
def only_spaces(_: int) -> bytes:
    return b" \n\t\r\n" * 1000


@hostile("gambar.txt", State.UNSUPPORTED)
def picture_by_another_name(_: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(200)


@hostile("setengah-utf16.txt", State.UNSUPPORTED, *TEXT)
def half_of_a_pair(_: int) -> bytes:
    return SENTENCE.encode("utf-16") + b"\x00\xd8" * 501 + b"x"


@hostile("arah.txt", State.READ)
def turned_around(_: int) -> bytes:
    return f"{SENTENCE}\n\n\u202e{SENTENCE}\u202c \u2066{SENTENCE}\u2069 \ufeff\ufffe\uffff\n".encode()
