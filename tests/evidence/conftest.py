"""A small corpus of each kind, indexed, with a codebook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support.command import write_corpus

from corpus_search.config import Settings
from corpus_search.evidence import Theme
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace

NOTE = """---
title: Catatan lapangan balai desa
date: 2022-05-03
---

# Deskripsi

Balai desa buka pukul delapan, pelatihan menjahit dimulai setengah jam kemudian di ruang belakang.

# Refleksi

Sosialisasi pelatihan di balai lebih ramai daripada lewat gawai, terutama bagi peserta yang sudah tua.
"""
THEMES = (
    Theme("sasaran", "Ketepatan sasaran", "Targeting", queries=("peserta", '"pencari kerja"')),
    Theme("insentif", "Insentif", queries=("insentif",), statement="Insentif diterima tepat waktu."),
    Theme("insentif/lambat", "Insentif lambat", parent="insentif", queries=("insentif bulan",)),
)


@dataclass(frozen=True)
class Desktop:
    """A workspace and what it was made from."""

    settings: Settings
    workspace: Workspace

    @property
    def corpus(self) -> Path:
        return self.settings.corpus

    def reindex(self) -> None:
        index_corpus(self.settings)

    def transcript(self) -> Path:
        return self.corpus / "transkrip" / "informan-1.txt"


def _indexed(folder: Path) -> Settings:
    corpus = folder / "corpus"
    write_corpus(corpus)
    (corpus / "catatan-lapangan").mkdir()
    (corpus / "catatan-lapangan" / "balai.md").write_text(NOTE, encoding="utf-8")
    settings = Settings(corpus=corpus, index=folder / "index", store=folder / "store", jobs=1)
    index_corpus(settings)
    return settings


@contextmanager
def _opened(settings: Settings) -> Iterator[Desktop]:
    with Workspace.open(settings) as workspace:
        workspace.themes.put_all(THEMES)
        yield Desktop(settings, workspace)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A corpus and index that no test changes."""
    return _indexed(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def desktop(tmp_path: Path, shared: Settings) -> Iterator[Desktop]:
    """A workspace with a store of its own."""
    with _opened(replace(shared, store=tmp_path / "store")) as opened:
        yield opened


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Desktop]:
    """A workspace over a corpus that the test may change and index again."""
    with _opened(_indexed(tmp_path)) as opened:
        yield opened
