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

from corpus_search.language.affixes import explains, made_of, root_of, with_r
from corpus_search.language.confixes import ConfixStripper
from corpus_search.language.faults import number_meant, words_meant
from corpus_search.language.spoken import readings

_SHORTEST = 4
"""Words under so many letters are roots already, and what is cut from them (`aku`, `ini`) is mostly wrong."""

_SHORTEST_GUESSED_ROOT = 4
"""Shorter ones fit by chance."""

_CACHED = 200_000
"""Distinct words kept. Real corpora hold far fewer; a bound keeps broken text from filling the memory."""

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
    stripper: ConfixStripper

    def stem(self, word: str) -> str:
        word = self.standard.get(word, word).replace("ifitas", "ivitas")
        known = self.exceptions.get(word)
        if known is not None:
            return known
        if len(word) < _SHORTEST or not word.isalpha():
            return self._spoken_root(word) or number_meant(word) or self._misread_root(word) or word
        stem = self.stripper.root(word)
        if stem in self.roots:
            if stem == word or explains(stem, word, self.roots):
                return with_r(stem, word)
            return root_of(word, self.roots) or stem
        return (
            root_of(word, self.roots)
            or self._spoken_root(word)
            or self._misread_root(word)
            or self.stripper.root(made_of(word, self.roots) or stem)
        )

    def _spoken_root(self, word: str) -> str | None:
        if len(word) <= _SHORTEST:
            return None
        for reading in readings(word):
            stem = self.stripper.root(reading)
            if len(stem) >= _SHORTEST_GUESSED_ROOT and stem in self.roots:
                return stem
        return None

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

    roots = frozenset(
        filter(None, map(str.strip, (*StemmerFactory().get_words(), *_data_lines("roots_id.txt"))))
    )
    return _Indonesian(
        exceptions=_table("exceptions_id.tsv"),
        standard=_table("spoken_id.tsv"),
        roots=roots,
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
