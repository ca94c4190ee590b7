"""Words that print tore apart: at a line's end (`pela-` and `tihan`), or by wide setting (`M E M U T U S K A N`).

Most hyphens at a line's end are no such thing (`undang-` and `undangan`, `supply-` and `side`). So two halves are
one word where the whole is of an Indonesian root and not one half the other again, or the second half is an ending
of English words and no word itself.
"""

from __future__ import annotations

import re
from typing import Final

from corpus_search.language.stems import is_indonesian, stem_id

HYPHEN_LAST: Final = re.compile(r"-[ \t]*\n")
"""Tells of most texts at once that no word is torn at a line's end."""
_AT_LINE_END: Final = re.compile(r"([^\W\d_]{2,})-[ \t]*\n[ \t]*([^\W\d_]{2,})")
_WIDE: Final = re.compile(r"[A-Z](?<!\w[A-Z])(?: [A-Z]){3,}(?!\w)")
_ENGLISH_ENDINGS: Final = re.compile(
    "(?:ab|ib)(?:le|ility)|[ae]n(?:ce|ces|cy)|(?:[a-z]?[ct]|i[sz])?ations?|[cst]ions?|tional(?:ly)?|c?al(?:ly)?|[cst]ial"
    "|i[ct](?:al(?:ly)?|ity)?|i(?:sm|st|stic|zed?|zing)|ings?|ments?|mental|ness|[st]?ive(?:ly)?|t?ur(?:e|es)|ually"
)
"""Second halves that are no English words."""


def torn(text: str) -> list[tuple[int, int]]:
    """Spans of a text that hold one word each, with what tore it."""
    spans = []
    if HYPHEN_LAST.search(text):
        spans = [match.span() for match in _AT_LINE_END.finditer(text) if _is_one(*match.groups())]
    # A list of letters runs through the alphabet; words do not.
    spans += [match.span() for match in _WIDE.finditer(text) if not _in_order(match[0][::2])]
    return spans


def _is_one(before: str, after: str) -> bool:
    if not after.islower() and not (before.isupper() and after.isupper()):
        return False
    left, right = before.lower(), after.lower()
    if _ENGLISH_ENDINGS.fullmatch(right):
        return True
    return is_indonesian(left + right) and stem_id(left) != stem_id(right)


def _in_order(letters: str) -> bool:
    return list(letters) == sorted(letters)
