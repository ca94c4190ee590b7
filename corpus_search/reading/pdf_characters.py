"""Characters as the fonts of PDFs give them -> characters that a person would type."""

from __future__ import annotations

import re

from corpus_search.reading.characters import tidy

FEW_CHARACTERS = 20
"""A page with fewer, under a picture that covers half of it, is a scan without text."""
GARBLED_SHARE = 0.05
"""A page with a larger share of characters that stand for nothing is garbled."""

_NOTHING = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SYMBOLS = {
    # Symbol and Wingdings, as word processors leave them in the private use area
    0xF020: " ",
    0xF02D: "-",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF06F: "□",
    0xF071: "❑",
    0xF076: "❖",
    # nothing to be seen
    0x200B: None,
    0xFEFF: None,
}
_SPACED_LINE = re.compile(r"(?:[A-Z](?: [A-Z]){3,}+(?: ?[:.,])?(?: {2,}|$))+")
"""A heading with a space after each letter: `P E N J E L A S A N`; words are parted by wider gaps."""
_BETWEEN_LETTERS = re.compile(r"(?<=[A-Z]) (?=[A-Z](?![A-Za-z]))")
_SOFT_HYPHEN = "\u00ad"


def nothing_share(text: str) -> float:
    """The share of characters that stand for nothing (U+FFFD, controls, private use); 0 without text."""
    return len(_NOTHING.findall(text)) / len(text) if text else 0.0


def known_symbols(text: str) -> str:
    """Replace the private characters of well-known symbol fonts, drop what cannot be seen."""
    return text if text.isascii() else text.translate(_SYMBOLS)


def clean(text: str) -> str:
    """A line's text: no controls, single spaces, a hyphen only where the line shows one, no spaced letters."""
    if _SPACED_LINE.fullmatch(text):
        text = _BETWEEN_LETTERS.sub("", text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    if text.endswith(_SOFT_HYPHEN):
        text = text[:-1] + "-"
    return " ".join(tidy(text.replace(_SOFT_HYPHEN, "")).split())
