"""Terms that stand for one another: Indonesian and English, acronyms, spellings.

The table `glossary.tsv` beside this file has a row for each thing, with its terms in both languages;
`banyumasan.tsv` the same for what people in Banyumas say in interviews. A corpus adds its own in `glossary.toml`:

    [terms]
    "pelatihan vokasi" = ["vocational training", "diklat vokasi"]

A term is found in a query as it stands there, the longest first, else by the stems of its words. Small words
(`of`, `dan`) are looked through, since a query is asked without them.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from corpus_search.errors import GlossaryError
from corpus_search.language.detection import Language
from corpus_search.language.stems import stem_en, stem_id
from corpus_search.language.tokens import words
from corpus_search.language.vocabulary import FUNCTION_WORDS

_MOST = 8
"""Terms that one term of a query is expanded by; a stem of many words would else bring too many."""

_KEPT = 20_000
"""Terms and runs of words whose stems are kept: a query's words are looked up again and again."""

_TABLES: Mapping[str, tuple[Language, Language]] = {
    "glossary.tsv": ("id", "en"),
    "banyumasan.tsv": ("", "id"),
}
"""The tables beside this file, with the languages of their columns."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the glossary writes it, with its words, folded."""

    text: str
    words: tuple[str, ...]
    language: Language = ""
    as_written: bool = False
    """Found in a query as it stands only, not by the stem: it is too short a word for that (`aku` in `diakui`)."""

    def forms(self) -> tuple[tuple[str, ...], ...]:
        """Its words as they may stand in a text: an English term of several words in the plural too."""
        *before, last = self.words
        if self.language != "en" or not before or last.endswith("s"):
            return (self.words,)
        plural = f"{last[:-1]}ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else f"{last}s"
        return self.words, (*before, plural)


@dataclass(frozen=True, slots=True)
class Match:
    """The first so many words of a query, and the terms that they may be replaced by."""

    length: int
    terms: tuple[Term, ...]


class Glossary:
    """Rows of terms that stand for one another."""

    def __init__(self, rows: Iterable[Sequence[Term]]) -> None:
        self._exact: defaultdict[_Key, list[Sequence[Term]]] = defaultdict(list)
        self._stems: defaultdict[_Key, list[Sequence[Term]]] = defaultdict(list)
        self._longest = 0
        self._count = 0
        self._add(rows)

    def __len__(self) -> int:
        return self._count

    def find(self, asked: Sequence[str]) -> Match | None:
        """The longest term that these words begin with; None where there is none.

        Args:
            asked: folded words, without small ones.
        """
        for length in range(min(self._longest, len(asked)), 0, -1):
            run = tuple(asked[:length])
            stems = _stem_keys(run)
            rows = self._exact.get(run) or [row for key in stems for row in self._stems.get(key, ())]
            if not rows:
                continue
            same = {run, *stems}
            terms = [
                term for row in rows for term in row if same.isdisjoint({term.words, *_stem_keys(term.words)})
            ]
            if terms:
                distinct = {term.words: term for term in terms}
                return Match(length, tuple(distinct.values())[:_MOST])
        return None

    def _add(self, rows: Iterable[Sequence[Term]]) -> None:
        for row in rows:
            self._count += 1
            for term in row:
                key = _without_small(term.words)
                self._longest = max(self._longest, len(key))
                self._exact[key].append(row)
                for stems in () if term.as_written else _stem_keys(key, term.language):
                    if row not in self._stems[stems]:
                        self._stems[stems].append(row)


@lru_cache(maxsize=1)
def shipped_rows() -> tuple[tuple[Term, ...], ...]:
    """The rows of the tables beside this file."""
    return tuple(row for name, languages in _TABLES.items() for row in _rows(name, languages))


def _rows(name: str, languages: Sequence[Language]) -> Iterator[tuple[Term, ...]]:
    text = files("corpus_search.language").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(
                Term(term.strip(), found, language, as_written=name == "banyumasan.tsv" and len(found) == 1)
                for language, cell in zip(languages, line.split("\t"), strict=True)
                for term in cell.split("|")
                if (found := tuple(words(term)))
            )


@lru_cache(maxsize=1)
def shipped_glossary() -> Glossary:
    """The glossary that comes with the program."""
    return Glossary(shipped_rows())


def read_glossary(file: Path) -> Glossary:
    """The glossary that comes with the program, with a corpus's own before it.

    Raises:
        GlossaryError: the file cannot be read, or is no glossary.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GlossaryError("{file} cannot be read: {reason}", file=file.name, reason=str(error)) from error
    terms = content.get("terms")
    if not isinstance(terms, Mapping):
        raise GlossaryError("{file} has no table [terms].", file=file.name)
    own = [_own_row(file, term, others) for term, others in terms.items()]
    return Glossary([*own, *shipped_rows()])


def _own_row(file: Path, term: str, others: object) -> tuple[Term, ...]:
    listed = [others] if isinstance(others, str) else others
    if not isinstance(listed, list) or not all(isinstance(other, str) for other in listed):
        raise GlossaryError("{file}: {term} needs a list of terms, in quotes.", file=file.name, term=term)
    row = tuple(Term(text, tuple(words(text))) for text in (term, *listed))
    if not all(one.words for one in row):
        raise GlossaryError("{file}: {term} has a term without a word.", file=file.name, term=term)
    return row


def _without_small(asked: Sequence[str]) -> _Key:
    return tuple(word for word in asked if word not in FUNCTION_WORDS) or tuple(asked)


@lru_cache(maxsize=_KEPT)
def _stem_keys(asked: _Key, language: Language = "") -> tuple[_Key, ...]:
    """The words by the stems of a language, else of both, with its name before them."""
    stems = {"id": stem_id, "en": stem_en}
    return tuple(
        (f"{name}:", *map(stem, asked)) for name, stem in stems.items() if not language or name == language
    )
