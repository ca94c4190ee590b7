"""Whether more interviews bring new themes.

Guest, Namey and Chen (2020), A simple method to assess and report thematic saturation in qualitative research, PLOS
ONE 15(5), doi:10.1371/journal.pone.0232076: the new themes in a run of interviews are divided by the different themes
of the first interviews, the base. At or below the threshold it counts as saturated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from corpus_search.evidence.codebook import Theme
from corpus_search.evidence.rows import Saturation, SaturationPoint
from corpus_search.model import Document


def saturation(
    documents: Sequence[Document],
    themes_in: Mapping[str, Set[str]],
    themes: Sequence[Theme],
    *,
    base: int,
    run: int,
    threshold: float,
) -> Saturation:
    """The curve of new themes.

    Args:
        documents: the interviews in the order in which they were held.
        themes_in: ids of the themes found in each, by the document's id.
        themes: those that count.
        base: interviews in the base, at least 1.
        run: interviews in a run, at least 1; runs overlap: each interview after the first run ends one.
        threshold: share of new themes at or below which it counts as saturated.
    """
    seen: set[str] = set()
    fresh: list[tuple[Theme, ...]] = []
    points: list[SaturationPoint] = []
    in_base = 0
    for number, document in enumerate(documents, 1):
        held = themes_in.get(document.id, frozenset())
        new = tuple(theme for theme in themes if theme.id in held and theme.id not in seen)
        seen.update(theme.id for theme in new)
        fresh.append(new)
        if number == base:
            in_base = len(seen)
        share = None
        if number >= base + run and in_base:
            share = sum(map(len, fresh[number - run : number])) / in_base
        points.append(SaturationPoint(document, new, len(seen), share))
    reached = next(
        (
            number
            for number, point in enumerate(points, 1)
            if point.share is not None and point.share <= threshold
        ),
        None,
    )
    return Saturation(tuple(themes), tuple(points), base, run, threshold, reached)
