"""Matrices, the triangulation table, themes together, answers, saturation."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_search.evidence.room import ALL, EvidenceFilter, EvidenceRoom
from corpus_search.evidence.rows import (
    Answer,
    Axis,
    Matrix,
    Saturation,
    Technique,
    Together,
    TriangulationRow,
)
from corpus_search.evidence.store import Store
from corpus_search.evidence.texts import Texts
from corpus_search.evidence.themes import Themes
from corpus_search.model import Access


class Tables:
    """`workspace.tables`. Relevant evidence only, of the whole codebook unless the filter says otherwise."""

    def __init__(self, themes: Themes, room: EvidenceRoom, texts: Texts, store: Store) -> None:
        """Keep the parts."""
        self._themes, self._room, self._texts, self._store = themes, room, texts, store

    def matrix(self, axis: Axis, chosen: EvidenceFilter = ALL) -> Matrix:
        """Themes by kind, document, informant or category of informant."""
        raise NotImplementedError

    def triangulation(self, chosen: EvidenceFilter = ALL) -> tuple[TriangulationRow, ...]:
        """The triangulation table: theme by technique, with quotes and the researcher's own words."""
        raise NotImplementedError

    def save_summary(self, theme: str, technique: Technique, text: str, *, who: str) -> None:
        """Keep the researcher's summary of what a technique says of a theme."""
        raise NotImplementedError

    def save_conclusion(self, theme: str, text: str, *, who: str) -> None:
        """Keep the researcher's conclusion on a theme."""
        raise NotImplementedError

    def choose_quotes(self, theme: str, technique: Technique, anchors: Sequence[str], *, who: str) -> None:
        """Choose the quotes that stand in a cell, in order; none of them: those that stand there by themselves."""
        raise NotImplementedError

    def together(self, chosen: EvidenceFilter = ALL) -> tuple[Together, ...]:
        """Pairs of themes with relevant evidence in the same passages, most frequent first."""
        raise NotImplementedError

    def questions(self, *, access: frozenset[Access] = frozenset(Access)) -> tuple[str, ...]:
        """The questions of the interviews, like ones once, those asked of most informants first."""
        raise NotImplementedError

    def answers(self, question: str, *, access: frozenset[Access] = frozenset(Access)) -> tuple[Answer, ...]:
        """What each informant answered to a question of the guide, asked in like words."""
        raise NotImplementedError

    def saturation(
        self,
        chosen: EvidenceFilter = ALL,
        *,
        base: int = 4,
        run: int = 2,
        threshold: float = 0.05,
    ) -> Saturation:
        """Whether more interviews bring new themes, in the order of their dates."""
        raise NotImplementedError
