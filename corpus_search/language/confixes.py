"""Taking Indonesian prefixes and suffixes off a word, down to its root: confix stripping.

After Nazief and Adriani, with what Asian (`Effective Techniques for Indonesian Text Retrieval`, 2007) and others added.
Step by step what PySastrawi does, whose rules these are (their numbers stand beside them), in a small part of its
time: a scanned corpus holds tens of thousands of words that are none, and they take longest.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

_SHORTEST = 4
"""Shorter words are taken for roots."""
_DEEPEST = 3
"""Most prefixes that are taken off, one after the other."""

_C, _R, _V = "[bcdfghjklmnpqrstvwxyz]", "[bcdfghjklmnpqstvwxyz]", "[aiueo]"
"""Consonants, consonants but r, vowels."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a word that begins so may have come by its prefix."""

    begins: re.Pattern[str]
    cut: int
    """Letters that are taken off."""
    put: str = ""
    """What was there instead."""
    keep: int = 0
    """Letters that stay before those taken off."""

    def undone(self, word: str) -> str | None:
        """The word without the prefix; None where it does not begin so."""
        return word[: self.keep] + self.put + word[self.cut :] if self.begins.match(word) else None


_Rule = tuple[_Form, ...]
"""What a prefix may have been put to: the first form that gives a root, else the last one."""


def _form(begins: str, cut: int, put: str = "", keep: int = 0) -> _Form:
    return _Form(re.compile(begins), cut, put, keep)


_PLAIN: tuple[_Rule, ...] = ((_form("di|ke|se", 2),),)
_RULES: dict[str, tuple[_Rule, ...]] = {
    "di": _PLAIN,
    "ke": _PLAIN,
    "se": _PLAIN,
    "be": (
        (_form(f"ber{_V}", 3), _form(f"ber{_V}", 2)),  # 1
        (_form(f"ber{_C}[a-z](?!er)", 3),),  # 2
        (_form(f"ber{_R}[a-z]er{_V}", 3),),  # 3
        (_form("belajar$", 3),),  # 4
        (_form(f"be{_R}er{_C}", 2),),  # 5
    ),
    "te": (
        (_form(f"ter{_V}", 3), _form(f"ter{_V}", 2)),  # 6
        (_form(f"ter{_R}er{_V}", 3),),  # 7
        (_form(f"ter{_R}(?!er)", 3),),  # 8
        (_form(f"te{_R}er{_C}", 2),),  # 9
        (_form(f"ter[bcdfghjkpqstvxz]er{_C}", 3),),  # 35
    ),
    "me": (
        (_form(f"me[lrwy]{_V}", 2),),  # 10
        (_form("mem[bfv]", 3),),  # 11
        (_form("mempe", 3),),  # 12
        (_form(f"mem{_V}", 2), _form(f"mem{_V}", 3, "p")),  # 13
        (_form("men[cdjstz]", 3),),  # 14
        (_form(f"men{_V}", 2), _form(f"men{_V}", 3, "t")),  # 15
        (_form("meng[ghqk]", 4),),  # 16
        (_form(f"meng{_V}", 4), _form(f"meng{_V}", 4, "k"), _form("menge", 5), _form(f"meng{_V}", 2)),  # 17
        (_form(f"meny{_V}", 2), _form(f"meny{_V}", 4, "s")),  # 18
        (_form("memp[a-df-mo-z]", 3),),  # 19
    ),
    "pe": (
        (_form(f"pe[wy]{_V}", 2),),  # 20
        (_form(f"per{_V}", 3), _form(f"per{_V}", 2)),  # 21
        (_form(f"per{_C}[a-z](?!er)", 3),),  # 23
        (_form(f"per{_R}[a-z]er{_V}", 3),),  # 24
        (_form("pem[bfv]", 3),),  # 25
        (_form(f"pem{_V}", 2), _form(f"pem{_V}", 3, "p")),  # 26
        (_form("pen[cdjstz]", 3),),  # 27
        (_form(f"pen{_V}", 2), _form(f"pen{_V}", 3, "t")),  # 28
        (_form(f"peng{_C}", 4),),  # 29
        (_form(f"peng{_V}", 4), _form(f"peng{_V}", 4, "k"), _form("penge", 5)),  # 30
        (_form(f"peny{_V}", 2), _form(f"peny{_V}", 4, "s")),  # 31
        (_form("pelajar$", 3),),  # 32, its exception
        (_form(f"pel{_V}", 2),),  # 32
        (_form(f"pe{_C}(?!er)", 2),),  # 34
        (_form(f"pe[bcdfghjkpqstvxz]er{_C}", 2),),  # 36
    ),
    "ku": ((_form("ku", 2),),),  # 41
    "ka": ((_form("kau", 3),),),  # 42
}
"""By a word's first two letters."""
_INFIXES: dict[str, tuple[_Rule, ...]] = {
    infix: ((_form(f"{_C}{infix}{_V}", 3, keep=1),),)
    for infix in ("er", "el", "em", "in")  # 37 to 40
}
"""By a word's second and third letter."""

