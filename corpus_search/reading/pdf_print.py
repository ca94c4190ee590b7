"""What readers find printed on a page of a PDF: runs of text with their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

SPACE_GAP = 0.15
"""A gap of this many ems within a line is a space."""
RUN_GAP = 0.7
"""A gap of this many ems ends a run: it may be a column's."""
LAYER_SHARE = 0.8
"""A picture over this share of a page with invisible text is a scan with recognised text."""


@dataclass(slots=True)
class Run:
    """Text set in one go. Coordinates are turned so that the text reads from left to right.

    `turn` counts the quarter turns to the left that the text was set at (0 for upright text).
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    turn: int = 0


@dataclass(slots=True)
class Print:
    """What the page interpreter found on a page."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    images: float = 0.0
    """Share of the page under pictures, 0 to 1; pictures above one another count twice."""
    characters: int = 0
    hidden: int = 0
    """Characters set invisibly, or before a picture that covers the page."""
    content: int = 0
    """Bytes of content streams."""


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point after `turn` quarter turns to the right about the origin."""
    if turn == 0:
        return x, y
    if turn == 1:
        return y, -x
    if turn == 2:
        return -x, -y
    return -y, x


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
