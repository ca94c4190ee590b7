"""Random passages, changes and queries, compared with plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engines import material
from engines.opened import Opened
from engines.oracle import answer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_search.engines.base import (
    Engine,
    EngineResults,
    IndexedPassage,
    Query,
)


class RandomContract(Opened):
    """Rules that hold for whatever is put in and asked."""

    # Each engine's subclass has examples of its own; nothing is shared but the rule.
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(data=st.data())
    def test_finds_what_plain_python_finds(self, data: st.DataObject) -> None:
        self.check_changed_at_random(data)

    def check_changed_at_random(self, data: st.DataObject) -> None:
        """Change an index and ask it, both at random."""
        with TemporaryDirectory() as folder:
            engine = type(self).open(Path(folder) / "engine", create=True)
            kept = changed(engine, data)
            assert engine.count() == len(kept)
            assert engine.groups() == {p.group for p in kept}
            for query in data.draw(st.lists(material.queries, min_size=4, max_size=8)):
                self.check(engine.search(query), query, kept)
                self.check_pages(engine, query)
            engine.close()

    def check(self, results: EngineResults, query: Query, kept: Sequence[IndexedPassage]) -> None:
        """Compare what was found with what plain Python finds."""
        expected = answer(kept, query)
        assert (results.total, results.total_some) == (len(expected.all_words), len(expected.some))
        assert results.facets == expected.facets
        tiers = [tuple(hit.key for hit in results.hits if hit.all_words is tier) for tier in (True, False)]
        if query.sort != "relevance":
            assert tiers == [expected.all_words, expected.some]
        else:
            assert [sorted(tier) for tier in tiers] == [sorted(expected.all_words), sorted(expected.some)]
            ranks = [(not hit.all_words, -hit.score, hit.key) for hit in results.hits]
            assert ranks == sorted(ranks)

    def check_pages(self, engine: Engine, query: Query) -> None:
        """Pages of a few hits are the pieces of the whole."""
        whole = engine.search(query).hits
        paged = [engine.search(replace(query, offset=at, limit=3)).hits for at in range(0, len(whole) + 3, 3)]
        assert tuple(hit for page in paged for hit in page) == whole


def changed(engine: Engine, data: st.DataObject) -> list[IndexedPassage]:
    """Put and remove at random, in several batches; gives what must be there afterwards."""
    kept: list[IndexedPassage] = []
    key = 0
    for _ in range(data.draw(st.integers(1, 6))):
        with engine.batch() as batch:
            for _ in range(data.draw(st.integers(1, 3))):
                if data.draw(st.booleans()) and kept:
                    gone = data.draw(st.sets(st.integers(1, 4), max_size=2))
                    batch.remove(gone)
                    kept = [p for p in kept if p.group not in gone]
                new = []
                for _ in range(data.draw(st.integers(1, 7))):
                    key += 1
                    new.append(data.draw(material.passages(key)))
                batch.put(new)
                kept += new
    return kept
