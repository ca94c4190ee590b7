"""WebVTT subtitles: what is said, by whom and when. Notes, styles and regions are left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from corpus_search.model import Extraction, Page, State
from corpus_search.reading.characters import decode
from corpus_search.reading.failures import reads
from corpus_search.reading.subtitles import Cue, cue_lines

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_IMPOSSIBLE_TIME = re.compile(r"(?<=:)[6-9]\d(?=[:.][\d:. \t]*-->)")
"""Minutes and seconds over 59 at the start of a cue, for which webvtt-py would refuse the whole file."""
_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang|font)\b[^>]*>|<(?:\d+:)?\d+:\d+\.\d+>", re.IGNORECASE)


@reads("vtt", MalformedFileError, MalformedCaptionError)
def read(path: Path) -> Extraction:
    """Read a WebVTT file: a Line of role CUE for what one speaker says in a cue.

    A missing header is borne, and cues that are malformed are passed over.
    """
    text = decode(path.read_bytes()).replace("\0", "")
    if not text.startswith("WEBVTT"):
        text = f"WEBVTT\n\n{text}"
    captions = webvtt.from_string(_IMPOSSIBLE_TIME.sub("59", text)).captions
    cues = [cue for caption in captions for cue in _cues(caption)]
    return Extraction(State.READ, "vtt", (Page(1, tuple(cue_lines(cues))),))


def _cues(caption: webvtt.Caption) -> Iterator[Cue]:
    """A caption's voices, each a Cue."""
    start = caption.start_time.in_milliseconds() / 1000
    before, *voices = _VOICE.split(caption.raw_text)
    if before.strip():
        yield Cue(start, _plain(before))
    for name, words in zip(voices[0::2], voices[1::2], strict=True):
        yield Cue(start, _plain(words), speaker=_SPACES.sub(" ", html.unescape(name)).strip() or None)


def _plain(text: str) -> tuple[str, ...]:
    return tuple(html.unescape(_TAG.sub("", line)) for line in text.splitlines())
