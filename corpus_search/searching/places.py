"""The place in the law that a query names: offered before the hits, and found among them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.engines.base import Among, And, Clause, Engine, Or, Phrase, Query
from corpus_search.law import Reference, parse_reference, short_name
from corpus_search.model import Access, Document, Found, Part
from corpus_search.searching.lookup import Lookup
from corpus_search.searching.results import Place

_MOST_PASSAGES = 200
"""An article longer than that in passages is opened at the first of those looked at."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names, where it is a reference and nothing else."""

    reference: Reference
    document: Document | None
    """The regulation, where it is in the corpus and may be seen."""


def find_named(text: str, lookup: Lookup, access: frozenset[Access]) -> Named | None:
    """Read a query as a reference to a regulation or a place in one; None where it is none."""
    reference = parse_reference(text)
    if reference is None:
        return None
    document = lookup.document(reference.identifier) if reference.identifier else None
    return Named(reference, document if document and document.access in access else None)


def within(clause: Clause, some: tuple[Clause, ...], named: Named) -> Clause:
    """What a reference asks for: passages with its words, and all of the place it names.

    Words alone would not do: a regulation seldom calls itself `perpres`, nor its articles by its own number.
    """
    reference = named.reference
    if named.document is None:
        if not (reference.pasal and reference.ayat):
            return clause
        # The set stays as it is, only what stands in such an ayat itself comes first.
        own = Phrase(("ayat", reference.ayat.lower()), where="headings")
        return Or((clause, And((clause, Among("article", (reference.pasal,)), own))))
    place: list[Clause] = [Among("document", (named.document.id,))]
    if reference.pasal:
        place.append(Among("article", (reference.pasal,)))
    ranked = (And((*place, Or(some))),) if some else ()
    return Or((clause, And(tuple(place)), *ranked))


def place_of(named: Named, engine: Engine, lookup: Lookup) -> Place | None:
    """The place to offer; None where the regulation, or such an article in it, is not there."""
    document, reference = named.document, named.reference
    if document is None:
        return None
    short = document.metadata.get("short") or short_name(
        reference.type, reference.year, reference.number, reference.issuer
    )
    if not reference.pasal:
        return Place(document, None, short)
    article = And((Among("document", (document.id,)), Among("article", (reference.pasal,))))
    hits = engine.search(Query(article, access=frozenset({document.access}), limit=_MOST_PASSAGES)).hits
    found = sorted(
        lookup.passages([hit.key for hit in hits]).values(),
        key=lambda one: (one.passage.part not in (Part.BODY, None), one.passage.ordinal),
    )
    if not found:
        return None
    return Place(document, _nearest(found, reference).passage, f"{short} {reference.place}".strip())


def _nearest(found: list[Found], reference: Reference) -> Found:
    """The passage of the ayat named, else the first of the article."""
    if not reference.ayat:
        return found[0]
    step = f"ayat ({reference.ayat.lower()})"
    return next((one for one in found if step in one.passage.path.lower().split(" > ")), found[0])
