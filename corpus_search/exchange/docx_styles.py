"""The look of a thesis: A4, margins of 4-3-3-3 cm, Times New Roman 12, one and a half lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_search.exchange.words import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
TABLE_TEXT = "Table Text"
"""Style of the paragraphs in tables."""
SHORT_CM, LONG_CM = 21.0, 29.7
"""A4."""
BINDING_CM, MARGIN_CM = 4.0, 3.0
_LANGUAGES = {"id": "id-ID", "en": "en-GB"}


def set_up(document: Document, language: Language) -> None:
    """Give a new document the styles of a thesis."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Cm, Pt

    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 12)
    _language(normal, _LANGUAGES[language])
    _spacing(normal, line=1.5, after=6)
    normal.paragraph_format.alignment = ALIGN.JUSTIFY
    normal.paragraph_format.widow_control = True
    _heading(styles["Title"], 14, before=0, after=18, align=ALIGN.CENTER)
    _heading(styles["Heading 1"], 12, before=18, after=6, align=ALIGN.LEFT)
    _heading(styles["Heading 2"], 12, before=12, after=6, align=ALIGN.LEFT)
    _heading(styles["Heading 3"], 12, before=12, after=6, align=ALIGN.LEFT)
    _heading(styles["Heading 4"], 12, before=6, after=3, align=ALIGN.LEFT)
    styles["Heading 4"].font.italic = True
    _heading(styles["Caption"], 12, before=12, after=6, align=ALIGN.CENTER)
    quote = _new(document, "Evidence Quote", size=12, line=1.0, after=4)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(1)
    fact = _new(document, "Evidence Fact", size=12, line=1.15, after=3)
    fact.paragraph_format.alignment = ALIGN.LEFT
    memo = _new(document, "Evidence Memo", size=11, line=1.0, after=8)
    memo.paragraph_format.left_indent = Cm(2)
    memo.paragraph_format.right_indent = Cm(1)
    warning = _new(document, "Evidence Warning", size=11, line=1.0, after=6)
    warning.font.bold = True
    warning.paragraph_format.left_indent = Cm(1)
    entry = _new(document, "Source Entry", size=12, line=1.0, after=8)
    entry.paragraph_format.left_indent = Cm(1.25)
    entry.paragraph_format.first_line_indent = Cm(-1.25)
    table = _new(document, TABLE_TEXT, size=10, line=1.0, after=3)
    table.paragraph_format.alignment = ALIGN.LEFT
    table.paragraph_format.space_before = Pt(2)


def lay_out(section: Section, *, landscape: bool) -> None:
    """Set paper and margins; the wide margin is for the binding, on top of a page that lies on its side."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    width, height = (LONG_CM, SHORT_CM) if landscape else (SHORT_CM, LONG_CM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = Cm(MARGIN_CM if landscape else BINDING_CM)
    section.top_margin = Cm(BINDING_CM if landscape else MARGIN_CM)
    section.right_margin = section.bottom_margin = Cm(MARGIN_CM)
    section.header_distance = section.footer_distance = Cm(1.5)


def text_width_cm(*, landscape: bool) -> float:
    """Width between the margins."""
    return (LONG_CM - 2 * MARGIN_CM) if landscape else (SHORT_CM - BINDING_CM - MARGIN_CM)


def _new(document: Document, name: str, *, size: float, line: float, after: float) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE

    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _font(style, size)
    _spacing(style, line=line, after=after)
    return style


def _heading(style: ParagraphStyle, size: float, *, before: float, after: float, align: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    _font(style, size)
    style.font.bold = True
    style.font.italic = False
    _spacing(style, line=1.15, after=after)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.alignment = align
    style.paragraph_format.keep_with_next = True
    border = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if border is not None:  # the library's Title has a line below it
        border.getparent().remove(border)


def _font(style: ParagraphStyle, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would come before the one named
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _spacing(style: ParagraphStyle, *, line: float, after: float) -> None:
    from docx.shared import Pt

    style.paragraph_format.line_spacing = line
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(after)


def _language(style: ParagraphStyle, tag: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = style.element.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), tag)
