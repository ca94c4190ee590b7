"""The sample corpus is what its sources say, and says of itself that it is made up."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"


def _make(folder: Path) -> dict[str, Path]:
    subprocess.run(
        [sys.executable, ROOT / "tools" / "make_sample_corpus.py", folder], check=True, capture_output=True
    )
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _content(path: Path) -> str:
    """What must be the same whatever version of a library wrote it: bytes, members or text of pages."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\f".join(page.get_textpage().get_text_bounded() for page in pdf)
    if path.suffix in (".docx", ".odt"):
        name = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        with zipfile.ZipFile(path) as archive:
            return archive.read(name).decode()
    return path.read_bytes().decode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _make(tmp_path_factory.mktemp("made"))


def test_the_corpus_is_what_the_sources_make(made: dict[str, Path]) -> None:
    kept = {path.relative_to(CORPUS).as_posix(): path for path in CORPUS.rglob("*") if path.is_file()}
    kept.pop("README.md")
    assert sorted(kept) == sorted(made)
    for name, path in made.items():
        assert _content(path) == _content(kept[name]), name


def test_making_it_twice_gives_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    again = _make(tmp_path)
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in made.items()
    }


def test_every_document_says_that_it_is_made_up(made: dict[str, Path]) -> None:
    for name, path in made.items():
        if name != "documents.csv":
            assert re.search("rekaan|made up", _content(path)), name


def test_it_is_small(made: dict[str, Path]) -> None:
    assert sum(path.stat().st_size for path in made.values()) < 1_000_000
