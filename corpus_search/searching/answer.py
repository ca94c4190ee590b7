"""From a request to its results: understand, ask the engine, fetch the passages, cut snippets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from corpus_search.citing import Cite, cite
from corpus_search.engines.base import (
    Among,
    Between,
    Clause,
    Engine,
    FacetField,
    Or,
    Query,
)
from corpus_search.language import Glossary, Term, language_of_words, shipped_glossary, words
from corpus_search.model import Found
from corpus_search.searching.corrections import FEW, correct
from corpus_search.searching.expansion import Expander
from corpus_search.searching.grouping import collapsed, with_rest
from corpus_search.searching.lookup import Lookup, find
from corpus_search.searching.marks import Marked, Sought
from corpus_search.searching.meaning import Meaning, Mixed, mixed
from corpus_search.searching.naming import unknown_values, with_known_names
from corpus_search.searching.parsing import Parsed, as_marked, parse
from corpus_search.searching.places import Named, find_named, place_of, within
from corpus_search.searching.ranking import in_language, own_words, phrase_first
from corpus_search.searching.results import Expansion, Hit, Note, Results, SearchRequest
from corpus_search.searching.snippets import snippets

FACETS: tuple[FacetField, ...] = get_args(FacetField)


_Answer = tuple[Mixed, Mapping[int, Found]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request as an engine is asked it."""

    parsed: Parsed
    query: Query
    marked: tuple[Marked, ...]
    also: tuple[Expansion, ...]
    notes: tuple[Note, ...]


def search(
    request: SearchRequest,
    engine: Engine,
    lookup: Lookup,
    glossary: Glossary | None = None,
    *,
    meaning: Meaning | None = None,
    cite: Cite = cite,
) -> Results:
    """Answer a request.

    An empty text lists all passages that the filters let through. A text in which there is nothing to search
    (`***`) finds nothing. A passage that the lookup does not know, because the index was committed in between,
    is asked for once more and else left out of the page.

    Args:
        request: what is asked.
        engine: finds.
        lookup: knows the passages by their keys.
        glossary: what words may be called too; the one that comes with the program where none is given.
        meaning: tells what is near in meaning, for a request that asks for it in plain words.
        cite: words a citation; by the templates that come with the program where it is not given.

    Raises:
        CorpusSearchError: `meaning` cannot tell.
    """
    glossary = glossary or shipped_glossary()
    asked = _asked(request, engine, glossary)
    parsed = asked.parsed
    if parsed.clause is None and parsed.text:
        return Results(request, 0, 0, (), _ordered({}, request), notes=parsed.notes)
    query, named = _narrowed(asked, request, engine, lookup)
    semantic: bool | None = None
    if meaning is not None and parsed.plain and named is None and request.sort == "relevance":
        semantic = bool(request.semantic)
    if meaning is not None and semantic:
        answer, passages = _ask(partial(_by_both, query, parsed.text, engine, lookup, meaning))
    else:
        answer, passages = _ask(partial(_by_words, query, engine, lookup))
    found = answer.found
    place = place_of(named) if named else None
    wanting = found.total < FEW and not request.offset and place is None
    hits = with_rest(_hits(answer, passages, asked.marked, request, cite), found.facets.get("document", {}))
    return Results(
        request,
        total=found.total,
        total_some=found.total_some,
        hits=collapsed(hits) if request.collapse else hits,
        facets=_ordered(found.facets, request),
        places=(place,) if place else (),
        notes=asked.notes + unknown_values(_selected(request), engine, request.access),
        corrections=correct(
            parsed.text,
            parsed.marked,
            engine,
            request.access,
            lambda text: _count(replace(request, text=text), engine, glossary),
            also=asked.also,
        )
        if wanting
        else (),
        also=asked.also,
        marked=asked.marked,
        semantic=semantic,
        total_by_meaning=len(answer.by_meaning),
    )


def every_key(
    request: SearchRequest, engine: Engine, lookup: Lookup, glossary: Glossary | None = None
) -> tuple[int, ...]:
    """The keys of the passages that match a request, up to its limit: with all words, the best first."""
    asked = _asked(request, engine, glossary or shipped_glossary())
    if asked.parsed.clause is None and asked.parsed.text:
        return ()
    query, _ = _narrowed(asked, request, engine, lookup)
    return tuple(hit.key for hit in engine.search(replace(query, some=(), facets=(), offset=0)).hits)


def _narrowed(
    asked: _Asked, request: SearchRequest, engine: Engine, lookup: Lookup
) -> tuple[Query, Named | None]:
    """What an engine is asked, within the regulation that the text names; and what it names."""
    parsed, query = asked.parsed, asked.query
    named = find_named(parsed.text, engine, lookup, request.access)
    if named is not None and query.clause is not None:
        clause = within(query.clause, parsed.some, named)
        query = replace(query, clause=clause, own=own_words(Or((clause, *parsed.some))))
    return query, named


def looked_for(
    request: SearchRequest, engine: Engine, glossary: Glossary | None = None
) -> tuple[Marked, ...]:
    """All that a search for a request looks for in texts: what is marked there (`Results.marked`)."""
    return _asked(request, engine, glossary or shipped_glossary()).marked


