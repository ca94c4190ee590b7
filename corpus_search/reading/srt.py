"""SRT subtitles: what is said and when; the speaker where the text names one."""

from __future__ import annotations

import html
import logging
import re
from pathlib import Path

import srt

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.characters import decode
from corpus_search.reading.failures import RefusedError, reads
from corpus_search.reading.subtitles import Cue, cue_lines

_TAG = re.compile(r"</?(?:b|i|u|s|font|c)\b[^>]*>|\{\\[^{}]*\}|\{/?[biu]\}", re.IGNORECASE)


@reads("srt", srt.SRTParseError, srt.TimestampParseError, ValueError, OverflowError)
def read(path: Path) -> Extraction:
    """Read an SRT file: a Line of role CUE for what one speaker says; malformed subtitles are passed over."""
    logging.getLogger("srt").setLevel(logging.CRITICAL)  # it would print each malformed subtitle
    text = decode(path.read_bytes()).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    cues = [
        Cue(subtitle.start.total_seconds(), _plain(subtitle.content))
        for subtitle in srt.parse(text, ignore_errors=True)
    ]
    if not cues:
        raise RefusedError(State.UNREADABLE, _NO_TIMES)
    return Extraction(State.READ, "srt", (Page(1, tuple(cue_lines(cues))),))


def _plain(content: str) -> tuple[str, ...]:
    return tuple(html.unescape(_TAG.sub("", line)) for line in content.splitlines())


_NO_TIMES = (
    "It holds no subtitle with a time (00:00:01,000 --> 00:00:04,000) that can be read; "
    "export it anew, or rename it to .txt to have it read as plain text."
)
