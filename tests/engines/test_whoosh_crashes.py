"""Killed at any moment, an index holds the old state or the new one, and goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from engines.opened import found, passage, put

from corpus_search.engines.base import Word
from corpus_search.engines.whoosh import WhooshEngine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")

COUNT = 30
RANDOM_KILLS = 5

BATCH = """
import os, signal, sys
from pathlib import Path
from engines.opened import passage
from corpus_search.engines.whoosh import WhooshEngine

folder, steps = Path(sys.argv[1]), int(sys.argv[2])
sync = os.fsync

def step(event="", args=()):
    global steps
    if event in ("", "os.rename", "os.remove") or (event == "open" and args[1] and "w" in str(args[1])):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def counted_sync(file):
    step()
    sync(file)

engine = WhooshEngine.open(folder, words_per_segment=50)
os.fsync = counted_sync
sys.addaudithook(step)
with engine.batch() as batch:
    batch.remove([0])
    batch.put(passage(1000 + n, "baru dan lain", group=1) for n in range(30))
"""
"""Replaces the old passages by new ones; killed before the so-manieth step that touches the disk."""

ENDLESS = """
import sys
from pathlib import Path
from engines.opened import passage
from corpus_search.engines.whoosh import WhooshEngine

engine = WhooshEngine.open(Path(sys.argv[1]), words_per_segment=50)
for state in range(1, 1_000_000):
    with engine.batch() as batch:
        batch.remove([state - 1])
        batch.put(passage(state * 100 + n, f"kata w{state}", group=state) for n in range(30))
    print(state, flush=True)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    paths = os.pathsep.join([tests, os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )


def check(folder: Path) -> str:
    """Open, search and write what a kill left behind; gives the state that it was in."""
    engine = WhooshEngine.open(folder)
    old, new = found(engine, Word("lama")), found(engine, Word("baru"))
    assert (len(old), len(new)) in [(COUNT, 0), (0, COUNT)]
    assert engine.count() == COUNT
    put(engine, passage(5000, "sesudah", group=9))
    assert found(engine, Word("sesudah")) == {5000}
    files = {path.suffix: len(list(folder.glob(f"*{path.suffix}"))) for path in folder.iterdir()}
    assert files[".post"] == files[".docs"]
    assert files[".toc"] == 1
    engine.close()
    return "old" if old else "new"


def test_killed_before_each_step_of_a_commit(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    engine = WhooshEngine.open(fresh, create=True)
    put(engine, *(passage(key, "lama", group=0) for key in range(COUNT)))
    engine.close()
    states = []
    for step in range(1, 100):
        folder = tmp_path / f"step{step}"
        shutil.copytree(fresh, folder)
        with start(BATCH, folder, step) as process:
            status = process.wait(timeout=60)
        states.append(check(folder))
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert len(states) > 8
    assert states == sorted(states, reverse=True)  # the old state until the new one is there
    assert set(states) == {"old", "new"}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Each state has a word of its own, and the whole of one must be there."""
    rng = random.Random()  # noqa: S311  (moments, no secret)
    folder = tmp_path / "engine"
    WhooshEngine.open(folder, create=True).close()
    for _ in range(RANDOM_KILLS):
        with start(ENDLESS, folder) as process:
            assert process.stdout is not None
            for _ in range(rng.randrange(1, 12)):
                last = int(process.stdout.readline())
            for _ in range(rng.randrange(20_000)):  # some moment within the next commit
                pass
            process.kill()
        engine = WhooshEngine.open(folder)
        groups = engine.groups()
        assert len(groups) == 1
        assert min(groups) >= last
        assert engine.count() == COUNT
        assert len(found(engine, Word(f"w{min(groups)}"))) == COUNT
        with engine.batch() as batch:
            batch.remove(groups)
        engine.close()


def test_everything_is_on_disk_before_the_new_state_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut must find: each new file synced, the folder synced, then the rename, then it again."""
    folder = tmp_path / "engine"
    engine = WhooshEngine.open(folder, create=True)
    events: list[tuple[str, str]] = []
    names = {}
    opened, sync, rename = os.open, os.fsync, os.rename

    def open_and_tell(path: str | Path, *arguments: int) -> int:
        file = opened(path, *arguments)
        names[file] = Path(path).name
        return file

    def sync_and_tell(file: int) -> None:
        events.append(("sync", names[file]))
        sync(file)

    def rename_and_tell(source: str, target: str) -> None:
        events.append(("rename", Path(target).name))
        rename(source, target)

    monkeypatch.setattr(os, "open", open_and_tell)
    monkeypatch.setattr(os, "fsync", sync_and_tell)
    monkeypatch.setattr(os, "rename", rename_and_tell)
    put(engine, passage(1, "kartu"))
    monkeypatch.undo()
    engine.close()

    at = events.index(("rename", "_MAIN_1.toc"))
    assert events[at - 1] == events[at + 1] == ("sync", "engine")
    synced = {Path(name).suffix for kind, name in events[: at - 1] if kind == "sync"}
    assert {".post", ".docs"} <= synced
    assert any(name.startswith("_MAIN_1.toc.") for kind, name in events[: at - 1])
