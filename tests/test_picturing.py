"""Pages as they look, through the workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pdf import paged, prose

from corpus_search.config import Settings
from corpus_search.errors import NotFoundError, UsageError
from corpus_search.indexing import index_corpus
from corpus_search.model import Source
from corpus_search.workspace import Workspace

LONG = "peserta pelatihan kerja menerima insentif setelah menyelesaikan pelatihan"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    pages = [prose(72, 720, LONG, 6), prose(72, 720, f"kemudian {LONG}", 6)]
    (corpus / "laporan.pdf").write_bytes(paged(pages))
    (corpus / "catatan.txt").write_text(f"Sebuah catatan bahwa {LONG}.", encoding="utf-8")
    settings = Settings(corpus, tmp_path / "index", tmp_path / "store", jobs=1)
    index_corpus(settings)
    return settings


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with Workspace.open(settings) as opened:
        yield opened


def test_a_page_is_drawn_once(workspace: Workspace, settings: Settings) -> None:
    first = workspace.originals.picture("laporan", 1)
    assert first[8:12] == b"WEBP"
    assert workspace.originals.picture("laporan", 2, 0.5) != first
    (kept,) = settings.index.glob("pictures/*/*-1-1-*.webp")
    assert kept.read_bytes() == first
    kept.write_bytes(b"what is kept")
    assert workspace.originals.picture("laporan", 1) == b"what is kept"


def test_what_there_is_no_picture_of(workspace: Workspace) -> None:
    for identifier, page in (("laporan", 0), ("laporan", 3), ("catatan", 1), ("tiada", 1)):
        with pytest.raises(NotFoundError):
            workspace.originals.picture(identifier, page)
    with pytest.raises(UsageError, match="scales"):
        workspace.originals.picture("laporan", 1, 1.01)


def test_a_file_that_changed_is_not_shown_as_the_indexed_one(
    workspace: Workspace, settings: Settings
) -> None:
    file = settings.corpus / "laporan.pdf"
    os.utime(file)
    assert workspace.originals.picture("laporan", 1)
    file.write_bytes(paged([prose(72, 720, "sesuatu yang lain sama sekali", 6)]))
    assert workspace.originals.picture("laporan", 1)
    with pytest.raises(NotFoundError, match="changed"):
        workspace.originals.picture("laporan", 2)
    file.unlink()
    with pytest.raises(NotFoundError, match="no longer"):
        workspace.originals.picture("laporan", 2)


def test_frames_go_over_pages_a_line_each(workspace: Workspace) -> None:
    text = workspace.contents("laporan").text
    frames = workspace.originals.frames("laporan", 0, len(text))
    assert [(page, len(found)) for page, found in frames.items()] == [(1, 6), (2, 6)]
    assert all(0 <= frame.left < frame.right <= 1 for found in frames.values() for frame in found)
    tops = [frame.top for frame in frames[1]]
    assert tops == sorted(tops)
    (last,) = workspace.originals.frames("laporan", len(text) - 1, len(text))[2]
    assert last.left > 0.5
    assert workspace.originals.frames("laporan", len(text) + 5, len(text) + 9) == {}
    assert workspace.originals.frames("catatan", 0, 5) == {}
    assert workspace.originals.page_sources("laporan") == {1: Source.TEXT, 2: Source.TEXT}
    assert workspace.originals.page_sources("catatan") == {}
    with pytest.raises(NotFoundError):
        workspace.originals.frames("tiada", 0, 5)
