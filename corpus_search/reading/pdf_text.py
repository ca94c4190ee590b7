"""Showing text on a PDF page: from strings of codes to runs of characters with their places.

Format: ISO 32000-1, 9.3 (text state) and 9.4 (text objects).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from corpus_search.reading.pdf_content import Operand
from corpus_search.reading.pdf_fonts import UNDECODABLE, USUAL_DESCENT, USUAL_HEIGHT, Face
from corpus_search.reading.pdf_print import (
    IDENTITY,
    RUN_GAP,
    SLANTWISE,
    SPACE_GAP,
    Matrix,
    Print,
    Run,
    is_shown,
    multiply,
    turned,
)

_OVERPRINT = 0.15
"""The same text again within this many ems was printed twice to look bold."""
_BACK = 0.6
"""Stepping back by this many ems within a line is no kerning: a new run begins."""
_STRAIGHT = 0.1
"""Text at a steeper slope than this runs slantwise; scans are hardly ever that askew."""
_INVISIBLE = 3
"""The rendering mode of text that is neither filled nor stroked: what OCR puts behind a scan."""


@dataclass(slots=True)
class State:
    """The graphics state as far as it matters to text."""

    ctm: Matrix
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0

    def copy(self) -> State:
        """A state that changes on its own."""
        return State(
            self.ctm,
            self.face,
            self.size,
            self.char_space,
            self.word_space,
            self.scale,
            self.leading,
            self.rise,
            self.render,
        )


class Pen:
    """Where text is set, and the runs that it leaves on the page."""

    def __init__(self, page: Print) -> None:
        """Begin a page."""
        self._page = page
        self._last_place: dict[str, tuple[float, float]] = {}
        self.line: Matrix = IDENTITY
        """Where the line begins."""
        self.at: Matrix = IDENTITY
        """Where the next character is set."""

    def place(self, matrix: Matrix) -> None:
        """Begin a line at a place."""
        self.line = self.at = matrix

    def move(self, x: float, y: float) -> None:
        """Begin a line at a distance from the beginning of this one."""
        a, b, c, d, e, f = self.line
        self.place((a, b, c, d, x * a + y * c + e, x * b + y * d + f))

    def show(self, items: list[Operand], state: State) -> None:
        """Set strings and shifts (thousandths of an em, to the left) one after the other."""
        face = state.face
        em = state.size * (1.0 if face is not None and face.vertical else state.scale)
        pieces: list[str] = []
        start = at = 0.0
        for item in items:
            if isinstance(item, bytes):
                text, advance = _measured(item, state)
                pieces.append(text)
                at += advance
            elif isinstance(item, float):
                gap = -item * 0.001
                if gap > RUN_GAP or gap < -_BACK:
                    self._keep("".join(pieces), start, at, state)
                    pieces = []
                    start = at + gap * em
                elif gap > SPACE_GAP:
                    pieces.append(" ")
                at += gap * em
        self._keep("".join(pieces), start, at, state)
        a, b, c, d, e, f = self.at
        along = (c, d) if face is not None and face.vertical else (a, b)
        self.at = (a, b, c, d, e + at * along[0], f + at * along[1])

    def _keep(self, text: str, start: float, end: float, state: State) -> None:
        """Keep a run that reaches from `start` to `end` on the base line, if it can be seen."""
        bare = text.strip()
        if not bare:
            return
        if len(bare) != len(text):
            start, end = _without_spaces(text, start, end, state)
        run = _placed(bare, start, end, multiply(self.at, state.ctm), state)
        if run is None or not is_shown(run, self._page.window):
            return
        self._page.characters += len(bare)
        if state.render == _INVISIBLE:
            self._page.hidden += len(bare)
        last = self._last_place.get(bare)
        near = _OVERPRINT * run.size
        if last is not None and abs(last[0] - run.x0) < near and abs(last[1] - run.y0) < near:
            return
        self._last_place[bare] = (run.x0, run.y0)
        self._page.runs.append(run)


def _measured(string: bytes, state: State) -> tuple[str, float]:
    """Characters of a string and how far it moves on, in text space."""
    face = state.face
    if face is None:
        return UNDECODABLE * len(string), len(string) * 0.5 * state.size * state.scale
    text, width, codes = face.measured(string)
    advance = width * state.size + codes * state.char_space
    if state.word_space and face.one_byte:
        advance += string.count(b" ") * state.word_space
    return text, advance if face.vertical else advance * state.scale


def _without_spaces(text: str, start: float, end: float, state: State) -> tuple[float, float]:
    """Start and end of a run without the spaces around it."""
    space = _measured(b" ", state)[1] if state.face is not None and state.face.one_byte else 0.0
    space = space or 0.25 * state.size * state.scale
    start += (len(text) - len(text.lstrip())) * space
    end -= (len(text) - len(text.rstrip())) * space
    return start, max(start, end) if space >= 0 else min(start, end)


def _placed(text: str, start: float, end: float, matrix: Matrix, state: State) -> Run | None:
    """A run with its rectangle; None where its place is no number."""
    a, b, c, d, e, f = matrix
    face = state.face
    if face is not None and face.vertical:
        a, b, c, d = c, d, -a, -b
    descent, height = (face.descent, face.height) if face is not None else (USUAL_DESCENT, USUAL_HEIGHT)
    x, y = a * start + c * state.rise + e, b * start + d * state.rise + f
    dx, dy = a * (end - start), b * (end - start)
    if dx == dy == 0.0:
        dx, dy = a, b
    size = abs(state.size) * math.hypot(c, d)
    length = math.hypot(a, b) * abs(end - start)
    if not math.isfinite(x + y + size + length):
        return None
    turn = 0
    if abs(dy) > _STRAIGHT * dx:
        quarters = math.atan2(dy, dx) / (math.pi / 2)
        turn = round(quarters) % 4
        if abs(quarters - round(quarters)) > _STRAIGHT:
            turn += SLANTWISE
    x, y = turned(x, y, turn)
    return Run(x, y + descent * size, x + length, y + (descent + height) * size, text, size * height, turn)
