"""Themes, and the evidence for them: codebook, judgements, anchors, screening, matrices."""

from corpus_search.evidence.codebook import Codebook, Theme
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
    "Codebook",
    "Evidence",
    "Judgement",
    "Origin",
    "Place",
    "Quote",
    "Stance",
    "Standing",
    "Theme",
    "Verdict",
]
