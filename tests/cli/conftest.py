"""The command as a person runs it: a real process over a small corpus of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command import Command, runner, write_corpus


@pytest.fixture
def empty(tmp_path: Path) -> Command:
    """The command in a folder without anything."""
    return runner(tmp_path)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command in a folder with an indexed corpus, which tests do not change."""
    folder = tmp_path_factory.mktemp("indexed")
    write_corpus(folder / "corpus")
    run = runner(folder)
    done = run("index")
    assert done.returncode == 0, done.stdout + done.stderr
    return run
