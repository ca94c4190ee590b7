from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from support.command import Command, runner, start, write_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "corpus")
    return tmp_path


def summary(run: Command, *arguments: str, status: int = 0) -> dict[str, int]:
    done = run("index", "--json", *arguments)
    assert done.returncode == status, done.stdout + done.stderr
    record = json.loads(done.stdout)
    assert isinstance(record, dict)
    return record


def test_a_second_run_touches_only_what_changed(folder: Path) -> None:
    run = runner(folder)
    first = summary(run)
    assert (first["read"], first["changed"], first["unchanged"], first["failed"]) == (2, 0, 0, 0)
    assert first["passages"] > 6

    second = summary(run)
    assert (second["read"], second["changed"], second["unchanged"]) == (0, 0, 2)
    assert second["passages"] == first["passages"]

    file = folder / "corpus" / "transkrip" / "informan-1.txt"
    file.write_text(
        file.read_text() + "Informan 1: Sekarang saya membuka usaha jahit sendiri di rumah bersama adik.\n"
    )
    third = summary(run)
    assert (third["read"], third["changed"], third["unchanged"]) == (0, 1, 1)
    assert third["passages"] == first["passages"] + 1
    assert json.loads(run("search", "usaha jahit", "--json").stdout)["total"] == 1


def test_moved_removed_and_duplicate_files_are_told(folder: Path) -> None:
    run = runner(folder)
    before = summary(run)
    identifier = json.loads(run("search", "sinyal", "--json").stdout)["hits"][0]["document"]["id"]
    old = folder / "corpus" / "transkrip" / "informan-1.txt"
    old.rename(old.with_name("renamed.txt"))
    shutil.copy(
        folder / "corpus" / "peraturan" / "perbup-7-2021.txt", folder / "corpus" / "peraturan" / "copy.txt"
    )
    moved = summary(run)
    assert (moved["moved"], moved["read"], moved["duplicates"], moved["passages"]) == (
        1,
        0,
        1,
        before["passages"],
    )
    hit = json.loads(run("search", "sinyal", "--json").stdout)["hits"][0]
    assert (hit["document"]["id"], hit["document"]["path"]) == (identifier, "transkrip/renamed.txt")

    (folder / "corpus" / "transkrip" / "renamed.txt").unlink()
    removed = summary(run)
    assert removed["removed"] == 1
    assert json.loads(run("search", "sinyal", "--json").stdout)["total"] == 0


