"""The place in the law that a query names: offered before the hits, and found among them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.engines.base import Among, And, Clause, Engine, Not, Or, Phrase, Query, Word
from corpus_search.law import Reference, parse_reference, short_name
from corpus_search.model import Access, Document, Found, Part
from corpus_search.searching.lookup import Lookup, find
from corpus_search.searching.results import Place

_MOST_PASSAGES = 200
"""An article longer than that in passages is opened at the first of those looked at."""

_FIRST = 50.0
"""Weight of being the very article or ayat that is named, beside words of it that others have too."""

_ROMAN = {"1": "I", "2": "II", "3": "III"}
"""The articles of an amending regulation have Roman numbers, which few people type."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names, where it is a reference and nothing else."""

    reference: Reference
    document: Document | None = None
    """The regulation, where it is in the corpus and may be seen."""
    article: str = ""
    """Number of the article named, as the regulation writes it; empty where it has no such article."""
    passages: tuple[Found, ...] = ()
    """Those of that article, its own words before their explanation."""


def find_named(text: str, engine: Engine, lookup: Lookup, access: frozenset[Access]) -> Named | None:
    """Read a query as a reference to a regulation or a place in one; None where it is none."""
    reference = parse_reference(text)
    if reference is None:
        return None
    document = lookup.document(reference.identifier) if reference.identifier else None
    if document is None or document.access not in access:
        return Named(reference)
    for article in filter(None, (reference.pasal, _ROMAN.get(reference.pasal))):
        query = Query(_inside(document, article), access=frozenset({document.access}), limit=_MOST_PASSAGES)
        _, found = find(query, engine, lookup)
        if found:
            return Named(reference, document, article, tuple(sorted(found.values(), key=_own_words_first)))
    return Named(reference, document)


def place_of(named: Named) -> Place | None:
    """The place to offer: the ayat or article named, else the regulation; None where that is not there."""
    document, reference = named.document, named.reference
    if document is None:
        return None
    short = document.metadata.get("short") or short_name(
        reference.type, reference.year, reference.number, reference.issuer
    )
    if not named.passages:
        return Place(document, None, short)
    step = f"ayat ({reference.ayat.lower()})"
    first = named.passages[0]
    for found in named.passages:
        if reference.ayat and step in found.passage.path.lower().split(" > "):
            return Place(document, found.passage, f"{short} Pasal {named.article} {step}")
    return Place(document, first.passage, f"{short} Pasal {named.article}")


def within(clause: Clause, some: tuple[Clause, ...], named: Named) -> Clause:
    """What a reference asks for: passages with its words, and all of the place that it names.

    Words alone would not do: a regulation seldom calls itself `perpres`, nor its articles by its own number.
    """
    reference = named.reference
    explained = Word("penjelasan", where="headings", stemmed=False)
    ayat = Phrase(("ayat", reference.ayat.lower()), where="headings", weight=_FIRST)
    if named.document is None:
        if not reference.pasal:
            return clause
        # The set stays as it is, only what stands in such an article or ayat itself comes first.
        own: list[Clause] = [clause, Among("article", (reference.pasal,)), Not(explained)]
        return Or((clause, And((*own, ayat) if reference.ayat else tuple(own))))
    place = _inside(named.document, named.article)
    wanted: list[Clause] = [clause, place]
    if some:
        wanted.append(And((place, Or(some))))
    if named.article:
        heading = Phrase(("pasal", named.article.lower()), where="headings", weight=_FIRST)
        wanted.append(And((place, heading, Not(explained))))
        if reference.ayat:
            wanted.append(And((place, ayat, Not(explained))))
    return Or(tuple(wanted))


def _inside(document: Document, article: str) -> Clause:
    regulation = Among("document", (document.id,))
    return And((regulation, Among("article", (article,)))) if article else regulation


def _own_words_first(found: Found) -> tuple[bool, int]:
    return found.passage.part not in (Part.BODY, None), found.passage.ordinal
