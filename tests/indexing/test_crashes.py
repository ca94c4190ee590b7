"""Killed at random moments, the index answers with the old or the new state of each document, and goes on."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.errors import IndexMissingError
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

KILLS = int(os.environ.get("CORPUS_SEARCH_KILLS", "20"))
DOCUMENTS = 12


def write(corpus: Path, number: int, state: str) -> None:
    """A note of several passages, each with a word that tells document and state."""
    paragraphs = [
        f"Paragraf {p} bercerita tentang pelatihan kerja bagi peserta, dengan tanda {state}{number} di dalamnya."
        for p in range(5)
    ]
    (corpus / f"catatan-{number:02}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def indexing(corpus: Path, index: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "corpus_search", "index", str(corpus), "--jobs", "2"]
    folders = {"CORPUS_SEARCH_INDEX": str(index), "CORPUS_SEARCH_STORE": str(store)}
    return subprocess.Popen(
        command, env={**os.environ, **folders}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def complete(corpus: Path, index: Path, store: Path) -> None:
    process = indexing(corpus, index, store)
    output, _ = process.communicate()
    assert process.returncode == 0, output.decode()


def passages(workspace: Workspace, word: str) -> int:
    return workspace.finder.search(SearchRequest(text=f'"{word}"', limit=20)).total


def snapshot(index: Path, store: Path) -> dict[str, tuple[str, int]]:
    """Each document's id, path and passages, as the finished index tells them."""
    with Workspace.open(Settings(index=index, store=store)) as workspace:
        return {d.id: (d.path, d.passages) for d in workspace.documents()}


@pytest.mark.parametrize("first_run", [True, False], ids=["first run", "update"])
def test_a_killed_run_leaves_whole_documents_and_the_next_one_completes_it(
    tmp_path: Path, first_run: bool
) -> None:
    dice = random.Random(7 + first_run)  # noqa: S311  (moments, no secrets)
    corpus, undisturbed, store = tmp_path / "corpus", tmp_path / "undisturbed", tmp_path / "store"
    corpus.mkdir()
    old, new = ("nihil", "satu") if first_run else ("lama", "baru")
    prepared = tmp_path / "prepared"
    if not first_run:
        for number in range(DOCUMENTS):
            write(corpus, number, old)
        complete(corpus, prepared, store)
    for number in range(DOCUMENTS):
        write(corpus, number, new)
    begun = time.monotonic()
    complete(corpus, undisturbed, store)
    whole = time.monotonic() - begun

    for attempt in range(KILLS // 2):
        index = tmp_path / f"index-{attempt}"
        if not first_run:
            shutil.copytree(prepared, index)
        process = indexing(corpus, index, store)
        try:
            process.wait(timeout=whole * dice.uniform(0.1, 1.05))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        check_whole_documents(index, store, old, new)
        complete(corpus, index, store)
        assert snapshot(index, store) == snapshot(undisturbed, store)
        with Workspace.open(Settings(index=index, store=store)) as workspace:
            assert [passages(workspace, f"{new}{n}") for n in range(DOCUMENTS)] == [5] * DOCUMENTS
            assert [passages(workspace, f"{old}{n}") for n in range(DOCUMENTS)] == [0] * DOCUMENTS


def check_whole_documents(index: Path, store: Path, old: str, new: str) -> None:
    try:
        workspace = Workspace.open(Settings(index=index, store=store))
    except IndexMissingError:
        return
    with workspace:
        for number in range(DOCUMENTS):
            counts = (passages(workspace, f"{old}{number}"), passages(workspace, f"{new}{number}"))
            assert counts in {(5, 0), (0, 5)} or (old == "nihil" and counts == (0, 0)), counts
            for word in (f"{old}{number}", f"{new}{number}"):
                for hit in workspace.finder.search(SearchRequest(text=f'"{word}"', limit=20)).hits:
                    assert word in hit.text
