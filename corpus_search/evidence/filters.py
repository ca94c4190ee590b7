"""Which evidence is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.access import EVERYTHING
from corpus_search.evidence.codebook import Codebook
from corpus_search.evidence.informants import category_of, informant_of
from corpus_search.evidence.types import Evidence, Stance, Standing, Verdict
from corpus_search.model import Access


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which evidence: values of one field are alternatives, different fields all hold; empty says nothing."""

    themes: tuple[str, ...] = ()
    below: bool = False
    """The themes below those named, too."""
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    informants: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    stances: tuple[Stance, ...] = ()
    standings: tuple[Standing, ...] = ()
    who: tuple[str, ...] = ()
    needs_look: bool = False
    access: frozenset[Access] = EVERYTHING


ALL = EvidenceFilter()


def themes_of(chosen: EvidenceFilter, codebook: Codebook) -> frozenset[str] | None:
    """Ids of the themes that a filter names, with those below them where it says so; None for all."""
    if not chosen.themes:
        return None
    themes = set(chosen.themes)
    if chosen.below:
        for identifier in chosen.themes:
            if identifier in codebook:
                themes.update(theme.id for theme in codebook.below(identifier))
    return frozenset(themes)


def lets_through(chosen: EvidenceFilter, evidence: Evidence) -> bool:
    """Whether a filter lets evidence through, its themes aside."""
    place = evidence.place
    return (
        _document(chosen, evidence)
        and _among(evidence.verdict, chosen.verdicts)
        and (not chosen.stances or evidence.stance in chosen.stances)
        and _among(place.standing, chosen.standings)
        and (not chosen.who or any(row.who in chosen.who for row in evidence.judgements))
        and (not chosen.needs_look or evidence.needs_look)
    )


def _document(chosen: EvidenceFilter, evidence: Evidence) -> bool:
    document = evidence.place.document
    if document is None:
        # Nobody knows what it was: only who may see everything sees it, and it is of no kind or informant.
        beyond = chosen.kinds or chosen.informants or chosen.categories
        return not beyond and Access.RESTRICTED in chosen.access and _named(chosen, evidence.anchor.document)
    return (
        document.access in chosen.access
        and (_named(chosen, document.id) or _named(chosen, evidence.anchor.document))
        and _among(document.kind, chosen.kinds)
        and _among(informant_of(document, evidence.place.passage), chosen.informants)
        and _among(category_of(document), chosen.categories)
    )


def _named(chosen: EvidenceFilter, document: str) -> bool:
    return _among(document, chosen.documents)


def _among(value: str, values: Sequence[str]) -> bool:
    return not values or value in values
