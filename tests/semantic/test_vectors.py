"""Vectors beside an index: made for what is new, forgotten for what is gone, whole at every moment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.command import write_corpus
from support.concepts import Concepts

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexVersionError
from corpus_search.indexing import index_corpus
from corpus_search.semantic import Made, Nearness, drop_gone, make_vectors
from corpus_search.semantic.vectors import Vectors, only_maker, read_vectors


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "evidence", jobs=1
    )
    write_corpus(settings.corpus)
    index_corpus(settings)
    return settings


def make(settings: Settings, encoder: Concepts, *, rebuild: bool = False) -> Made:
    return make_vectors(settings.index, rebuild=rebuild, opener=lambda _: encoder)


def keys(settings: Settings) -> set[int]:
    with closing(Catalog(settings.index)) as catalog:
        return {key for of_document in catalog.all_keys() for key in of_document}


def vectors(settings: Settings) -> Vectors:
    known = read_vectors(settings.index)
    assert known is not None
    return known


def nearness(settings: Settings, encoder: Concepts) -> Nearness:
    with closing(Catalog(settings.index)) as catalog:
        identity = catalog.identity
    return Nearness(settings.index, lambda: identity, lambda _: encoder)


def rewrite(settings: Settings, old: str, new: str) -> None:
    file = settings.corpus / "transkrip" / "informan-1.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    index_corpus(settings)


def test_every_passage_has_a_vector_and_none_is_made_twice(settings: Settings) -> None:
    encoder = Concepts()
    first = make(settings, encoder)
    assert first.passages == first.made == len(encoder.encoded) == len(keys(settings)) > 5
    assert set(vectors(settings).keys.tolist()) == keys(settings)
    again = make(settings, encoder)
    assert (again.passages, again.made) == (first.passages, 0)


def test_what_is_encoded_begins_with_the_title(settings: Settings) -> None:
    encoder = Concepts()
    make(settings, encoder)
    answer = next(text for text in encoder.encoded if "Insentif cair" in text)
    assert answer.startswith("Wawancara dengan Sari\nInsentif cair")


def test_a_changed_document_costs_only_its_changed_passages(settings: Settings) -> None:
    make(settings, Concepts())
    before = vectors(settings)
    kept = before.values[before.keys.argsort()].copy()
    rewrite(settings, "Insentif cair setelah tiga bulan", "Insentif cair setelah empat bulan")
    encoder = Concepts()
    made = make(settings, encoder)
    assert [text for text in encoder.encoded if "empat bulan" not in text] == []
    assert made.made == len(encoder.encoded) == 1
    after = vectors(settings)
    assert set(after.keys.tolist()) == keys(settings)
    assert sum(any(np.array_equal(row, other) for other in kept) for row in after.values) == len(kept) - 1


def test_vectors_of_a_removed_document_go(settings: Settings) -> None:
    make(settings, Concepts())
    whole = len(vectors(settings).keys)
    (settings.corpus / "transkrip" / "informan-1.txt").unlink()
    index_corpus(settings)
    drop_gone(settings.index)
    assert set(vectors(settings).keys.tolist()) == keys(settings)
    assert 0 < len(keys(settings)) < whole


@pytest.mark.parametrize("change", [Concepts("concepts 2"), None], ids=["another version", "rebuild"])
def test_vectors_that_cannot_be_compared_are_made_anew(settings: Settings, change: Concepts | None) -> None:
    make(settings, Concepts())
    encoder = change or Concepts()
    made = make(settings, encoder, rebuild=change is None)
    assert made.made == made.passages == len(keys(settings))
    assert vectors(settings).version == encoder.version


class Interrupted(Concepts):
    """Stops after a few passages, as Ctrl-C does."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.encoded:
            raise KeyboardInterrupt
        return super().passages(texts)


def test_what_was_made_before_an_interruption_is_kept(settings: Settings) -> None:
    long = "\n\n".join(f"Peneliti: Pertanyaan ke-{n}?\nInforman 1: Jawaban ke-{n}." for n in range(40))
    (settings.corpus / "transkrip" / "panjang.txt").write_text(long, encoding="utf-8")
    index_corpus(settings)
    stopped = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        make(settings, stopped)
    done = len(stopped.encoded)
    assert 0 < done == len(vectors(settings).keys) < len(keys(settings))
    assert make(settings, Concepts()).made == len(keys(settings)) - done


def test_nothing_is_made_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        make_vectors(tmp_path / "index", opener=lambda _: Concepts())
    drop_gone(tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_one_maker_at_a_time(settings: Settings) -> None:
    with only_maker(settings.index), pytest.raises(IndexBusyError, match="Wait until it is done"):
        make(settings, Concepts())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_only_the_owner_can_read_vectors(settings: Settings) -> None:
    os.umask(0o022)
    make(settings, Concepts())
    (file,) = (settings.index / "vectors").glob("*.vectors")
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"sinyal" not in file.read_bytes()


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data, lambda _: b""])
def test_damaged_vectors_are_named_with_the_remedy(
    settings: Settings, damage: Callable[[bytes], bytes]
) -> None:
    make(settings, Concepts())
    (file,) = (settings.index / "vectors").glob("*.vectors")
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(IndexDamagedError, match="corpus-search vectors --rebuild"):
        make(settings, Concepts())
    assert make(settings, Concepts(), rebuild=True).passages == len(keys(settings))


def test_vectors_of_a_catalog_that_was_made_anew_count_no_more(settings: Settings) -> None:
    encoder = Concepts()
    make(settings, encoder)
    for file in settings.index.glob("catalog*"):
        file.unlink()
    index_corpus(settings, rebuild=True)
    assert not nearness(settings, encoder).exists
    drop_gone(settings.index)
    assert read_vectors(settings.index) is None


def test_nearest_are_those_of_the_same_concepts(settings: Settings) -> None:
    encoder = Concepts()
    make(settings, encoder)
    order = [key for keys in nearness(settings, encoder).nearest("phone signal") for key in keys]
    assert set(order) == keys(settings)
    with closing(Catalog(settings.index)) as catalog:
        assert "sinyalnya sering hilang" in catalog.passages(order[:1])[order[0]].text


def test_a_reader_sees_what_was_made_meanwhile(settings: Settings) -> None:
    encoder = Concepts()
    near = nearness(settings, encoder)
    assert not near.exists
    with pytest.raises(IndexMissingError, match="corpus-search vectors"):
        list(near.nearest("phone"))
    make(settings, encoder)
    assert near.exists
    rewrite(settings, "Insentif cair", "Uang cair")
    make(settings, encoder)
    assert {key for some in near.nearest("phone") for key in some} == keys(settings)


def test_vectors_of_another_version_of_the_model_are_told(settings: Settings) -> None:
    make(settings, Concepts())
    with pytest.raises(IndexVersionError, match="corpus-search vectors"):
        list(nearness(settings, Concepts("concepts 2")).nearest("phone"))


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_eight_bits_keep_likeness(seed: int, dimensions: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.standard_normal((20, dimensions)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    kept = Vectors.of(np.arange(20), np.zeros((20, 16), np.uint8), rows, model="", version="", catalog="")
    asked = rows[0]
    assert np.abs(kept.likeness(asked) - rows @ asked).max() < 0.03
    assert replace(kept).taken(np.array([3])).likeness(rows[3])[0] == pytest.approx(1, abs=0.03)
