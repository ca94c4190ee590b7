"""Where turns begin in a transcript: at labels, table rows, numbered questions and changes of a cue's speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus_search.model import LineRole
from corpus_search.segmenting.identity import AMBIGUOUS, identity_pair
from corpus_search.segmenting.text import DocumentText, TextLine
from corpus_search.segmenting.transcript_labels import Label, known_speakers, label_above, label_of
from corpus_search.segmenting.transcript_rows import rows_of_speech

_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")
_ANSWERS = frozenset({"jawab", "jawaban", "answer"})
_QUESTION_LINES = 8
"""Most lines of a numbered question before its `Jawab:`."""
_ABBREVIATED = re.compile(r"\b\w{1,3}\.$")
_VALUE_WORDS = 6
"""Most words of a name or role in an identity block."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a turn begins, or a heading that ends one."""

    start: int
    """Of the label."""
    said: int
    """Of the first word that is said."""
    speaker: str = ""
    time: float | None = None
    heading: bool = False


def marks_of(text: DocumentText, metadata: Mapping[str, str]) -> list[Mark]:
    """The beginnings of all turns, in order, and the headings after the first of them.

    Args:
        text: the document's text.
        metadata: `interviewer` and `informant` name who speaks where only question and answer are told apart.
    """
    asks, answers = metadata.get("interviewer") or "Pewawancara", metadata.get("informant") or "Informan"
    if any(line.line.role is LineRole.CUE for line in text.lines):
        return list(_cue_marks(text))
    found = [Mark(*row) for row in rows_of_speech(text, asks, answers)]
    taken = {text.line_at(mark.start) for mark in found}
    labels = {at: label for at, label in _labels(text.lines) if at not in taken}
    identity = _identity_lines(text.lines, labels)
    speakers = known_speakers(label for at, label in labels.items() if at not in identity)
    labels = {at: label for at, label in labels.items() if at not in identity and label.speaker in speakers}
    found.extend(_label_marks(text, labels, asks, answers))
    found.sort(key=lambda mark: mark.start)
    return _one_spelling(_with_headings(text, found, labels))


def _labels(lines: Sequence[TextLine]) -> Iterator[tuple[int, Label]]:
    for at, line in enumerate(lines):
        label = label_above(line.line.text) or label_of(line.line.text)
        if label is not None:
            yield at, label


def _identity_lines(lines: Sequence[TextLine], labels: Mapping[int, Label]) -> frozenset[int]:
    """Lines of the identity block among those that look like labels (`Pewawancara: A.B.` above the first turn)."""
    often = [label.speaker for label in labels.values()]
    block: set[int] = set()
    for at, line in enumerate(lines):
        pair = identity_pair(line.line.text)
        if pair is None:
            if at in labels:
                break
            continue
        name, value = pair
        once = at in labels and often.count(labels[at].speaker) == 1
        if name in AMBIGUOUS and not (_is_value(value) and (once or _in_block(lines, at))):
            break
        block.add(at)
    return frozenset(block)


def _is_value(words: str) -> bool:
    """Whether it could be a name or role, rather than what somebody says."""
    if len(words.split()) > _VALUE_WORDS or "?" in words or "!" in words:
        return False
    abbreviated = _ABBREVIATED.search(words) is not None and not words.islower()
    return abbreviated or not words.endswith((".", ",", "…"))


def _in_block(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line stands in an unbroken block of identity lines that holds an unmistakable one."""
    first = last = at
    while first > 0 and identity_pair(lines[first - 1].line.text):
        first -= 1
    while last + 1 < len(lines) and identity_pair(lines[last + 1].line.text):
        last += 1
    names = [(identity_pair(line.line.text) or ("", ""))[0] for line in lines[first : last + 1]]
    sure = [number for number, name in enumerate(names, start=first) if name not in AMBIGUOUS]
    ends = last + 1 >= len(lines) or not lines[last + 1].line.text.strip()
    return bool(sure) and (ends or at < sure[-1])


def _label_marks(text: DocumentText, labels: Mapping[int, Label], asks: str, answers: str) -> Iterator[Mark]:
    for at, label in labels.items():
        line = text.lines[at]
        answer = label.speaker.casefold() in _ANSWERS
        if answer:
            question = _question_before(text.lines, at, labels)
            if question is not None:
                start = text.lines[question].start
                number = _NUMBERED.match(text.lines[question].line.text)
                yield Mark(start, start + (number.end() if number else 0), asks)
        speaker = answers if answer else label.speaker
        yield Mark(line.start, line.start + label.length, speaker, label.time)


def _question_before(lines: Sequence[TextLine], answer: int, labels: Mapping[int, Label]) -> int | None:
    """The line at which the question of a `Jawab:` begins: numbered, else the nearest one with a question mark."""
    asked = None
    for at in range(answer - 1, max(-1, answer - 1 - _QUESTION_LINES), -1):
        if at in labels:
            break
        if _NUMBERED.match(lines[at].line.text):
            return at
        if asked is None and "?" in lines[at].line.text:
            asked = at
    return asked


def _with_headings(text: DocumentText, marks: Sequence[Mark], labels: Mapping[int, Label]) -> list[Mark]:
    """Add the headings after the first turn: they end the turn before them."""
    if not marks:
        return []
    starts = {mark.start for mark in marks}
    headings = [
        Mark(line.start, line.end, heading=True)
        for at, line in enumerate(text.lines)
        if line.line.role is LineRole.HEADING
        and line.line.text.strip()
        and at not in labels
        and line.start not in starts
    ]
    return sorted(
        (*marks, *(mark for mark in headings if mark.start > marks[0].start)), key=lambda mark: mark.start
    )


def _one_spelling(marks: Sequence[Mark]) -> list[Mark]:
    """Write a speaker as at the first time: `PENELITI` and `Peneliti` are one."""
    first: dict[str, str] = {}
    return [
        replace(mark, speaker=first.setdefault(" ".join(mark.speaker.casefold().split()), mark.speaker))
        for mark in marks
    ]


_RUN_WORDS = (60, 120)
"""A run of cues without speakers is cut after so many words: at a sentence's end, and at the latest."""


def _cue_marks(text: DocumentText) -> list[Mark]:
    """A turn for each run of cues of one speaker; where nobody is named, for each stretch of some sentences."""
    lines = [line for line in text.lines if line.line.role is LineRole.CUE]
    labels = {
        line.start: label for line in lines if not line.line.speaker and (label := label_of(line.line.text))
    }
    speakers = known_speakers(labels.values())
    marks: list[Mark] = []
    words = 0
    sentence_ended = False
    for line in lines:
        label = labels.get(line.start)
        said, speaker = line.start, line.line.speaker
        if label is not None and label.speaker in speakers:
            said, speaker = line.start + label.length, label.speaker
        elif speaker is None and marks:
            speaker = marks[-1].speaker
        long = not speaker and (words >= _RUN_WORDS[1] or (words >= _RUN_WORDS[0] and sentence_ended))
        if not marks or (speaker or "") != marks[-1].speaker or long:
            marks.append(Mark(line.start, said, speaker or "", line.line.time))
            words = 0
        words += len(line.line.text.split())
        sentence_ended = line.line.text.rstrip().endswith((".", "?", "!"))
    return _one_spelling(marks)
