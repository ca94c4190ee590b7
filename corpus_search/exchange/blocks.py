"""An exported document before it has a format: headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus_search.citing import Run


class Look(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    FACT = "fact"
    """A line of what is known of a theme or a document: `Definition: ...`."""
    QUOTE = "quote"
    """A quote with its citation."""
    MEMO = "memo"
    """What the researcher wrote to a quote."""
    WARNING = "warning"
    ENTRY = "entry"
    """An entry of a list of sources, with a hanging indent."""
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one type."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the title of the whole document."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: tuple[Span, ...]
    look: Look = Look.BODY

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption above; an empty one for a table that is the chapter itself."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """Shares of the columns; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, and whether it and what follows lie on their side."""

    landscape: bool = False


Block = Heading | Paragraph | Table | Break


def paragraph(*parts: str | Span, look: Look = Look.BODY) -> Paragraph:
    """A paragraph of words and spans."""
    spans = tuple(part if isinstance(part, Span) else Span(part) for part in parts)
    return Paragraph(tuple(span for span in spans if span.text), look)


def spans(runs: Iterable[Run]) -> tuple[Span, ...]:
    """A citation as spans."""
    return tuple(Span(run.text, italic=run.italic) for run in runs)


def cell(*parts: str | Span | Paragraph) -> Cell:
    """A table's cell: each part is a paragraph; empty ones are left out."""
    made = (part if isinstance(part, Paragraph) else paragraph(part, look=Look.CELL) for part in parts)
    return tuple(one for one in made if one.spans)
