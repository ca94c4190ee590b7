"""What is done on the command line stands in the journal of a store that several people use, without anybody's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command import Command, runner, write_corpus
from support.people import make_team

from corpus_search.config import Settings

COMMANDS = (
    ("themes template budiani", "codebook", "template budiani"),
    ("documents export register.csv", "exported", "documents export register.csv"),
    ("documents import register.csv", "register", "documents import register.csv"),
    ("themes export codebook.csv", "exported", "themes export codebook.csv"),
    ("themes rename budiani/sosialisasi-program sosialisasi", "codebook", "sosialisasi"),
    ("evidence add sosialisasi transkrip-informan-1/ujaran-2", "judged", "transkrip-informan-1/ujaran-2"),
    ("export csv --output bukti.csv", "exported", "export csv bukti.csv"),
    ("pseudonyms set Sari Melati", "pseudonyms", "pseudonyms set"),
    ("pseudonyms list", "names", "pseudonyms list"),
    ("pseudonyms export names.csv", "names", "pseudonyms export"),
    ("pseudonyms import names.csv", "pseudonyms", "pseudonyms import"),
    ("pseudonyms remove Sari", "pseudonyms", "pseudonyms remove"),
    ("user role Budi --role reader", "accounts", "role Budi reader"),
    ("withdraw transkrip-informan-1 --yes", "withdrew", "transkrip-informan-1"),
)


@pytest.fixture
def run(tmp_path: Path) -> Command:
    write_corpus(tmp_path / "corpus")
    run = runner(tmp_path)
    assert run("index", "corpus").returncode == 0
    return run


def journal(run: Command) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("journal", "--json").stdout)
    return found[::-1]


def test_what_was_done_is_in_the_journal(run: Command, tmp_path: Path) -> None:
    make_team(Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "evidence"))
    for command, _, _ in COMMANDS:
        done = run(*command.split())
        assert done.returncode == 0, done.stderr
    assert run("export", "csv", "--theme", "nix").returncode == 1
    assert run("themes", "template").returncode == 0
    events = journal(run)
    assert [event["what"] for event in events] == [what for _, what, _ in COMMANDS]
    for event, (command, _, about) in zip(events, COMMANDS, strict=True):
        assert about in event["about"], command
        assert event["who"]
        assert "Sari" not in event["about"]


def test_on_a_machine_of_one_person_nothing_is_kept(run: Command) -> None:
    assert run("themes", "template", "budiani").returncode == 0
    assert journal(run) == []
