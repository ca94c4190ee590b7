from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus_search.errors import CorpusError
from corpus_search.indexing.walk import walk


def put(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)


def paths(corpus: Path) -> list[str]:
    return [source.path for source in walk(corpus)]


def test_documents_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "b/2.txt", "a.txt", "b/1.txt", "b/deep/er/3.txt")
    assert paths(tmp_path) == ["a.txt", "b/1.txt", "b/2.txt", "b/deep/er/3.txt"]
    assert walk(tmp_path)[0].size == len("a.txt")


def test_what_is_never_a_document_is_left_out(tmp_path: Path) -> None:
    put(
        tmp_path,
        "kept.txt",
        ".DS_Store",
        "~$kept.docx",
        "README.md",
        "sub/readme.txt",
        "LICENSE",
        "_draft.txt",
    )
    put(tmp_path, "_old/x.txt", ".git/config", "themes.toml", "documents.csv", "glossary.toml", "kept.txt~")
    put(tmp_path, "sub/documents.csv")
    assert paths(tmp_path) == ["kept.txt", "sub/documents.csv"]


def test_the_corpus_names_what_it_does_not_want(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a.tmp", "drafts/b.txt", "sub/drafts/c.txt", "keep.tmp")
    (tmp_path / ".corpusignore").write_text("*.tmp\n!keep.tmp\n/drafts/\n")
    assert paths(tmp_path) == ["a.txt", "keep.tmp", "sub/drafts/c.txt"]


def test_a_missing_corpus_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="corpus-search index FOLDER"):
        walk(tmp_path / "nowhere")


@pytest.mark.skipif(os.name == "nt", reason="needs links and named pipes")
def test_links_and_pipes_lead_nowhere(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    put(corpus, "a.txt")
    put(tmp_path, "secret.txt")
    (corpus / "inside.txt").symlink_to("a.txt")
    (corpus / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "loop").symlink_to(corpus)
    (corpus / "dangling").symlink_to("nothing")
    os.mkfifo(corpus / "pipe")
    obstacles = {source.path: source.obstacle for source in walk(corpus)}
    assert [path for path, obstacle in obstacles.items() if not obstacle] == ["a.txt", "inside.txt"]
    assert "leads out" in obstacles["outside.txt"]
    assert "No such file" in obstacles["dangling"]
    assert "no ordinary file" in obstacles["pipe"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert paths(tmp_path) == ["caf\\xe9.txt"]
    paths(tmp_path)[0].encode("utf-8")
