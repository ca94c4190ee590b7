"""Where a rectangle of a page stands on the page's picture, and the other way round.

A page's own places count in points from the bottom left of its MediaBox, unturned. A picture shows the page's window
(its CropBox), turned by quarters, and counts from the top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from corpus_search.model import Box, Frame, Page


@dataclass(frozen=True, slots=True)
class View:
    """How a page is shown."""

    window: Box
    turns: int
    """Quarter turns clockwise, 0 to 3."""

    @classmethod
    def of(cls, page: Page) -> Self | None:
        """The view of a page; None where its size is not known."""
        if not page.width or not page.height:
            return None
        return cls(page.window or Box(0.0, 0.0, page.width, page.height), page.turns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the picture, in points."""
        width, height = self.window.x1 - self.window.x0, self.window.y1 - self.window.y0
        return (width, height) if self.turns % 2 == 0 else (height, width)

    def frame(self, box: Box) -> Frame | None:
        """Where a rectangle of the page shows on the picture; None where it lies outside of what is shown."""
        x0, x1 = (_share(x, self.window.x0, self.window.x1) for x in (box.x0, box.x1))
        y0, y1 = (_share(y, self.window.y0, self.window.y1) for y in (box.y0, box.y1))
        if x0 >= x1 or y0 >= y1:
            return None
        for _ in range(self.turns):  # a quarter turn clockwise takes the bottom left to the top left
            x0, y0, x1, y1 = y0, 1.0 - x1, y1, 1.0 - x0
        return Frame(x0, 1.0 - y1, x1, 1.0 - y0)

    def box(self, frame: Frame) -> Box:
        """The rectangle of the page that shows in this place of the picture."""
        x0, y0, x1, y1 = frame.left, 1.0 - frame.bottom, frame.right, 1.0 - frame.top
        for _ in range(self.turns):
            x0, y0, x1, y1 = 1.0 - y1, x0, 1.0 - y0, x1
        width, height = self.window.x1 - self.window.x0, self.window.y1 - self.window.y0
        return Box(
            self.window.x0 + x0 * width,
            self.window.y0 + y0 * height,
            self.window.x0 + x1 * width,
            self.window.y0 + y1 * height,
        )


def _share(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)
