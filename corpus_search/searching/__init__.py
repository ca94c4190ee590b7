"""From what a person typed to passages: the query language, results, snippets, suggestions."""

from corpus_search.searching.answer import every_key, looked_for, search
from corpus_search.searching.concordance import (
    GROUPINGS,
    MOST_PASSAGES,
    ORDERS,
    Concordance,
    Grouping,
    Order,
    concordance,
)
from corpus_search.searching.concordance_export import concordance_csv, concordance_json
from corpus_search.searching.export import hit_json, results_csv, results_json
from corpus_search.searching.fields import read_years
from corpus_search.searching.fusion import Fused, Fusion, fuse, matching
from corpus_search.searching.lookup import Lookup, Records
from corpus_search.searching.marks import Marked, Sought, marks
from corpus_search.searching.meaning import Meaning
from corpus_search.searching.own_glossary import OwnGlossary
from corpus_search.searching.parsing import Parsed, parse
from corpus_search.searching.results import Correction, Expansion, Hit, Note, Place, Results, SearchRequest
from corpus_search.searching.similar import similar
from corpus_search.searching.snippets import snippets

__all__ = [
    "GROUPINGS",
    "MOST_PASSAGES",
    "ORDERS",
    "Concordance",
    "Correction",
    "Expansion",
    "Fused",
    "Fusion",
    "Grouping",
    "Hit",
    "Lookup",
    "Marked",
    "Meaning",
    "Note",
    "Order",
    "OwnGlossary",
    "Parsed",
    "Place",
    "Records",
    "Results",
    "SearchRequest",
    "Sought",
    "concordance",
    "concordance_csv",
    "concordance_json",
    "every_key",
    "fuse",
    "hit_json",
    "looked_for",
    "marks",
    "matching",
    "parse",
    "read_years",
    "results_csv",
    "results_json",
    "search",
    "similar",
    "snippets",
]
