"""Markdown, with front matter. Its marks are taken away, its words and its lines stay as they are written.

Taken away are the signs of headings, pairs of emphasis and code, the targets of links and images, comments,
code fences and the backslash before a sign. Numbers and letters of lists, dashes and quotation marks stay:
they may be those of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

import yaml

from corpus_search.model import Extraction, Line, LineRole, State
from corpus_search.reading.characters import decode, split_lines, tidy
from corpus_search.reading.failures import reads
from corpus_search.reading.tables import Cell, table_lines, text_cell
from corpus_search.reading.text import text_pages

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_AND_VALUE = re.compile(r"([^\W\d][\w -]*):(?=[ \t]|$)(.*)")

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|(-{2,}))[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCK_START = re.compile(r"\s*(?:[-*+>|]|\d+[.)]|#)")

_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?=\S)([^`]*[^`\s])\1(?!`)")
_LINK = re.compile(r"!?(?<!\\)\[([^\[\]]*)\]\(\s*(?=[^()\s]*[/.#:@])[^()\s]*(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\\*])\*{3}(?=[^\s*])([^*]*[^\s\\*])\*{3}(?!\*)",
        r"(?<![\\*])\*\*(?=[^\s*])((?:[^*]|\*(?!\*))*?[^\s\\])\*\*",
        r"(?<![\\\w])__(?=[^\s_])([^_]*(?:_[^_]+)*?[^\s\\])__(?!\w)",
        r"(?<![\\\w*])\*(?=[^\s*)])([^*]*[^\s\\*])\*(?![\w*])",
        r"(?<![\\\w])_(?=[^\s_])([^_]*[^\s\\_])_(?!\w)",
    )
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@reads("markdown")
def read(path: Path) -> Extraction:
    """Read a Markdown file: front matter into metadata, headings with their level, other lines one by one."""
    metadata, body = split_front_matter(decode(path.read_bytes()))
    pages = text_pages(_COMMENT.sub("", body), lambda part: _lines(split_lines(part)))
    return Extraction(State.READ, "markdown", pages, metadata=metadata, has_pages=len(pages) > 1)


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Part the front matter from the text.

    Every value is the string that was written (`007`, `2021-04-12`), a list's items joined by commas; deeper
    structures are left out. Front matter that is no valid YAML, or no mapping, stays a part of the text.

    Returns:
        The metadata with keys in lower case, and the text without the front matter.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    if not front:
        return {}, text
    values = _mapping("\n".join(tidy(line) for line in front[1].split("\n")))
    metadata = {str(key).strip().lower(): _as_text(value) for key, value in values.items()}
    metadata = {key: value for key, value in metadata.items() if key and value}
    return (metadata, text[front.end() :]) if metadata else ({}, text)


def _mapping(header: str) -> Mapping[object, object]:
    """What front matter says; empty where it is no mapping.

    People write `title: Interview 3: Sri`, which is no YAML: where each line has a key, the lines are taken
    one by one.
    """
    try:
        values = yaml.load(header, Loader=yaml.BaseLoader)  # noqa: S506  (it makes nothing but strings)
    except (yaml.YAMLError, ValueError, RecursionError):
        pairs = [_KEY_AND_VALUE.fullmatch(line) for line in header.split("\n") if line.strip()]
        return {pair[1]: pair[2].strip("\"' \t") for pair in pairs if pair} if all(pairs) else {}
    return values if isinstance(values, dict) else {}


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(_as_text(item) for item in value if isinstance(item, str))
    return ""


def _lines(source: Sequence[str]) -> Iterator[Line]:
    at = 0
    while at < len(source):
        line = source[at]
        if fence := _FENCE.match(line):
            end = _fence_end(source, at, fence[1])
            yield from (Line(code) for code in source[at + 1 : end])
            at = end + 1
        elif _TABLE_ROW.match(line) and at + 1 < len(source) and _TABLE_RULE.match(source[at + 1]):
            rows = [line, *takewhile(_TABLE_ROW.match, source[at + 2 :])]
            yield from table_lines([_cells(row) for row in rows], marked_header=True)
            at += len(rows) + 1
        elif level := _underlined(source, at):
            yield Line(plain(line).strip(), role=LineRole.HEADING, level=level)
            at += 2
        else:
            yield _line(line)
            at += 1


def _fence_end(source: Sequence[str], start: int, fence: str) -> int:
    """Index of the line that closes a code block; beyond the last line where none does."""
    closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$")
    return next((at for at in range(start + 1, len(source)) if closing.match(source[at])), len(source))


def _underlined(source: Sequence[str], at: int) -> int:
    """Level of a heading that is marked by the line below it, 0 for any other line.

    The line above must be empty: a paragraph's last line above a rule is no heading in what people write.
    """
    below = _UNDERLINE.match(source[at + 1]) if at + 1 < len(source) else None
    alone = at == 0 or not source[at - 1].strip()
    if not below or not alone or not source[at].strip() or _BLOCK_START.match(source[at]):
        return 0
    return 1 if below[1] else 2


def _line(line: str) -> Line:
    if heading := _HEADING.match(line):
        return Line(plain(heading[2]).strip(), role=LineRole.HEADING, level=len(heading[1]))
    if _RULE.match(line):
        return Line("")
    return Line(plain(line))


def _cells(row: str) -> list[Cell]:
    return [text_cell(plain(cell).strip()) for cell in _CELL_BORDER.split(row.strip()[1:-1])]


def plain(text: str) -> str:
    """Take Markdown's marks from within a line; the words between them stay."""
    text = _LINK.sub(r"\1", _CODE.sub(r"\2", text))
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)
