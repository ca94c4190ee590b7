"""What a text is: subtitles, speech recognition, a web page, a table, Markdown or plain text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence

from corpus_search.reading.delimiters import DELIMITERS
from corpus_search.reading.tables import names_columns
from corpus_search.reading.whisper import is_printed_whisper, is_whisper

_VTT = re.compile(r"WEBVTT(?=[ \t\r\n]|$)")
_TIMING = r"[ \t]*\d+:\d{1,2}:\d{1,2}[,.:]\d{1,3}[ \t]*-->"
_SRT_TIMING = re.compile(f"^{_TIMING}", re.MULTILINE)
_SRT_NUMBERED = re.compile(rf"\s*\d+[ \t]*\r?[\n\r]{_TIMING}")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|span|table|tr|td|h[1-6]|ul|ol|li|br|a|b|strong|em|article|section)\b[^<>]*>", re.IGNORECASE
)
_OTHER_MARKUP = (
    ("fodt", re.compile(r"\s*<\?xml\s.{0,4000}urn:oasis:names:tc:opendocument:xmlns:office", re.DOTALL)),
    ("svg", re.compile(r"\s*(?:<\?xml\s.{0,4000})?<svg\b", re.DOTALL)),
    ("xml", re.compile(r"\s*<\?xml\s")),
    ("postscript", re.compile("%!PS")),
    (
        "mhtml",
        re.compile(r"(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*content-type: multipart/related", re.IGNORECASE),
    ),
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:\s*#.*\r?\n)*[\w -]+:(?:[ \t].*)?\r?\n(?:.*\r?\n)*?---[ \t]*(?:\r?\n|$)"
)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)

_MARKDOWN_ENDINGS = frozenset(("md", "markdown", "mdown", "mkd", "qmd", "rmd"))
_TEXT_ENDINGS = frozenset(("txt", "text", "log", "asc"))
_TABLE_ENDINGS = frozenset(("csv", "tsv", "tab"))
_HTML_ENDINGS = frozenset(("html", "htm", "xhtml"))


def text_format(sample: str, ending: str, whole: Callable[[], str]) -> str:
    """Name the format of a text.

    Args:
        sample: its beginning.
        ending: of the file's name, in lower case, without the dot.
        whole: gives the whole text, for what only the whole can tell.
    """
    if not sample.strip("\0 \t\r\n\f\v\ufeff"):
        return "empty"
    return (
        _subtitles(sample, ending)
        or _json(sample, ending, whole)
        or _markup(sample, ending)
        or _by_form_and_ending(sample, ending)
    )


def _subtitles(sample: str, ending: str) -> str | None:
    if _VTT.match(sample) or (ending == "vtt" and "-->" in sample):
        return "vtt"
    if _SRT_NUMBERED.match(sample) or (ending == "srt" and _SRT_TIMING.search(sample)):
        return "srt"
    return "whisper" if is_printed_whisper(sample) else None


def _json(sample: str, ending: str, whole: Callable[[], str]) -> str | None:
    """Whisper's JSON by its segments. Other JSON is refused, unless its ending says that it is text."""
    if not sample.lstrip().startswith(("{", "[")):
        return None
    try:
        value = json.loads(whole())
    except (ValueError, RecursionError):
        return "json" if ending == "json" else None
    if is_whisper(value):
        return "whisper"
    return None if ending in _TEXT_ENDINGS | _MARKDOWN_ENDINGS else "json"


def _markup(sample: str, ending: str) -> str | None:
    if _HTML.match(sample) or _has_html_tags(sample, ending):
        return "html"
    return next((name for name, pattern in _OTHER_MARKUP if pattern.match(sample)), None)


def _has_html_tags(sample: str, ending: str) -> bool:
    """Whether it is a piece of a web page without its frame; Markdown may hold tags, too."""
    if ending in _HTML_ENDINGS:
        return _HTML_TAG.search(sample) is not None
    if ending in _MARKDOWN_ENDINGS:
        return False
    return _HTML_TAG.match(sample.lstrip()) is not None and len(_HTML_TAG.findall(sample)) >= 4


def _by_form_and_ending(sample: str, ending: str) -> str:
    if ending in _MARKDOWN_ENDINGS or _FRONT_MATTER.match(sample):
        return "markdown"
    if ending in _TABLE_ENDINGS or _is_table(sample):
        return "csv"
    if ending in _TEXT_ENDINGS:
        return "text"
    return "markdown" if len(_MARKDOWN_HEADING.findall(sample)) >= 2 else "text"


def _is_table(sample: str) -> bool:
    """Whether a text is a table even without an ending that says so.

    It has at least three rows, all of the same width, of three columns or more, under names of columns: else
    its commas may be those of prose, or its tabs those of a transcript.
    """
    lines = sample[:16384].splitlines()
    if len(sample) > 16384:
        lines.pop()  # it may be cut
    return any(_parts_evenly(lines, delimiter) for delimiter in DELIMITERS)


def _parts_evenly(lines: Sequence[str], delimiter: str) -> bool:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter, strict=True) if row]
    except csv.Error:
        return False
    width = len(rows[0]) if rows else 0
    if len(rows) < 3 or width < 3 or any(len(row) != width for row in rows):
        return False
    header, *body = ([cell.strip() for cell in row] for row in rows)
    return names_columns(header, body)
