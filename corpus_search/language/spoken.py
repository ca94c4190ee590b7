"""Spoken Indonesian (`nyari`, `ngajarin`, `seneng`) led back to words that the stemmer knows.

Interviews are full of it. Only stems are touched: the index's exact words keep the spoken form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NASAL_PREFIXES = (
    ("nge", ("",)),
    ("ng", ("", "k", "h")),
    ("ny", ("c", "s")),
    ("n", ("t",)),
    ("m", ("p",)),
)
"""A spoken prefix, and what may have stood in its place: `nyari` is `cari`, `nulis` is `tulis`."""

_LAST_E = re.compile("e(?=[^aeiou]+$)")
"""The vowel of a last closed syllable, `a` in the standard: `dapet`, `seneng`, `temen`."""

_DOUBLED = re.compile("(.+)2(?:an|nya)?$")
"""A word written once for twice: `anak2`."""


def readings(word: str) -> Iterator[str]:
    """What a spoken word may be in the standard language, the likeliest first; none is sure to exist."""
    doubled = _DOUBLED.match(word)
    if doubled:
        yield doubled[1]
        return
    bases = [word]
    if word.endswith("in") and len(word) > 5:
        bases.append(word[:-2])
    for base in bases:
        if base != word:
            yield base
        if _LAST_E.search(base):
            yield _LAST_E.sub("a", base)
        for prefix, replaced in _NASAL_PREFIXES:
            if base.startswith(prefix):
                for letter in replaced:
                    yield letter + base[len(prefix) :]
                    if _LAST_E.search(base):
                        yield letter + _LAST_E.sub("a", base[len(prefix) :])
