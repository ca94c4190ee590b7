"""What the engine refuses, keeps and cleans in its folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from engines.opened import found, passage, put
from whoosh.index import TOC

from corpus_search.engines.base import Query, Word
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.engines.whoosh.schema import whoosh_schema
from corpus_search.engines.whoosh.storage import DurableStorage
from corpus_search.errors import IndexDamagedError, IndexUnusableError, IndexVersionError
from corpus_search.model import Access

REMEDY = "`corpus-search index`"
posix = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of one passage, closed."""
    folder = tmp_path / "engine"
    engine = WhooshEngine.open(folder, create=True)
    put(engine, passage(1, "kartu prakerja"))
    engine.close()
    return folder


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


# Damage


@pytest.mark.parametrize("pattern", ["*.post", "*.docs", "*.toc", "version.json"])
@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"",
        lambda whole: whole[:1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"PK\x03\x04 something else entirely, of some length" * 20,
    ],
    ids=["empty", "a byte", "half", "one byte short", "foreign"],
)
def test_file_that_is_not_whole_is_named(folder: Path, pattern: str, harm: Callable[[bytes], bytes]) -> None:
    path = only(folder, pattern)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(IndexDamagedError) as caught:
        WhooshEngine.open(folder)
    assert path.name in str(caught.value)
    assert REMEDY in str(caught.value)


@pytest.mark.parametrize("pattern", ["*.post", "*.docs", "version.json"])
def test_file_that_is_missing_is_named(folder: Path, pattern: str) -> None:
    path = only(folder, pattern)
    path.unlink()
    with pytest.raises(IndexDamagedError, match=re.escape(path.name)):
        WhooshEngine.open(folder)


def test_changed_directory_of_sections_is_noticed(folder: Path) -> None:
    path = only(folder, "*.post")
    path.write_bytes(path.read_bytes().replace(b'"exact/pos"', b'"exact/poz"'))
    with pytest.raises(IndexDamagedError):
        WhooshEngine.open(folder)


def test_files_of_another_segment_are_noticed(folder: Path, tmp_path: Path) -> None:
    engine = WhooshEngine.open(tmp_path / "other", create=True)
    put(engine, passage(1, "a"), passage(2, "b"))
    engine.close()
    only(folder, "*.docs").write_bytes(only(tmp_path / "other", "*.docs").read_bytes())
    with pytest.raises(IndexDamagedError):
        WhooshEngine.open(folder)


# Versions


@pytest.mark.parametrize("part", ["format", "schema"])
def test_index_of_another_version_is_refused(folder: Path, part: str) -> None:
    path = folder / "version.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), part: 99}))
    with pytest.raises(IndexVersionError, match=REMEDY):
        WhooshEngine.open(folder)


# Strangers


class Harmful:
    """Runs code when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_nothing_but_segments_is_unpickled(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    TOC(whoosh_schema(), [Harmful(mark)], 2).write(DurableStorage(folder), "MAIN")
    with pytest.raises(IndexDamagedError, match=re.escape("_MAIN_2.toc")):
        WhooshEngine.open(folder)
    assert not mark.exists()


@posix
@pytest.mark.parametrize("pattern", ["", "*.post", "*.toc", "version.json"])
@pytest.mark.parametrize("right", [0o020, 0o002])
def test_index_that_others_can_write_is_refused(folder: Path, pattern: str, right: int) -> None:
    path = only(folder, pattern) if pattern else folder
    path.chmod(path.stat().st_mode | right)
    with pytest.raises(IndexUnusableError, match=re.escape(str(path))):
        WhooshEngine.open(folder)


@posix
def test_index_of_somebody_else_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    with pytest.raises(IndexUnusableError):
        WhooshEngine.open(folder)


@posix
def test_folder_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    engine = WhooshEngine.open(link)
    assert engine.count() == 1
    engine.close()


@posix
def test_index_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "engine"
        engine = WhooshEngine.open(folder, create=True)
        put(engine, passage(1, "rahasia", access=Access.RESTRICTED))
        engine.close()
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o077 == 0
    assert WhooshEngine.open(folder).count() == 1


# Files that come and go


def test_what_belongs_to_no_state_is_removed_by_the_next_commit(folder: Path) -> None:
    left = ["MAIN_abc123.post", "MAIN_abc123.docs", "_MAIN_0.toc", "_MAIN_7.toc.1700000000.5"]
    foreign = ["notes.txt", "MAIN_abc123.txt"]
    for name in (*left, *foreign):
        (folder / name).write_bytes(b"x")
    engine = WhooshEngine.open(folder)
    put(engine, passage(2, "kartu"))
    assert found(engine, Word("kartu")) == {1, 2}
    engine.close()
    assert [name for name in left if (folder / name).exists()] == []
    assert [name for name in foreign if not (folder / name).exists()] == []


def test_file_that_cannot_be_removed_yet_is_removed_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, old = WhooshEngine.open(folder), only(folder, "*.post")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", _refuse)  # as Windows does while a file is mapped
        with engine.batch() as batch:
            batch.remove([1])
            batch.put([passage(2, "kartu")])
    assert old.exists()
    put(engine, passage(3, "kartu"))
    assert not old.exists()
    assert found(engine, Word("kartu")) == {2, 3}
    engine.close()


def _refuse(self: Path, missing_ok: bool = False) -> None:
    raise PermissionError


def test_aborted_batch_leaves_no_files(folder: Path) -> None:
    before = sorted(folder.iterdir())
    engine = WhooshEngine.open(folder, words_per_segment=1)
    with pytest.raises(KeyError), engine.batch() as batch:  # noqa: PT012  (what is dropped comes before)
        batch.put([passage(2, "kartu prakerja"), passage(3, "kartu")])
        raise KeyError
    engine.close()
    assert sorted(folder.iterdir()) == before


def test_batch_without_changes_makes_no_state(folder: Path) -> None:
    before = sorted(folder.iterdir())
    engine = WhooshEngine.open(folder)
    with engine.batch() as batch:
        batch.put([])
        batch.remove([99])
    engine.close()
    assert sorted(folder.iterdir()) == before


def test_many_commits_leave_few_segments(tmp_path: Path) -> None:
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    for key in range(1, 41):
        put(engine, passage(key, "kartu"))
    assert len(list((tmp_path / "engine").glob("*.post"))) <= 8
    assert found(engine, Word("kartu")) == set(range(1, 41))
    engine.close()


def test_deleted_passages_leave_the_files(tmp_path: Path) -> None:
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    put(engine, *(passage(key, f"kata{key}") for key in range(100)))
    size = only(tmp_path / "engine", "*.post").stat().st_size
    with engine.batch() as batch:
        batch.remove(range(90))
    assert only(tmp_path / "engine", "*.post").stat().st_size < size / 2
    with engine.batch() as batch:
        batch.remove(range(90, 100))
    assert list((tmp_path / "engine").glob("*.post")) == []
    assert engine.search(Query(None)).total == 0
    engine.close()


def test_closed_engine_says_so(folder: Path) -> None:
    engine = WhooshEngine.open(folder)
    engine.close()
    with pytest.raises(ValueError, match="closed"):
        engine.count()
