"""A small body of law, indexed once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.law_corpus import write_law

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace


@pytest.fixture(scope="session")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("law")
    settings = Settings(corpus=folder / "corpus", index=folder / "index", store=folder / "store", jobs=1)
    write_law(settings.corpus)
    index_corpus(settings)
    with Workspace.open(settings) as opened:
        yield opened
