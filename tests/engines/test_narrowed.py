"""An engine that is narrowed answers as one that never held the rest: whatever is asked, and however."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from engines.opened import PUBLIC, passage, put

from corpus_search.engines.base import Engine, Fuzzy, Or, Pattern, Phrase, Query, Word
from corpus_search.engines.narrowed import Narrowed
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.model import Access

OPEN = (
    passage(1, "kartu latih bagi pencari kerja", kind="regulation", year=2020),
    passage(2, "kartu latih dan kartu kerja", kind="document", year=2021, speaker="Sari"),
    passage(3, "pelatihan kerja di balai desa", kind="document", year=2021),
)
CLOSED = (
    passage(4, "kartu kartu kartu zorbakartu", access=Access.RESTRICTED, kind="transcript", speaker="Zorba"),
    passage(5, "knrtu latlh zorbalatih", access=Access.WITHHELD, kind="field_note", year=2019),
)
CLAUSES = (
    None,
    Word("kartu"),
    Or((Word("kartu"), Word("zorbakartu"))),
    Phrase(("kartu", "latih")),
    Pattern("zorba*"),
    Pattern("ka*"),
    Fuzzy("zorbakarta", distance=2),
    Fuzzy("kerja"),
)
ASKED: dict[str, Callable[[Engine], object]] = {
    "search": lambda engine: [
        engine.search(Query(clause, facets=("kind", "year", "speaker"), limit=10)) for clause in CLAUSES
    ],
    "near_words": lambda engine: [engine.near_words(word) for word in ("kartv", "zorbakarta")],
    "misread_words": lambda engine: [engine.misread_words(word) for word in ("kartu", "latih")],
    "completions": lambda engine: [engine.completions(prefix) for prefix in ("", "ka", "zorba")],
    "count": lambda engine: engine.count(),
}
NOT_ANSWERS = {"keeps_records", "batch", "publish", "groups", "close"}
"""What only the indexer asks for."""


@pytest.fixture
def engines(tmp_path: Path) -> tuple[Engine, Engine]:
    """One that is narrowed to what is public, and one that holds nothing else."""
    whole = WhooshEngine.open(tmp_path / "whole", create=True)
    put(whole, *OPEN[:2], *CLOSED, *OPEN[2:])
    alone = WhooshEngine.open(tmp_path / "alone", create=True)
    put(alone, *OPEN)
    return Narrowed(whole, PUBLIC), alone


@pytest.mark.parametrize("name", ASKED)
def test_it_answers_as_if_the_rest_had_never_been_there(engines: tuple[Engine, Engine], name: str) -> None:
    narrowed, alone = engines
    assert ASKED[name](narrowed) == ASKED[name](alone)


def test_it_gives_no_more_when_it_is_asked_for_more(engines: tuple[Engine, Engine]) -> None:
    everything = frozenset(Access)
    assert engines[0].count(access=everything) == 3
    assert engines[0].search(Query(Word("zorbakartu"), access=everything)).total == 0
    assert engines[0].search(Query(None, access=frozenset({Access.WITHHELD}))).total == 0
    assert engines[0].completions("zorba", access=everything) == []


def test_every_question_is_asked_here() -> None:
    told = {name for name in vars(Engine) if not name.startswith("_")}
    assert told == set(ASKED) | NOT_ANSWERS
