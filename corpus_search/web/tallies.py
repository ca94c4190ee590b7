"""How much evidence there is for each theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus_search.evidence import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """The evidence for one theme, without that of the themes below it."""

    verdicts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """Relevant evidence by the kind of its document."""
    look: int = 0
    """What someone should look at."""

    @property
    def relevant(self) -> int:
        """Pieces of relevant evidence."""
        return self.verdicts["relevant"]

    @property
    def judged(self) -> int:
        """All that was judged."""
        return self.verdicts.total()


def tallies(evidence: Iterable[Evidence]) -> dict[str, Tally]:
    """Tallies by the ids of themes."""
    found: dict[str, list[Evidence]] = {}
    for one in evidence:
        found.setdefault(one.theme, []).append(one)
    return {theme: _tally(ones) for theme, ones in found.items()}


def _tally(evidence: list[Evidence]) -> Tally:
    return Tally(
        verdicts=Counter(one.verdict.value for one in evidence),
        kinds=Counter(
            one.place.document.kind.value
            for one in evidence
            if one.place.document and one.verdict is Verdict.RELEVANT
        ),
        look=sum(one.needs_look for one in evidence),
    )
