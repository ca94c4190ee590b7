"""An Extraction as bytes and back: between workers and the program, and for the catalog to keep.

JSON in ASCII, without line breaks. A line is an array: its text, its box (an array of four numbers, or null), and
an object of what else is not as usual; the last two may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from corpus_search.model import (
    Box,
    Extraction,
    Furniture,
    Line,
    LineRole,
    Page,
    Source,
    State,
    Stretch,
    Trouble,
)
from corpus_search.reading.pdf_leaves import Leaf

HEADER_BYTES = 8
"""Before a worker's answer stands its length in this many bytes, big endian."""
DONE, FAILED = b"+", b"-"
"""The first byte of an answer: what follows is what was asked for, or why it could not be done."""


def to_json(extraction: Extraction) -> bytes:
    """An Extraction as bytes; `from_json` gives an equal one back."""
    return _packed(
        {
            "state": extraction.state,
            "format": extraction.format,
            "reason": extraction.reason,
            "troubles": [[trouble.page, trouble.reason] for trouble in extraction.troubles],
            "metadata": dict(extraction.metadata),
            "has_pages": extraction.has_pages,
            "pages": [_page(page) for page in extraction.pages],
        }
    )


def from_json(data: bytes) -> Extraction:
    """The Extraction that `to_json` was given.

    Raises:
        ValueError: these are no bytes that `to_json` made.
    """
    try:
        value = json.loads(data)
        return Extraction(
            state=State(value["state"]),
            format=value["format"],
            pages=tuple(_page_of(page) for page in value["pages"]),
            reason=value["reason"],
            troubles=tuple(Trouble(page, reason) for page, reason in value["troubles"]),
            metadata=value["metadata"],
            has_pages=value["has_pages"],
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"no extraction: {error}") from error


def page_to_json(page: Page) -> bytes:
    """A page as bytes; `page_from_json` gives an equal one back."""
    return _packed(_page(page))


def page_from_json(data: bytes) -> Page:
    """The page that `page_to_json` was given."""
    return _page_of(json.loads(data))


def leaves_to_json(leaves: Sequence[Leaf], metadata: Mapping[str, str]) -> bytes:
    """Leaves of a PDF and its properties as bytes; `leaves_from_json` gives equal ones back."""
    values = [[_page(leaf.page), leaf.fault, leaf.pictured, leaf.drawn] for leaf in leaves]
    return _packed([values, dict(metadata)])


def leaves_from_json(data: bytes) -> tuple[list[Leaf], Mapping[str, str]]:
    """What `leaves_to_json` was given."""
    values, metadata = json.loads(data)
    leaves = [Leaf(_page_of(page), fault, pictured, drawn) for page, fault, pictured, drawn in values]
    return leaves, metadata


def _packed(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _page(page: Page) -> dict[str, object]:
    value: dict[str, object] = {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "source": page.source,
        "label": page.label,
        "lines": [_line(line) for line in page.lines],
    }
    if page.window is not None:
        value["window"] = _edges(page.window)
    if page.turns:
        value["turns"] = page.turns
    return value


def _page_of(value: Mapping[str, object]) -> Page:
    return Page(
        number=cast(int, value["number"]),
        lines=tuple(_line_of(line) for line in cast(list[list[object]], value["lines"])),
        width=cast("float | None", value["width"]),
        height=cast("float | None", value["height"]),
        source=Source(cast(str, value["source"])),
        label=cast(str, value["label"]),
        window=_box_of(value.get("window")),
        turns=cast(int, value.get("turns", 0)),
    )


def _edges(box: Box) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1]


def _box_of(edges: object) -> Box | None:
    return None if edges is None else Box(*cast(list[float], edges))


def _line(line: Line) -> list[object]:
    box = line.box
    value: list[object] = [line.text, _edges(box) if box is not None else None]
    more: dict[str, object] = {}
    if line.role is not LineRole.LINE:
        more["role"] = line.role
    if line.level:
        more["level"] = line.level
    if line.furniture is not None:
        more["furniture"] = line.furniture
    if line.speaker is not None:
        more["speaker"] = line.speaker
    if line.time is not None:
        more["time"] = line.time
    if line.stretches:
        more["stretches"] = [(piece.start, piece.x0, piece.x1) for piece in line.stretches]
    if more:
        value.append(more)
    elif box is None:
        value.pop()
    return value


def _line_of(value: list[object]) -> Line:
    text, box, more = [*value, None, None][:3] if len(value) < 3 else value
    rest = cast(dict[str, object], more or {})
    furniture = rest.get("furniture")
    return Line(
        text=cast(str, text),
        box=_box_of(box),
        role=LineRole(cast(str, rest.get("role", LineRole.LINE))),
        level=cast(int, rest.get("level", 0)),
        furniture=Furniture(cast(str, furniture)) if furniture is not None else None,
        speaker=cast("str | None", rest.get("speaker")),
        time=cast("float | None", rest.get("time")),
        stretches=tuple(
            Stretch(*piece) for piece in cast("list[tuple[int, float, float]]", rest.get("stretches", ()))
        ),
    )
