"""Themes, judgements and evidence as JSON."""

from __future__ import annotations

from dataclasses import asdict

from corpus_search.evidence import Candidate, Candidates, Evidence, Judgement, Theme
from corpus_search.web.twins import Json, passage_json


def theme_json(theme: Theme) -> Json:
    """A theme."""
    return asdict(theme) | {"queries": list(theme.queries)}


def judgement_json(judgement: Judgement) -> Json:
    """What one person said once."""
    return asdict(judgement)


def evidence_json(evidence: Evidence) -> Json:
    """A piece of evidence with where it stands now."""
    place = evidence.place
    return {
        "key": evidence.key,
        "theme": evidence.theme,
        "document": place.document.id if place.document else None,
        "passage": place.passage.id if place.passage else None,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "quote": asdict(evidence.anchor.quote),
        "citation": place.citation or evidence.anchor.citation,
        "standing": place.standing,
        "needs_look": evidence.needs_look,
        "disputed": evidence.disputed,
        "judgements": [judgement_json(one) for one in evidence.judgements],
    }


def candidates_json(found: Candidates) -> Json:
    """A page of candidates."""
    return {
        "theme": theme_json(found.theme),
        "order": found.order,
        "total": found.total,
        "progress": asdict(found.progress),
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
        "estimate": asdict(found.estimate) if found.estimate else None,
        "screening_offered": found.screening_offered,
        "candidates": [_candidate(item) for item in found.items],
    }


def _candidate(item: Candidate) -> Json:
    return {
        "rank": item.rank,
        "score": item.score,
        "document": item.document.id,
        "passage": passage_json(item.passage, item.text),
        "citation": item.citation,
        "queries": list(item.queries),
        "words": list(item.words),
        "evidence": [evidence_json(one) for one in item.evidence],
    }
