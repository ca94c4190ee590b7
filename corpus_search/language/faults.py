"""Words as a scanner misread them (`pelat1han`, `2O2O`), led back to what they may be.

The confusions are those of characters that look alike in print. None of the readings is sure to be a word: whoever
asks knows which words there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

_LETTERS_OF_DIGITS = {
    "0": "o",
    "1": "lij",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "bg",
    "7": "t",
    "8": "b",
    "9": "g",
}
_MOST_READINGS = 12
"""Of a word with many digits only the first are tried."""

_DIGITS_OF_LETTERS = str.maketrans("oilsbz", "011582")
_NUMBER = re.compile(r"\d[oil\d]*[\doil](?P<letter>[a-h]?)")
"""A number with letters for digits in it, perhaps an article's (`4oa` is 40A); it begins with a digit."""

_LOOKALIKES = (
    ("rn", "m"),
    ("m", "rn"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("li", "h"),
    ("i", "l"),
    ("l", "i"),
    ("i", "j"),
    ("l", "j"),
    ("h", "b"),
    ("b", "h"),
    ("e", "c"),
    ("c", "e"),
)
"""What is read, and what may stand there: letters and pairs of them."""

_BLURRED = str.maketrans("nruhc", "aaabe")
_SHAPES = str.maketrans("012589ij", "olzsbgll")


def number_meant(word: str) -> str | None:
    """The number that a word of digits and letters like them may be; None where it is none."""
    match = _NUMBER.fullmatch(word)
    if match is None or word.isdigit():
        return None
    at = match.start("letter")
    return word[:at].translate(_DIGITS_OF_LETTERS) + match["letter"]


def words_meant(word: str) -> Iterator[str]:
    """What a word that is none may have been before it was misread, one fault at a time; digits all at once."""
    if not word.isalpha():
        letters = [_LETTERS_OF_DIGITS.get(char, char) for char in word]
        yield from islice(map("".join, product(*letters)), _MOST_READINGS)
        return
    for read, printed in _LOOKALIKES:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + printed + word[at + len(read) :]
            at = word.find(read, at + 1)


def shape(word: str) -> str:
    """The same for words that differ only in characters that look alike."""
    return word.translate(_SHAPES).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def blurred(word: str) -> str:
    """The same for words that differ only in characters that a bad scan confuses: many do, by chance too."""
    return shape(word).translate(_BLURRED)
