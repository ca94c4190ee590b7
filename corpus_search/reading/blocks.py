"""What the readers of formats with paragraphs share: a block of text to Lines."""

from __future__ import annotations

from collections.abc import Iterator

from corpus_search.model import Line, LineRole
from corpus_search.reading.characters import split_lines

_WORD_BREAKS = dict.fromkeys((0x00AD, 0x200B))
"""Marks where a word may break at the end of a line; they would part it for a search."""
MAX_LEVEL = 6
"""The deepest level of headings that is told apart."""


def block_lines(text: str, role: LineRole = LineRole.PARAGRAPH, level: int = 0) -> Iterator[Line]:
    """Lines of one block of text, in which a LF is a line break that was forced.

    A heading is one Line, its line breaks spaces. A paragraph without line breaks is one Line of role
    PARAGRAPH; one with line breaks gives a Line of role LINE for each and an empty one, which ends it.
    Nothing comes of a block without text.
    """
    parts = [part.strip() for part in split_lines(text.translate(_WORD_BREAKS))]
    parts = [part for part in parts if part]
    if role is LineRole.HEADING:
        parts = [" ".join(parts)] if parts else []
    if len(parts) == 1:
        yield Line(parts[0], role=role, level=level)
    elif parts:
        yield from (Line(part) for part in parts)
        yield Line("")
