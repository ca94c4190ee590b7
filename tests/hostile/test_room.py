"""No room on the disk, no right to write, two indexers at once, readers while an indexer writes."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from support.crashes import NOTES, settings_below, write_notes

from corpus_search.errors import CorpusSearchError, IndexBusyError, StoreError
from corpus_search.evidence import Theme, Verdict
from corpus_search.indexing import index_corpus, only_writer
from corpus_search.searching.results import SearchRequest
from corpus_search.storing import back_up
from corpus_search.workspace import Workspace

COMMITS = int(os.environ.get("CORPUS_SEARCH_COMMITS", "15"))
ROOM = 6 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root on Linux only")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all room; the file that takes it."""
    file = disk / "filler"
    with file.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            return file


def test_indexing_on_a_full_disk_says_so_and_goes_on_after_room_is_made(
    tmp_path: Path, small_disk: Path
) -> None:
    chosen = replace(settings_below(tmp_path), index=small_disk / "index")
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    filler = fill(small_disk)
    write_notes(chosen.corpus, "baru")
    with pytest.raises(CorpusSearchError, match="room"):
        index_corpus(chosen)
    filler.unlink()
    with Workspace.open(chosen) as workspace:
        assert workspace.finder.search(SearchRequest(text="pelatihan", limit=100)).total == 5 * NOTES
    index_corpus(chosen)
    with Workspace.open(chosen) as workspace:
        found = [workspace.finder.search(SearchRequest(text=f'"baru{n}"')).total for n in range(NOTES)]
    assert found == [5] * NOTES


def test_judging_on_a_full_disk_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    chosen = replace(settings_below(tmp_path), store=small_disk / "store")
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    with Workspace.open(chosen) as workspace:
        document = workspace.documents()[0].id
        workspace.themes.put(Theme("a", "Awal"))

        def judge(memo: str) -> None:
            workspace.evidence.judge("a", document, 0, 20, Verdict.RELEVANT, memo=memo, who="Sari")

        def memos() -> list[str]:
            return [row.memo for one in workspace.evidence.list() for row in one.judgements]

        judge("pertama")
        before, filler = workspace.themes.text(), fill(small_disk)
        kept, refused = ["pertama"], ""
        while not refused:  # until the room that SQLite has in its own files is used up
            try:
                judge(f"{len(kept)} " + "kata " * 500)
                kept.append(memos()[0])
            except StoreError as error:
                refused = str(error)
        assert "no room left" in refused
        assert memos() == kept[-1:]
        with pytest.raises(CorpusSearchError, match="No space left"):
            workspace.themes.put(Theme("b", "Baru", definition="kata " * 5000))
        with pytest.raises(CorpusSearchError, match="cannot be made"):
            back_up(chosen.store)
        assert workspace.themes.text() == before
        assert not list((chosen.store / "backups").glob("*.zip"))
        filler.unlink()
        judge("terakhir")
        workspace.themes.put(Theme("b", "Baru"))
        assert memos() == ["terakhir"]
        assert back_up(chosen.store).file.exists()


def test_a_second_indexer_says_who_holds_the_index(tmp_path: Path) -> None:
    chosen = settings_below(tmp_path)
    write_notes(chosen.corpus, "lama")
    with (
        only_writer(chosen.index),
        pytest.raises(IndexBusyError, match=rf"process \({os.getpid()}, since 20"),
    ):
        index_corpus(chosen)
    assert index_corpus(chosen).read == NOTES


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_an_index_that_cannot_be_written_is_still_read(tmp_path: Path, obedient: list[str]) -> None:
    chosen = settings_below(tmp_path)
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    write_notes(chosen.corpus, "baru")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        folders = ("--index", str(chosen.index), "--store", str(chosen.store))
        return subprocess.run([*obedient, *arguments, *folders], capture_output=True, text=True, check=False)

    entries = [chosen.index, *chosen.index.rglob("*")]
    for entry in entries:
        entry.chmod(0o500 if entry.is_dir() else 0o400)
    indexing, searching = run("index", str(chosen.corpus)), run("search", "pelatihan")
    for entry in entries:
        entry.chmod(0o700)
    assert (indexing.returncode, searching.returncode) == (1, 0), indexing.stderr + searching.stderr
    assert "permissions" in indexing.stderr
    assert "Traceback" not in indexing.stderr + searching.stderr


def test_readers_see_whole_states_while_an_indexer_writes(tmp_path: Path) -> None:
    """Each note changes as a whole with each commit; nothing grows."""
    chosen = settings_below(tmp_path)
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    wrong: list[str] = []
    done = threading.Event()
    asked = [0]
    with Workspace.open(chosen) as workspace:

        def read() -> None:
            while not done.is_set():
                try:
                    asked[0] += 1
                    hits = workspace.finder.search(SearchRequest(text="pelatihan", limit=100)).hits
                    if len(hits) != 5 * NOTES:
                        wrong.append(f"{len(hits)} hits")
                    for name in {hit.document.id for hit in hits}:
                        marks = {hit.text.rpartition(" ")[2] for hit in hits if hit.document.id == name}
                        if len(marks) != 1:
                            wrong.append(f"{name}: {marks}")
                except Exception as error:  # noqa: BLE001  (each one is a finding)
                    wrong.append(repr(error))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        process, files, memory = psutil.Process(), [], []
        for number in range(COMMITS):
            write_notes(chosen.corpus, f"keadaan{number}x")
            index_corpus(chosen)
            files.append(process.num_fds())
            memory.append(process.memory_info().rss)
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert asked[0] > COMMITS
    middle = COMMITS // 2
    assert max(files[middle:]) <= max(files[:middle]) + 10, files
    assert max(memory[middle:]) < max(memory[:middle]) + (64 << 20), memory
