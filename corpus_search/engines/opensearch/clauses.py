"""A clause of the contract as a query of OpenSearch: it finds the same passages, and scores them by the same BM25.

A pattern or a fuzzy word scores by its field alone, where the default engine counts all words that it stands for as
one: OpenSearch does not do so for words that it finds itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from corpus_search.engines.base import (
    Among,
    And,
    Between,
    Clause,
    Fuzzy,
    Keys,
    Not,
    Or,
    Pattern,
    Phrase,
    TextField,
    Word,
)
from corpus_search.engines.dates import date_number, last_number
from corpus_search.engines.fields import FIELDS_OF, STEMMERS, IndexedField, Stemmer
from corpus_search.engines.opensearch.mapping import Source, field_name
from corpus_search.engines.weights import field_weight

NOTHING: Final[Source] = {"match_none": {}}
_TERMS: Final = 65_536
"""Values that one condition may name (OpenSearch's `index.max_terms_count`)."""
EXPANSIONS: Final = 300
"""Words that a fuzzy word may stand for in a field: where there are more, the nearest ones."""


def query_of(clause: Clause) -> Source:  # noqa: PLR0911  (one line a kind of clause)
    """What finds and scores a clause.

    Raises:
        ValueError: a bound of a range is no year or date.
    """
    match clause:
        case Word():
            return any_of(_word(clause))
        case Phrase():
            fields = FIELDS_OF[clause.where] if clause.words else ()
            return any_of([_phrase(clause, field) for field in fields])
        case Pattern():
            pattern = clause.pattern.replace("\\", "\\\\")
            return any_of(
                _each_field(clause.where, "wildcard", {"value": pattern, "rewrite": "constant_score"})
            )
        case Fuzzy():
            return any_of(_each_field(clause.where, "fuzzy", _fuzzy(clause))) if clause.text else NOTHING
        case Among() | Between():
            return {"bool": {"filter": [_among(clause) if isinstance(clause, Among) else _between(clause)]}}
        case Keys():
            return all_of([_keys(clause)])
        case Or():
            return any_of([query_of(child) for child in clause.clauses])
        case And():
            return {
                "bool": {
                    "must": [query_of(child) for child in clause.clauses if not isinstance(child, Not)],
                    "must_not": [
                        query_of(child.clause) for child in clause.clauses if isinstance(child, Not)
                    ],
                    "filter": [
                        {"match_all": {}}
                    ],  # so that no clauses at all are everything, with a score of 0
                }
            }
        case Not():
            return {"bool": {"must_not": [query_of(clause.clause)]}}


def any_of(queries: Iterable[Source]) -> Source:
    """What finds whatever any of several queries finds, their scores added."""
    several = list(queries)
    return {"bool": {"should": several, "minimum_should_match": 1}} if several else NOTHING


def all_of(queries: Sequence[Source]) -> Source:
    """What finds whatever all of several queries find, without a score."""
    return {"bool": {"filter": list(queries)}}


def _term(field: IndexedField, stemmer: Stemmer | None, word: str, weight: float) -> Source:
    return {"term": {field_name(field, stemmer): {"value": word, "boost": weight}}}


def _word(clause: Word) -> list[Source]:
    queries = []
    for field in FIELDS_OF[clause.where]:
        queries.append(_term(field, None, clause.text, field_weight(field, None) * clause.weight))
        if clause.stemmed:
            for stemmer, stem in STEMMERS.items():
                weight = field_weight(field, stemmer, clause.language) * clause.weight
                queries.append(_term(field, stemmer, stem(clause.text), weight))
    return queries


def _phrase(clause: Phrase, field: IndexedField) -> Source:
    """Words that stand together in one field score there as the words do."""
    weight = field_weight(field, None) * clause.weight
    together = (
        _near(clause, field)
        if clause.slop and len(clause.words) > 1
        else {"match_phrase": {field_name(field, None): " ".join(clause.words)}}
    )
    scored = [_term(field, None, word, weight) for word in dict.fromkeys(clause.words)]
    return {"bool": {"filter": [together], "should": scored}}


def _near(clause: Phrase, field: IndexedField) -> Source:
    words = [{"match": {"query": word}} for word in clause.words]
    all_of_them = {"ordered": False, "max_gaps": clause.slop - 1, "intervals": words}
    return {"intervals": {field_name(field, None): {"all_of": all_of_them}}}


def _each_field(where: TextField, kind: str, asked: Source) -> list[Source]:
    return [
        {kind: {field_name(field, None): {**asked, "boost": field_weight(field, None)}}}
        for field in FIELDS_OF[where]
    ]


def _fuzzy(clause: Fuzzy) -> Source:
    return {
        "value": clause.text,
        "fuzziness": clause.distance,
        "prefix_length": clause.prefix,
        "transpositions": True,
        "max_expansions": EXPANSIONS,
        "rewrite": f"top_terms_boost_{EXPANSIONS}",
    }


def _among(clause: Among) -> Source:
    values = [value for value in clause.values if clause.field != "year" or value.isdecimal()]
    return {"terms": {clause.field: values}}


def _keys(clause: Keys) -> Source:
    parts = [clause.keys[at : at + _TERMS] for at in range(0, len(clause.keys), _TERMS)]
    return any_of({"terms": {"key": part}} for part in parts)


def _between(clause: Between) -> Source:
    bounds: Source = {}
    if clause.field == "year":
        bounds = {"gte": clause.low and int(clause.low), "lte": clause.high and int(clause.high)}
    else:
        bounds = {
            "gte": clause.low and date_number(clause.low),
            "lte": clause.high and last_number(clause.high),
        }
    bounds = {name: bound for name, bound in bounds.items() if bound is not None}
    return {"range": {clause.field: bounds}} if bounds else {"exists": {"field": clause.field}}
