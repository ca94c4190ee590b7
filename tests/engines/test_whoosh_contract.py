"""The Whoosh engine by the contract, with segments so small that a few passages make several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from engines.contract import EngineContract
from engines.scores import score

from corpus_search.engines.base import EngineResults, IndexedPassage, Or, Query
from corpus_search.engines.whoosh import WhooshEngine


class TestWhooshEngine(EngineContract):
    open = staticmethod(WhooshEngine.open)


class TestWhooshEngineOfManySegments(EngineContract):
    open = staticmethod(partial(WhooshEngine.open, words_per_segment=5))

    def check(self, results: EngineResults, query: Query, kept: Sequence[IndexedPassage]) -> None:
        super().check(results, query, kept)
        seen = [passage for passage in kept if passage.access in query.access]
        by_key = {passage.key: passage for passage in seen}
        for hit in results.hits:
            expected = score(query.clause if hit.all_words else Or(query.some), by_key[hit.key], seen)
            assert hit.score == pytest.approx(expected, rel=1e-4, abs=1e-6)
