"""Plain text in any common encoding; text that was taken out of PDFs keeps its pages by form feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from corpus_search.model import Extraction, Line, Page, State
from corpus_search.reading.characters import decode, split_lines
from corpus_search.reading.failures import reads
from corpus_search.reading.furniture import flag_furniture


@reads("text")
def read(path: Path) -> Extraction:
    """Read a text file: each line a Line, empty ones too, since they part paragraphs."""
    pages = text_pages(decode(path.read_bytes()), lambda part: map(Line, split_lines(part)))
    return Extraction(State.READ, "text", pages, has_pages=len(pages) > 1)


def text_pages(text: str, lines: Callable[[str], Iterable[Line]]) -> tuple[Page, ...]:
    """Pages of a text, parted by form feeds; only a text with form feeds has pages that can be cited.

    Texts that were taken out of PDFs hold page numbers and letterheads: their furniture is flagged.

    Args:
        text: a whole text.
        lines: makes the lines of a page's text.
    """
    parts = text.removesuffix("\f").split("\f")
    pages = [Page(number, tuple(lines(part))) for number, part in enumerate(parts, 1)]
    return tuple(flag_furniture(pages))
