"""Changes, and who sees them when."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from engines.opened import Opened, found, passage, put

from corpus_search.engines.base import (
    Engine,
    Query,
    Suggestion,
    Word,
)
from corpus_search.errors import IndexBusyError, IndexMissingError


class BatchContract(Opened):
    """Batches and states."""

    # Batches

    def test_opening_what_is_not_there(self, folder: Path) -> None:
        with pytest.raises(IndexMissingError):
            type(self).open(folder)

    def test_index_is_still_there_when_opened_again(self, engine: Engine, folder: Path) -> None:
        put(engine, passage(1, "kerja", group=7))
        engine.close()
        again = type(self).open(folder)
        assert found(again, Word("kerja")) == {1}
        assert again.groups() == {7}
        assert again.count() == 1
        again.close()

    def test_purging_changes_no_answer(self, engine: Engine) -> None:
        put(engine, passage(1, "rahasia", group=1), passage(2, "kerja", group=2))
        with engine.batch() as batch:
            batch.remove([1])
            batch.purge()
        assert not found(engine, Word("rahasia"))
        assert found(engine, Word("kerja")) == {2}
        assert not engine.completions("raha")
        with engine.batch() as batch:
            batch.purge()
        assert engine.count() == 1

    def test_remove_takes_whole_groups(self, engine: Engine) -> None:
        put(engine, passage(1, "a", group=1), passage(2, "a", group=1), passage(3, "a", group=2))
        with engine.batch() as batch:
            batch.remove([1, 99])
        assert found(engine, Word("a")) == {3}
        assert engine.groups() == {2}
        assert engine.count() == 1
        assert engine.near_words("b") == [Suggestion("a", 1)]

    def test_remove_and_put_within_a_batch_come_in_their_order(self, engine: Engine) -> None:
        put(engine, passage(1, "lama", group=1))
        with engine.batch() as batch:
            batch.put([passage(2, "sementara", group=1)])
            batch.remove([1])
            batch.put([passage(3, "baru", group=1)])
        assert found(engine, None) == {3}
        assert engine.completions("") == [Suggestion("baru", 1)]

    def test_several_removals_in_a_batch(self, engine: Engine) -> None:
        with engine.batch() as batch:
            batch.put([passage(1, "a", group=1), passage(2, "a", group=2), passage(3, "a", group=3)])
            batch.remove([1])
            batch.remove([2])
            batch.put([passage(4, "a", group=1)])
            batch.remove([2])
        assert found(engine, None) == {3, 4}

    def test_batch_is_not_visible_before_its_end(self, engine: Engine) -> None:
        with engine.batch() as batch:
            batch.put([passage(1, "a")])
            assert found(engine, None) == set()
        assert found(engine, None) == {1}

    def test_batch_that_raises_is_dropped(self, engine: Engine) -> None:
        put(engine, passage(1, "a"))
        with pytest.raises(KeyError), engine.batch() as batch:  # noqa: PT012  (what is dropped comes before)
            batch.put([passage(2, "a")])
            batch.remove([1])
            raise KeyError
        assert found(engine, None) == {1}
        put(engine, passage(3, "a"))
        assert found(engine, None) == {1, 3}

    def test_only_one_batch_at_a_time(self, engine: Engine, folder: Path) -> None:
        other = type(self).open(folder)
        with engine.batch(), pytest.raises(IndexBusyError), other.batch():
            pass
        put(other, passage(1, "a"))
        assert found(engine, None) == {1}
        other.close()

    def test_commits_of_another_engine_are_seen(self, engine: Engine, folder: Path) -> None:
        other = type(self).open(folder)
        for key in range(1, 20):
            put(other, passage(key, "a"))
            assert engine.count() == key
        other.close()

    def test_searches_go_on_while_others_commit(self, engine: Engine) -> None:
        """Each state holds passages of one number of words only; no search may see two."""
        put(engine, *(passage(key, "kata w0", group=0) for key in range(5)))
        wrong: list[object] = []
        done = threading.Event()

        def read() -> None:
            try:
                while not done.is_set():
                    results = engine.search(Query(Word("kata"), facets=("document",)))
                    if results.total != 5 or len(results.facets["document"]) != 1:
                        wrong.append(results)
            except Exception as error:  # noqa: BLE001  (told by the assertion below)
                wrong.append(error)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for state in range(1, 25):
            with engine.batch() as batch:
                batch.remove([state - 1])
                batch.put(
                    passage(state * 10 + n, f"kata w{state}", group=state, document=f"d{state}")
                    for n in range(5)
                )
        done.set()
        for reader in readers:
            reader.join()
        assert wrong == []
