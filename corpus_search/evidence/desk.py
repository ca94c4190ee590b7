"""What may bear on a theme: passages to judge, in an order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus_search.catalog import Catalog
from corpus_search.engines.base import Engine, FacetField
from corpus_search.evidence.codebook import Theme
from corpus_search.evidence.features import KeptFeatures, reading_order
from corpus_search.evidence.filters import EvidenceFilter
from corpus_search.evidence.remaining import DRAWN, Step, estimate, with_draws
from corpus_search.evidence.room import EvidenceRoom
from corpus_search.evidence.rows import Candidate, Candidates, Estimate, Order, Progress
from corpus_search.evidence.screening import Ranking, rank
from corpus_search.evidence.texts import Texts
from corpus_search.evidence.themes import Themes
from corpus_search.evidence.types import Evidence, Judgement, Origin, Standing, Verdict
from corpus_search.searching import Fused, Fusion, Marked, SearchRequest, Sought, fuse, matching, snippets

OFFERED_ABOVE = 2_000
"""Passages in the corpus above which screening is offered."""
_SAME_SIZE = 0.9
"""Of the passages shown now, from which share a draw counts: a corpus may have grown a little since."""
EVERYTHING = SearchRequest()


class Desk:
    """`workspace.desk`."""

    def __init__(
        self,
        themes: Themes,
        room: EvidenceRoom,
        texts: Texts,
        *,
        features: KeptFeatures,
        catalog: Catalog,
        engine: Engine,
    ) -> None:
        """Keep the parts."""
        self._themes, self._room, self._texts, self._features = themes, room, texts, features
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
        view = self._view(asked, request, order, evidence)
        shown = [one for one in view.ranked if judged is None or judged == (one.key in evidence)]
        if judged is False and order is Order.SCREENING:
            shown, view = _with_draws(shown, view, asked, len(evidence))
        page = shown[max(0, request.offset) :][: max(0, request.limit)]
        return Candidates(
            theme=asked,
            order=order,
            items=self._items(page, request.offset, view, evidence),
            total=len(shown),
            progress=_progress(evidence, len(view.ranked)),
            facets=view.facets,
            estimate=self._estimate(asked, view, evidence) if order is Order.SCREENING else None,
            screening_offered=self._engine.count() > OFFERED_ABOVE,
        )

    def _view(
        self, theme: Theme, request: SearchRequest, order: Order, evidence: Mapping[int, Sequence[Evidence]]
    ) -> _View:
        match order:
            case Order.QUERIES:
                fusion = self._by_queries(theme, request)
                query = " | ".join(theme.queries) or theme.name
                return _View(fusion.ranked, fusion.facets, fusion.marked, query)
            case Order.READING:
                allowed, facets = matching(request, self._engine)
                ranked = (
                    key
                    for document in sorted(self._texts.documents(), key=reading_order)
                    for key in self._catalog.passage_keys(document.id).values()
                )
                return _View(_plain(ranked, allowed), facets, query="(all passages, in reading order)")
            case Order.SCREENING:
                allowed, facets = matching(request, self._engine)
                ranking = self.rank(theme, _labels(evidence))
                return _View(
                    tuple(Fused(key, ranking.score(key), ()) for key in ranking.order() if key in allowed),
                    facets,
                    query="(screening)",
                    ranking=ranking,
                )

    def rank(self, theme: Theme, labels: Mapping[int, bool]) -> Ranking:
        """Rank all passages by what was judged.

        Args:
            theme: its words count as one passage that was kept.
            labels: by the key of a judged passage whether it is relevant.
        """
        texts = (theme.name, theme.name_other, theme.definition, theme.include, *theme.queries)
        return rank(self._features.now(), [_words(text) for text in texts], labels)

    def _estimate(self, theme: Theme, view: _View, evidence: Mapping[int, Sequence[Evidence]]) -> Estimate:
        """How many relevant passages remain of those that are shown."""
        shown = {one.key for one in view.ranked}
        judged = {key: ones for key, ones in evidence.items() if key in shown}
        history = self._room.history(theme=theme.id)
        return estimate(_steps(judged, history, len(shown)), len(shown) - len(judged))

    def _by_queries(self, theme: Theme, request: SearchRequest) -> Fusion:
        """By the theme's queries; without any, by the words of its names and its definition."""
        if theme.queries:
            return fuse(theme.queries, request, self._engine)
        texts = tuple(filter(None, (theme.name, theme.name_other, theme.definition)))
        return fuse(texts, replace(request, any_words=True), self._engine)

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
        view: _View,
        evidence: Mapping[int, tuple[Evidence, ...]],
    ) -> tuple[Candidate, ...]:
        known = self._catalog.passages([one.key for one in page])
        origin = Origin(view.query, len(view.ranked), self._texts.corpus_checksum())
        sought = Sought(view.marked)
        items = []
        for place, one in enumerate(page, offset + 1):
            found = known.get(one.key)
            if found is None:
                continue
            items.append(
                Candidate(
                    rank=place,
                    key=one.key,
                    score=one.score,
                    document=found.document,
                    passage=found.passage,
                    text=found.text,
                    snippets=snippets(found.text, sought, start=found.passage.start),
                    citation=self._texts.cite(found.document, found.passage),
                    queries=one.queries,
                    words=view.ranking.words(one.key) if view.ranking else (),
                    drawn=one.key in view.drawn,
                    evidence=evidence.get(one.key, ()),
                    origin=replace(origin, query=DRAWN) if one.key in view.drawn else origin,
                )
            )
        return tuple(items)


