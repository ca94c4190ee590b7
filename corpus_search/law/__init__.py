"""Indonesian regulations: identifiers, hierarchy, citations found in text."""

from corpus_search.law.citations import Citation, Reference, find_citations
from corpus_search.law.identifiers import full_name, identifier, own_identifier, rank, short_name
from corpus_search.law.linking import LINKING_VERSION, Link, Linked, Relation, find_links
from corpus_search.law.numerals import article_key
from corpus_search.law.references import parse_reference
from corpus_search.law.title import TitleBlock, title_block
from corpus_search.law.types import TYPES, RegulationType

__all__ = [
    "LINKING_VERSION",
    "TYPES",
    "Citation",
    "Link",
    "Linked",
    "Reference",
    "RegulationType",
    "Relation",
    "TitleBlock",
    "article_key",
    "find_citations",
    "find_links",
    "full_name",
    "identifier",
    "own_identifier",
    "parse_reference",
    "rank",
    "short_name",
    "title_block",
]
