"""Stems: what words of one family have in common (`pelatihan`, `melatih`, `dilatih`: `latih`).

Indonesian stems come by confix stripping down to the roots that PySastrawi lists, with roots, exceptions and spoken
forms of our own, which are data beside the code; a word that a scanner misread has the stem of the word it was, where
that is plain. English ones come from Snowball's Porter 2.
A stem is not a dictionary form, only the same for words that belong together.
"""

from __future__ import annotations

import threading
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Protocol, cast

from corpus_search.language.affixes import explains, made_of, meant, root_of, whole, without_endings
from corpus_search.language.confixes import ConfixStripper
from corpus_search.language.faults import number_meant, words_meant
from corpus_search.language.spoken import readings

_SHORTEST = 4
"""Words under so many letters are roots already, and what is cut from them (`aku`, `ini`) is mostly wrong."""

_SHORTEST_GUESSED_ROOT = 4
"""Shorter ones fit by chance."""

_CACHED = 100_000
"""Distinct words kept of each language. Real corpora hold few more. With words of at most `MAX_WORD` characters the
bound is one of bytes too: some 20 MB, 60 where all are as long as can be."""

_english_lock = threading.Lock()
_loading = threading.Lock()


class _EnglishStemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  (PyStemmer's name)


def _data_lines(name: str) -> list[str]:
    """Lines of a data file of this package without comments and blanks."""
    text = files("corpus_search.language").joinpath(name).read_text(encoding="utf-8")
    return [line for raw in text.splitlines() if (line := raw.split("#")[0].strip())]


def _table(name: str) -> dict[str, str]:
    """A data file of two columns."""
    return dict(line.split("\t", 1) for line in _data_lines(name))


@dataclass(frozen=True, slots=True)
class _Indonesian:
    """The stemmer with its data, which take a few hundredths of a second to read: only when first needed."""

    exceptions: Mapping[str, str]
    standard: Mapping[str, str]
    roots: Container[str]
    preferred: Container[str]
    """Roots that are meant where a prefix hides which of two it is."""
    stripper: ConfixStripper

    def stem(self, word: str) -> str:
        word = self.standard.get(word, word).replace("ifitas", "ivitas")
        known = self.exceptions.get(word)
        if known is not None:
            return known
        if len(word) < _SHORTEST or not word.isalpha():
            return self._spoken_root(word) or number_meant(word) or self._misread_root(word) or word
        return (
            self._root(word)
            or self._spoken_root(word)
            or self._misread_root(word)
            or self.stripper.root(made_of(word, self.roots) or word)
        )

    def _root(self, word: str) -> str | None:
        """The root of a word; None where none is known."""
        if word in self.roots:
            return word
        stem = self.stripper.root(word)
        known = stem in self.roots and explains(stem, word, self.roots)
        if known and not word.endswith(stem[1:]) and word not in (f"{stem}an", f"{stem}kan", f"{stem}i"):
            # More was taken off than a prefix: perhaps too much.
            stem = whole(word, self.roots) or self._bare_root(word) or stem
        elif not known:
            stem = self._bare_root(word) or root_of(word, self.roots) or stem
        return meant(stem, word, self.roots, self.preferred) if stem in self.roots else None

    def _bare_root(self, word: str) -> str | None:
        """The root of a word without its endings, where it has some."""
        bare = without_endings(word)
        return None if bare == word else self.exceptions.get(bare) or self._root(bare)

    def _spoken_root(self, word: str) -> str | None:
        if len(word) <= _SHORTEST:
            return None
        stems = (self.stripper.root(reading) for reading in readings(word))
        found = [stem for stem in stems if len(stem) >= _SHORTEST_GUESSED_ROOT and stem in self.roots]
        return max(found, key=lambda stem: stem in self.preferred, default=None)

    def _misread_root(self, word: str) -> str | None:
        """The root of the word that a scanner misread, where one fault explains it."""
        if len(word) <= _SHORTEST or word.isdigit():
            return None
        for reading in words_meant(word):
            stem = self.exceptions.get(reading) or self.stripper.root(reading)
            if len(stem) >= _SHORTEST_GUESSED_ROOT and stem in self.roots:
                return stem
        return None


@lru_cache(maxsize=1)
def _indonesian() -> _Indonesian:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    own = frozenset(_data_lines("roots_id.txt"))
    listed = frozenset(filter(None, map(str.strip, StemmerFactory().get_words())))
    roots = (listed | own) - {line.removeprefix("-") for line in own if line.startswith("-")}
    return _Indonesian(
        exceptions=_table("exceptions_id.tsv"),
        standard=_table("spoken_id.tsv"),
        roots=roots,
        preferred=frozenset(_data_lines("preferred_id.txt")),
        stripper=ConfixStripper(roots),
    )


@lru_cache(maxsize=1)
def _english() -> _EnglishStemmer:
    from Stemmer import Stemmer

    # Its own cache is off: `stem_en` has one.
    return cast("_EnglishStemmer", Stemmer("english", 0))


@lru_cache(maxsize=_CACHED)
def stem_id(word: str) -> str:
    """Indonesian stem of a folded word; short words, numbers and names stay as they are."""
    with _loading:
        indonesian = _indonesian()
    return indonesian.stem(word)


@lru_cache(maxsize=_CACHED)
def stem_en(word: str) -> str:
    """English stem of a folded word; words with digits stay as they are."""
    if not word.isalpha():
        return word
    # A Snowball stemmer works in a buffer of its own: one thread at a time.
    with _english_lock:
        return _english().stemWord(word) or word


def is_indonesian(word: str) -> bool:
    """Whether a folded word is of a root that the Indonesian stemmer knows."""
    return is_root(stem_id(word))


def is_root(stem: str) -> bool:
    """Whether a stem is an Indonesian root, and so no misread word, name or word of another language."""
    return stem in _indonesian().roots