@dataclass(frozen=True, slots=True)
class _View:
    """All passages in an order, before they are cut into pages."""

    ranked: tuple[Fused, ...]
    facets: Mapping[FacetField, Mapping[str, int]]
    marked: tuple[Marked, ...] = ()
    query: str = ""
    ranking: Ranking | None = None
    drawn: frozenset[int] = frozenset()


def _plain(keys: Iterable[int], allowed: frozenset[int]) -> tuple[Fused, ...]:
    return tuple(Fused(key, 0.0, ()) for key in keys if key in allowed)


def _with_draws(shown: Sequence[Fused], view: _View, theme: Theme, judged: int) -> tuple[list[Fused], _View]:
    by_key = {one.key: one for one in shown}
    keys, drawn = with_draws(list(by_key), judged, theme.id)
    return [by_key[key] for key in keys], replace(view, drawn=drawn)


def _verdict(ones: Sequence[Evidence]) -> Verdict:
    """Of a passage: relevant where any of its words are, else that of the newest judgement."""
    if any(one.verdict is Verdict.RELEVANT for one in ones):
        return Verdict.RELEVANT
    return max(ones, key=lambda one: one.judgement.id).verdict


def _labels(evidence: Mapping[int, Sequence[Evidence]]) -> dict[int, bool]:
    """What a classifier learns from; of undecided passages it learns nothing."""
    verdicts = {key: _verdict(ones) for key, ones in evidence.items()}
    return {
        key: verdict is Verdict.RELEVANT
        for key, verdict in verdicts.items()
        if verdict is not Verdict.UNDECIDED
    }


def _steps(evidence: Mapping[int, Sequence[Evidence]], history: Sequence[Judgement], size: int) -> list[Step]:
    """What was judged, in the order in which it was judged first.

    Args:
        evidence: by the keys of the passages that are shown.
        history: all judgements for the theme: one who judges a passage anew comes to it in another way.
        size: passages that are shown. What was drawn from much fewer, by a narrower filter, is no draw from these.
    """
    undone = {row.retracts for row in history}
    said = [row for row in history if row.retracts is None and row.id not in undone]
    first: dict[str, int] = {}
    for row in said:
        first.setdefault(row.anchor, row.id)
    drawn = {row.anchor for row in said if row.origin and _is_draw(row.origin, size)}
    ordered = sorted(evidence.values(), key=lambda ones: min(first[one.anchor.id] for one in ones))
    return [
        Step(_verdict(ones) is Verdict.RELEVANT, any(one.anchor.id in drawn for one in ones))
        for ones in ordered
    ]


def _is_draw(origin: Origin, size: int) -> bool:
    return origin.query == DRAWN and (origin.total or 0) >= _SAME_SIZE * size


def _progress(evidence: Mapping[int, Sequence[Evidence]], candidates: int) -> Progress:
    counts = Counter(_verdict(ones) for ones in evidence.values())
    return Progress(
        judged=counts.total(),
        relevant=counts[Verdict.RELEVANT],
        not_relevant=counts[Verdict.NOT_RELEVANT],
        undecided=counts[Verdict.UNDECIDED],
        candidates=candidates,
    )


_SIGNS = re.compile(r"\b(?:AND|OR|NOT)\b|(?:(?<=\s)|^)-\S+|\b\w+:")


def _words(query: str) -> str:
    """The words of a query without its operators, and without what it excludes."""
    return _SIGNS.sub(" ", query)
