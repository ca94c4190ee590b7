"""A small corpus of each kind, indexed, with a codebook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A workspace over a corpus that a test may change."""
    corpus = tmp_path / "corpus"
    write_corpus(corpus)
    (corpus / "catatan-lapangan").mkdir()
    (corpus / "catatan-lapangan" / "balai.md").write_text(NOTE, encoding="utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index", store=tmp_path / "store", jobs=1)
    index_corpus(settings)
    with Workspace.open(settings) as workspace:
        workspace.themes.put_all(THEMES)
        yield Desktop(settings, workspace)
