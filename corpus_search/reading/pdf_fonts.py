"""Fonts as the page interpreter needs them: codes to characters and widths, each looked up once.

pdfminer.six builds the fonts (encodings, CMaps, embedded font programs); this module asks it once a code.
"""

from __future__ import annotations

import math

from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, dict_value

UNDECODABLE = "\ufffd"
USUAL_DESCENT = -0.2
USUAL_HEIGHT = 1.0


_SHORT, _KEPT = 8, 4_000
"""Strings of so few bytes come again, as programs cut words to shift letters; so many of a font are kept measured."""


class _Characters(dict[int, str]):
    """Character(s) of a code; filled as codes turn up."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> str:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = UNDECODABLE
        self[code] = text
        return text


class _Widths(dict[int, float]):
    """Advance of a code in text space for a font size of 1; filled as codes turn up."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> float:
        width = self._font.char_width(code)
        self[code] = width if math.isfinite(width) else 0.0
        return self[code]


class Face:
    """A font of a document."""

    def __init__(self, font: PDFFont) -> None:
        """Wrap a font that pdfminer built."""
        self._font = font
        self.characters = _Characters(font)
        self.widths = _Widths(font)
        self.one_byte = not font.is_multibyte()
        self.vertical = font.is_vertical()
        self.descent, self.height = _extent(font)
        self._measured: dict[bytes, tuple[str, float, int]] = {}

    def measured(self, string: bytes) -> tuple[str, float, int]:
        """Characters of a string, their advance for a font size of 1, and how many codes it has."""
        known = self._measured.get(string)
        if known is None:
            codes = list(string if self.one_byte else self._font.decode(string))
            characters, widths = self.characters, self.widths
            text = "".join([characters[code] for code in codes])
            known = text, sum([widths[code] for code in codes]), len(codes)
            if len(string) <= _SHORT and len(self._measured) < _KEPT:
                self._measured[string] = known
        return known


def _extent(font: PDFFont) -> tuple[float, float]:
    """Descent (negative) and height of a line of a font, for a font size of 1.

    Files often say nothing or nonsense here; then the usual values hold. Type 3 fonts have their own scale.
    """
    if isinstance(font, PDFType3Font):
        height = abs(font.get_height())
        return (font.get_descent(), height) if 0.0 < height < math.inf else (USUAL_DESCENT, USUAL_HEIGHT)
    descent = font.get_descent()
    return (descent if -0.5 <= descent < 0 else USUAL_DESCENT), USUAL_HEIGHT


class FontShelf:
    """The fonts of one document, each built once."""

    def __init__(self) -> None:
        """Start with none."""
        self._manager = PDFResourceManager(caching=False)
        self._faces: dict[int, tuple[object, Face | None]] = {}

    def face(self, reference: object) -> Face | None:
        """The font that an entry of a page's resources names; None where it is damaged beyond use."""
        key = reference.objid if isinstance(reference, PDFObjRef) else -id(reference)
        if key not in self._faces:
            # the reference is kept too: the id of a dropped object could come back
            self._faces[key] = (reference, self._build(reference))
        return self._faces[key][1]

    def _build(self, reference: object) -> Face | None:
        try:
            return Face(self._manager.get_font(None, dict_value(reference)))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  (a damaged font makes pdfminer raise nearly anything)
            return None
