"""Marks in RTF for what striprtf does not tell apart: cells, rows, line breaks, headings and notes.

striprtf gives one text, in which a cell ends with `|` and a note is lost. So before it runs, signs that no text
may hold (Unicode noncharacters) are put into the RTF beside the control words, and notes are moved to the end.
Deleted text and the codes of fields are cut out, and so are the bullets of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from corpus_search.reading.blocks import MAX_LEVEL

ROW_START, CELL, ROW, BREAK, HEADING, NOTE_HERE, NOTE = map(chr, range(0xFDD0, 0xFDD7))
"""CELL and ROW end one. HEADING is followed by the level's digit. NOTE_HERE stands in the text; each NOTE at
the end begins a note."""
ALL = re.compile(f"[{ROW_START}-{NOTE}]")

_GROUPS = re.compile(r"\\[\\{}']|[{}]|\\(fldinst|deleted|footnote)(?![a-z0-9])")
_WORDS = re.compile(
    r"\\[\\{}']|\\(nestcell|cell|nestrow|row|trowd|line|outlinelevel|s)(\d{0,4})(?![a-z\d]) ?"
)
_SIGNS = {"cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW, "trowd": ROW_START, "line": BREAK}
_LABEL = re.compile(r"\{(?:\\\*)?\\listtext([^{}]*)\}")
_CONTROL = re.compile(r"\\'[0-9a-f]{2}|\\u-?\d+ ?\??|\\[a-z]+-?\d* ?", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"\\s(\d{1,4})(?=[\\ ])[^{};]*? (?:heading ([1-9])|(title));", re.IGNORECASE)


def mark(rtf: str) -> str:
    """Put the marks into an RTF."""
    return _mark_words(_LABEL.sub(_label, _move_notes(ALL.sub("", rtf))))


def _move_notes(rtf: str) -> str:
    """RTF without deleted text and field codes, its footnotes moved to its end."""
    body: list[str] = []
    notes: list[str] = []
    at = 0
    for start, end, kind in _groups(rtf):
        body += (rtf[at:start], _sign(NOTE_HERE if kind == "footnote" else ""))
        if kind == "footnote":
            content = re.sub(r"\\\*?\\?footnote(?![a-z])", "", rtf[start:end], count=1)
            notes.append(_sign(NOTE) + content)
        at = end
    rest = rtf[at:]
    close = rest.rfind("}")
    close = len(rest) if close < 0 else close
    return "".join((*body, rest[:close], *notes, rest[close:]))


def _groups(rtf: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of the outermost groups that are moved or cut."""
    found: list[tuple[int, int, str]] = []
    starts: list[int] = []
    kinds: dict[int, str] = {}
    for match in _GROUPS.finditer(rtf):
        if match[0] == "{":
            starts.append(match.start())
        elif match[1] and starts:
            kinds.setdefault(starts[-1], match[1])
        elif match[0] == "}" and len(starts) > 1:  # what is outside of the first group is no text
            start = starts.pop()
            if start in kinds:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end(), kinds[start]))
    return found


def _label(match: re.Match[str]) -> str:
    """The number of a list item with a space after it instead of a tab; nothing for bullets."""
    shown = _CONTROL.sub("", match[1]).strip()
    return f"{{{shown} }}" if any(map(str.isalnum, shown)) else "{}"


def _mark_words(rtf: str) -> str:
    levels = {style: int(level or 1) for style, level, _ in _HEADING_STYLE.findall(rtf)}
    return _WORDS.sub(_marker(levels), rtf)


def _marker(levels: Mapping[str, int]) -> Callable[[re.Match[str]], str]:
    def marked(match: re.Match[str]) -> str:
        word, number = match[1], match[2]
        if not word:
            return match[0]
        if word in ("s", "outlinelevel"):
            level = levels.get(number, 0) if word == "s" else _level(number)
            return f"{match[0]}{_sign(f'{HEADING}{min(level, MAX_LEVEL)}')}" if level else match[0]
        return _sign(_SIGNS[word])

    return marked


def _level(number: str) -> int:
    """Level of a heading, 1 to 9, by its outline level; 0 for body text."""
    return int(number) + 1 if number and int(number) < 9 else 0


def _sign(sign: str) -> str:
    """A sign as RTF: the empty group before it ends a count of characters that would be skipped."""
    return f"{{}}{sign}"
