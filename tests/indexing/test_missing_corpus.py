"""A folder that is not there: what was indexed stays, and nothing is made for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.errors import CorpusError
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "catatan.txt").write_text("Insentif cair setelah tiga bulan.\n", encoding="utf-8")
    return Settings(corpus=corpus, index=tmp_path / "index", store=tmp_path / "store", jobs=1)


def test_a_slip_in_the_name_leaves_the_index_free_for_the_right_folder(settings: Settings) -> None:
    with pytest.raises(CorpusError, match="There is no folder"):
        index_corpus(replace(settings, corpus=settings.corpus.with_name("korpus")))
    assert not settings.index.exists()
    assert index_corpus(settings).read == 1


def test_a_rebuild_without_the_corpus_throws_nothing_away(settings: Settings) -> None:
    index_corpus(settings)
    settings.corpus.rename(settings.corpus.with_name("elsewhere"))
    with pytest.raises(CorpusError, match="There is no folder"):
        index_corpus(settings, rebuild=True)
    with Workspace.open(settings) as workspace:
        assert [document.id for document in workspace.documents()] == ["catatan"]
