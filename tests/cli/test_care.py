"""`doctor`, `documents check` and `index --watch` as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from support.command import Command

from corpus_search.cli.watching import watch
from corpus_search.errors import CorpusError, IndexBusyError


def test_the_doctor_finds_a_sound_corpus(indexed: Command) -> None:
    done = indexed("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "index content" in done.stdout
    told = {check["name"]: check["verdict"] for check in json.loads(indexed("doctor", "--json").stdout)}
    assert told["corpus"] == told["index"] == told["store"] == told["register"] == "good"


def test_the_doctor_names_what_is_missing(empty: Command) -> None:
    done = empty("doctor")
    assert done.returncode == 1
    assert "BAD" in done.stdout
    assert "There is no folder corpus" in done.stdout


def test_the_doctor_looks_at_the_folder_that_was_indexed(empty: Command, tmp_path: Path) -> None:
    (tmp_path / "naskah").mkdir()
    (tmp_path / "naskah" / "catatan.txt").write_text("Insentif cair.\n", encoding="utf-8")
    assert empty("index", "naskah").returncode == 0
    told = {check["name"]: check for check in json.loads(empty("doctor", "--json").stdout)}
    assert told["corpus"]["verdict"] == "good"
    assert told["corpus"]["told"] == str(tmp_path / "naskah")


def test_documents_check_lists_what_wants_a_look(indexed: Command) -> None:
    rows = json.loads(indexed("documents", "check", "--json").stdout)
    assert all(row["what"] in ("duplicate", "not read whole", "little known") for row in rows)
    table = list(
        csv.DictReader(io.StringIO(indexed("documents", "check", "--csv").stdout.removeprefix("\ufeff")))
    )
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_a_watch_runs_at_each_change_and_outlives_errors(capsys: pytest.CaptureFixture[str]) -> None:
    runs: list[int] = []

    def run() -> None:
        runs.append(len(runs))
        if len(runs) == 1:
            raise IndexBusyError("busy")
        if len(runs) == 2:
            raise CorpusError("The corpus {corpus} is gone.", corpus="x")

    watch(Path("x"), run, changes=[1, 2, 3])
    assert len(runs) == 3
    told = capsys.readouterr().err
    assert "Another process is indexing" in told
    assert "The corpus x is gone." in told