_SUFFIXES = tuple(map(re.compile, ("(?:lah|kah|tah|pun)$", "(?:ku|mu|nya)$", "(?:is|isme|isasi|i|kan|an)$")))
_PREFIX_FIRST = re.compile("be.*(?:lah|an)$|(?:me|di|pe|ter).*i$")
"""Of such words the prefix is taken off before the suffix, at first."""


class ConfixStripper:
    """Finds the roots of words."""

    def __init__(self, roots: Container[str]) -> None:
        """Know the roots, in lower case."""
        self._roots = roots

    def root(self, word: str) -> str:
        """The root of a word of lower-case letters; the word itself where none is found."""
        roots = self._roots
        if len(word) < _SHORTEST or word in roots:
            return word
        if _PREFIX_FIRST.match(word):
            bare = self._without_prefixes(word)
            if bare not in roots:
                bare = self._without_suffixes(bare)[-1]
            if bare in roots:
                return bare
        stages = self._without_suffixes(word)
        bare = stages[-1]
        if bare not in roots:
            bare = self._without_prefixes(bare)
        return bare if bare in roots else self._with_suffixes_again(stages) or word

    def _with_suffixes_again(self, stages: list[str]) -> str | None:
        """The root where what looks like a suffix is none, or only a part of it is."""
        for shorter, longer in zip(reversed(stages), reversed(stages[:-1]), strict=False):
            if longer[len(shorter) :] == "kan":
                whole = f"{shorter}k"  # `an` may be the suffix
                if whole in self._roots and _RULES.get(whole[:2]) is not _PLAIN:
                    return whole
                if (bare := self._without_prefixes(whole)) in self._roots:
                    return bare
            if (bare := self._without_prefixes(longer)) in self._roots:
                return bare
        return None

    def _without_suffixes(self, word: str) -> list[str]:
        """A word, and what is left of it after each suffix, up to the first root."""
        stages = [word]
        for suffix in _SUFFIXES:
            shorter = suffix.sub("", stages[-1], count=1)
            if shorter != stages[-1]:
                stages.append(shorter)
            if shorter in self._roots:
                break
        return stages

    def _without_prefixes(self, word: str) -> str:
        """What is left of a word when one prefix after the other is taken off, up to the first root."""
        for _ in range(_DEEPEST):
            shorter = self._without_prefix(word)
            if shorter is None:
                break
            word = shorter
            if word in self._roots:
                break
        return word

    def _without_prefix(self, word: str) -> str | None:
        for rule in (*_RULES.get(word[:2], ()), *_INFIXES.get(word[1:3], ())):
            bare = None
            for form in rule:
                bare = form.undone(word)
                if bare in self._roots:
                    break
            if bare is not None:
                return bare
        return None
