"""Fields and analysis: what the cluster keeps of a passage, of a word, and of the state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final, get_args

from corpus_search.engines.base import FilterField, IndexedPassage
from corpus_search.engines.dates import NO_DATE, date_number
from corpus_search.engines.fields import INDEXED_FIELDS, STEMMERS, IndexedField, Stemmer
from corpus_search.engines.misreading import may_be_misread
from corpus_search.engines.opensearch.place import Place
from corpus_search.engines.weights import K1, B
from corpus_search.language import blurred, is_root, shape, stem_id, words
from corpus_search.model import Access

FORMAT: Final = 3
"""To be raised with any change of fields, words or stems: an older index is then refused, not misread."""

Source = dict[str, Any]
"""A document, or a piece of a request, as JSON."""

_SEPARATOR: Final = "|"
"""Between a word and its stems in a token: no word has it."""
_PARTS: Final[dict[str, tuple[str, str]]] = {
    "exact": (r"\|.*", ""),
    "stem_id": (r"^[^|]+\|([^|]+)\|.*$", "$1"),
    "stem_en": (r"^[^|]+\|[^|]+\|", ""),
}
"""How the cluster takes a token apart: what is replaced by what. A token without separator is all three."""
_LONGEST_TOKEN: Final = 4096
_FILTERS: Final[tuple[FilterField, ...]] = get_args(FilterField)
_OF_WORD: Final = ("word", "stem", "shape", "blurred", "reversed")
AUDIENCES: Final = tuple(
    frozenset(some) for size in range(1, len(Access) + 1) for some in combinations(Access, size)
)
"""All that someone may be allowed to see: of each word it is kept how many passages it has for them."""


def field_name(field: IndexedField, stemmer: Stemmer | None) -> str:
    """The name of the words of a field by themselves (None) or by a stemmer."""
    return f"{field}.{stemmer or 'exact'}"


def count_field(audience: frozenset[Access]) -> str:
    """The name of a word's count for those who see these passages."""
    return "_".join(["in", *sorted(audience)])


_COUNTS: Final = {count_field(audience): audience for audience in AUDIENCES}


def passages_body(place: Place) -> Source:
    """How an index of passages is made."""
    text = {
        "type": "text",
        "index": False,
        "fields": {part: {"type": "text", "analyzer": part, "search_analyzer": "plain"} for part in _PARTS},
    }
    keyword = {"type": "keyword", "ignore_above": 8000}
    return {
        "settings": {
            "number_of_shards": place.shards,
            "number_of_replicas": place.replicas,
            "refresh_interval": "-1",  # a batch is made visible by its writer
            "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
            "analysis": {
                "tokenizer": {"tokens": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
                "filter": {
                    part: {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}
                    for part, (pattern, replacement) in _PARTS.items()
                },
                "analyzer": {
                    "plain": {"type": "custom", "tokenizer": "tokens"},
                    **{part: {"type": "custom", "tokenizer": "tokens", "filter": [part]} for part in _PARTS},
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                **dict.fromkeys(INDEXED_FIELDS, text),
                **{field: {"type": "integer"} if field == "year" else keyword for field in _FILTERS},
                "date": {"type": "integer"},
                "key": {"type": "long"},
                "group": {"type": "long"},
                "born": {"type": "long"},
                "gone": {"type": "long"},
                "gone_at": {"type": "double"},
                "record": {"type": "keyword", "index": False, "doc_values": False},
            },
        },
    }


def words_body(place: Place) -> Source:
    """How the index of words is made: each word of the texts, with how many passages it stands in."""
    keyword = {"type": "keyword", "ignore_above": 8000}
    number = {"type": "integer", "index": False}  # sorted by, never searched
    return {
        "settings": {
            "number_of_shards": 1,
            "number_of_replicas": place.replicas,
            "refresh_interval": "-1",
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                **dict.fromkeys(_OF_WORD, keyword),
                **dict.fromkeys(_COUNTS, number),
            },
        },
    }


def state_body(place: Place) -> Source:
    """How the index of the state document is made: read by its id, never searched."""
    return {
        "settings": {"number_of_shards": 1, "number_of_replicas": place.replicas},
        "mappings": {"dynamic": False, "properties": {}},
    }


def passage_source(passage: IndexedPassage, born: int) -> Source:
    """A passage as the cluster keeps it. What is empty is left out."""
    texts = {"exact": passage.text, "headings": passage.headings, "title": passage.title}
    source: Source = {
        **{field: " ".join(map(_token, words(text))) for field, text in texts.items()},
        **{
            field: getattr(passage, field)
            for field in ("kind", "collection", "language", "document", "speaker", "article", "record")
        },
        "access": passage.access.value,
        "year": passage.year,
    }
    source = {field: value for field, value in source.items() if value not in ("", None)}
    if (date := date_number(passage.date)) != NO_DATE:
        source["date"] = date
    return source | {"key": passage.key, "group": passage.group, "born": born}


def words_of(source: Mapping[str, Any]) -> Iterator[str]:
    """The different words of the text of a passage that the cluster keeps."""
    for token in set(str(source.get("exact", "")).split()):
        yield token.split(_SEPARATOR, 1)[0]


def word_source(word: str, known: Source | None) -> Source:
    """What is kept of a word beside its counts: its stem, and what tells that it may be another one misread."""
    if known is not None:
        return {field: known[field] for field in _OF_WORD if field in known}
    source = {"word": word, "stem": stem_id(word)}
    if may_be_misread(word):
        source["blurred"] = blurred(word)
        if not is_root(stem_id(word)):
            source |= {"shape": shape(word), "reversed": word[::-1]}
    return source


def counts_source(counts: Mapping[str, int]) -> Source:
    """How many passages of a word are seen, from how many there are of each access; no count where none is."""
    sums = {field: sum(counts.get(access, 0) for access in seen) for field, seen in _COUNTS.items()}
    return {field: count for field, count in sums.items() if count}


def counts_of(known: Source) -> dict[str, int]:
    """How many passages of each access are kept of a word."""
    return {access.value: known.get(count_field(frozenset({access})), 0) for access in Access}


def _token(word: str) -> str:
    stems = [stem(word) for stem in STEMMERS.values()]
    return word if all(stem == word for stem in stems) else _SEPARATOR.join((word, *stems))
