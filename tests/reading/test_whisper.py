"""Speech recognition in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from corpus_search.model import LineRole, State
from corpus_search.reading import read_file, whisper

MakeFile = Callable[[str, bytes | str], Path]


def test_segments_become_cues(make_file: MakeFile) -> None:
    spoken = {
        "text": "Halo. Apa kabar?",
        "language": "id",
        "segments": [
            {"id": 0, "start": 0.0, "end": 1.5, "text": " Halo.", "speaker": "SPEAKER_00"},
            {"start": 1.5, "end": 3, "text": " Apa\nkabar? \ud83d", "words": []},
            {"start": float("nan"), "text": " ya"},
            {"start": None, "text": "  "},
        ],
    }
    extraction = read_file(make_file("rekaman", json.dumps(spoken)))
    assert (extraction.state, extraction.format) == (State.READ, "whisper")
    assert extraction.metadata == {"language": "id"}
    lines = extraction.pages[0].lines
    assert [(line.speaker, line.time, line.text, line.role) for line in lines] == [
        ("SPEAKER_00", 0.0, "Halo.", LineRole.CUE),
        (None, 1.5, "Apa kabar? \ufffd", LineRole.CUE),
        (None, 0.0, "ya", LineRole.CUE),
    ]


def test_what_whisper_prints_is_read_like_its_json(make_file: MakeFile) -> None:
    printed = (
        "[00:00.000 --> 00:02.500]  Selamat pagi.\n[00:02.500 --> 00:05.000] [SPEAKER_01]: Pagi juga,\nBu.\n\n"
        "[1:00:05.000 --> 1:00:09.000]  Jauh sekali.\n"
    )
    extraction = read_file(make_file("rekaman.txt", printed))
    assert (extraction.state, extraction.format) == (State.READ, "whisper")
    assert [(line.speaker, line.time, line.text) for line in extraction.pages[0].lines] == [
        (None, 0.0, "Selamat pagi."),
        ("SPEAKER_01", 2.5, "Pagi juga, Bu."),
        (None, 3605.0, "Jauh sekali."),
    ]


def test_other_json_is_refused(make_file: MakeFile) -> None:
    assert whisper.read(make_file("a.json", '{"segments": [1]}')).state is State.UNREADABLE
    assert whisper.read(make_file("a.json", "[" * 100_000)).state is State.UNREADABLE
    refused = read_file(make_file("a.json", '{"type": "FeatureCollection"}'))
    assert refused.state is State.UNSUPPORTED
    assert "CSV" in refused.reason
