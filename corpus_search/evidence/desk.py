"""What may bear on a theme: passages to judge, in an order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus_search.catalog import Catalog
from corpus_search.citing import cite
from corpus_search.engines.base import Engine
from corpus_search.evidence.codebook import Theme
from corpus_search.evidence.room import EvidenceFilter, EvidenceRoom
from corpus_search.evidence.rows import Candidate, Candidates, Order, Progress
from corpus_search.evidence.texts import Texts
from corpus_search.evidence.themes import Themes
from corpus_search.evidence.types import Evidence, Standing, Verdict
from corpus_search.model import Document, Kind
from corpus_search.searching import Fused, Fusion, Marked, SearchRequest, fuse, matching, snippets

OFFERED_ABOVE = 2_000
"""Passages in the corpus above which screening is offered."""
EVERYTHING = SearchRequest()
_KINDS = tuple(Kind)


class Desk:
    """`workspace.desk`."""

    def __init__(
        self, themes: Themes, room: EvidenceRoom, texts: Texts, catalog: Catalog, engine: Engine
    ) -> None:
        """Keep the parts."""
        self._themes, self._room, self._texts = themes, room, texts
        self._catalog, self._engine = catalog, engine

    def candidates(
        self,
        theme: str,
        request: SearchRequest = EVERYTHING,
        *,
        order: Order = Order.QUERIES,
        judged: bool | None = None,
    ) -> Candidates:
        """Passages to judge for a theme.

        Args:
            theme: its id.
            request: filters, access, offset and limit; its text, where there is one, narrows what is shown.
            order: how they are ordered.
            judged: only those that are judged for this theme, only those that are not, or all.

        Raises:
            NotFoundError: there is no such theme.
        """
        asked = self._themes.codebook().theme(theme)
        evidence = self._by_key(asked, request)
        fusion = self._ordered(asked, request, order)
        shown = [one for one in fusion.ranked if judged is None or judged == (one.key in evidence)]
        page = shown[max(0, request.offset) :][: max(0, request.limit)]
        return Candidates(
            theme=asked,
            order=order,
            items=self._items(page, request.offset, fusion.marked, evidence),
            total=len(shown),
            progress=_progress(evidence, len(fusion.ranked)),
            facets=fusion.facets,
            screening_offered=self._engine.count() > OFFERED_ABOVE,
        )

    def _ordered(self, theme: Theme, request: SearchRequest, order: Order) -> Fusion:
        if order is Order.QUERIES:
            return self._by_queries(theme, request)
        return self._by_reading(request)

    def _by_queries(self, theme: Theme, request: SearchRequest) -> Fusion:
        """By the theme's queries; without any, by the words of its names."""
        if theme.queries:
            return fuse(theme.queries, request, self._engine)
        names = tuple(filter(None, (theme.name, theme.name_other)))
        return fuse(names, replace(request, any_words=True), self._engine)

    def _by_reading(self, request: SearchRequest) -> Fusion:
        allowed, facets = matching(request, self._engine)
        ranked = [
            Fused(key, 0.0, ())
            for document in sorted(self._texts.documents(), key=_reading_order)
            for key in self._catalog.passage_keys(document.id).values()
            if key in allowed
        ]
        return Fusion(tuple(ranked), facets)

    def _by_key(self, theme: Theme, request: SearchRequest) -> dict[int, tuple[Evidence, ...]]:
        """Evidence for a theme by the keys of the passages that it stands in."""
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        for one in self._room.list(EvidenceFilter(themes=(theme.id,), access=request.access)):
            place = one.place
            text = None if place.document is None else self._texts.get(place.document.id)
            if text is None or place.standing is Standing.LOST:
                continue
            for passage in text.passages_in(place.start, place.end):
                shared = min(passage.end, place.end) - max(passage.start, place.start)
                least = min(passage.end - passage.start, place.end - place.start)
                if 2 * shared >= least:
                    found[text.keys[passage.id]].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    def _items(
        self,
        page: Sequence[Fused],
        offset: int,
        marked: tuple[Marked, ...],
        evidence: Mapping[int, tuple[Evidence, ...]],
    ) -> tuple[Candidate, ...]:
        known = self._catalog.passages([one.key for one in page])
        items = []
        for rank, one in enumerate(page, offset + 1):
            found = known.get(one.key)
            if found is None:
                continue
            items.append(
                Candidate(
                    rank=rank,
                    score=one.score,
                    document=found.document,
                    passage=found.passage,
                    text=found.text,
                    snippets=snippets(found.text, marked, start=found.passage.start),
                    citation=cite(found.document, found.passage),
                    queries=one.queries,
                    evidence=evidence.get(one.key, ()),
                )
            )
        return tuple(items)


def _progress(evidence: Mapping[int, Iterable[Evidence]], candidates: int) -> Progress:
    """Each passage counts once: as relevant where any of its words are, else by its newest judgement."""
    counts: Counter[Verdict] = Counter()
    for ones in evidence.values():
        newest = sorted(ones, key=lambda one: one.judgement.id)
        relevant = any(one.verdict is Verdict.RELEVANT for one in newest)
        counts[Verdict.RELEVANT if relevant else newest[-1].verdict] += 1
    return Progress(
        judged=counts.total(),
        relevant=counts[Verdict.RELEVANT],
        not_relevant=counts[Verdict.NOT_RELEVANT],
        undecided=counts[Verdict.UNDECIDED],
        candidates=candidates,
    )


def _reading_order(document: Document) -> tuple[int, str, str, str]:
    return _KINDS.index(document.kind), document.date or "", document.title.casefold(), document.id
