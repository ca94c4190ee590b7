"""What readers find printed on a page of a PDF: runs of text with their places."""

from __future__ import annotations

import math
from collections.abc import Sequence
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

EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)
SLANTWISE = 4
"""Added to a run's `turn` where it is not set along an edge of the page."""


@dataclass(slots=True)
class Run:
    """Text set in one go. Coordinates are turned so that the text reads from left to right.

    `turn` counts the quarter turns to the left that the text was set at (0 for upright text); 4 is added for
    text that runs slantwise, as watermarks do.
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
    window: tuple[float, float, float, float]
    """The part of the page that is shown: left, bottom, right, top."""
    turns: int = 0
    """Quarter turns clockwise at which the page is shown, 0 to 3."""
    runs: list[Run] = field(default_factory=list)
    images: float = 0.0
    """Share of the page under pictures, 0 to 1; pictures above one another count twice."""
    characters: int = 0
    hidden: int = 0
    """Characters set invisibly, or before a picture that covers the page."""
    content: int = 0
    """Bytes of content streams."""


def unread(width: float, height: float) -> Print:
    """A page of which nothing is known but its size."""
    return Print(width, height, EVERYWHERE)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point after `turn` quarter turns to the right about the origin."""
    turn %= 4
    if turn == 0:
        return x, y
    if turn == 1:
        return y, -x
    if turn == 2:
        return -x, -y
    return -y, x


def is_shown(run: Run, window: tuple[float, float, float, float]) -> bool:
    """Whether any of a run can be seen: programs leave text beside the page that no reader knows of."""
    x0, y0 = turned(run.x0, run.y0, -run.turn)
    x1, y1 = turned(run.x1, run.y1, -run.turn)
    left, bottom, right, top = window
    return max(x0, x1) > left and min(x0, x1) < right and max(y0, y1) > bottom and min(y0, y1) < top


def window_of(media: Sequence[float], crop: Sequence[float]) -> tuple[float, float, float, float]:
    """The part of a page that is shown, counted from the MediaBox: its CropBox, where it has a sensible one."""
    x0, y0, x1, y1 = media
    left, bottom = max(x0, crop[0]) - x0, max(y0, crop[1]) - y0
    right, top = min(x1, crop[2]) - x0, min(y1, crop[3]) - y0
    if right > left and top > bottom:
        return left, bottom, right, top
    return (0.0, 0.0, x1 - x0, y1 - y0) if x1 > x0 and y1 > y0 else EVERYWHERE


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
