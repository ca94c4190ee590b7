"""What the segmenter of a kind gives back: an outline and the pieces of text that belong to its nodes."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.model import Gap, Node, Part


@dataclass(frozen=True, slots=True)
class Piece:
    """A span that belongs to one node, before it is cut or joined to the size of a passage."""

    path: tuple[Node, ...]
    """From the root of the outline to the node it belongs to; never empty."""
    start: int
    end: int
    label: str = ""
    """Last step of the structural path where the node is not enough: `par. 3`."""
    cuts: tuple[int, ...] = ()
    """Offsets where it is best cut if it is too long: the starts of huruf and angka."""
    part: Part | None = None
    article: str = ""
    speaker: str | None = None
    time: float | None = None
    date: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The outline, the pieces in reading order (they do not overlap), and what is missing or in doubt."""

    outline: tuple[Node, ...]
    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...] = ()
