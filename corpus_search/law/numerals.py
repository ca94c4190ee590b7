"""Numbers as regulations write them and as scans distort them: digits, roman numerals, ordinals, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product

_LOOKALIKES = {
    "O": "0", "o": "0", "Q": "0", "D": "0",
    "I": "1", "l": "1", "|": "1", "!": "1", "i": "1", "L": "1", "J": "1",
    "T": "71", "t": "17",
    "Z": "2", "z": "2",
    "E": "3",
    "S": "58", "s": "5",
    "G": "6", "b": "6",
    "B": "8",
    "g": "9", "q": "9",
    "a": "4",
}  # fmt: skip
"""What a character recognition puts where a digit was printed: the digits that it may stand for."""

_MOST_READINGS = 24
_MOST_ORDINALS = 50
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_TABLE = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_LOOKALIKES = str.maketrans(
    {"1": "I", "l": "I", "|": "I", "!": "I", "T": "I", "i": "I", "v": "V", "x": "X"}
)
_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of an article: `12A` is `Number(12, "A")`. Ordered as articles stand: 12, 12A, 12B, 13."""

    base: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.base}{self.suffix}"


def mend_digits(text: str) -> str:
    """A number with its lookalikes replaced, the likeliest way: `2O2O` gives `2020`, `l3` gives `13`."""
    return "".join(_LOOKALIKES.get(char, char)[0] for char in text)


def digit_readings(text: str) -> tuple[int, ...]:
    """All numbers that a run of digits and lookalikes may stand for, the likeliest first.

    Empty where a character is neither a digit nor a lookalike of one.
    """
    choices = []
    for char in text:
        if char.isascii() and char.isdigit():
            choices.append(char)
        elif char in _LOOKALIKES:
            choices.append(_LOOKALIKES[char])
        else:
            return ()
    if not choices:
        return ()
    return tuple(dict.fromkeys(int("".join(digits)) for digits in islice(product(*choices), _MOST_READINGS)))


def article_readings(raw: str) -> tuple[tuple[Number, bool], ...]:
    """What an article's number as printed may stand for, each with whether it is read to the letter.

    A letter after the digits is an inserted article's (`12B`), or a digit badly read (`4O`); and a digit at
    the end may be such a letter badly read: `168` for `16B`, `12E}` for `12B`.
    """
    text = raw.replace(" ", "")
    found: dict[Number, bool] = {}
    if re.fullmatch(r"\d{1,4}[A-Z]{0,2}", text):
        digits = re.match(r"\d+", text)
        assert digits is not None  # noqa: S101  (the line above matched digits)
        suffix = text[digits.end() :]
        exact = suffix not in ("O", "Q", "I", "S") and text == raw
        found[Number(int(digits[0]), suffix)] = exact
    for base in digit_readings(text):
        found.setdefault(Number(base), False)
    inserted = re.fullmatch(r"(.{1,4}?)(?:([A-Z])|8|E[}lI|)J]|H_)", text)
    if inserted:
        suffix = inserted[2] or "B"
        for base in digit_readings(inserted[1]):
            found.setdefault(Number(base, suffix), False)
    return tuple(found.items())


def article_key(number: str) -> str:
    """An article's number as it is compared: `I` and `1` are the same to a person who looks for one."""
    folded = "".join(number.split()).upper()
    value = roman_value(folded)
    return folded if value is None else str(value)


def roman_value(text: str) -> int | None:
    """Value of a roman numeral, up to 399; None where it is none in the usual spelling."""
    if not text or any(char not in _ROMAN for char in text):
        return None
    values = [_ROMAN[char] for char in text]
    total = sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value
        for index, value in enumerate(values)
    )
    return total if to_roman(total) == text else None


def to_roman(value: int) -> str:
    """The roman numeral of a number from 1; empty below."""
    parts = []
    for step, letters in _ROMAN_TABLE:
        times, value = divmod(value, step) if value > 0 else (0, value)
        parts.append(letters * times)
    return "".join(parts)


def roman_reading(raw: str) -> tuple[int, bool] | None:
    """Value of a roman numeral, also a scanned one (`VIll`, `xI`), and whether it is read to the letter."""
    text = raw.replace(" ", "")
    value = roman_value(text)
    if value is not None:
        return value, text == raw
    value = roman_value(text.translate(_ROMAN_LOOKALIKES))
    return (value, False) if value is not None else None


def _ordinal_words() -> dict[int, str]:
    words = {}
    for value in range(1, 100):
        tens, ones = divmod(value, 10)
        if value < 10:
            word = _ONES[value]
        elif value in (10, 11):
            word = ("sepuluh", "sebelas")[value - 10]
        elif value < 20:
            word = f"{_ONES[ones]} belas"
        else:
            word = f"{_ONES[tens]} puluh {_ONES[ones]}".rstrip()
        words[value] = f"ke{word}"
    return words


_ORDINAL_WORDS = _ordinal_words()
_ORDINAL_VALUES = {"pertama": 1, **{word.replace(" ", ""): value for value, word in _ORDINAL_WORDS.items()}}


def _ordinal_pattern() -> str:
    words = sorted(_ORDINAL_VALUES, key=len, reverse=True)
    return "|".join(" ?".join(word.upper()) for word in words if _ORDINAL_VALUES[word] <= _MOST_ORDINALS)


ORDINAL_PATTERN = f"(?:{_ordinal_pattern()})"
"""An ordinal word in capitals, spaced as scans and setters have it: `KESATU`, `KEDUA BELAS`, `KELI MA`."""


def ordinal_value(text: str) -> int | None:
    """Value of an ordinal word in any case: `KESATU`, `Pertama`, `kedua belas`; None for another word."""
    return _ORDINAL_VALUES.get("".join(text.split()).lower())


def ordinal_word(value: int) -> str:
    """The ordinal word of a number from 1 to 99: `kesatu`, `kedua belas`, `kedua puluh satu`."""
    return _ORDINAL_WORDS[value]


def letter_value(text: str) -> int | None:
    """Place of a letter in a list: `a` is 1, `z` 26, `aa` 27 (so lists go on after z); None for others."""
    letters = text.lower()
    if (
        not letters
        or not letters.isascii()
        or not letters.isalpha()
        or len(set(letters)) > 1
        or len(letters) > 3
    ):
        return None
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def to_letter(value: int) -> str:
    """The letter of a place in a list, from 1: the inverse of `letter_value`."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
