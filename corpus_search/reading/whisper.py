"""Speech recognition by Whisper and WhisperX: JSON with segments of text, time and speaker."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.characters import decode, tidy
from corpus_search.reading.failures import RefusedError, reads
from corpus_search.reading.subtitles import Cue, cue_lines


def is_whisper(value: object) -> bool:
    """Whether a JSON value is speech recognition: an object with a list of `segments` that hold `text`."""
    segments = value.get("segments") if isinstance(value, dict) else None
    return isinstance(segments, list) and all(
        isinstance(segment, dict) and isinstance(segment.get("text"), str) for segment in segments
    )


@reads("whisper", ValueError)
def read(path: Path) -> Extraction:
    """Read the JSON that Whisper or WhisperX writes: a Line of role CUE a segment."""
    value = json.loads(decode(path.read_bytes()))
    if not is_whisper(value):
        raise RefusedError(State.UNREADABLE, "It has no list of `segments` with `text`; export it anew.")
    cues = [_cue(segment) for segment in value["segments"]]
    language = value.get("language")
    metadata = {"language": tidy(language)} if isinstance(language, str) and language.strip() else {}
    return Extraction(State.READ, "whisper", (Page(1, tuple(cue_lines(cues))),), metadata=metadata)


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
