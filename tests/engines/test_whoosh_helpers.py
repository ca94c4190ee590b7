"""Large batches are written by several processes: what they write, and what becomes of their failures."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines.opened import found, keys, passage, put

from corpus_search.engines.base import And, IndexedPassage, Query, Word
from corpus_search.engines.whoosh import WhooshEngine, writer
from corpus_search.errors import CorpusSearchError


@pytest.fixture(autouse=True)
def every_batch_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_WORDS_FOR_ONE", 1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    engine = opened(tmp_path / "helped", processes=2)
    yield engine
    engine.close()


def opened(folder: Path, *, processes: int) -> WhooshEngine:
    return WhooshEngine.open(folder, create=True, words_per_segment=300, processes=processes)


def passages(first: int, last: int) -> list[IndexedPassage]:
    return [
        passage(
            number, f"kata w{number % 7} k{number % 11} umum", group=number % 5, title=f"judul {number % 3}"
        )
        for number in range(first, last)
    ]


def test_helpers_write_what_one_process_writes(engine: WhooshEngine, tmp_path: Path) -> None:
    alone = opened(tmp_path / "alone", processes=1)
    for each in (engine, alone):
        with each.batch() as batch:
            batch.put(passages(0, 400))
            batch.remove([1])
            batch.put(passages(400, 800))
        with each.batch() as batch:
            batch.remove([2])
            batch.put(passages(800, 1000))
    assert engine.count() == alone.count()
    assert engine.groups() == alone.groups()
    for clause in (Word("w3"), And((Word("kata"), Word("k4"))), Word("judul", "title")):
        query = Query(clause, limit=500, facets=("kind",))
        assert keys(engine.search(query)) == keys(alone.search(query))
        assert engine.search(query).facets == alone.search(query).facets
    alone.close()


def test_helpers_end_with_their_batch(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    started = remembered(monkeypatch)
    with engine.batch() as batch:
        batch.put(passages(0, 100))
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


def test_failure_in_a_helper_drops_the_batch(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        batch.put(passages(0, 10))
    wrong = [*passages(10, 20), passage(99, "kata", date="kemarin")]
    with pytest.raises(ValueError, match="kemarin"):
        put(engine, *wrong)
    assert found(engine, Word("kata")) == set(range(10))


def test_end_of_a_helper_is_told_and_drops_the_batch(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = remembered(monkeypatch)

    def interrupted() -> Iterator[IndexedPassage]:
        yield from passages(0, 50)
        started[0].kill()
        started[0].wait()
        yield from passages(50, 100)

    with pytest.raises(CorpusSearchError, match="came to an end"):
        put_all(engine, interrupted())
    assert engine.count() == 0


def put_all(engine: WhooshEngine, passages: Iterator[IndexedPassage]) -> None:
    with engine.batch() as batch:
        batch.put(passages)


def remembered(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def start_and_tell(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **options))  # type: ignore[call-overload]  # passed on as they came
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start_and_tell)
    return started
