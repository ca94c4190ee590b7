"""Parts of a corpus that are read ahead, by processes of their own, and taken in by the one writer."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from support.command import runner, start, write_corpus

from corpus_search.catalog import Catalog, Contents
from corpus_search.config import Settings
from corpus_search.errors import UsageError
from corpus_search.indexing import Shard, index_corpus, index_shard
from corpus_search.making import Makers
from corpus_search.reading import READING_VERSION
from corpus_search.withdrawing import withdraw


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_corpus(tmp_path / "corpus")
    for number in range(8):
        (tmp_path / "corpus" / f"catatan-{number}.txt").write_text(f"Pelatihan menjahit hari ke-{number}.")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "evidence", jobs=1)


def contents(settings: Settings) -> list[tuple[str, str]]:
    with closing(Catalog(settings.index)) as catalog:
        made: list[Contents | None] = [catalog.contents(one.id) for one in catalog.documents()]
    return [(one.document.id, one.text) for one in made if one is not None]


def test_every_file_belongs_to_one_part() -> None:
    parts = [Shard.of(f"{number}/3") for number in (1, 2, 3)]
    for number in range(50):
        assert [part.holds(f"a/{number}.pdf") for part in parts].count(True) == 1


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "a/b", "1/2/3", "1/100000"])
def test_what_is_no_part_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="1/3"):
        Shard.of(text)


def test_the_writer_takes_in_what_parts_have_read_at_the_same_time(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = settings.corpus.parent
    parts = [start(folder, "index", "--shard", f"{number}/3") for number in (1, 2, 3)]
    told = [part.communicate() for part in parts]
    assert [part.returncode for part in parts] == [0, 0, 0], told
    assert sum(int(out.split(": ")[1].split()[0]) for out, _ in told) == 10

    def refuse(_: Makers, file: Path) -> None:
        raise AssertionError(f"{file} was read again")

    with monkeypatch.context() as patched:
        patched.setattr(Makers, "pack", refuse)
        assert index_corpus(settings).read == 10
        assert [index_shard(settings, Shard(number, 3)) for number in (1, 2, 3)]
    alone = Settings(corpus=settings.corpus, index=tmp_path / "alone", store=settings.store, jobs=1)
    index_corpus(alone)
    assert contents(settings) == contents(alone)


def test_what_no_part_has_read_is_read_by_the_writer(settings: Settings) -> None:
    index_shard(settings, Shard(1, 2))
    (settings.corpus / "catatan-0.txt").write_text("Yang baru.")
    assert index_corpus(settings).read == 10
    assert "Yang baru." in [text for _, text in contents(settings)]


def test_a_part_that_is_at_work_is_waited_for_by_nobody(settings: Settings) -> None:
    index_shard(settings, Shard(1, 1))
    with FileLock(Shard(1, 1).folder(settings.index) / "lock"):
        assert index_corpus(settings).read == 10


def test_what_is_withdrawn_leaves_the_parts(settings: Settings) -> None:
    part = Shard(1, 1)
    index_shard(settings, part)
    index_corpus(settings)
    with closing(Catalog(settings.index)) as catalog:
        document = next(one for one in catalog.documents() if one.path == "transkrip/informan-1.txt")

    def has_read() -> bool:
        with closing(Catalog(part.folder(settings.index))) as kept:
            return kept.extractions.has(document.checksum, READING_VERSION)

    assert has_read()
    withdraw(settings, document.id)
    assert not has_read()
    index_shard(settings, part)
    assert not has_read()


def test_a_part_cannot_be_made_anew(settings: Settings) -> None:
    run = runner(settings.corpus.parent)
    refused = run("index", "--shard", "1/2", "--rebuild")
    assert refused.returncode == 2
    assert "--shard only reads" in refused.stderr
