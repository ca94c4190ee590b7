"""Figures as numbers: where the lines and marks of a plot stand. The template draws them as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.evidence.rows import Saturation

WIDTH = 640
HEIGHT = 260
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 40


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a line."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A line over a row of steps; all places are in units of the picture."""

    width: int
    height: int
    left: int
    right: float
    bottom: float
    line: str
    """Points of a polyline."""
    dots: tuple[Dot, ...]
    steps: tuple[Tick, ...]
    values: tuple[Tick, ...]
    reached: float | None
    """Where the upright line stands at which saturation is reached."""


def saturation_figure(made: Saturation) -> Figure:
    """Themes found so far, by interview."""
    most = max((point.total for point in made.points), default=0) or 1
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    across = (right - LEFT) / max(1, len(made.points) - 1)

    def x(number: int) -> float:
        return round(LEFT + (number - 1) * across, 1)

    def y(total: int) -> float:
        return round(bottom - (bottom - TOP) * total / most, 1)

    dots = tuple(
        Dot(x(number), y(point.total), point.document.title) for number, point in enumerate(made.points, 1)
    )
    every = max(1, -(-len(dots) // 12))
    step = max(1, -(-most // 5))
    return Figure(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        bottom=bottom,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        dots=dots,
        steps=tuple(Tick(x(number), str(number)) for number in range(1, len(dots) + 1, every)),
        values=tuple(Tick(y(total), str(total)) for total in range(0, most + 1, step)),
        reached=x(made.reached_at) if made.reached_at and made.reached_at <= len(dots) else None,
    )
