"""SRT: times, names, tags, line ends of every sort, and broken files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus_search.model import State
from corpus_search.reading import srt

MakeFile = Callable[[str, bytes | str], Path]

SUBTITLES = (
    "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Ani:</i> Apa kabar?\r\n\r\n"
    "2\r\n00:01:00,000 --> 00:01:02,000\r\n{\\an8}Ani: Lalu &lt;tes&gt;?\r\nBudi Santoso: Baik.\r\n\r\n"
    "3\r\nwaktu rusak\r\nHilang?\r\n\r\n"
    "4\r\n00:02:00,000 --> 00:02:02,000\r\nBudi Santoso: Selesai.\r\n"
)


def test_speakers_times_and_text(make_file: MakeFile) -> None:
    extraction = srt.read(make_file("a.srt", SUBTITLES))
    said = [(line.speaker, line.time, line.text) for line in extraction.pages[0].lines]
    assert said[0] == ("Ani", 1.5, "Apa kabar?")
    assert said[1] == ("Ani", 60.0, "Lalu <tes>?")
    assert said[2][0] == "Budi Santoso"
    assert said[2][2].startswith("Baik.")
    assert said[-1] == ("Budi Santoso", 120.0, "Selesai.")


def test_old_line_ends(make_file: MakeFile) -> None:
    extraction = srt.read(make_file("a.srt", "1\r00:00:01,000 --> 00:00:02,000\rhalo\r\r"))
    assert [line.text for line in extraction.pages[0].lines] == ["halo"]


def test_nothing_readable_is_said_with_a_remedy(make_file: MakeFile) -> None:
    extraction = srt.read(make_file("a.srt", "1\nbukan waktu\nteks"))
    assert extraction.state is State.UNREADABLE
    assert "rename it to .txt" in extraction.reason
