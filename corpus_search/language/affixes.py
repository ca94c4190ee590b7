"""Indonesian words without their affixes: whether a root explains a word, and which one does where it does not.

Confix stripping takes the first root that it meets on its way: that of `ajakan` without `kan`, of `mencemari` as an
infix of `cari`. Its root stands where the rest of the word is prefixes and suffixes that go together; else all ways
to take affixes off are tried, and the root that explains most of the word is taken. What is made of roots in other
ways is known too: a first syllable said twice (`pepohonan`), who does it (`ilmuwan`), `non-` and its like, two roots
(`bertanggungjawab`), and loan words that no list of roots holds (`memvalidasi`, `teraktivasi`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

_SHORTEST: Final = 3

_VOWELS: Final = "[aeiou]"
_PREFIXES: Final = tuple(
    (prefix, re.compile(f"{prefix}(?={after})"), stood)
    for prefix, after, stood in (
        # what begins the word, what follows it, and what stood in its place
        ("mem", "[bfvp]", ""),
        ("mem", _VOWELS, "p"),
        ("memr", _VOWELS, "pr"),
        ("men", "[cdjszt]", ""),
        ("men", _VOWELS, "t"),
        ("meng", "[ghkaeiou]", ""),
        ("meng", _VOWELS, "k"),
        ("meny", _VOWELS, "s"),
        ("me", "[lmnrwy][aeiou]", ""),
        ("pem", "[bfvp]", ""),
        ("pem", _VOWELS, "p"),
        ("pemr", _VOWELS, "pr"),
        ("pen", "[cdjszt]", ""),
        ("pen", _VOWELS, "t"),
        ("peng", "[ghkaeiou]", ""),
        ("peng", _VOWELS, "k"),
        ("peny", _VOWELS, "s"),
        ("pe", "[^aeiou][aeiou]", ""),
        ("per", "", ""),
        ("ber", "", ""),
        ("be", "[^aeiou]", ""),
        ("ter", "", ""),
        ("te", "r[aeiou]", ""),
        ("di", "", ""),
        ("ke", "", ""),
        ("se", "", ""),
    )
)
_BEFORE: Final = {
    "ber": ("ke", "se", "di", "mem", "pem"),
    "be": ("ke", "mem", "pem", "di"),
    "per": ("mem", "di", "ke", "se", "ter", "pem"),
    "pe": ("mem", "di", "ke", "se", "ber", "ter"),
    "ter": ("ke", "se"),
    "se": ("ber", "ke", "meny", "peny", "di", "per", "ter"),
    "ke": ("ber", "meng", "peng", "di", "ter", "se"),
    "pem": ("ber",),
    "pen": ("ber",),
    "peng": ("ber",),
    "peny": ("ber",),
}
"""Prefixes that may stand before another one, by that one."""
_SUFFIXES: Final = ("", "i", "an", "kan")
_NEVER: Final = {
    ("be", "i"),
    ("di", "an"),
    ("ke", "i"),
    ("ke", "kan"),
    ("me", "an"),
    ("pe", "kan"),
    ("se", "i"),
    ("se", "kan"),
}
"""A first prefix, by its first two letters, and a suffix that do not go together."""

_TAIL: Final = re.compile("(i|an|kan|)(?:ku|mu|nya)?(?:lah|kah|tah|pun)?$")
"""A suffix, and what may follow it."""
_ENDINGS: Final = re.compile("(.{4,}?)(?:ku|mu|nya)?(?:lah|kah|tah|pun)?$")
_AGAIN: Final = re.compile(r"(.)e(?=\1)")
_BESIDE: Final = re.compile("(?:non|pra|pasca|purna|antar|multi|sub)(?=.{4})")
_WHO: Final = re.compile("(.{4,})(?:wan|wati)$")
_LOAN: Final = re.compile(".{3,}(?:asi|isi|usi|ensi|ansi|itas|isme|ologi)$")
"""How words of other languages end in Indonesian; few others do."""
_BEFORE_LOANS: Final = ("me", "di", "te", "pe")

_HIDDEN: Final = (
    # what stands before the first letter of a root, that letter, and what may be read instead of it
    (re.compile("(?:be|pe|te)r$"), "r", ""),
    (re.compile("(?:me|pe)ng$"), "k", ""),
    (re.compile("(?:me|pe)$"), "p", "m"),
    (re.compile("(?:me|pe)$"), "t", "n"),
    (re.compile("(?:me|pe)$"), "s", "ny"),
)
_AROUND: Final = ("ke", "pe")
"""Prefixes that often come with `an`."""
_LONGER: Final = ("ke", "se")
"""How roots begin that may be taken for a shorter one with a prefix."""

_HEADS: Final = frozenset(
    {""}
    | {prefix for prefix, _, stood in _PREFIXES if not stood}
    | {before + prefix for prefix, several in _BEFORE.items() for before in several}
)
_STOOD: Final = frozenset(
    (before + prefix, stood[0])
    for prefix, _, stood in _PREFIXES
    if stood
    for before in ("", "ke", "se", "di", "ber", "ter")
)


def explains(root: str, word: str, roots: Container[str]) -> bool:
    """Whether a word is this root with prefixes and suffixes that go together; `kan` may be a root's `k` and `an`."""
    at, end = word.find(root), len(root)
    if at >= 0:
        fits = word[:at] in _HEADS
    else:
        at, end = word.find(root[1:]), len(root) - 1
        fits = at > 0 and (word[:at], root[0]) in _STOOD
    tail = _TAIL.match(word, at + end) if fits else None
    if tail is None:
        return False
    if tail[1] == "kan" and not at and f"{root}k" in roots:
        return False
    return (word[: min(at, 2)], tail[1]) not in _NEVER


