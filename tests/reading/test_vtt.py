"""WebVTT: voices, names, times, rolling captions, and files that are not as they should be."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from corpus_search.model import LineRole, State
from corpus_search.reading import read_file, vtt

MakeFile = Callable[[str, bytes | str], Path]

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:04.500
Ani Lestari: Selamat pagi, Bu.

2
00:00:04.500 --> 00:00:09.000
Sri: Pagi, silakan
duduk &amp; minum.

3
00:00:10.000 --> 00:00:12.000
Jadi: begini ceritanya.
"""


def test_names_in_the_text_are_speakers(make_file: MakeFile) -> None:
    lines = vtt.read(make_file("a.vtt", ZOOM)).pages[0].lines
    assert [(line.speaker, line.time, line.text) for line in lines] == [
        ("Ani Lestari", 1.0, "Selamat pagi, Bu."),
        ("Sri", 4.5, "Pagi, silakan duduk & minum."),
        (None, 10.0, "Jadi: begini ceritanya."),
    ]
    assert {line.role for line in lines} == {LineRole.CUE}


def test_voices_of_one_cue_are_lines_of_their_own(make_file: MakeFile) -> None:
    source = (
        "WEBVTT\n\nNOTE rahasia\n\nSTYLE\n::cue { color: red }\n\n"
        "01:00:00.250 --> 01:00:02.000\n<v.loud Budi>Sudah <i>lulus</i>?</v>\n<v Sri Rahayu>Sudah.\n"
    )
    lines = vtt.read(make_file("a.vtt", source)).pages[0].lines
    assert [(line.speaker, line.time, line.text) for line in lines] == [
        ("Budi", 3600.25, "Sudah lulus?"),
        ("Sri Rahayu", 3600.25, "Sudah."),
    ]


def test_rolling_captions_are_said_once(make_file: MakeFile) -> None:
    said = ["satu dua", "tiga empat", "lima enam", "tujuh delapan", "sembilan"]
    cues = [
        f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\n{a}\n{b}\n" for at, (a, b) in enumerate(pairwise(said))
    ]
    lines = vtt.read(make_file("a.vtt", "WEBVTT\n\n" + "\n".join(cues))).pages[0].lines
    assert " ".join(line.text for line in lines) == " ".join(said)


def test_what_is_said_twice_in_a_conversation_stays(make_file: MakeFile) -> None:
    words = ["Ya.", "Ya.", "Lalu?", "Saya daftar.", "Di mana?", "Di balai."]
    cues = [f"00:0{at}.000 --> 00:0{at + 1}.000\n{word}\n" for at, word in enumerate(words)]
    lines = vtt.read(make_file("a.vtt", "WEBVTT\n\n" + "\n".join(cues))).pages[0].lines
    assert [line.text for line in lines] == words


@pytest.mark.parametrize("start", ["00:75:00.000", "00:00:99.5", "0:0:1.2"])
def test_an_impossible_time_does_not_lose_the_file(start: str, make_file: MakeFile) -> None:
    source = f"WEBVTT\r\n\r\n{start} --> 01:00:00.000\r\nHalo\r\n\r\n00:01.000 --> 00:02.000\r\nya\r\n"
    assert [line.text for line in vtt.read(make_file("a.vtt", source)).pages[0].lines] == ["Halo", "ya"]


@pytest.mark.real
def test_real_subtitles_give_their_captions(real: Path) -> None:
    without_text = {"empty.vtt", "no_captions.vtt", "invalid_format4.srt"}
    for file in (real / "peers" / "webvtt").iterdir():
        extraction = read_file(file)
        expected = State.UNREADABLE if file.name in without_text else State.READ
        assert extraction.state is expected, (file, extraction.reason)
        assert extraction.reason or expected is State.READ
        if "invalid_format" not in file.name and file.suffix in (".vtt", ".srt") and expected is State.READ:
            assert {line.role for page in extraction.pages for line in page.lines} == {LineRole.CUE}, file
