"""Themes, and the evidence for them: codebook, judgements, anchors, screening, matrices."""

from corpus_search.evidence.codebook import Codebook, Theme
from corpus_search.evidence.desk import Desk
from corpus_search.evidence.features import KeptFeatures
from corpus_search.evidence.filters import EvidenceFilter
from corpus_search.evidence.room import EvidenceRoom
from corpus_search.evidence.rows import Candidate, Candidates, Order, Technique
from corpus_search.evidence.store import Store
from corpus_search.evidence.tables import Tables
from corpus_search.evidence.texts import Texts
from corpus_search.evidence.themes import Themes
from corpus_search.evidence.types import (
    Anchor,
    Evidence,
    Judgement,
    Origin,
    Place,
    Quote,
    Stance,
    Standing,
    Verdict,
)

__all__ = [
    "Anchor",
    "Candidate",
    "Candidates",
    "Codebook",
    "Desk",
    "Evidence",
    "EvidenceFilter",
    "EvidenceRoom",
    "Judgement",
    "KeptFeatures",
    "Order",
    "Origin",
    "Place",
    "Quote",
    "Stance",
    "Standing",
    "Store",
    "Tables",
    "Technique",
    "Texts",
    "Theme",
    "Themes",
    "Verdict",
]
