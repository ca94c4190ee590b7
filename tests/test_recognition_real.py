"""Text recognition on real regulations."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.scans import needs_tesseract

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.model import State
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

pytestmark = [pytest.mark.real, pytest.mark.ocr]

FAULTS = re.compile(r"2O\dO|\b[12]O\d\d\b|\(2[1l]|\([l1I]\b(?!\))|danlatau")
"""What the layer of the State Secretariat's scans makes of 2020, (2), (1) and dan/atau."""


def corpus_of(real: Path, folder: Path, start: str) -> Settings:
    (source,) = (real / "regulations-pdf").glob(f"{start}*")
    (folder / "corpus").mkdir()
    (folder / "corpus" / source.name).write_bytes(source.read_bytes())
    return Settings(folder / "corpus", folder / "index", folder / "store", jobs=2)


def only_text(settings: Settings) -> str:
    with Workspace.open(settings) as workspace:
        (document,) = workspace.documents()
        assert document.state is State.READ
        return workspace.contents(document.id).text


def test_the_bare_scan_becomes_searchable(real: Path, tmp_path: Path) -> None:
    needs_tesseract()
    settings = replace(corpus_of(real, tmp_path, "SKB"), ocr="scans")
    assert index_corpus(settings).failed == 0
    with Workspace.open(settings) as workspace:
        assert workspace.finder.search(SearchRequest(text='"cuti bersama tahun 2020"')).total >= 3
        (document,) = workspace.documents()
        assert document.metadata["year"] == "2020"


def test_the_faults_of_a_poor_layer_vanish(real: Path, tmp_path: Path) -> None:
    needs_tesseract()
    settings = corpus_of(real, tmp_path, "PERPRES-2020-099")
    index_corpus(settings)
    before = FAULTS.findall(only_text(settings))
    index_corpus(replace(settings, ocr="all"))
    after = FAULTS.findall(only_text(settings))
    assert len(before) > 20
    assert not after
