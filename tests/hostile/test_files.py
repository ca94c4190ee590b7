"""Hostile files among harmless ones: each in a clear state, the others indexed, the second run quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hostile import CASES, SECRET, packages

from corpus_search.config import Settings
from corpus_search.indexing import Summary, index_corpus
from corpus_search.model import State
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

HARMLESS = ("aman-1.txt", "tengah/aman-2.txt", "zz/aman-3.txt")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    secret = Path(packages.SECRET_FILE)
    secret.write_text(f"{SECRET} tidak boleh terbaca", encoding="utf-8")
    for number, name in enumerate(HARMLESS):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(
            f"Dokumen aman nomor {number} bercerita tentang pelatihan.", encoding="utf-8"
        )
    for case in CASES.values():
        (corpus / case.name).write_bytes(case.make(case.small))
    yield Settings(
        corpus=corpus,
        index=folder / "index",
        store=folder / "store",
        jobs=2,
        ocr="off",
        worker_memory_mb=400,
        worker_seconds=20,
    )
    secret.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def first(settings: Settings) -> Summary:
    return index_corpus(settings)


@pytest.fixture(scope="module")
def workspace(settings: Settings, first: Summary) -> Iterator[Workspace]:
    with Workspace.open(settings) as opened:
        yield opened


def test_each_is_in_a_clear_state(workspace: Workspace) -> None:
    documents = {document.path: document for document in workspace.documents()}
    assert set(documents) == {*CASES, *HARMLESS}
    for case in CASES.values():
        document = documents[case.name]
        assert document.state in case.states, (case.name, document.state, document.reason)
        assert document.reason or document.state is State.READ, case.name
        assert "fault of the program" not in document.reason, case.name
        assert "report the error" not in document.reason, (case.name, document.reason)
    assert {documents[name].state for name in HARMLESS} == {State.READ}


def test_the_harmless_are_found_and_no_file_beside_the_corpus_is(workspace: Workspace) -> None:
    assert workspace.finder.search(SearchRequest(text='"dokumen aman nomor"')).total == len(HARMLESS)
    assert workspace.finder.search(SearchRequest(text=SECRET)).total == 0
    assert not Path(f"{packages.SECRET_FILE}.ran").exists()


def test_every_passage_stands_in_its_text(workspace: Workspace) -> None:
    for document in workspace.documents():
        if document.state.has_text:
            contents = workspace.contents(document.id)
            assert all(
                0 <= passage.start < passage.end <= len(contents.text) for passage in contents.passages
            )


def test_the_second_run_has_nothing_to_do(settings: Settings, first: Summary) -> None:
    second = index_corpus(settings)
    assert (second.read, second.changed, second.moved, second.removed) == (0, 0, 0, 0)
    assert second.unchanged == len(CASES) + len(HARMLESS)
    assert second.failures == first.failures
