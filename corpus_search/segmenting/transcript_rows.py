"""Speech in the rows of a table: speaker and text, or number, question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus_search.model import LineRole
from corpus_search.segmenting.dates import seconds
from corpus_search.segmenting.text import DocumentText, TextLine

RowSpeech = tuple[int, int, str, float | None]
"""Start of the cell, start of its words, speaker, seconds."""

_COLUMNS = {
    "speaker": r"penutur|pembicara|speaker|peran|role|nama|name|subjek",
    "said": r"ucapan|ujaran|tuturan|teks|text|isi|transkrip|transcript|utterance|pernyataan|percakapan|dialog",
    "question": r"pertanyaan|questions?|tanya",
    "answer": r"jawab(?:an)?|answers?|respons?|response|tanggapan",
    "time": r"waktu|time|menit|start|mulai|timestamp",
}
_COLUMN = re.compile(
    "|".join(rf"(?P<{name}>(?:{words})\b.*)" for name, words in _COLUMNS.items()), re.IGNORECASE
)
_LONGEST_HEADER = 40
_NUMBER = re.compile(r"\s*\d{1,4}\s*[.)]?\s*")
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
    rows = [_cells(line) for line in text.lines if line.line.role is LineRole.ROW]
    columns: tuple[str, ...] = ()
    for at, cells in enumerate(rows):
        if any(cell.name for cell in cells):
            yield from _speech({_column(cell.name): cell for cell in cells}, asks, answers)
            continue
        header = _header(cells)
        if header:
            columns = header
            continue
        if not columns and _asks_and_answers(rows[at:]):
            columns = (
                ("", "question", "answer") if _NUMBER.fullmatch(cells[0].words) else ("question", "answer")
            )
        yield from _speech(dict(zip(columns, cells, strict=False)), asks, answers)


def _cells(line: TextLine) -> list[_Cell]:
    """The cells of a row: joined by tabs, or named (`Name: Sri | Age: 31`)."""
    separator = "\t" if "\t" in line.line.text else " | "
    cells: list[_Cell] = []
    at = line.start
    for part in line.line.text.split(separator):
        said = at + (len(separator) if cells else 0)
        named = _NAMED_CELL.fullmatch(part) if separator != "\t" else None
        if named:
            cells.append(_Cell(at, said + named.start("value"), named["value"], named["name"]))
        else:
            cells.append(_Cell(at, said, part))
        at = said + len(part)
    return cells


def _column(name: str) -> str:
    """What a column is for by its name; empty where that says nothing."""
    match = _COLUMN.fullmatch(name.strip())
    return (match.lastgroup or "") if match else ""


def _header(cells: Sequence[_Cell]) -> tuple[str, ...]:
    """The columns that a header row names; empty for any other row."""
    columns = tuple(_column(cell.words) if len(cell.words) <= _LONGEST_HEADER else "" for cell in cells)
    named = {column for column in columns if column}
    return columns if {"question", "answer"} <= named or {"speaker", "said"} <= named else ()


def _asks_and_answers(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether most rows hold a question and something that is none, beside a number perhaps."""
    pairs = [[cell.words for cell in row if not _NUMBER.fullmatch(cell.words)] for row in rows]
    pairs = [pair for pair in pairs if len(pair) == 2]
    return sum("?" in asked and "?" not in answered for asked, answered in pairs) * 2 > len(pairs)


def _speech(cells: Mapping[str, _Cell], asks: str, answers: str) -> Iterator[RowSpeech]:
    if "said" in cells and "speaker" in cells:
        time = seconds(cells["time"].words) if "time" in cells else None
        yield (
            min(cell.start for cell in cells.values()),
            cells["said"].said,
            cells["speaker"].words.strip(),
            time,
        )
    elif "question" in cells:
        row = min(cell.start for cell in cells.values())
        yield row, cells["question"].said, asks, None
        if "answer" in cells:
            yield cells["answer"].start, cells["answer"].said, answers, None
