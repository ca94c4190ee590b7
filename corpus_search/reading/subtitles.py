"""What subtitles and speech recognition share: who speaks, and captions that roll up over the screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus_search.model import Line, LineRole
from corpus_search.reading.characters import tidy

_NAME = re.compile(r"[-–—]?\s*([^\W\d_][\w.'’()/-]*(?:[ ][\w.'’()/-]+){0,4}?)\s?:\s+(?=\S)")
_NO_SPEAKERS = frozenset(
    (
        *("alamat", "catatan", "contoh", "contohnya", "intinya", "jadi", "judul", "kesimpulan", "lokasi"),
        *("maksudnya", "misalnya", "pertanyaan", "tanggal", "tempat", "topik", "waktu"),
        *("address", "date", "example", "location", "note", "notes", "place", "question", "so", "summary"),
        *("time", "title", "topic"),
    )
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: when it begins, the lines shown, and who speaks, where the file marks it."""

    start: float
    """Seconds from the start of the recording."""
    lines: tuple[str, ...]
    speaker: str | None = None


def cue_lines(cues: Sequence[Cue]) -> Iterator[Line]:
    """Lines of role CUE, one for what one speaker says in a cue.

    `Name: words` names a speaker where most cues begin so, or where the name comes again in another cue.
    Lines that a rolling caption repeats are said once.
    """
    cues = _unrolled(cues)
    names = _speakers(cues)
    for cue in cues:
        for speaker, text in _turns(cue, names):
            yield Line(text, role=LineRole.CUE, speaker=speaker, time=cue.start)


def _turns(cue: Cue, names: frozenset[str]) -> Iterator[tuple[str | None, str]]:
    """Speakers and what they say in a cue: a new one with each line that begins with a name."""
    speaker, words = cue.speaker, ""
    for line in cue.lines:
        label = _NAME.match(line) if cue.speaker is None else None
        if label and label[1] in names:
            if words:
                yield speaker, words
            speaker, words = label[1], line[label.end() :]
        else:
            words = f"{words} {line}".lstrip()
    if words:
        yield speaker, words


def _speakers(cues: Sequence[Cue]) -> frozenset[str]:
    labels = [label[1] for cue in cues for line in cue.lines if (label := _NAME.match(line))]
    counts = Counter(label for label in labels if label[0].isupper() and label.lower() not in _NO_SPEAKERS)
    needed = 1 if 2 * counts.total() >= len(cues) else 2
    return frozenset(name for name, count in counts.items() if count >= needed)


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """Cues without the lines that roll up from the one before, if the file is made so: most cues repeat one.

    In other files a repeated line is something said twice.
    """
    cues = [Cue(cue.start, tuple(filter(None, map(_one_line, cue.lines))), cue.speaker) for cue in cues]
    cues = [cue for cue in cues if cue.lines]
    repeating = sum(_rolled(before.lines, cue.lines) > 0 for before, cue in pairwise(cues))
    if len(cues) < 4 or repeating < 0.5 * len(cues):
        return cues
    kept = cues[:1]
    for before, cue in pairwise(cues):
        if fresh := cue.lines[_rolled(before.lines, cue.lines) :]:
            kept.append(Cue(cue.start, fresh, cue.speaker))
    return kept


def _rolled(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many lines at the top of a cue are the last ones of the cue before."""
    most = min(len(before), len(lines))
    return next((count for count in range(most, 0, -1) if before[-count:] == lines[:count]), 0)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", tidy(text)).strip()
