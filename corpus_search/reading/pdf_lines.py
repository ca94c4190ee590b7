"""Lines as the layout finds them -> Lines of the domain: text cleaned, places rounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus_search.model import Box, Line, Stretch
from corpus_search.reading.pdf_characters import clean
from corpus_search.reading.pdf_layout import TextLine

_TOGETHER = 1.0
"""Points: words that stand nearer to each other than a space need no stretch of their own."""


def clean_lines(lines: Iterable[TextLine]) -> Iterator[Line]:
    """The lines that hold text."""
    for line in lines:
        text = clean(line.text)
        if text:
            box = Box(*(round(edge, 1) for edge in (line.x0, line.y0, line.x1, line.y1)))
            yield Line(text, box, stretches=_stretches(line, text))


def _stretches(line: TextLine, text: str) -> tuple[Stretch, ...]:
    """The stretches of a line by their offsets in its cleaned text; none where they tell no more than its box."""
    if len(line.stretches) < 2:
        return ()
    offsets = _moved([stretch.start for stretch in line.stretches], line.text, text)
    found: list[Stretch] = []
    for start, stretch in zip(offsets, line.stretches, strict=False):
        x0, x1 = round(stretch.x0, 1), round(stretch.x1, 1)
        begins_word = start == 0 or text[start - 1 : start] == " "
        if found and (not begins_word or x0 - found[-1].x1 < _TOGETHER or x0 < found[-1].x0):
            found[-1] = Stretch(found[-1].start, found[-1].x0, max(found[-1].x1, x1))
        else:
            found.append(Stretch(start, x0, x1))
    return tuple(found) if len(found) > 1 else ()


def _moved(offsets: Sequence[int], before: str, after: str) -> Sequence[int]:
    """Offsets in a text as they are after it was cleaned, counted by words; none where words were joined."""
    if before == after:
        return offsets
    starts = _word_starts(after)
    old_starts = _word_starts(before)
    if len(starts) != len(old_starts):
        return ()
    at = dict(zip(old_starts, starts, strict=True))
    # a run that begins within a word goes with the word
    return [
        at.get(offset, max((new for old, new in at.items() if old <= offset), default=0))
        for offset in offsets
    ]


def _word_starts(text: str) -> list[int]:
    spaced = " " + text
    return [at for at in range(len(text)) if not text[at].isspace() and spaced[at].isspace()]