def _asked(request: SearchRequest, engine: Engine, glossary: Glossary) -> _Asked:
    parsed = parse(request.text, any_words=request.any_words)
    clause, some = parsed.clause, parsed.some
    also: tuple[Expansion, ...] = ()
    marked = parsed.marked
    if clause is not None and request.expand:
        expander = Expander(glossary, partial(_stands, request, engine), partial(_misread, request, engine))
        clause = expander.expand(phrase_first(clause))
        some = expander.expand_each(some)
        also = expander.also()
        marked = tuple(dict.fromkeys((*marked, *map(as_marked, expander.alternatives))))
    query, notes = engine_query(clause, some, request, engine)
    return _Asked(parsed, query, marked, also, parsed.notes + notes)


def _stands(request: SearchRequest, engine: Engine, term: Term, alternatives: Sequence[Clause]) -> bool:
    """Whether a term of the glossary was not taken away, and stands anywhere."""
    if any(words(taken) == list(term.words) for taken in request.without):
        return False
    return engine.search(Query(Or(tuple(alternatives)), access=request.access, limit=0)).total > 0


def _misread(request: SearchRequest, engine: Engine, word: str) -> list[str]:
    return [near.word for near in engine.misread_words(word, access=request.access)]


def engine_query(
    clause: Clause | None, some: tuple[Clause, ...], request: SearchRequest, engine: Engine
) -> tuple[Query, tuple[Note, ...]]:
    """What an engine is asked for a clause with a request's filters, and what to say about names in it."""
    notes: tuple[Note, ...] = ()
    if clause is not None:
        clause, notes = with_known_names(clause, engine, request.access)
        language = language_of_words(words(request.text))
        clause = phrase_first(in_language(clause, language))
        some = tuple(in_language(word, language) for word in some)
    query = Query(
        clause,
        some,
        own=own_words(Or((clause, *some))) if clause is not None else None,
        filters=filters(request),
        access=request.access,
        facets=FACETS,
        sort=request.sort,
        offset=max(0, request.offset),
        limit=max(0, request.limit),
    )
    return query, notes


def filters(request: SearchRequest) -> tuple[Among | Between, ...]:
    """What was chosen besides the text, as an engine takes it."""
    chosen: list[Among | Between] = [
        Among(field, values) for field, values in _selected(request).items() if values
    ]
    if request.years is not None and request.years != (None, None):
        low, high = (None if year is None else str(year) for year in request.years)
        chosen.append(Between("year", low, high))
    return tuple(chosen)


def _selected(request: SearchRequest) -> dict[FacetField, tuple[str, ...]]:
    return {
        "kind": request.kinds,
        "collection": request.collections,
        "language": request.languages,
        "document": request.documents,
        "speaker": request.speakers,
    }


def _count(request: SearchRequest, engine: Engine, glossary: Glossary) -> int:
    asked = _asked(request, engine, glossary)
    if asked.parsed.clause is None:
        return 0
    return engine.search(replace(asked.query, some=(), facets=(), offset=0, limit=0)).total


def _by_words(query: Query, engine: Engine, lookup: Lookup) -> _Answer:
    found, passages = find(query, engine, lookup)
    return Mixed(found), passages


def _by_both(query: Query, text: str, engine: Engine, lookup: Lookup, meaning: Meaning) -> _Answer:
    answer = mixed(query, text, engine, meaning)
    return answer, lookup.passages([hit.key for hit in answer.found.hits])


def _ask(answer: Callable[[], _Answer]) -> _Answer:
    given, passages = answer()
    if len(passages) < len(given.found.hits):
        given, passages = answer()
    return given, passages


def _hits(
    answer: Mixed, passages: Mapping[int, Found], marked: Sequence[Marked], request: SearchRequest, cite: Cite
) -> tuple[Hit, ...]:
    hits = []
    sought = Sought(marked)
    for rank, hit in enumerate(answer.found.hits, max(0, request.offset) + 1):
        known = passages.get(hit.key)
        if known is None:
            continue
        hits.append(
            Hit(
                rank=rank,
                score=hit.score,
                all_words=hit.all_words,
                by_meaning=hit.key in answer.by_meaning,
                document=known.document,
                passage=known.passage,
                text=known.text,
                snippets=snippets(known.text, sought, start=known.passage.start) if request.snippets else (),
                citation=cite(known.document, known.passage),
            )
        )
    return tuple(hits)


def _ordered(
    counts: Mapping[FacetField, Mapping[str, int]], request: SearchRequest
) -> dict[FacetField, dict[str, int]]:
    """Facets as they are shown: most frequent first, years newest first; what is chosen never disappears."""
    selected = _selected(request)
    ordered: dict[FacetField, dict[str, int]] = {}
    for field in FACETS:
        values = dict.fromkeys(selected.get(field, ()), 0) | dict(counts.get(field, {}))
        if field == "year":
            order = sorted(values, reverse=True)
        else:
            order = sorted(values, key=lambda value: (-values[value], value))
        ordered[field] = {value: values[value] for value in order}
    return ordered
