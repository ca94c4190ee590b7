"""Workers: what they read, what they bear, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest
from support.pdf import Pdf, one_page, text

from corpus_search.errors import ReadingError
from corpus_search.model import State
from corpus_search.reading import Limits, Workers, WorkersStoppedError, read_file
from corpus_search.reading.wire import HEADER_BYTES
from corpus_search.reading.worker_pool import TASKS
from corpus_search.reading.worker_process import TaskError

MIB = 1 << 20
SENTENCE = "Setiap orang berhak atas pekerjaan dan penghidupan yang layak."


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1) as started:
        yield started


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def endless(path: Path) -> Path:
    """A page that takes any reader far longer than a second."""
    path.write_bytes(one_page(b"q 1 0 0 1 0 0 cm Q\n" * 900_000))
    return path


def test_a_worker_reads_what_this_process_would(workers: Workers, tmp_path: Path) -> None:
    pdf = tmp_path / "peraturan é.pdf"
    pdf.write_bytes(one_page(text(72, 700, SENTENCE)))
    note = tmp_path / "catatan.txt"
    note.write_text(SENTENCE, encoding="utf-8")
    for path in (pdf, note):
        assert workers.read(path) == read_file(path)
        assert workers.read(path).state is State.READ


def test_paths_relative_to_the_folder_of_this_process(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catatan.txt").write_text(SENTENCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert workers.read(Path("catatan.txt")).state is State.READ


def test_files_that_are_none(workers: Workers, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.pdf"
    empty.write_bytes(b"")
    for path, state in ((tmp_path / "hilang.pdf", State.UNREADABLE), (tmp_path, State.UNSUPPORTED)):
        extraction = workers.read(path)
        assert extraction.state is state
        assert extraction.reason
    assert workers.read(empty).state is State.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_block(workers: Workers, tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.pdf"
    os.mkfifo(pipe)
    extraction = workers.read(pipe)
    assert extraction.state is State.UNSUPPORTED
    assert "pipe" in extraction.reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_file_that_may_not_be_read(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "rahasia.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    extraction = workers.read(path)
    assert extraction.state is State.UNREADABLE
    assert "may be read" in extraction.reason


def test_a_file_that_takes_too_long(tmp_path: Path) -> None:
    good = tmp_path / "baik.txt"
    good.write_text(SENTENCE, encoding="utf-8")
    with Workers(1, Limits(seconds=0.5)) as hurried:
        extraction = hurried.read(endless(tmp_path / "lama.pdf"))
        assert extraction.state is State.TOO_LARGE
        assert extraction.format == "pdf"
        assert "takes more than" in extraction.reason
        assert hurried.read(good).state is State.READ


def test_a_file_that_takes_too_much_memory(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(600 * MIB), 9)
    pdf = Pdf()
    number = pdf.page(b"")
    stream = pdf.stream(bomb, b"/Filter /FlateDecode")
    pdf.objects[number] = pdf.objects[number].replace(b"/Contents", b"/Contents %d 0 R /Was" % stream)
    path = tmp_path / "bom.pdf"
    path.write_bytes(pdf.data())
    with Workers(1, Limits(memory=300 * MIB)) as narrow:
        extraction = narrow.read(path)
    assert extraction.state is State.TOO_LARGE
    assert "300 MiB of memory" in extraction.reason


def test_a_file_that_holds_too_much(tmp_path: Path) -> None:
    path = tmp_path / "panjang.txt"
    path.write_text("kata " * 50_000, encoding="utf-8")
    with Workers(1, Limits(output=100_000)) as narrow:
        extraction = narrow.read(path)
    assert extraction.state is State.TOO_LARGE
    assert "more text" in extraction.reason
    with Workers(1, Limits(input=1 * MIB // 8)) as narrower:
        assert narrower.read(path).state is State.TOO_LARGE


def test_a_worker_that_dies_is_replaced(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert workers.read(path).state is State.READ
    for pid in children():
        psutil.Process(pid).kill()
    # the dead worker is found out, and the file is read by the next one
    assert workers.read(path).state is State.READ


def test_a_worker_that_fails_unforeseen_is_replaced(workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    workers.read(path)
    before = children()
    with pytest.raises(TaskError, match="report the error"):
        workers.ask("read", {"no such argument": 1})
    assert workers.read(path).state is State.READ
    assert before - children()


def test_workers_are_renewed(tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    before = children()
    with Workers(1, Limits(tasks=2)) as renewed:
        seen = []
        for _ in range(4):
            renewed.read(path)
            seen.append(children() - before)
    assert seen[0]
    assert seen[1] == seen[3] == set()
    assert seen[2] != seen[0]


def test_several_threads_and_few_workers(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{SENTENCE} {number}", encoding="utf-8")
        paths.append(path)
    before = children()
    with Workers(2) as two, ThreadPoolExecutor(6) as threads:
        found = list(threads.map(two.read, paths))
        assert len(children() - before) == 2
    assert [extraction.pages[0].lines[0].text for extraction in found] == [
        f"{SENTENCE} {number}" for number in range(12)
    ]
    assert children() == before


def test_workers_that_are_started_ahead(tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    before = children()
    with Workers(2) as ahead:
        ahead.start()
        deadline = time.monotonic() + 60
        while len(started := children() - before) < 2:
            assert time.monotonic() < deadline, "they do not start"
        with ThreadPoolExecutor(2) as threads:
            assert [found.state for found in threads.map(ahead.read, [path] * 6)] == [State.READ] * 6
        assert children() - before == started
    assert children() == before


def test_who_asks_is_told_that_workers_cannot_be_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-program"))
    with Workers(2) as ahead:
        ahead.start()
        for _ in range(3):
            with pytest.raises(ReadingError, match="cannot be started"):
                ahead.read(path)
        monkeypatch.undo()
        assert ahead.read(path).state is State.READ


def test_stopping_ends_what_is_being_read(tmp_path: Path) -> None:
    path = endless(tmp_path / "lama.pdf")
    before = children()
    started, ended = Event(), Event()
    stopping = Workers(1)

    def read() -> None:
        started.set()
        with pytest.raises(WorkersStoppedError):
            stopping.read(path)
        ended.set()

    thread = Thread(target=read)
    thread.start()
    started.wait()
    while not children() - before:
        pass
    stopping.stop()
    thread.join(30)
    assert ended.is_set()
    assert children() == before
    with pytest.raises(WorkersStoppedError):
        stopping.read(path)


def start_worker() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "corpus_search.reading.worker", json.dumps(asdict(Limits())), TASKS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.read(HEADER_BYTES) == bytes(HEADER_BYTES)
    return process


@pytest.mark.parametrize("busy", [False, True])
def test_a_worker_ends_with_the_program_that_started_it(tmp_path: Path, busy: bool) -> None:
    process = start_worker()
    assert process.stdin is not None
    assert process.stdout is not None
    if busy:
        request = {"task": "read", "arguments": {"path": str(endless(tmp_path / "lama.pdf"))}, "data": None}
        process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.close()
    assert process.wait(30) == 0
    process.stdout.close()


def test_workers_do_not_hold_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "rahasia")
    path = tmp_path / "catatan.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    before = children()
    with Workers(1) as started:
        started.read(path)
        (pid,) = children() - before
        assert "SECRET_TOKEN" not in psutil.Process(pid).environ()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_workers_that_cannot_be_started_are_no_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text("#!/bin/sh\necho no module of that name >&2\nexit 3\n", encoding="utf-8")
    stand_in.chmod(0o755)
    for executable, cause in ((stand_in, "no module of that name"), (tmp_path / "none", "No such file")):
        monkeypatch.setattr(sys, "executable", str(executable))
        with Workers(1) as broken, pytest.raises(ReadingError, match=cause):
            broken.read(tmp_path / "catatan.txt")


def test_nothing_in_the_current_folder_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make_file: Callable[[str, str], Path]
) -> None:
    make_file("json.py", "raise SystemExit('run from the corpus')")
    path = make_file("catatan.txt", SENTENCE)
    monkeypatch.chdir(tmp_path)
    with Workers(1) as started:
        assert started.read(path).state is State.READ
