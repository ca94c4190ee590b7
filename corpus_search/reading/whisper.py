"""Speech recognition by Whisper and WhisperX: JSON with segments of text, time and speaker, or what they print."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.characters import decode, tidy
from corpus_search.reading.failures import RefusedError, reads
from corpus_search.reading.subtitles import Cue, cue_lines

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}"
_PRINTED = re.compile(
    rf"[ \t]*\[(?P<start>{_TIME})[ \t]*-->[ \t]*{_TIME}\][ \t]*(?:\[(?P<speaker>[^\]\n]{{1,40}})\]:?)?(?P<text>.*)"
)
"""A segment as it is printed: `[00:02.500 --> 00:05.000]  Pagi juga.`"""


def is_printed_whisper(text: str) -> bool:
    """Whether a text begins with a segment as Whisper prints it."""
    return _PRINTED.match(text.lstrip("\ufeff\r\n")) is not None


def is_whisper(value: object) -> bool:
    """Whether a JSON value is speech recognition: an object with a list of `segments` that hold `text`."""
    segments = value.get("segments") if isinstance(value, dict) else None
    return isinstance(segments, list) and all(
        isinstance(segment, dict) and isinstance(segment.get("text"), str) for segment in segments
    )


@reads("whisper", ValueError)
def read(path: Path) -> Extraction:
    """Read the JSON or text that Whisper or WhisperX writes: a Line of role CUE a segment."""
    text = decode(path.read_bytes())
    if is_printed_whisper(text):
        return Extraction(State.READ, "whisper", (Page(1, tuple(cue_lines(_printed(text)))),))
    value = json.loads(text)
    if not is_whisper(value):
        raise RefusedError(State.UNREADABLE, "It has no list of `segments` with `text`; export it anew.")
    cues = [_cue(segment) for segment in value["segments"]]
    language = value.get("language")
    metadata = {"language": tidy(language)} if isinstance(language, str) and language.strip() else {}
    return Extraction(State.READ, "whisper", (Page(1, tuple(cue_lines(cues))),), metadata=metadata)


def _printed(text: str) -> list[Cue]:
    """The segments of what was printed; a line without a time goes on with the one before."""
    cues: list[Cue] = []
    for line in text.splitlines():
        match = _PRINTED.fullmatch(line)
        if match:
            cues.append(Cue(_clock(match["start"]), (match["text"],), match["speaker"]))
        elif cues and line.strip():
            cues[-1] = replace(cues[-1], lines=(*cues[-1].lines, line))
    return cues


def _clock(time: str) -> float:
    """Seconds of `01:02.500` or `1:01:02.500`."""
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _cue(segment: Mapping[str, object]) -> Cue:
    speaker = segment.get("speaker")
    name = " ".join(tidy(speaker).split()) if isinstance(speaker, str) else ""
    return Cue(_seconds(segment.get("start")), (str(segment["text"]),), name or None)


def _seconds(value: object) -> float:
    """A time as it stands in JSON, where it may be missing, infinite or too large; then 0."""
    if not isinstance(value, int | float):
        return 0.0
    try:
        seconds = float(value)
    except OverflowError:
        return 0.0
    return seconds if math.isfinite(seconds) else 0.0
