"""What is printed on a PDF page: runs of text with their places, and how much of it pictures cover.

Form XObjects are walked like the page itself: in many Indonesian regulations they hold the text. Only text
and pictures count; paths and colours are passed over.

Format: ISO 32000-1, 8.3 (coordinates), 8.10 (forms), 9.3 and 9.4 (text).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import LIT

from corpus_search.reading.pdf_content import Operand, operations
from corpus_search.reading.pdf_fonts import UNDECODABLE, Face, FontShelf

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Resources: TypeAlias = Mapping[str, object]

MAX_DEPTH = 16
MAX_FORMS = 20_000
MAX_OPERATIONS = 3_000_000
MAX_CONTENT = 256 * 1024 * 1024
"""Bytes of content streams, decoded."""

SPACE_GAP = 0.15
"""A gap of this many ems within a line is a space."""
RUN_GAP = 0.7
"""A gap of this many ems ends a run: it may be a column's."""
_OVERPRINT = 0.15
"""The same text again within this many ems was printed twice to look bold."""

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORM, _IMAGE = LIT("Form"), LIT("Image")
_INVISIBLE = 3


class TooComplexError(Exception):
    """A page asks for more work than any honest page does."""


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


@dataclass(slots=True)
class _State:
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

    def copy(self) -> _State:
        return _State(
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


def read_page(page: PDFPage, fonts: FontShelf) -> Print:
    """Interpret a page.

    Raises:
        TooComplexError: the page exceeds a limit of this module.
        pdfminer.pdfexceptions.PDFException: a stream cannot be decoded.
    """
    x0, y0, x1, y1 = page.mediabox
    result = Print(width=x1 - x0, height=y1 - y0)
    interpreter = _Interpreter(result, fonts)
    parts = [stream_value(part).get_data() for part in list_value(page.contents)]
    resources = dict_value(page.resources)
    interpreter.execute(b"\n".join(parts), resources, _State((1.0, 0.0, 0.0, 1.0, -x0, -y0)))
    return result


class _Interpreter:
    """Executes content streams; one for each page."""

    def __init__(self, result: Print, fonts: FontShelf) -> None:
        self.result = result
        self.fonts = fonts
        self.forms = 0
        self.operations = 0
        self.open_forms: set[int] = set()
        self.state = _State(_IDENTITY)
        self.resources: Resources = {}
        self.line: Matrix = _IDENTITY
        self.at: Matrix = _IDENTITY
        self.last_place: dict[str, tuple[float, float]] = {}

    def execute(self, data: bytes, resources: Resources, state: _State) -> None:
        """Run one content stream in a state of its own."""
        self.result.content += len(data)
        if self.result.content > MAX_CONTENT:
            raise TooComplexError(f"content of over {MAX_CONTENT >> 20} MiB")
        before = self.state, self.resources, self.line, self.at
        self.state, self.resources, self.line, self.at = state, resources, _IDENTITY, _IDENTITY
        saved: list[_State] = []
        for operator, operands in operations(data):
            self.operations += 1
            if self.operations > MAX_OPERATIONS:
                raise TooComplexError(f"over {MAX_OPERATIONS} operations")
            if operator == b"q":
                saved.append(self.state.copy())
            elif operator == b"Q":
                if saved:
                    self.state = saved.pop()
            else:
                try:
                    _ACTIONS[operator](self, operands)
                except (TypeError, ValueError, IndexError, OverflowError):
                    # operands missing or of another type: an operator without effect, as viewers do
                    continue
        self.state, self.resources, self.line, self.at = before

    # ---- graphics state

    def concatenate(self, operands: list[Operand]) -> None:
        self.state.ctm = _multiply(_matrix(operands), self.state.ctm)

    def draw(self, operands: list[Operand]) -> None:
        name = operands[-1]
        found = resolve1(dict_value(self.resources.get("XObject")).get(name))
        if not isinstance(found, PDFStream):
            return
        subtype = resolve1(found.get("Subtype"))
        if subtype is _IMAGE:
            self.picture([])
        elif subtype is _FORM:
            self.form(found)

    def form(self, form: PDFStream) -> None:
        """Run a form, unless it is being run already, too deep, or one of too many."""
        key = form.objid or id(form)
        if key in self.open_forms or len(self.open_forms) >= MAX_DEPTH:
            return
        self.forms += 1
        if self.forms > MAX_FORMS:
            raise TooComplexError(f"over {MAX_FORMS} forms")
        state = self.state.copy()
        matrix = [resolve1(number) for number in list_value(form.get("Matrix", _IDENTITY))]
        state.ctm = _multiply(_matrix(matrix), state.ctm)
        # before PDF 1.2 a form used the page's resources
        resources = dict_value(form.get("Resources")) or self.resources
        self.open_forms.add(key)
        self.execute(form.get_data(), resources, state)
        self.open_forms.discard(key)

    def picture(self, _operands: list[Operand]) -> None:
        """A picture fills the unit square of the current coordinates."""
        a, b, c, d, e, f = self.state.ctm
        xs = (e, e + a, e + c, e + a + c)
        ys = (f, f + b, f + d, f + b + d)
        page = self.result
        width = min(max(xs), page.width) - max(min(xs), 0.0)
        height = min(max(ys), page.height) - max(min(ys), 0.0)
        area = page.width * page.height
        if width > 0 and height > 0 and area > 0:
            share = width * height / area
            page.images = min(1.0, page.images + share)
            if share > 0.8:
                page.hidden = page.characters

    # ---- text state

    def begin_text(self, _operands: list[Operand]) -> None:
        self.line = self.at = _IDENTITY

    def set_char_space(self, operands: list[Operand]) -> None:
        self.state.char_space = _number(operands[-1])

    def set_word_space(self, operands: list[Operand]) -> None:
        self.state.word_space = _number(operands[-1])

    def set_scale(self, operands: list[Operand]) -> None:
        self.state.scale = _number(operands[-1]) / 100.0

    def set_leading(self, operands: list[Operand]) -> None:
        self.state.leading = _number(operands[-1])

    def set_rise(self, operands: list[Operand]) -> None:
        self.state.rise = _number(operands[-1])

    def set_render(self, operands: list[Operand]) -> None:
        self.state.render = int(_number(operands[-1]))

    def set_font(self, operands: list[Operand]) -> None:
        self.state.size = _number(operands[-1])
        self.state.face = self.fonts.face(dict_value(self.resources.get("Font")).get(operands[-2]))

    # ---- text position

    def set_matrix(self, operands: list[Operand]) -> None:
        self.line = self.at = _matrix(operands)

    def move(self, operands: list[Operand]) -> None:
        x, y = _number(operands[-2]), _number(operands[-1])
        a, b, c, d, e, f = self.line
        self.line = self.at = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_and_set_leading(self, operands: list[Operand]) -> None:
        self.state.leading = -_number(operands[-1])
        self.move(operands)

    def next_line(self, _operands: list[Operand]) -> None:
        self.move([0.0, -self.state.leading])

    # ---- showing text

    def show(self, operands: list[Operand]) -> None:
        self.show_array([[operands[-1]]])

    def next_line_show(self, operands: list[Operand]) -> None:
        self.next_line([])
        self.show(operands)

    def next_line_show_spaced(self, operands: list[Operand]) -> None:
        self.set_word_space(operands[:-2])
        self.set_char_space(operands[:-1])
        self.next_line_show(operands)

    def show_array(self, operands: list[Operand]) -> None:
        """Set strings and shifts (thousandths of an em, to the left) one after the other."""
        items = operands[-1]
        state = self.state
        face = state.face
        if not isinstance(items, list):
            return
        size, scale = state.size, state.scale
        em = size * (1.0 if face is None or face.vertical else scale)
        pieces: list[str] = []
        start = at = 0.0
        for item in items:
            if isinstance(item, bytes):
                text, advance = self.measure(item)
                pieces.append(text)
                at += advance
            elif isinstance(item, float):
                shift = -item * 0.001 * em
                gap = shift / em if em else 0.0
                if gap > RUN_GAP or gap < -SPACE_GAP * 4:
                    self.emit("".join(pieces), start, at)
                    pieces = []
                    start = at + shift
                elif gap > SPACE_GAP:
                    pieces.append(" ")
                at += shift
        self.emit("".join(pieces), start, at)
        a, b, c, d, e, f = self.at
        if face is not None and face.vertical:
            self.at = (a, b, c, d, e + at * c, f + at * d)
        else:
            self.at = (a, b, c, d, e + at * a, f + at * b)

    def measure(self, string: bytes) -> tuple[str, float]:
        """Characters of a string and how far it moves on, in text space."""
        state = self.state
        face = state.face
        if face is None:
            return UNDECODABLE * len(string), len(string) * 0.5 * state.size * state.scale
        codes = list(face.codes(string))
        characters, widths = face.characters, face.widths
        text = "".join([characters[code] for code in codes])
        advance = sum([widths[code] for code in codes]) * state.size + len(codes) * state.char_space
        if state.word_space and face.one_byte:
            advance += string.count(b" ") * state.word_space
        return text, advance if face.vertical else advance * state.scale

    def emit(self, text: str, start: float, end: float) -> None:
        """Keep a run of text that reaches from `start` to `end` on the text's base line."""
        bare = text.strip()
        if not bare:
            return
        state = self.state
        if len(bare) != len(text):
            start, end = self.without_spaces(text, start, end)
        run = _placed(bare, start, end, _multiply(self.at, state.ctm), state)
        if run is None or not self.is_on_page(run):
            return
        self.result.characters += len(bare)
        if state.render == _INVISIBLE:
            self.result.hidden += len(bare)
        last = self.last_place.get(bare)
        near = _OVERPRINT * run.size
        if last is not None and abs(last[0] - run.x0) < near and abs(last[1] - run.y0) < near:
            return
        self.last_place[bare] = (run.x0, run.y0)
        self.result.runs.append(run)

    def is_on_page(self, run: Run) -> bool:
        """Whether any of a run can be seen: programs leave text beside the page that no reader knows of."""
        first, second = turned(run.x0, run.y0, -run.turn % 4), turned(run.x1, run.y1, -run.turn % 4)
        return (
            max(first[0], second[0]) > 0
            and max(first[1], second[1]) > 0
            and min(first[0], second[0]) < self.result.width
            and min(first[1], second[1]) < self.result.height
        )

    def without_spaces(self, text: str, start: float, end: float) -> tuple[float, float]:
        """Start and end of a run without the spaces around it."""
        space = self.measure(b" ")[1] if self.state.face and self.state.face.one_byte else 0.0
        space = space or 0.25 * self.state.size * self.state.scale
        start += (len(text) - len(text.lstrip())) * space
        end -= (len(text) - len(text.rstrip())) * space
        return start, max(start, end) if self.state.size >= 0 else min(start, end)


def _placed(text: str, start: float, end: float, matrix: Matrix, state: _State) -> Run | None:
    """A run with its rectangle; None where its place is no number."""
    a, b, c, d, e, f = matrix
    face = state.face
    if face is not None and face.vertical:
        a, b, c, d = c, d, -a, -b
    descent, height = (face.descent, face.height) if face is not None else (-0.2, 1.0)
    x, y = a * start + c * state.rise + e, b * start + d * state.rise + f
    dx, dy = a * (end - start), b * (end - start)
    if dx == dy == 0.0:
        dx, dy = a, b
    size = abs(state.size) * math.hypot(c, d)
    length = math.hypot(a, b) * abs(end - start)
    if not math.isfinite(x + y + size + length):
        return None
    turn = 0 if abs(dy) < dx else round(math.atan2(dy, dx) / (math.pi / 2)) % 4
    x, y = turned(x, y, turn)
    return Run(x, y + descent * size, x + length, y + (descent + height) * size, text, size * height, turn)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point after `turn` quarter turns to the right about the origin."""
    if turn == 0:
        return x, y
    if turn == 1:
        return y, -x
    if turn == 2:
        return -x, -y
    return -y, x


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = (_number(operand) for operand in operands[-6:])
    return a, b, c, d, e, f


def _number(operand: Operand) -> float:
    if isinstance(operand, float | int):
        return float(operand)
    raise TypeError(operand)


_Action: TypeAlias = Callable[[_Interpreter, list[Operand]], None]
_ACTIONS: dict[bytes, _Action] = {
    b"cm": _Interpreter.concatenate,
    b"Do": _Interpreter.draw,
    b"BI": _Interpreter.picture,
    b"BT": _Interpreter.begin_text,
    b"Tc": _Interpreter.set_char_space,
    b"Tw": _Interpreter.set_word_space,
    b"Tz": _Interpreter.set_scale,
    b"TL": _Interpreter.set_leading,
    b"Tf": _Interpreter.set_font,
    b"Tr": _Interpreter.set_render,
    b"Ts": _Interpreter.set_rise,
    b"Td": _Interpreter.move,
    b"TD": _Interpreter.move_and_set_leading,
    b"Tm": _Interpreter.set_matrix,
    b"T*": _Interpreter.next_line,
    b"Tj": _Interpreter.show,
    b"TJ": _Interpreter.show_array,
    b"'": _Interpreter.next_line_show,
    b'"': _Interpreter.next_line_show_spaced,
}
