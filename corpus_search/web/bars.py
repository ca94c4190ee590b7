"""A bar for each year, parted by kind: where its parts stand in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus_search.model import Kind

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 28
_MOST_LABELS = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture; all places are in its units."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    bars: tuple[Bar, ...]
    years: tuple[Mark, ...]
    values: tuple[Mark, ...]


def bars(years: Mapping[int, Mapping[str, int]]) -> Bars | None:
    """The picture of counts by year and kind; None where there are none. Years between without any are shown empty."""
    if not years:
        return None
    first, last = min(years), max(years)
    most = max(sum(kinds.values()) for kinds in years.values())
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    step = (right - LEFT) / (last - first + 1)
    unit = (bottom - TOP) / most
    found = []
    for year, kinds in years.items():
        y = float(bottom)
        for kind in Kind:
            count = kinds.get(kind.value, 0)
            if count:
                y -= count * unit
                x = LEFT + (year - first) * step + step * 0.15
                width, height = min(step * 0.7, 40), count * unit
                found.append(
                    Bar(
                        round(x, 1),
                        round(y, 1),
                        round(width, 1),
                        round(height, 1),
                        kind.value,
                        f"{year}: {count}",
                    )
                )
    every = -(-(last - first + 1) // _MOST_LABELS)
    value_step = max(1, -(-most // 4))
    return Bars(
        WIDTH,
        HEIGHT,
        LEFT,
        right,
        bottom,
        tuple(found),
        tuple(
            Mark(round(LEFT + (year - first) * step + step * 0.15 + min(step * 0.7, 40) / 2, 1), str(year))
            for year in range(first, last + 1, every)
        ),
        tuple(Mark(round(bottom - value * unit, 1), str(value)) for value in range(0, most + 1, value_step)),
    )
