"""Themes, evidence and backups as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command import Command, runner, write_corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("themes")
    write_corpus(folder / "corpus")
    assert runner(folder)("index").returncode == 0
    return folder


@pytest.fixture(scope="module")
def run(folder: Path) -> Command:
    return runner(folder)


def test_from_a_template_to_evidence_and_back_from_a_backup(run: Command, folder: Path) -> None:
    assert "Budiani, N. W. (2007)" in run("themes", "template").stdout
    assert run("themes", "template", "budiani").returncode == 0
    listed = run("themes", "list").stdout.splitlines()
    assert listed[0].startswith("budiani  Efektivitas program")
    assert listed[1].startswith("  budiani/ketepatan-sasaran")
    theme = "budiani/tujuan-program"
    hits = json.loads(run("search", "insentif cair", "--json").stdout)["hits"]
    passage = hits[0].get("id") or hits[0]["passage"]
    done = run(
        "evidence", "add", theme, passage, "--stance", "contradicts", "--memo", "lambat", "--who", "Sari"
    )
    assert done.returncode == 0, done.stderr
    (one,) = json.loads(run("evidence", "list", "--theme", "budiani", "--json").stdout)
    assert (one["theme"], one["stance"], one["standing"], one["memo"]) == (
        theme,
        "contradicts",
        "same",
        "lambat",
    )
    assert one["judgements"][0]["who"] == "Sari"
    assert "lambat" in run("evidence", "list").stdout
    assert "judged: 1" in run("themes", "show", theme).stdout

    backup = run("backup", "store.zip")
    assert backup.returncode == 0, backup.stderr
    assert run("themes", "rename", theme, "tujuan").returncode == 0
    assert json.loads(run("evidence", "list", "--json").stdout)[0]["theme"] == "tujuan"
    assert run("restore", "store.zip").returncode == 0
    assert json.loads(run("evidence", "list", "--json").stdout)[0]["theme"] == theme
    assert list((folder / "evidence" / "backups").iterdir())


def test_checks_tell_what_to_look_at(folder: Path) -> None:
    run = runner(folder)
    other = {"CORPUS_SEARCH_STORE": str(folder / "checks")}
    (folder / "checks").mkdir()
    codebook = folder / "checks" / "themes.toml"
    codebook.write_text('[[theme]]\nid = "a"\nname = "A"\nqueries = ["tidakadakataini"]\n', encoding="utf-8")
    checked = run("themes", "check", **other)
    assert checked.returncode == 3
    assert "a: its queries find nothing" in checked.stdout
    assert run("evidence", "check", **other).returncode == 0
    assert "No evidence." in run("evidence", "list", "--theme", "a", **other).stderr
    slip = run("evidence", "list", "--theme", "A ", **other)
    assert (slip.returncode, slip.stderr.strip()) == (1, "Error: There is no theme A . Did you mean a?")
    assert "There is no evidence in it" in run("export", "csv", "--output", "-", **other).stderr
    codebook.write_text("[[theme]]\nid = 1\n", encoding="utf-8")
    broken = run("themes", "list", **other)
    assert broken.returncode == 1
    assert "line 2" in broken.stderr
