"""Blocks as LaTeX, for XeLaTeX and LuaLaTeX; pdfLaTeX sets it too where there are no signs beyond Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from corpus_search.exchange.blocks import Block, Break, Cell, Heading, Look, Paragraph, Span, Table
from corpus_search.exchange.words import Language, words

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "[": "{[}",
    "]": "{]}",
    "`": r"\textasciigrave{}",
    "\N{SOFT HYPHEN}": r"\-",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
"""Between signs that LaTeX would make one of: a dash, a quotation mark."""
_FOREIGN = re.compile(
    r"[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2122\ufb00-\ufb06]"
)
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Categories of characters that are not seen, or that no font has."""
_HEADINGS = ("section*", "section", "subsection", "subsubsection", "paragraph")
_BABEL = {"id": "indonesian", "en": "british"}

_PREAMBLE = r"""\documentclass[12pt,a4paper]{article}
\usepackage{iftex}
\ifpdftex
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp,mathptmx}
  \makeatletter % a sign that no font here has is told by its number, and does not end the run
  \def\UTFviii@undefined@err#1{\expandafter\toldsign\string#1\relax}
  \def\toldsign#1:#2\relax{[U+\UTFviii@hexnumber{\decode@UTFviii#2\relax}]}
  \makeatother
\else
  \usepackage{fontspec}
  \IfFontExistsTF{Times New Roman}{\setmainfont{Times New Roman}}{}
\fi
\IfFileExists{LANGUAGE.ldf}{\usepackage[LANGUAGE]{babel}}{}
\usepackage[left=4cm,top=3cm,right=3cm,bottom=3cm]{geometry}
\usepackage{setspace,longtable,pdflscape}
\setcounter{secnumdepth}{0}
\begin{document}
\onehalfspacing
"""


def latex_of(blocks: Iterable[Block], language: Language) -> str:
    """A LaTeX document of blocks."""
    parts, on_side = [], False
    for block in blocks:
        if isinstance(block, Break):
            parts.append(_break(was=on_side, now=block.landscape))
            on_side = block.landscape
        else:
            parts.append(_block(block, language))
    if on_side:
        parts.append(r"\end{landscape}")
    body = "\n\n".join(parts)
    return f"{_PREAMBLE.replace('LANGUAGE', _BABEL[language])}\n{body}\n\n\\end{{document}}\n"


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is, without signs that cannot be seen."""
    flat = re.sub(r"[\t\n\r]", " ", text)
    seen = "".join(sign for sign in flat if sign in _SIGNS or unicodedata.category(sign) not in _UNSEEN)
    return _LIGATURE.sub("{}", _SIGN.sub(lambda sign: _SIGNS[sign[0]], seen))


def is_foreign(text: str) -> bool:
    """Whether a text has signs that fonts for Latin letters lack."""
    return bool(_FOREIGN.search(text))


def _break(*, was: bool, now: bool) -> str:
    if was == now:
        return r"\clearpage"
    return r"\begin{landscape}" if now else r"\end{landscape}"


def _block(block: Heading | Paragraph | Table, language: Language) -> str:
    match block:
        case Heading(text, level):
            return f"\\{_HEADINGS[level]}{{{escaped(text)}}}"
        case Paragraph(spans, look):
            return _paragraph("".join(map(_span, spans)), look)
        case Table():
            return _table(block, language)


def _paragraph(text: str, look: Look) -> str:
    match look:
        case Look.QUOTE | Look.MEMO:
            size = r"\small " if look is Look.MEMO else ""
            return f"\\begin{{quote}}\\singlespacing {size}{text}\\end{{quote}}"
        case Look.ENTRY:
            return f"\\noindent\\hangindent=1.25cm\\hangafter=1 {text}\\par"
        case Look.WARNING:
            return f"\\noindent\\textbf{{{text}}}"
        case _:
            return text


def _span(span: Span) -> str:
    text = escaped(span.text)
    if span.bold:
        return f"\\textbf{{{text}}}"
    return f"\\textit{{{text}}}" if span.italic else text


def _table(block: Table, language: Language) -> str:
    columns = "|".join(f"p{{{share * 0.88:.3f}\\linewidth}}" for share in block.widths)
    header = " & ".join(f"\\textbf{{{escaped(text)}}}" for text in block.header)
    rows = "\n".join(" & ".join(map(_cell, row)) + r" \\ \hline" for row in block.rows)
    caption = f"\\caption{{{escaped(block.caption)}}}\\\\\n" if block.caption else ""
    name = f"\\renewcommand{{\\tablename}}{{{words(language)['table']}}}\n" if block.caption else ""
    return (
        f"{name}{{\\small\\singlespacing\n\\begin{{longtable}}{{|{columns}|}}\n{caption}\\hline\n"
        f"{header} \\\\ \\hline\n\\endhead\n{rows}\n\\end{{longtable}}}}"
    )


def _cell(cell: Cell) -> str:
    return r" \newline ".join("".join(map(_span, paragraph.spans)) for paragraph in cell)
