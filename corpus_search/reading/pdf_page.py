"""A PDF page's content streams -> what is printed: text with its places, and how much of it pictures cover.

Form XObjects are walked like the page itself: in many Indonesian regulations they hold the text. Only text
and pictures count; paths and colours are passed over.

Format: ISO 32000-1, 8.3 (coordinates), 8.4 (graphics state), 8.10 (forms), 9.3 and 9.4 (text).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import LIT

from corpus_search.reading.pdf_content import Operand, operations
from corpus_search.reading.pdf_fonts import FontShelf
from corpus_search.reading.pdf_print import IDENTITY, LAYER_SHARE, Matrix, Print, multiply, window_of
from corpus_search.reading.pdf_text import Pen, State

Resources: TypeAlias = Mapping[str, object]

MAX_DEPTH = 16
"""Forms within forms that are followed."""
MAX_FORMS = 20_000
"""Forms drawn on a page."""
MAX_OPERATIONS = 3_000_000
"""Operations that matter to text, on a page."""
MAX_CONTENT = 256 << 20
"""Bytes of a page's content streams, decoded."""

_FORM, _IMAGE = LIT("Form"), LIT("Image")


class TooComplexError(Exception):
    """A page asks for more work than any honest page does."""


def read_page(page: PDFPage, fonts: FontShelf) -> Print:
    """Interpret a page.

    Raises:
        TooComplexError: the page exceeds a limit of this module.
        pdfminer.pdfexceptions.PDFException: a stream cannot be decoded.
    """
    x0, y0, x1, y1 = page.mediabox
    result = Print(x1 - x0, y1 - y0, window_of(page.mediabox, page.cropbox), turns=page.rotate // 90 % 4)
    parts = [stream_value(part).get_data() for part in list_value(page.contents)]
    state = State((1.0, 0.0, 0.0, 1.0, -x0, -y0))
    _Interpreter(result, fonts).execute(b"\n".join(parts), dict_value(page.resources), state)
    return result


class _Interpreter:
    """Executes the content streams of one page."""

    def __init__(self, result: Print, fonts: FontShelf) -> None:
        self.result = result
        self.fonts = fonts
        self.pen = Pen(result)
        self.state = State(IDENTITY)
        self.resources: Resources = {}
        self.forms = 0
        self.operations = 0
        self.open_forms: set[int] = set()

    def execute(self, data: bytes, resources: Resources, state: State) -> None:
        """Run one content stream in a state of its own."""
        self.result.content += len(data)
        if self.result.content > MAX_CONTENT:
            raise TooComplexError(f"content of over {MAX_CONTENT >> 20} MiB")
        before = self.state, self.resources, self.pen.line, self.pen.at
        self.state, self.resources = state, resources
        self.pen.place(IDENTITY)
        saved: list[State] = []
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
        self.state, self.resources, self.pen.line, self.pen.at = before

    # ---- graphics

    def concatenate(self, operands: list[Operand]) -> None:
        self.state.ctm = multiply(_matrix(operands), self.state.ctm)

    def draw(self, operands: list[Operand]) -> None:
        found = resolve1(dict_value(self.resources.get("XObject")).get(operands[-1]))
        if not isinstance(found, PDFStream):
            return
        subtype = resolve1(found.get("Subtype"))
        if subtype is _IMAGE:
            self.picture([])
        elif subtype is _FORM:
            self.form(found)

    def form(self, form: PDFStream) -> None:
        """Run a form, unless it is being run already or lies too deep."""
        key = form.objid or id(form)
        if key in self.open_forms or len(self.open_forms) >= MAX_DEPTH:
            return
        self.forms += 1
        if self.forms > MAX_FORMS:
            raise TooComplexError(f"over {MAX_FORMS} forms")
        state = self.state.copy()
        matrix = [resolve1(number) for number in list_value(form.get("Matrix", IDENTITY))]
        state.ctm = multiply(_matrix(matrix), state.ctm)
        # before PDF 1.2 a form used the page's resources
        resources = dict_value(form.get("Resources")) or self.resources
        self.open_forms.add(key)
        self.execute(form.get_data(), resources, state)
        self.open_forms.discard(key)

    def picture(self, _operands: list[Operand]) -> None:
        """A picture fills the unit square of the current coordinates; a large one hides the text before it."""
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
            if share > LAYER_SHARE:
                page.hidden = page.characters

    # ---- text state

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

    # ---- text objects

    def begin_text(self, _operands: list[Operand]) -> None:
        self.pen.place(IDENTITY)

    def set_matrix(self, operands: list[Operand]) -> None:
        self.pen.place(_matrix(operands))

    def move(self, operands: list[Operand]) -> None:
        self.pen.move(_number(operands[-2]), _number(operands[-1]))

    def move_and_set_leading(self, operands: list[Operand]) -> None:
        self.state.leading = -_number(operands[-1])
        self.move(operands)

    def next_line(self, _operands: list[Operand]) -> None:
        self.pen.move(0.0, -self.state.leading)

    def show(self, operands: list[Operand]) -> None:
        self.pen.show([operands[-1]], self.state)

    def show_array(self, operands: list[Operand]) -> None:
        items = operands[-1]
        if isinstance(items, list):
            self.pen.show(items, self.state)

    def next_line_show(self, operands: list[Operand]) -> None:
        self.next_line([])
        self.show(operands)

    def next_line_show_spaced(self, operands: list[Operand]) -> None:
        self.set_word_space(operands[:-2])
        self.set_char_space(operands[:-1])
        self.next_line_show(operands)


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = (_number(operand) for operand in operands[-6:])
    return a, b, c, d, e, f


def _number(operand: Operand) -> float:
    if isinstance(operand, float | int):
        return float(operand)
    raise TypeError(operand)


_Action: TypeAlias = Callable[[_Interpreter, list[Operand]], None]
_ACTIONS: Mapping[bytes, _Action] = {
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
