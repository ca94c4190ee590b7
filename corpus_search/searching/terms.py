"""One piece of a query at a time to what an engine is asked: words, phrases, patterns, near words, fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_search.engines.base import (
    Among,
    And,
    Clause,
    FilterField,
    Fuzzy,
    Pattern,
    Phrase,
    TextField,
    Word,
)
from corpus_search.language import words
from corpus_search.searching import fields
from corpus_search.searching.lexing import Fielded, Quoted, Typed
from corpus_search.searching.results import Note

_LARGEST_SLOP = 50
_WILD = re.compile(r"\*|\?(?=[\w*?]*\w)")
"""A star, or a question mark that is not the sentence's."""

_WILD_PART = re.compile(r"[\w*?'’]+")
_FUZZY = re.compile(r"(?P<word>.+?)~(?P<distance>\d*)$")
_SEVERAL = re.compile(r"[,\s]+(?:OR\b[,\s]*)?")


def is_plain(text: str) -> bool:
    """Whether a run of characters is nothing but words."""
    return not _WILD.search(text) and not _FUZZY.search(text)


def typed(text: str, where: TextField = "any") -> list[Clause]:
    """What a run of characters without a space asks for; nothing where it holds no word.

    A slash parts words (`dan/atau`, `36/2020`). What else is cut into several is a phrase (`anak-anak`).
    """
    return [clause for part in text.split("/") if (clause := _part(part, where)) is not None]


def quoted(piece: Quoted, notes: list[Note], where: TextField = "any") -> Clause | None:
    """The phrase between quotes; a single word is meant exactly as written."""
    found = tuple(words(piece.text))
    if not found:
        notes.append(Note("empty_phrase", f'"{piece.text}"'))
        return None
    if len(found) == 1:
        return Word(found[0], where, stemmed=False)
    return Phrase(found, min(piece.slop, _LARGEST_SLOP), where)


def fielded(piece: Fielded, notes: list[Note]) -> Clause | None:
    """What a field and its value ask for; None, with a note, where the value cannot be read."""
    if piece.field == "title":
        if isinstance(piece.value, Quoted):
            return quoted(piece.value, notes, "title")
        clauses = [clause for run in piece.value.text.split() for clause in typed(run, "title")]
        clause = joined(clauses) if clauses else None
    else:
        clause = _filter(piece.field, _values(piece.value))
    if clause is None:
        notes.append(Note("bad_range" if piece.field in ("year", "date") else "bad_value", piece.written))
    return clause


def _values(value: Quoted | Typed) -> list[str]:
    """The alternatives that a value names: parted by commas, spaces or `OR` unless it is quoted."""
    several = [value.text] if isinstance(value, Quoted) else _SEVERAL.split(value.text)
    return [one.strip() for one in several if one.strip()]


def _filter(field: str, values: list[str]) -> Clause | None:
    match field:
        case "year":
            return fields.parse_years(values)
        case "date":
            return fields.parse_dates(values)
        case "kind":
            return fields.parse_kinds(values)
        case "language":
            return fields.parse_languages(values)
        case "article":
            return fields.parse_articles(values)
        case _:
            return Among(_NAMED[field], tuple(values)) if values else None


_NAMED: dict[str, FilterField] = {"speaker": "speaker", "collection": "collection", "document": "document"}
"""Fields whose values are names out of the corpus: they are compared with what was typed when searching."""


def joined(clauses: Sequence[Clause]) -> Clause:
    """All of them, as one clause."""
    return clauses[0] if len(clauses) == 1 else And(tuple(clauses))


def _part(text: str, where: TextField) -> Clause | None:
    if _WILD.search(text):
        return _patterns(text, where)
    fuzzy = _FUZZY.match(text)
    found = tuple(words(fuzzy["word"] if fuzzy else text))
    if not found:
        return None
    if len(found) > 1:
        return Phrase(found, where=where, compound=True)
    if fuzzy:
        edits = min(int(fuzzy["distance"] or 1), 2)
        return Fuzzy(found[0], edits, where=where) if edits else Word(found[0], where)
    return Word(found[0], where)


def _patterns(text: str, where: TextField) -> Clause | None:
    """Patterns and the words between them (`anak-an*`); None where there is nothing but stars."""
    clauses: list[Clause] = []
    for run in _WILD_PART.findall(text):
        if not _WILD.search(run):
            clauses.extend(Word(word, where) for word in words(run))
            continue
        pattern = re.sub(r"[^*?]+", lambda match: "".join(words(match[0])), run)
        if pattern.strip("*?"):
            clauses.append(Pattern(re.sub(r"\*+", "*", pattern), where))
    return joined(clauses) if clauses else None
