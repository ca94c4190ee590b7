"""Speech in the rows of a table: speaker and text, or number, question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus_search.model import LineRole
from corpus_search.segmenting.dates import seconds
from corpus_search.segmenting.text import DocumentText, TextLine

Column = Literal["speaker", "said", "question", "answer", "time"]
RowSpeech = tuple[int, int, str, float | None]
"""Start of the cell, start of its words, speaker, seconds."""

_COLUMNS: Mapping[str, Column] = {
    name: column
    for column, names in (
        ("speaker", "penutur pembicara speaker peran role nama name subjek"),
        ("said", "ucapan ujaran teks text isi transkrip transcript utterance pernyataan percakapan dialog"),
        ("question", "pertanyaan question tanya"),
        ("answer", "jawaban jawab answer respons respon response tanggapan"),
        ("time", "waktu time menit start mulai timestamp"),
    )
    for name in names.split()
}
_NAMED_CELL = re.compile(r"(?P<name>[^:|\t]{1,40}):\s?(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    """Offset in the text, the separator before it included."""
    said: int
    """Offset of its words."""
    words: str
    name: str = ""


def rows_of_speech(text: DocumentText, asks: str, answers: str) -> Iterator[RowSpeech]:
    """The cells in which somebody speaks, in tables whose columns say who does.

    Rows that begin with a speaker's label need no columns and are not given here.

    Args:
        text: the document's text.
        asks: who speaks in a column of questions.
        answers: who speaks in a column of answers.
    """
    rows = [(line, _cells(line)) for line in text.lines if line.line.role is LineRole.ROW]
    columns: tuple[Column | None, ...] = ()
    for at, (line, cells) in enumerate(rows):
        if not any(cell.name for cell in cells):
            header = tuple(_COLUMNS.get(_first_word(cell.words)) for cell in cells)
            if sum(column is not None for column in header) > 1 and all(
                len(cell.words) < 40 for cell in cells
            ):
                columns = header
                continue
            if not columns and _asks_in_first_column([cells for _, cells in rows[at:]]):
                columns = (
                    ("question", "answer")
                    if not cells[0].words.strip(" .)").isdigit()
                    else (None, "question", "answer")
                )
            named = columns
        else:
            named = tuple(_COLUMNS.get(_first_word(cell.name)) for cell in cells)
        if len(named) == len(cells):
            yield from _speech(line, dict(zip(named, cells, strict=True)), asks, answers)


def _cells(line: TextLine) -> list[_Cell]:
    separator = "\t" if "\t" in line.line.text else " | "
    cells = []
    at = line.start
    for part in line.line.text.split(separator):
        said = at + (len(separator) if cells else 0)
        named = _NAMED_CELL.fullmatch(part) if separator != "\t" else None
        if named and _first_word(named["name"]):
            cells.append(_Cell(at, said + named.start("value"), named["value"], named["name"]))
        else:
            cells.append(_Cell(at, said, part))
        at = said + len(part)
    return cells


def _first_word(words: str) -> str:
    return (words.casefold().split() or [""])[0].strip(".:/")


def _asks_in_first_column(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether the tables from here on have a column of questions beside one of answers."""
    pairs = [[cell.words for cell in row if not cell.words.strip(" .)").isdigit()] for row in rows]
    pairs = [pair for pair in pairs if len(pair) == 2]
    return bool(pairs) and sum("?" in first and "?" not in second for first, second in pairs) * 2 > len(pairs)


def _speech(
    line: TextLine, cells: Mapping[Column | None, _Cell], asks: str, answers: str
) -> Iterator[RowSpeech]:
    time = seconds(cells["time"].words) if "time" in cells else None
    if "said" in cells and "speaker" in cells:
        yield line.start, cells["said"].said, cells["speaker"].words.strip(), time
        return
    if "question" in cells and "answer" in cells:
        first = True
        for column, speaker in (("question", asks), ("answer", answers)):
            cell = cells[column]
            if cell.words.strip():
                yield (line.start if first else cell.start), cell.said, speaker, time
                first = False
