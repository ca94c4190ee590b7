"""Texts without what does not matter when words are looked for again, with a way back to their offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("oO0Q", "o"),
        **dict.fromkeys("iIlL1|!", "l"),
        **dict.fromkeys("sS5$", "s"),
        **dict.fromkeys("bB8", "b"),
        **dict.fromkeys("zZ2", "z"),
        **dict.fromkeys("gG69q", "g"),
        **dict.fromkeys("cCeE", "e"),
    }
)
"""Letters and digits that scanners take for each other."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded. `offsets[i]` is where its i-th character came from."""

    text: str
    offsets: npt.NDArray[np.int64]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a span of the folded one, not empty, came from."""
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1


def fold(text: str, letter: Callable[[str], str]) -> Folded:
    """Fold a text letter by letter.

    Args:
        text: any.
        letter: what becomes of one letter; it may vanish or become several.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    distinct, which = np.unique(codes, return_inverse=True)
    kept = {int(code): letter(chr(code)) for code in distinct}
    lengths = np.array([len(one) for one in kept.values()], dtype=np.int64)
    offsets = np.repeat(np.arange(len(text)), lengths[which]) if text else np.zeros(0, dtype=np.int64)
    return Folded(text.translate(kept), offsets)


@lru_cache(maxsize=4096)
def spacing(character: str) -> str:
    """Drops white space and invisible characters; composed and decomposed letters become the same."""
    if character.isspace() or character in _INVISIBLE:
        return ""
    return unicodedata.normalize("NFD", character)


@lru_cache(maxsize=4096)
def scanning(character: str) -> str:
    """Drops also diacritics and signs, and makes those letters the same that scanners take for each other."""
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(one for one in plain if one.isalnum() or one in "|!$")
    return kept.translate(_ALIKE).casefold()
