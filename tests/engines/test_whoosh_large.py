"""Many passages: lists of very unlike length, as small corpora never have them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines.opened import keys, passage, put
from engines.oracle import answer
from engines.scores import score

from corpus_search.engines.base import (
    Among,
    And,
    Clause,
    Fuzzy,
    IndexedPassage,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    Word,
)
from corpus_search.engines.whoosh import WhooshEngine, merge, merge_terms
from corpus_search.model import Access

COUNT = 1500
ROOTS = ("latih", "kerja", "ajar", "tulis", "train", "work", "teach", "learn", "guna", "tanam")
FORMS = ("{}", "me{}", "{}an", "pe{}an", "di{}", "{}ing", "{}ed", "{}s", "ber{}", "{}kan")
VOCABULARY = [form.format(root) for form in FORMS for root in ROOTS] + [f"kata{n}" for n in range(400)]
WEIGHTS = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]


def passages(rng: random.Random) -> Iterator[IndexedPassage]:
    for key in range(1, COUNT + 1):
        yield IndexedPassage(
            key=key,
            group=key // 10,
            text=" ".join(rng.choices(VOCABULARY, WEIGHTS, k=rng.randrange(5, 30))),
            headings="BAB " + rng.choice(VOCABULARY),
            title=VOCABULARY[key // 10 % 500],
            document=f"d{key // 10}",
            kind=rng.choice(["regulation", "transcript"]),
            access=Access.RESTRICTED if key % 5 == 0 else Access.PUBLIC,
            year=2000 + key % 7,
        )


def clause(rng: random.Random, depth: int = 0) -> Clause:
    word = rng.choices(VOCABULARY, WEIGHTS)[0] if rng.random() < 0.7 else rng.choice(VOCABULARY)
    other = rng.choices(VOCABULARY, WEIGHTS)[0]
    makers: list[Callable[[], Clause]] = [
        lambda: Word(word),
        lambda: Word(word, "text", stemmed=False),
        lambda: Phrase((word, other)),
        lambda: Phrase((word, other, "latih"), slop=4),
        lambda: Pattern(word[:2] + "*"),
        lambda: Pattern("*" + word[-2:]),
        lambda: Fuzzy(word, 2),
        lambda: Among("kind", ("regulation",)),
    ]
    if depth < 2:
        makers += [
            lambda: And((clause(rng, depth + 1), clause(rng, depth + 1))),
            lambda: Or((clause(rng, depth + 1), clause(rng, depth + 1), clause(rng, depth + 1))),
            lambda: And((clause(rng, depth + 1), Not(clause(rng, depth + 1)))),
        ]
    return rng.choice(makers)()


@pytest.mark.parametrize("words_per_segment", [5_000, 1_000_000])
def test_finds_what_plain_python_finds(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, words_per_segment: int
) -> None:
    rng = random.Random(7)  # noqa: S311  (made-up text)
    monkeypatch.setattr(merge, "STEP", 1000)
    monkeypatch.setattr(merge_terms, "STEP", 30)
    folder = tmp_path_factory.mktemp("large") / "engine"
    engine = WhooshEngine.open(folder, create=True, words_per_segment=words_per_segment)
    everything = list(passages(rng))
    with engine.batch() as batch:
        batch.put(everything)
    removed = set(rng.sample(range(COUNT // 10), 30))
    with engine.batch() as batch:
        batch.remove(removed)
    kept = [passage for passage in everything if passage.group not in removed]
    for _ in range(25):
        query = Query(
            clause(rng),
            filters=(Among("year", ("2001", "2003")),) if rng.random() < 0.3 else (),
            access=frozenset(Access) if rng.random() < 0.5 else frozenset({Access.PUBLIC}),
            facets=("kind", "year"),
            limit=COUNT,
        )
        results, expected = engine.search(query), answer(kept, query)
        assert sorted(keys(results)) == sorted(expected.all_words), query
        assert results.facets == expected.facets
        scores = [(-hit.score, hit.key) for hit in results.hits]
        assert scores == sorted(scores)
        seen = [passage for passage in kept if passage.access in query.access]
        for hit in results.hits[:1]:
            promised = score(query.clause, everything[hit.key - 1], seen)
            assert hit.score == pytest.approx(promised, rel=1e-4)
    engine.close()


def test_rare_family_among_many_passages(tmp_path: Path) -> None:
    """A family so rare that its lists are merged by sorting."""
    rare = ["lain", "melatih melatih melatih dilatih", "latih", "dilatih dilatih pelatih"]
    everything = [passage(key, rare[key // 100] if key % 100 == 0 else "lain") for key in range(400)]
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    put(engine, *everything)
    hits = engine.search(Query(Word("pelatihan"))).hits
    assert len(hits) == 3
    for hit in hits:
        assert hit.score == pytest.approx(score(Word("pelatihan"), everything[hit.key], everything), rel=1e-4)
    engine.close()


def test_phrases_beside_a_passage_of_very_many_words(tmp_path: Path) -> None:
    """Places in passages, and frequencies, take so many bits that those of the last passages no longer fit in 32."""
    longest, count = 300_000, 9_000
    everything = [passage(1, "kartu " * (longest - 1) + "prakerja")]
    everything += [passage(key, "kartu prakerja" if key % 2 else "prakerja kartu") for key in range(2, count)]
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    put(engine, *everything)
    odd = set(range(1, count, 2))
    assert set(keys(engine.search(Query(Phrase(("kartu", "prakerja")), limit=count)))) == odd
    assert set(keys(engine.search(Query(Phrase(("kartu", "kartu")), limit=count)))) == {1}
    near = engine.search(Query(Phrase(("prakerja", "kartu"), slop=longest), limit=count))
    assert set(keys(near)) == set(range(1, count))
    engine.close()