def root_of(word: str, roots: Container[str]) -> str | None:
    """The root that explains most of a word; None where none does."""
    found = [one.base for one in sorted(_bases(word), key=lambda one: -one.covered) if one.base in roots]
    # `awas` explains `pengawasan` better than `kawasan`: what ends in a suffix may be a word with one.
    bare = (
        base
        for base in found
        if not any(base.removesuffix(end) in found for end in ("i", "an", "kan") if base.endswith(end))
    )
    return next(bare, None)


def whole(word: str, roots: Container[str]) -> str | None:
    """The root that a word is with one prefix and nothing else: `langkah` of `berlangkah`, not `lang` with `kah`."""
    if word.startswith(_AROUND) and word.endswith("an"):
        return None
    found = [one for _, one in _with_one_prefix(word) if len(one.base) > _SHORTEST and one.base in roots]
    return max(found, key=lambda one: one.covered).base if found else None


def meant(root: str, word: str, roots: Container[str], preferred: Container[str]) -> str:
    """Which root is meant where a word may be of this one or of another, a letter or a prefix longer or shorter."""
    at = word.find(root)
    if at < 0:
        nasal = word[word.find(root[1:]) - 1 :][: len(root)]
        return nasal if nasal[0] in "mn" and nasal in roots and root not in preferred else root
    head = word[:at]
    for before, letter, read in _HIDDEN:
        other = letter + root[len(read) :]
        if root.startswith(read) and other in preferred and before.search(head):
            return other
    if root[0] == "r" and head.endswith("be") and root[1:] in roots and root not in preferred:
        return root[1:]
    if len(head) > len(_LONGER[0]) and head.endswith(_LONGER):
        at -= len(_LONGER[0])
        for end in range(len(word), at + len(root) - 1, -1):
            if word[at:end] in roots and _TAIL.match(word, end):
                return word[at:end]
    return root


def made_of(word: str, roots: Container[str]) -> str | None:
    """What a word that no root explains is made of: a root, two, or a loan word; None where it is none of these."""
    for pattern in (_AGAIN, _BESIDE):
        if match := pattern.match(word):
            rest = word[match.end() :]
            root = rest if rest in roots else root_of(rest, roots)
            if root:
                return root
    if (match := _WHO.match(word)) and match[1] in roots:
        return match[1]
    if _two_roots(word, roots):
        return word
    prefixed = sorted((one for one in _bases(word) if one.first), key=lambda one: -one.covered)
    for one in reversed(prefixed):
        if _two_roots(one.base, roots):
            return one.base
    for one in prefixed:
        if one.first in _BEFORE_LOANS and not one.stood and _LOAN.match(one.base):
            return one.base
    bare = without_endings(word)
    return bare if len(bare) > _SHORTEST + 1 and bare != word else None


def without_endings(word: str) -> str:
    """A word without whose it is and what stresses it: `rumah` of `rumahnyalah`."""
    match = _ENDINGS.match(word)
    return match[1] if match else word


def _two_roots(base: str, roots: Container[str]) -> bool:
    return any(base[:at] in roots and base[at:] in roots for at in range(4, len(base) - 3))


class _Base(NamedTuple):
    """What is left of a word without some affixes."""

    base: str
    covered: int
    """How many of the word's own letters it has."""
    first: str
    """The first prefix, by its first two letters; empty where none was taken off."""
    stood: bool
    """A letter that the prefix took the place of was put back."""


def _bases(word: str) -> Iterator[_Base]:
    for bare in dict.fromkeys((word, without_endings(word))):
        for suffix in _SUFFIXES:
            if not bare.endswith(suffix):
                continue
            for one in _bases_of(bare[: len(bare) - len(suffix)]):
                if (one.first, suffix) not in _NEVER and len(one.base) >= _SHORTEST and one.base != word:
                    yield one


def _bases_of(stem: str) -> Iterator[_Base]:
    yield _Base(stem, len(stem), "", stood=False)
    for prefix, one in _with_one_prefix(stem):
        yield one
        if one.stood:
            continue
        for inner, last in _with_one_prefix(one.base):
            if prefix in _BEFORE.get(inner, ()):
                yield last._replace(first=one.first)


def _with_one_prefix(stem: str) -> Iterator[tuple[str, _Base]]:
    """What is left of a word without a prefix that it may begin with, and that prefix."""
    for prefix, pattern, stood in _PREFIXES:
        if pattern.match(stem):
            rest = stem[len(prefix) :]
            yield prefix, _Base(stood + rest, len(rest), prefix[:2], stood=bool(stood))
