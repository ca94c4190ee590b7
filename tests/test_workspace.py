"""What the faces rely on, over a small corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command import write_corpus

from corpus_search.catalog import Catalog
from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, RegisterError
from corpus_search.indexing import index_corpus
from corpus_search.model import Access, Kind
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

REGULATION = "perbup-contoh-2021-7"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_corpus(tmp_path / "corpus")
    settings = Settings(tmp_path / "corpus", tmp_path / "index", tmp_path / "store", jobs=1)
    index_corpus(settings)
    return settings


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with Workspace.open(settings) as opened:
        yield opened


def transcript(workspace: Workspace) -> str:
    return next(d.id for d in workspace.documents() if d.kind is Kind.TRANSCRIPT)


def test_documents_come_by_kind(workspace: Workspace) -> None:
    assert [document.kind for document in workspace.documents()] == [Kind.REGULATION, Kind.TRANSCRIPT]
    assert [document.access for document in workspace.documents()] == [Access.PUBLIC, Access.RESTRICTED]
    status = workspace.status()
    assert (status.documents, status.kinds["regulation"], status.failures) == (2, 1, ())
    assert status.last_run is not None
    assert status.last_run.counts["read"] == 2


def test_what_a_person_saves_counts_at_once(workspace: Workspace, settings: Settings) -> None:
    identifier = transcript(workspace)
    workspace.register.save(identifier, {"title": "Percakapan di teras", "access": "public"})
    assert workspace.document(identifier).title == "Percakapan di teras"
    assert workspace.document(identifier).access is Access.PUBLIC
    found = workspace.finder.search(SearchRequest(text="sinyal", access=frozenset({Access.PUBLIC})))
    assert [hit.document.title for hit in found.hits] == ["Percakapan di teras"]
    assert workspace.register.row(identifier)["title"] == "Percakapan di teras"

    again = index_corpus(settings)
    assert (again.unchanged, again.changed) == (2, 0)

    workspace.register.save(identifier, {})
    assert workspace.document(identifier).title != "Percakapan di teras"
    assert workspace.document(identifier).access is Access.RESTRICTED


def test_a_value_that_is_not_allowed_changes_nothing(workspace: Workspace) -> None:
    identifier = transcript(workspace)
    before = workspace.document(identifier)
    with pytest.raises(RegisterError, match="secret"):
        workspace.register.save(identifier, {"access": "secret"})
    assert workspace.document(identifier) == before
    with pytest.raises(NotFoundError):
        workspace.register.save("nothing", {"title": "x"})


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_the_register_goes_out_and_comes_back(workspace: Workspace, tmp_path: Path, name: str) -> None:
    assert workspace.register.export_to(tmp_path / name) == 2
    before = workspace.documents()
    assert workspace.register.import_from(tmp_path / name) == 0
    assert workspace.documents() == before


def test_importing_a_file_that_is_not_there_says_so(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"missing\.csv"):
        workspace.register.import_from(tmp_path / "missing.csv")


def test_hits_within_a_document_come_in_reading_order(workspace: Workspace) -> None:
    identifier = transcript(workspace)
    hits = workspace.finder.hits_in(identifier, SearchRequest(text="insentif"))
    assert {hit.document for hit in hits} == {identifier}
    assert [hit.ordinal for hit in hits] == sorted(hit.ordinal for hit in hits)
    assert len(hits) >= 2
    text = workspace.contents(identifier).text
    assert {
        text[start:end].lower() for start, end in workspace.finder.marks(text, SearchRequest("insentif"))
    } >= {"insentif"}


def test_originals_stay_inside_the_corpus(workspace: Workspace, settings: Settings) -> None:
    identifier = workspace.documents()[0].id
    assert workspace.originals.path(identifier).name == "perbup-7-2021.txt"
    workspace.originals.path(identifier).unlink()
    with pytest.raises(NotFoundError, match="no longer"):
        workspace.originals.path(identifier)
    with pytest.raises(NotFoundError):
        workspace.originals.path("../secret")


def test_an_open_workspace_sees_what_is_indexed_and_rebuilt_meanwhile(
    workspace: Workspace, settings: Settings
) -> None:
    assert workspace.finder.search(SearchRequest(text="bengkel")).total == 0
    (settings.corpus / "baru.txt").write_text(
        "Di bengkel itu sembilan peserta belajar mengelas bersama pelatihnya."
    )
    index_corpus(settings)
    assert workspace.finder.search(SearchRequest(text="bengkel")).total == 1
    index_corpus(settings, rebuild=True)
    assert workspace.finder.search(SearchRequest(text="bengkel")).total == 1
    for name in ("catalog.sqlite3", "catalog.sqlite3-wal", "catalog.sqlite3-shm"):
        (settings.index / name).unlink(missing_ok=True)
    (settings.index / "catalog.sqlite3").write_bytes(b"damaged" * 999)
    index_corpus(settings, rebuild=True)
    assert workspace.finder.search(SearchRequest(text="bengkel")).hits[0].document.id == "baru"


def test_every_passage_is_its_span_of_the_text(workspace: Workspace, settings: Settings) -> None:
    check_spans(workspace, settings)


def check_spans(workspace: Workspace, settings: Settings) -> None:
    """`text[start:end]` is the passage, always; passages follow one another, within the outline's bounds."""
    catalog = Catalog(settings.index)
    for row in catalog.rows().values():
        if row.content is None:
            continue
        contents = workspace.contents(row.document.id)
        keyed = [found for _, found in catalog.keyed_passages(row.content)]
        assert [found.passage for found in keyed] == list(contents.passages)
        end = 0
        for found in keyed:
            passage = found.passage
            assert found.text == contents.text[passage.start : passage.end]
            assert found.text == found.text.strip()
            assert found.text
            assert end <= passage.start < passage.end <= len(contents.text)
            end = passage.end
        assert len({passage.id for passage in contents.passages}) == len(contents.passages) > 0
        for node in (below for top in contents.outline for below in top.walk()):
            assert 0 <= node.start <= node.end <= len(contents.text)
    catalog.close()


def test_the_sample_corpus_is_read_whole(tmp_path: Path) -> None:
    settings = Settings(Path(__file__).parents[1] / "corpus", tmp_path / "index", tmp_path / "store", jobs=2)
    summary = index_corpus(settings)
    assert (summary.failed, summary.duplicates) == (0, 0)
    assert summary.read == 16
    with Workspace.open(settings) as workspace:
        check_spans(workspace, settings)
        kinds = workspace.status().kinds
        assert (kinds["regulation"], kinds["transcript"], kinds["field_note"]) == (4, 5, 4)


@pytest.mark.real
@pytest.mark.parametrize(
    ("folder", "documents", "failures"),
    [
        ("regulations-pdf", 20, {"scan": 1, "garbled": 1, "partly_read": 1}),
        ("regulations-text", 432, {}),
        ("interviews/pdpilot", 15, {}),
    ],
)
def test_real_files_index_without_stopping(
    real: Path, tmp_path: Path, folder: str, documents: int, failures: dict[str, int]
) -> None:
    settings = Settings(real / folder, tmp_path / "index", tmp_path / "store", jobs=2)
    summary = index_corpus(settings)
    states: dict[str, int] = {}
    for failure in summary.failures:
        states[failure.state] = states.get(failure.state, 0) + 1
    assert states == failures
    assert summary.read >= documents - 1
    with Workspace.open(settings) as workspace:
        check_spans(workspace, settings)
    again = index_corpus(settings)
    assert again.unchanged == summary.read
