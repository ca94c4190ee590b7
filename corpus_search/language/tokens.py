"""Words of a text: what is indexed, what is typed, and what is marked are cut by this one rule.

A word is a run of letters, digits and combining marks. It is folded: compatibility forms (`ﬁ`), case and
diacritics are taken away, and so are apostrophes and soft hyphens inside it (`Jum'at` is `jumat`). Everything
else parts words: `anak-anak` is two, `e-KTP` is `e` and `ktp`, `Rp3.500.000` is `rp3`, `500` and `000`. What
a person types is cut the same way, so that the parts side by side find the whole.

What a line's end or wide setting tore apart is one word (`breaks`). A scan often reads `u` as `r.:`; between letters
that is one (`prodr.:ktivitas` is `produktivitas`).

Superscripts and fractions are no part of a word: the sign of a footnote must not hide the word before it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from corpus_search.language.breaks import HYPHEN_LAST, torn

MAX_WORD = 100
"""Longest word in characters; the rest of a longer run (encoded data, broken text) is not looked at."""

_APOSTROPHES = "'’‘‛`´ʼʻʹ′＇"
_LETTERS_LIKE_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
"""Invisible inside a word: soft hyphen, (non-)joiners, byte order mark."""

_TORN = "r.:"

_INNER_APOSTROPHES = re.compile(r"(?<=[A-Za-z0-9])['`]+(?=[A-Za-z0-9])")
_WIDE = bytes([1, 1, 1, 1])
"""Lengths of words that may be the letters of one."""
_FITTING = bytes(range(MAX_WORD + 1))
"""Lengths of words that are not cut."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_FOLDS = bytes(
    ord(char.lower()) if char.isascii() and char.isalnum() else ord(" ") for char in map(chr, range(256))
)
"""What each byte of ASCII becomes: lower case, or a space between words."""


class Token(NamedTuple):
    """A folded word and where it stands: `text[start:end]` is the word as written."""

    text: str
    start: int
    end: int


def _char_class(*categories: str) -> str:
    """A regular expression's class, without brackets, of all characters in Unicode categories."""
    ranges: list[tuple[int, int]] = []
    for code in range(0x80, 0x10000):
        if unicodedata.category(chr(code)) in categories:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


def _word_pattern() -> re.Pattern[str]:
    marks = _char_class("Mn", "Mc", "Me")
    no_words = _char_class("No") + _APOSTROPHES + _JOINERS
    start = rf"[^\W_{no_words}]"
    torn = r"r\.:(?=[a-z])|(?<=[A-Z])r\.:(?=[A-Z])"
    run = rf"[^\W_r{no_words}]++"  # nothing torn begins in it, so it is read in one step
    inner = rf"(?:{run}|{torn}|{start}|[{marks}])"
    between = f"[{_APOSTROPHES}{_JOINERS}]+"
    # possessive: nothing is ever given back, and what could be given back costs memory for each character
    return re.compile(f"{start}{inner}*+(?:{between}{start}{inner}*+)*+")


_WORD = _word_pattern()


def _keeps(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Mc"


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    word = word.replace(_TORN, "u")
    if word.isascii() and word.isalnum():
        return word[:MAX_WORD].lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(filter(_keeps, folded))[:MAX_WORD].translate(_LETTERS_LIKE_APOSTROPHES)


def fold(word: str) -> str:
    """A word without case, diacritics, compatibility forms and inner apostrophes, cut to `MAX_WORD`."""
    # Words of broken text, which are long, are not kept: they would fill the memory.
    return _fold(word) if len(word) <= MAX_WORD else _fold.__wrapped__(word[: 4 * MAX_WORD])


def tokens(text: str) -> list[Token]:
    """The words of a text with their places in it."""
    found = [
        Token(folded, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (folded := fold(match.group()))
    ]
    spans = torn(text)
    return _mended(found, spans) if spans else found


def _mended(found: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """The words with those that lie in one span made one."""
    whole: list[Token] = []
    waiting = sorted(spans, reverse=True)
    for token in found:
        while waiting and waiting[-1][1] <= token.start:
            waiting.pop()
        span = waiting[-1] if waiting and waiting[-1][0] <= token.start else None
        if span and whole and whole[-1].start >= span[0]:
            first = whole.pop()
            whole.append(Token((first.text + token.text)[:MAX_WORD], first.start, token.end))
        else:
            whole.append(token)
    return whole


class _Folds(dict[int, str]):
    """What each character beyond ASCII becomes: itself folded, or a space between words."""

    DEPENDS = "\N{REPLACEMENT CHARACTER}"
    """On the characters beside it: marks, joiners, apostrophes, and what is too rare to look at."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _APOSTROPHES or char in _JOINERS or category.startswith("M") or code >= _FIRST_RARE:
            folded = self.DEPENDS
        else:
            folded = _fold(char) if char.isalnum() and category != "No" else " "
        self[code] = folded
        return folded


_FIRST_RARE = 0x10000
_FOLDS = _Folds()


def words(text: str) -> list[str]:
    """The words of a text, folded: the same as those of `tokens`, several times faster."""
    folded = text if text.isascii() else _NOT_ASCII.sub(_folded, text)
    if "'" in folded or "`" in folded:
        folded = _INNER_APOSTROPHES.sub("", folded)
    if folded.isascii() and _TORN not in text:
        found = folded.encode().translate(_ASCII_FOLDS).decode().split()
        lengths = _lengths(found)
        too_long = lengths.translate(None, _FITTING)
        if not too_long and _WIDE not in lengths and not HYPHEN_LAST.search(text):
            return found
    return [token.text for token in tokens(text)]


def _lengths(found: list[str]) -> bytes:
    """A byte for each word: how long it is, 255 being the most."""
    try:
        return bytes(map(len, found))
    except ValueError:
        return bytes(min(len(word), 255) for word in found)


def _folded(found: re.Match[str]) -> str:
    return found.group().translate(_FOLDS)
