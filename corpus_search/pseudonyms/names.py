"""Finding the names of people in a text, in the spellings in which transcripts and file names hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus_search.pseudonyms.alignment import Alignment, Swap
from corpus_search.segmenting.slugs import slug

_LETTER = r"[^\W\d_]"
_CAMEL = r"(?-i:(?<=[a-z])(?=[A-Z]))"
"""`WawancaraSlamet`, as files are named."""
_BEGIN = rf"(?:(?<!{_LETTER})|{_CAMEL})"
_CLITIC = rf"(?=(?:nya|lah|kah|pun|ku|mu|ne|e)(?!{_LETTER}))"
"""What Indonesian and Javanese hang on a name: `Slametnya`, `Slamete`."""
_END = rf"(?:(?!{_LETTER})|{_CAMEL})"
_GAP = rf"(?:[\s_.\-]+|{_CAMEL})"
"""Between the words of a name: white space in texts, signs in file names and ids."""
_BROKEN = r"(?:\u00ad|-\n)?"
"""A name broken at the end of a line."""
_APOSTROPHES = "'’‘ʼ`´"
_INITIALS = 3
"""A name of so many capitals is one only as it is written: `SA` is no name in `sa-lah`."""
_SHORTEST_WITH_CLITIC = 4
_SHORTEST_ANYWHERE = 5
"""Letters from which a name is also looked for inside an id that runs its words together."""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A row of the table."""

    name: str
    """The real name."""
    shown: str
    """What is shown in its place."""
    variants: tuple[str, ...] = ()
    """Other ways of writing the name: `Pak Slamet`, `Met`, `S.`."""
    document: str = ""
    """Id or path of the one document that it counts for; empty for all interviews and field notes."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are replaced in one document."""

    rows: tuple[Pseudonym, ...] = ()
    _spellings: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)
    """Each spelling with what is shown for it, the longest first."""

    def __post_init__(self) -> None:
        found: dict[str, str] = {}
        for row in self.rows:
            for spelling in row.spellings:
                found.setdefault(spelling, row.shown)
        ordered = sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        object.__setattr__(self, "_spellings", tuple(ordered))

    def __bool__(self) -> bool:
        return bool(self.rows)

    def alignment(self, text: str) -> Alignment:
        """Where names stand in a text, and what is shown there."""
        return Alignment(tuple(self._swaps(text)))

    def rename(self, text: str) -> str:
        """A text with all names replaced. What is renamed already stays as it is."""
        return self.alignment(text).apply(text) if self.rows else text

    def rename_slug(self, identifier: str) -> str:
        """An id with the words of names replaced: `wawancara-slamet` becomes `wawancara-informan-3`."""
        swaps = (Swap(swap.start, swap.end, slug(swap.shown) or "x") for swap in self._swaps(identifier))
        return Alignment(tuple(swaps)).apply(identifier)

    def stand_in(self, identifier: str) -> bool:
        """Whether a name stands anywhere in an id, be it run together with other words."""
        if not self.rows:
            return False
        letters = slug(identifier, len(identifier)).replace("-", "")
        joined = (slug(spelling).replace("-", "") for spelling, _ in self._spellings)
        return self.rename_slug(identifier) != identifier or any(
            len(name) >= _SHORTEST_ANYWHERE and name in letters for name in joined
        )

    def _swaps(self, text: str) -> Iterable[Swap]:
        if not self.rows:
            return
        for match in _pattern(self._spellings).finditer(text):
            spelling, shown = self._spellings[(match.lastindex or 1) - 1]
            loud = match[0].isupper() and not spelling.isupper()
            yield Swap(match.start(), match.end(), shown.upper() if loud else shown)


@lru_cache(maxsize=64)
def _pattern(spellings: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Finds any of some spellings; the number of the group tells which."""
    alternatives = "|".join(f"({_one(spelling)})" for spelling, _ in spellings)
    return re.compile(f"{_BEGIN}(?:{alternatives})", re.IGNORECASE)


def _one(spelling: str) -> str:
    words = re.findall(r"[^\s_.\-]+", spelling)
    pattern = _GAP.join(_BROKEN.join(map(_character, word)) for word in words)
    letters = sum(map(str.isalpha, spelling))
    if spelling.isupper() and letters <= _INITIALS:
        return f"(?-i:{pattern}){_END}"
    return f"{pattern}(?:{_END}|{_CLITIC})" if letters >= _SHORTEST_WITH_CLITIC else f"{pattern}{_END}"


def _character(character: str) -> str:
    return f"[{_APOSTROPHES}]" if character in _APOSTROPHES else re.escape(character)
