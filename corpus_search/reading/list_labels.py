"""Numbers of automatic lists as they are shown: 3, c, C, iii, III."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(number: int) -> str:
    """A number as letters, the way word processors go on after z: a ... z, aa, bb ... zz, aaa."""
    if not 0 < number <= 26 * 40:
        return str(number)
    repeats, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (repeats + 1)


def roman(number: int) -> str:
    """A number as small Roman numerals; in digits where there are none for it."""
    if not 0 < number < 4000:
        return str(number)
    numerals = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numerals.append(sign * count)
    return "".join(numerals)