def test_a_bad_file_stops_nothing_and_is_told_each_time(folder: Path) -> None:
    run = runner(folder)
    (folder / "corpus" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    (folder / "corpus" / "empty.txt").write_bytes(b"")
    for _ in range(2):
        done = run("index")
        assert done.returncode == 3
        assert "broken.pdf" in done.stdout
        assert "empty.txt" in done.stdout
        assert "Traceback" not in done.stderr
    status = run("status", "--json")
    assert status.returncode == 3
    assert {failure["path"] for failure in json.loads(status.stdout)["failures"]} == {
        "broken.pdf",
        "empty.txt",
    }
    assert all(failure["reason"] for failure in json.loads(status.stdout)["failures"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_tried_again(folder: Path) -> None:
    run = runner(folder)
    file = folder / "corpus" / "transkrip" / "informan-1.txt"
    file.chmod(0)
    assert summary(run, status=3)["failed"] == 1
    file.chmod(0o644)
    assert summary(run)["failed"] == 0


def test_without_a_corpus_the_message_says_what_to_do(empty: Command, tmp_path: Path) -> None:
    done = empty("index")
    assert done.returncode == 1
    assert "corpus-search index FOLDER" in done.stderr
    (tmp_path / "corpus").mkdir()
    done = empty("index")
    assert done.returncode == 0
    assert "no documents" in done.stderr


def test_an_index_belongs_to_one_corpus(folder: Path) -> None:
    run = runner(folder)
    summary(run)
    write_corpus(folder / "other")
    done = run("index", "other")
    assert done.returncode == 1
    assert "--index" in done.stderr
    assert summary(run, "other", "--index", "other-index")["read"] == 2
    assert summary(run, "--index", "other-index")["unchanged"] == 2


def test_a_damaged_index_is_named_with_its_remedy_and_rebuilt_on_demand(folder: Path) -> None:
    run = runner(folder)
    before = summary(run)
    (folder / "index" / "catalog.sqlite3").write_bytes(b"damaged" * 1000)
    for arguments in (("index",), ("search", "pelatihan"), ("status",)):
        done = run(*arguments)
        assert done.returncode == 1
        assert "--rebuild" in done.stderr
    after = summary(run, "--rebuild")
    assert (after["read"], after["passages"]) == (2, before["passages"])


def test_what_the_engine_lost_is_given_to_it_again(folder: Path) -> None:
    run = runner(folder)
    before = summary(run)
    shutil.rmtree(folder / "index" / "engine")
    after = summary(run)
    assert (after["unchanged"], after["passages"]) == (2, before["passages"])
    assert json.loads(run("search", "sinyal", "--json").stdout)["total"] == 1


def test_an_engine_that_cannot_be_read_is_filled_anew_without_reading_files(folder: Path) -> None:
    run = runner(folder)
    before = summary(run)
    engine = folder / "index" / "engine"
    for pattern in ("version.json", "*.post"):
        next(engine.glob(pattern)).write_bytes(b"{}")
        told = run("search", "pelatihan")
        assert told.returncode == 1
        assert "`corpus-search index`" in told.stderr
        after = summary(run)
        assert (after["read"], after["unchanged"], after["passages"]) == (0, 2, before["passages"])
        assert json.loads(run("search", "sinyal", "--json").stdout)["total"] == 1


def test_a_mistake_in_the_register_names_the_row(folder: Path) -> None:
    run = runner(folder)
    (folder / "corpus" / "documents.csv").write_text("path,kind\nperaturan/perbup-7-2021.txt,letter\n")
    done = run("index")
    assert done.returncode == 1
    assert "letter" in done.stderr
    assert "2" in done.stderr


def test_a_register_that_the_corpus_brings_along_counts(folder: Path) -> None:
    run = runner(folder)
    (folder / "corpus" / "documents.csv").write_text(
        "path,title\ntranskrip/informan-1.txt,Percakapan dengan Sari\n"
    )
    summary(run)
    assert (folder / "evidence" / "documents.csv").exists()
    hit = json.loads(run("search", "sinyal", "--json").stdout)["hits"][0]
    assert hit["document"]["title"] == "Percakapan dengan Sari"


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent otherwise there")
def test_ctrl_c_stops_at_once_and_the_next_run_goes_on(folder: Path) -> None:
    for number in range(40):
        text = "\n\n".join(f"Paragraf {p} dari berkas {number} tentang pelatihan kerja." for p in range(40))
        (folder / "corpus" / f"{number}.txt").write_text(text)
    # A test run in a shell's background ignores interrupts, and would hand that on.
    here = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start(folder, "index", "--jobs", "1")
    signal.signal(signal.SIGINT, here)
    while not (folder / "index" / "catalog.sqlite3").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "run the same command again" in talk
    assert "Traceback" not in talk
    assert summary(runner(folder))["failed"] == 0


def test_the_register_goes_out_and_in_with_the_flags_behind_the_command(folder: Path) -> None:
    run = runner(folder)
    summary(run, "corpus", "--index", "other", "--store", "kept")
    flags = ("--index", "other", "--store", "kept")
    assert run("documents", "export", "register.csv", *flags).returncode == 0
    register = folder / "register.csv"
    text = register.read_text(encoding="utf-8-sig")
    register.write_text(text.replace(",transcript,,", ",transkrip,12/04/2021,", 1))
    done = run("documents", "import", "register.csv", *flags)
    assert done.returncode == 0, done.stderr
    assert (folder / "kept" / "documents.csv").exists()
    assert not (folder / "evidence" / "documents.csv").exists()
