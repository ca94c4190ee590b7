"""Names that were typed (`penutur:informan`) led to the names that the index holds (`Informan 3`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from corpus_search.engines.base import Among, And, Clause, Engine, FacetField, Not, Or, Query
from corpus_search.language import words
from corpus_search.model import Access
from corpus_search.searching.results import Note

_NAMED = ("speaker", "collection", "document")


def with_known_names(
    clause: Clause, engine: Engine, access: frozenset[Access]
) -> tuple[Clause, tuple[Note, ...]]:
    """The clause with every typed speaker, collection and document as the index writes it.

    A name that the index does not hold stays, so that nothing is found by it, and is noted.
    """
    fields = tuple(dict.fromkeys(_fields(clause)))
    if not fields:
        return clause, ()
    known = engine.search(Query(clause=None, access=access, facets=fields, limit=0)).facets
    notes: list[Note] = []
    return _renamed(clause, known, notes), tuple(notes)


def unknown_values(
    chosen: Mapping[FacetField, Sequence[str]], engine: Engine, access: frozenset[Access]
) -> tuple[Note, ...]:
    """A note for each value chosen for a filter that no passage has: nothing can be found by it."""
    fields = tuple(field for field, values in chosen.items() if values)
    if not fields:
        return ()
    known = engine.search(Query(clause=None, access=access, facets=fields, limit=0)).facets
    return tuple(
        Note("no_such_value", f"{field}: {value}")
        for field in fields
        for value in chosen[field]
        if value not in known.get(field, {})
    )


def _fields(clause: Clause) -> list[FacetField]:
    match clause:
        case And(clauses) | Or(clauses):
            return [field for part in clauses for field in _fields(part)]
        case Not(inner):
            return _fields(inner)
        case Among(field) if field in _NAMED:
            return [cast("FacetField", field)]
        case _:
            return []


def _renamed(clause: Clause, known: Mapping[FacetField, Mapping[str, int]], notes: list[Note]) -> Clause:
    match clause:
        case And(clauses):
            return And(tuple(_renamed(part, known, notes) for part in clauses))
        case Or(clauses):
            return Or(tuple(_renamed(part, known, notes) for part in clauses))
        case Not(inner):
            return Not(_renamed(inner, known, notes))
        case Among(field, values) if field in _NAMED:
            names = {name: words(name) for name in known.get(cast("FacetField", field), {})}
            return Among(field, tuple(name for value in values for name in _matching(value, names, notes)))
        case _:
            return clause


def _matching(typed: str, names: Mapping[str, Sequence[str]], notes: list[Note]) -> Sequence[str]:
    """The names that are the typed one but for case and signs; else those that hold all of its words.

    Args:
        typed: a name as somebody typed it.
        names: all names, each with its words.
        notes: where a name that is none is told.
    """
    wanted = words(typed)
    same = [name for name, its in names.items() if name == typed or (wanted and its == wanted)]
    found = same or [name for name, its in names.items() if wanted and set(wanted) <= set(its)]
    if not found:
        notes.append(Note("no_such_value", typed))
    return found or [typed]
