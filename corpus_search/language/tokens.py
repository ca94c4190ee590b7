"""Words of a text: what is indexed, what is typed, and what is marked are cut by this one rule.

A word is a run of letters, digits and combining marks. It is folded: compatibility forms (`ﬁ`), case and
diacritics are taken away, and so are apostrophes and soft hyphens inside it (`Jum'at` is `jumat`). Everything
else parts words: `anak-anak` is two, `e-KTP` is `e` and `ktp`, `Rp3.500.000` is `rp3`, `500` and `000`. What
a person types is cut the same way, so that the parts side by side find the whole.

A scan often reads `u` as `r.:`; between letters that is one (`prodr.:ktivitas` is `produktivitas`).

Superscripts and fractions are no part of a word: the sign of a footnote must not hide the word before it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_WORD = 100
"""Longest word in characters; the rest of a longer run (encoded data, broken text) is not looked at."""

_APOSTROPHES = "'’‘‛`´ʼʻʹ′＇"
_LETTERS_LIKE_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
"""Invisible inside a word: soft hyphen, (non-)joiners, byte order mark."""

_TORN = "r.:"

_ASCII_WORD = re.compile(r"[a-z0-9]+(?:['`]+[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Token:
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
    inner = rf"(?:[^\W_{no_words}]|[{marks}])"
    torn = r"r\.:(?=[a-z])|(?<=[A-Z])r\.:(?=[A-Z])"
    inner = rf"(?:{torn}|{inner})"
    between = f"[{_APOSTROPHES}{_JOINERS}]+"
    return re.compile(f"{start}{inner}*(?:{between}{start}{inner}*)*")


_WORD = _word_pattern()


def _keeps(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Mc"


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    word = word.replace(_TORN, "u")
    if word.isascii() and word.isalnum():
        return word[:MAX_WORD].lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(filter(_keeps, folded))[:MAX_WORD].translate(_LETTERS_LIKE_APOSTROPHES)


def fold(word: str) -> str:
    """A word without case, diacritics, compatibility forms and inner apostrophes, cut to `MAX_WORD`."""
    return _fold(word[: 4 * MAX_WORD])


def tokens(text: str) -> list[Token]:
    """The words of a text with their places in it."""
    return [
        Token(folded, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (folded := fold(match.group()))
    ]


def words(text: str) -> list[str]:
    """The words of a text, folded: the same as those of `tokens`, faster."""
    if text.isascii() and _TORN not in text:
        found = _ASCII_WORD.findall(text.lower())
        return [word if word.isalnum() and len(word) <= MAX_WORD else fold(word) for word in found]
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]
