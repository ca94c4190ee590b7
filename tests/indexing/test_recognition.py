"""Scans recognised while indexing: what is searched afterwards, and what is not done twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.scans import needs_tesseract, scanned

from corpus_search.config import Settings
from corpus_search.errors import ProgramMissingError
from corpus_search.indexing import Summary, index_corpus
from corpus_search.model import Source, State
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

PAGES = [
    [f"Halaman {word} bercerita tentang pelatihan kerja", "bagi peserta dari desa yang jauh dari kota."]
    for word in ("kesatu", "kedua", "ketiga", "keempat")
]
POOR = [["Halaman 2O2O bercerita tentang pelatihan", "bagi peserta danlatau warga desa di sana."]]
CLEAR = [["Halaman 2020 bercerita tentang pelatihan", "bagi peserta dan/atau warga desa di sana."]]


class _StoppedError(Exception):
    """Stands for whatever ends a run in the middle."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "catatan.txt").write_text("Sebuah catatan tentang pelatihan kerja di desa.", encoding="utf-8")
    return Settings(corpus, tmp_path / "index", tmp_path / "store", jobs=2)


def hits(settings: Settings, words: str) -> int:
    with Workspace.open(settings) as workspace:
        return workspace.finder.search(SearchRequest(text=words)).total


def text(settings: Settings, identifier: str) -> str:
    with Workspace.open(settings) as workspace:
        return workspace.contents(identifier).text


def states(settings: Settings) -> dict[str, State]:
    with Workspace.open(settings) as workspace:
        return {document.id: document.state for document in workspace.documents()}


def pages_recognised(settings: Settings) -> tuple[Summary, int]:
    """Run; how many pages were recognised."""
    said: list[str] = []
    summary = index_corpus(settings, report=lambda _done, _total, words: said.append(words))
    return summary, sum("text recognition" in words for words in said)


@pytest.mark.ocr
def test_a_bare_scan_becomes_searchable_and_stays_so(settings: Settings) -> None:
    needs_tesseract()
    scanned(settings.corpus / "pindaian.pdf", PAGES[:2])
    index_corpus(settings)
    assert states(settings) == {"catatan": State.READ, "pindaian": State.SCAN}

    with_ocr = replace(settings, ocr="scans")
    summary, pages = pages_recognised(with_ocr)
    assert (summary.changed, summary.unchanged, summary.failed, pages) == (1, 1, 0, 2)
    assert hits(settings, '"peserta dari desa"') == 2
    with Workspace.open(settings) as workspace:
        assert workspace.originals.page_sources("pindaian") == {1: Source.OCR, 2: Source.OCR}
        text = workspace.contents("pindaian").text
        assert set(workspace.originals.frames("pindaian", 0, len(text))) == {1, 2}
        workspace.register.save("pindaian", {"title": "Sebuah pindaian"})
        assert "Halaman kesatu" in workspace.contents("pindaian").text

    # the index remembers, and nothing is done twice
    for again in (with_ocr, settings):
        summary, pages = pages_recognised(again)
        assert (summary.unchanged, summary.failed, pages) == (2, 0, 0)
    assert pages_recognised(replace(settings, ocr="all"))[0].unchanged == 2

    summary, pages = pages_recognised(replace(settings, ocr="off"))
    assert (summary.changed, summary.failed, pages) == (1, 1, 0)
    assert hits(settings, '"peserta dari desa"') == 0
    summary, pages = pages_recognised(with_ocr)
    assert (summary.changed, summary.failed, pages) == (1, 0, 0)

    index_corpus(settings, rebuild=True)
    assert hits(settings, '"peserta dari desa"') == 2


@pytest.mark.ocr
def test_a_poor_layer_is_recognised_only_where_all_is_asked_for(settings: Settings) -> None:
    needs_tesseract()
    scanned(settings.corpus / "lapis.pdf", CLEAR, POOR)
    assert pages_recognised(replace(settings, ocr="scans"))[1] == 0
    assert "2O2O" in text(settings, "lapis")
    assert pages_recognised(replace(settings, ocr="all"))[1] == 1
    assert text(settings, "lapis") == "\n".join(CLEAR[0])


@pytest.mark.ocr
def test_a_run_that_was_stopped_loses_no_page(settings: Settings) -> None:
    needs_tesseract()
    scanned(settings.corpus / "pindaian.pdf", PAGES)
    with_ocr = replace(settings, ocr="scans")

    def stop(_done: int, _total: int, words: str) -> None:
        if "2 of 4 pages" in words:
            raise _StoppedError

    with pytest.raises(_StoppedError):
        index_corpus(with_ocr, report=stop)
    summary, pages = pages_recognised(with_ocr)
    assert (summary.failed, pages) == (0, 2)
    assert [hits(settings, f'"Halaman {page[0].split()[1]}"') for page in PAGES] == [1, 1, 1, 1]


def test_without_tesseract_the_run_does_not_begin(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissingError, match="tesseract"):
        index_corpus(replace(settings, ocr="scans"))
    # an index that was never made so asks for nothing
    assert index_corpus(settings).failed == 0
